"""A form as it is drawn and checked: groups of fields, each with its widget, choices and conditions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jsonschema.protocols import Validator

PART = "-"
"""Between a person's name and its part in the name of a box: ``mother-full_name``."""


class Widget(StrEnum):
    """How a field is asked."""

    TEXT = "text"
    TEXTAREA = "textarea"
    SELECT = "select"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    CHECKBOXES = "checkboxes"
    DATE = "date"
    NUMBER = "number"
    MONEY = "money"
    PHONE = "phone"
    EMAIL = "email"
    IDENTITY_NUMBER = "identity_number"
    TAX_CODE = "tax_code"
    PLACE = "place"
    PERSON = "person"


CHOSEN = frozenset({Widget.SELECT, Widget.RADIO, Widget.CHECKBOXES})
"""Asked with a list of choices."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice; `value` is what the answer holds."""

    value: object
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """Shown only when the answer of `field` is one of `values`."""

    field: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FormField:
    """One question. `key` is its place in the answers, `name` that of its box; a person has parts in `fields`.

    `most` is the greatest length of a text, `validator` checks the JSON Schema keywords of a value that was read.
    """

    key: str
    name: str
    label: str
    widget: Widget
    kind: str
    validator: Validator
    is_required: bool = False
    help: str = ""
    most: int = 0
    pattern: re.Pattern[str] | None = None
    options: tuple[Option, ...] = ()
    shown_when: Condition | None = None
    prefill: str = ""
    default: object = None
    suffix: str = ""
    refusal: str = ""
    must_be_ticked: bool = False
    is_not_future: bool = False
    fields: "tuple[FormField, ...]" = ()

    @property
    def boxes(self) -> tuple[str, ...]:
        """Names of the boxes it is drawn with."""
        return tuple(part.name for part in self.fields) or (self.name,)


@dataclass(frozen=True, slots=True)
class Group:
    """One page of questions. `keys` are its fields; `fields` the names of its boxes, by which errors are told."""

    key: str
    title: str
    keys: tuple[str, ...]
    fields: tuple[str, ...]
    help: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """All questions by key, in the order of the groups."""

    title: str
    fields: Mapping[str, FormField]
    groups: tuple[Group, ...]


def is_same(one: object, other: object) -> bool:
    """Equal as JSON values: true is not 1."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)
