"""Values that pages hand to components."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True)
class TimelineEntry:
    """What happened once. `tone`: done, waiting, late, next (still to come); `at` may be a day or unknown."""

    title: str
    at: datetime | date | None = None
    text: str = ""
    who: str = ""
    tone: str = "done"
    url: str = ""
    url_label: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a summary list; `change_url` puts «Sửa» beside it."""

    term: str
    value: Any
    change_url: str = ""


@dataclass(frozen=True)
class Tab:
    """A tab is a link; `count` is shown beside it unless None."""

    label: str
    url: str
    is_current: bool = False
    count: int | None = None
    tone: str = ""


@dataclass(frozen=True)
class Task:
    """A line that leads somewhere, with its state: a step of a form, a row of an inbox."""

    title: str
    url: str
    hint: str = ""
    state: str = ""
    tone: str = "new"
    code: str = ""
    extra: str = ""


@dataclass(frozen=True)
class Turning:
    """Where a list goes on, when it is turned by key and not by page number."""

    words: str = ""
    previous_url: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Choice:
    """One option of a select, of radios or of checkboxes."""

    value: str
    label: str
    hint: str = ""
    id: str = ""
    is_chosen: bool = False


@dataclass
class Field:
    """All that ``ui/field.html`` draws."""

    name: str
    label: str
    kind: str
    id: str
    value: str
    error: str
    help: str
    is_required: bool
    width: str
    choices: list[Choice] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    suffix: str = ""
    files: list[Any] = field(default_factory=list)
    max_mb: int = 20
    kinds: str = "PDF, JPG, PNG"
    has_camera: bool = False
    is_label_hidden: bool = False
    columns: int = 1
