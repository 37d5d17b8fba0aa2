"""Conditions on a record: the same words decide a move here and choose rows in the database (`queries/conditions`).

``{"field": "attendees", "least": 30}`` · ``{"field": "state", "in": ["done", "closed"]}`` · ``{"any": [ … ]}``
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from motcua.capabilities.registers.rules.definition import AGENCY, STATE, Values

Condition = Mapping[str, Any]
OPERATORS = ("is", "not", "in", "least", "most", "more", "less", "filled", "past", "within_days")
PARTS = frozenset({"average", "count"})
"""What a condition may ask of scores: ``council.average``."""


def all_hold(conditions: Iterable[Condition], values: Values, *, state: str, agency_code: str, day: date) -> bool:
    """Whether a record fulfils all of them on a day."""
    every = {**values, STATE: state, AGENCY: agency_code}
    return all(_holds(one, every, day) for one in conditions)


def operator_of(condition: Condition) -> tuple[str, Any]:
    """What is asked of the field, and with what."""
    return next((name, condition[name]) for name in OPERATORS if name in condition)


def value_at(values: Mapping[str, Any], path: str) -> Any:
    """A field's value, or a part of it; None where there is none."""
    found: Any = values
    for step in path.split("."):
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def bounds_of_day(name: str, wanted: Any, day: date) -> tuple[str | None, str | None]:
    """From and to (exclusive) of what ``past`` and ``within_days`` mean on a day, as ISO days."""
    if name == "past":
        return None, day.isoformat()
    return day.isoformat(), (day + timedelta(days=int(wanted) + 1)).isoformat()


def _holds(condition: Condition, values: Mapping[str, Any], day: date) -> bool:
    if "any" in condition:
        return any(_holds(one, values, day) for one in condition["any"])
    name, wanted = operator_of(condition)
    value = value_at(values, condition["field"])
    if name == "filled":
        return (value is not None) == wanted
    if name in {"past", "within_days"}:
        return _in_days(value, *bounds_of_day(name, wanted, day))
    return _CHECKS[name](value, wanted)


def _in_days(value: Any, first: str | None, after: str | None) -> bool:
    return isinstance(value, str) and (first is None or value >= first) and (after is None or value < after)


def _is(value: Any, wanted: Any) -> bool:
    if isinstance(value, list):
        return any(_is(one, wanted) for one in value)
    return value is not None and isinstance(value, bool) == isinstance(wanted, bool) and value == wanted


def _comparing(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def check(value: Any, wanted: Any) -> bool:
        return _comparable(value, wanted) and compare(value, wanted)

    return check


def _comparable(value: Any, wanted: Any) -> bool:
    if isinstance(value, bool) or isinstance(wanted, bool):
        return False
    both_numbers = isinstance(value, int | float) and isinstance(wanted, int | float)
    return both_numbers or (isinstance(value, str) and isinstance(wanted, str))


_CHECKS: dict[str, Callable[[Any, Any], bool]] = {
    "is": _is,
    "not": lambda value, wanted: not _is(value, wanted),
    "in": lambda value, wanted: any(_is(value, one) for one in wanted),
    "least": _comparing(lambda value, wanted: value >= wanted),
    "most": _comparing(lambda value, wanted: value <= wanted),
    "more": _comparing(lambda value, wanted: value > wanted),
    "less": _comparing(lambda value, wanted: value < wanted),
}
