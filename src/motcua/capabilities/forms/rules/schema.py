"""From a published JSON Schema (2020-12) to a form; what we cannot draw and check is refused, fault by fault.

A form is an object whose properties are the questions. Our own keys begin with ``x-``:

- ``x-groups``: ``[{key, title, help, fields}]``, one page each, every property in exactly one; without it one group.
- ``x-widget``: one of `Widget` where the type does not tell; ``x-help``; ``x-suffix`` (a unit of measure).
- ``x-shown-when``: ``{field, equals}`` or ``{field, in: [...]}``, a choice or tick of the form.
- ``x-prefill``: a name such as ``owner.full_name``, which the caller resolves; ``x-not-future`` for dates.
- ``x-error``: what is said when the pattern does not fit.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from motcua.capabilities.forms.errors import FormNotUsable
from motcua.capabilities.forms.rules import faults
from motcua.capabilities.forms.rules.faults import Fault
from motcua.capabilities.forms.rules.fields import Form, FormField, Group, Widget, is_same
from motcua.capabilities.forms.rules.questions import read_question, strings, text_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MOST_FIELDS = 300
_GROUP_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_GROUP_KEYWORDS = {"key", "title", "help", "fields"}
_KEYWORDS = {
    *("$schema", "$id", "$comment", "title", "description", "type", "properties", "required"),
    *("additionalProperties", "x-groups"),
}
Schema = Mapping[str, Any]


def read_form(schema: Any, code: str = "") -> Form:
    """The form that a schema (plain JSON values) describes. Raises `FormNotUsable` with all that is wrong."""
    try:
        _check_top(schema)
        fields = _questions(schema)
        groups = _groups(schema, fields)
    except FaultsFound as found:
        raise FormNotUsable(code=code, faults=" ".join(found.texts)) from found
    ordered = {key: fields[key] for group in groups for key in group.keys}
    return Form(text_of(schema, "title"), ordered, groups)


class FaultsFound(Exception):
    """Everything wrong with one part of a schema."""

    def __init__(self, *found: Fault) -> None:
        self.texts = [str(fault) for fault in found]
        super().__init__(self.texts)


def _check_top(schema: Any) -> None:
    if not isinstance(schema, Mapping) or schema.get("type") != "object":
        raise FaultsFound(Fault(faults.NOT_OBJECT))
    if schema.get("$schema", DIALECT) != DIALECT:
        raise FaultsFound(Fault(faults.DIALECT_WRONG))
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        path = "/".join(map(str, error.absolute_path)) or "/"
        raise FaultsFound(Fault(faults.NOT_SCHEMA, path=path, keyword=error.validator)) from error
    unknown = [Fault(faults.KEYWORD, path="/", keyword=keyword) for keyword in schema if keyword not in _KEYWORDS]
    if not schema.get("properties"):
        unknown.append(Fault(faults.NOT_OBJECT))
    if len(schema.get("properties", ())) > MOST_FIELDS:
        unknown.append(Fault(faults.TOO_MANY, most=MOST_FIELDS))
    if unknown:
        raise FaultsFound(*unknown)


def _questions(schema: Schema) -> dict[str, FormField]:
    required, fields, found = strings(schema.get("required")), {}, []
    for key, of_key in schema["properties"].items():
        try:
            fields[key] = read_question(key, of_key, is_required=key in required)
        except Fault as fault:
            found.append(fault)
    if not found:
        found = [Fault(faults.REQUIRED_WRONG, key=key) for key in required if key not in fields]
        found += _condition_faults(fields)
    if found:
        raise FaultsFound(*found)
    return fields


def _condition_faults(fields: Mapping[str, FormField]) -> Iterator[Fault]:
    for key, field in fields.items():
        if field.shown_when is None:
            continue
        asked = fields.get(field.shown_when.field)
        if asked is None or asked.widget not in {Widget.SELECT, Widget.RADIO, Widget.CHECKBOX}:
            yield Fault(faults.CONDITION_FIELD, path=key, key=field.shown_when.field)
            continue
        offered = [option.value for option in asked.options] or [True, False]
        if not all(any(is_same(value, one) for one in offered) for value in field.shown_when.values):
            yield Fault(faults.CONDITION_VALUE, path=key, key=asked.key)
        if _leads_to_itself(key, fields):
            yield Fault(faults.CONDITION_CIRCLE, path=key)


def _leads_to_itself(key: str, fields: Mapping[str, FormField]) -> bool:
    seen, current = {key}, fields[key].shown_when
    while current is not None and current.field in fields:
        if current.field in seen:
            return True
        seen.add(current.field)
        current = fields[current.field].shown_when
    return False


def _groups(schema: Schema, fields: Mapping[str, FormField]) -> tuple[Group, ...]:
    title = text_of(schema, "title") or next(iter(fields.values())).label
    given = schema.get("x-groups", [{"key": "khai", "title": title, "fields": list(fields)}])
    if not isinstance(given, list) or not given or not all(map(_is_group, given)):
        raise FaultsFound(Fault(faults.GROUPS_SHAPE))
    if len({one["key"] for one in given}) < len(given):
        raise FaultsFound(Fault(faults.GROUPS_SHAPE))
    named = [key for one in given for key in one["fields"]]
    wrong = dict.fromkeys(key for key in named if key not in fields or named.count(key) > 1)
    found = [Fault(faults.GROUP_FIELD, key=key) for key in wrong]
    found += [Fault(faults.UNGROUPED, key=key) for key in fields if key not in named]
    if found:
        raise FaultsFound(*found)
    return tuple(_group(one, fields) for one in given)


def _is_group(given: object) -> bool:
    if not isinstance(given, Mapping) or not set(given) <= _GROUP_KEYWORDS:
        return False
    keys = given.get("fields")
    is_listed = isinstance(keys, list) and bool(keys) and strings(keys) == keys
    return is_listed and bool(text_of(given, "title")) and bool(_GROUP_KEY.fullmatch(text_of(given, "key")))


def _group(given: Schema, fields: Mapping[str, FormField]) -> Group:
    boxes = tuple(box for key in given["fields"] for box in fields[key].boxes)
    return Group(text_of(given, "key"), text_of(given, "title"), tuple(given["fields"]), boxes, text_of(given, "help"))
