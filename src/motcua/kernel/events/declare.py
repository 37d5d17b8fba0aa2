"""Events are declared as frozen dataclasses in a module's ``events.py``. Plain Python.

    @event("dossiers.accepted")
    class DossierAccepted(Event):
        due_at: datetime

The payload carries codes and figures, never personal data or free text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, ClassVar, TypeVar, cast, dataclass_transform, get_args, get_type_hints
from uuid import UUID, uuid4

IMPORTED = "imported"
_kinds: dict[tuple[str, int], type["Event"]] = {}
_added: dict[type["Event"], tuple[str, ...]] = {}
Declared = TypeVar("Declared", bound="Event")
Convert = Callable[[Any], object]


class UnknownEvent(LookupError):
    """No declared event has this kind and version."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What all events say: `subject` is what it is about, `at` when it happened, `actor` who did it.

    `is_imported`: it happened in an older system and was brought in later; only who asks for such is told of it.
    """

    kind: ClassVar[str]
    version: ClassVar[int]
    history_only: ClassVar[bool]
    subject: str
    agency_code: str
    at: datetime
    actor: str
    cause: UUID | None = None
    is_imported: bool = False
    id: UUID = field(default_factory=uuid4)

    def payload(self) -> dict[str, object]:
        """The fields a subclass adds, as plain JSON values; the mark `imported` where it is set."""
        added = {name: _plain(getattr(self, name)) for name in payload_names(type(self))}
        return {**added, IMPORTED: True} if self.is_imported else added


@dataclass_transform(frozen_default=True, kw_only_default=True)
def event(kind: str, *, version: int = 1, history_only: bool = False) -> Callable[[type[Declared]], type[Declared]]:
    """Declare an event type; `history_only` says that nobody needs to subscribe."""

    def declare(cls: type[Declared]) -> type[Declared]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.kind, made.version, made.history_only = kind, version, history_only
        if (kind, version) in _kinds:
            raise ValueError(f"Event {kind} version {version} is declared twice.")
        _kinds[kind, version] = made
        return made

    return declare


def declared_events() -> dict[tuple[str, int], type[Event]]:
    """All event types by kind and version."""
    return dict(_kinds)


def payload_names(cls: type[Event]) -> tuple[str, ...]:
    """Names of the fields that `cls` adds to `Event`."""
    if cls not in _added:
        common = {known.name for known in fields(Event)}
        _added[cls] = tuple(known.name for known in fields(cls) if known.name not in common)
    return _added[cls]


def revive(kind: str, version: int, common: dict[str, Any], payload: dict[str, Any]) -> Event:
    """The event object of a stored row. Keys of the payload that the class does not know are dropped."""
    try:
        cls = _kinds[kind, version]
    except KeyError:
        raise UnknownEvent(f"{kind} version {version}") from None
    given = dict(common)
    for name, convert in _readers(kind, version):
        if name in payload:
            value = payload[name]
            given[name] = value if convert is None or value is None else convert(value)
    return cls(**given)


@cache
def _readers(kind: str, version: int) -> tuple[tuple[str, Convert | None], ...]:
    """The added fields of a class, each with what makes its value of a JSON value (None: it is that already)."""
    cls = _kinds[kind, version]
    hints = get_type_hints(cls)
    return tuple((name, _reader(hints[name])) for name in payload_names(cls))


def _reader(hint: Any) -> Convert | None:
    choices = [choice for choice in get_args(hint) if choice is not type(None)]
    return _converter(choices[0] if choices and type(None) in get_args(hint) else hint)


def _converter(target: Any) -> Convert | None:
    if (made := getattr(target, "__origin__", None)) in {tuple, list, frozenset}:
        convert = _converter(get_args(target)[0])
        return made if convert is None else lambda value: made(map(convert, value))
    if target in {datetime, date}:
        return cast("Convert", target.fromisoformat)
    if target in {Decimal, UUID} or (isinstance(target, type) and issubclass(target, Enum)):
        return cast("Convert", target)
    return None


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, frozenset):
        return sorted(_plain(item) for item in value)  # type: ignore[type-var]
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
