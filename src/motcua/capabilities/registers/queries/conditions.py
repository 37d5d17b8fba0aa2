"""The conditions of `rules.conditions` as the database asks them: equality by the GIN index, order by jsonpath."""

import json
from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, DecimalField, F, Func, Q, TextField, Value

from motcua.capabilities.registers.rules.conditions import Condition, bounds_of_day, operator_of
from motcua.capabilities.registers.rules.definition import AGENCY, STATE

_SIGNS = {"least": ">=", "most": "<=", "more": ">", "less": "<"}
_COLUMNS = {STATE: "state", AGENCY: "agency_code"}


class _As(Func):
    """A value said to be of a type of PostgreSQL's."""

    template = "(%(expressions)s)::%(kind)s"

    def __init__(self, text: str, kind: str) -> None:
        super().__init__(Value(text, output_field=TextField()), kind=kind)


class _PathExists(Func):
    function = "jsonb_path_exists"
    output_field = BooleanField()


def amount_of(field: str) -> Func:
    """The number in a field, null where there is none."""
    path = _As(f'$."{field}" ? (@.type() == "number")', "jsonpath")
    found = Func(F("values"), path, function="jsonb_path_query_first")
    return Func(
        found, template="(%(expressions)s)::numeric", output_field=DecimalField(max_digits=30, decimal_places=4)
    )


def all_of(conditions: Iterable[Condition], day: date) -> Q:
    """That a row (a record or an edition) fulfils every condition on a day."""
    return Q(*(_one(condition, day) for condition in conditions))


def _one(condition: Condition, day: date) -> Q:
    if "any" in condition:
        return reduce(or_, (_one(one, day) for one in condition["any"]))
    name, wanted = operator_of(condition)
    field = condition["field"]
    if name == "in":
        return reduce(or_, (_same(field, one) for one in wanted))
    if name in {"is", "not"}:
        return _same(field, wanted) if name == "is" else ~_same(field, wanted)
    if name == "filled":
        found = Q(_exists(f"${_path(field)}", {}))
        return found if wanted else ~found
    if name in {"past", "within_days"}:
        first, after = bounds_of_day(name, wanted, day)
        return _between(field, first, after)
    return Q(_exists(f"${_path(field)} ? (@ {_SIGNS[name]} $wanted)", {"wanted": wanted}))


def _same(field: str, wanted: Any) -> Q:
    if field in _COLUMNS:
        return Q(**{_COLUMNS[field]: wanted})
    head, _, part = field.partition(".")
    if part:
        return Q(values__contains={head: {part: wanted}})
    return Q(values__contains={head: wanted}) | Q(values__contains={head: [wanted]})


def _between(field: str, first: str | None, after: str | None) -> Q:
    asked = [f"@ {sign} ${name}" for sign, name, day in ((">=", "first", first), ("<", "after", after)) if day]
    days = {name: day for name, day in (("first", first), ("after", after)) if day}
    return Q(_exists(f"${_path(field)} ? ({' && '.join(asked)})", days))


def _path(field: str) -> str:
    return "".join(f'."{step}"' for step in field.split("."))


def _exists(path: str, variables: dict[str, Any]) -> _PathExists:
    return _PathExists(F("values"), _As(path, "jsonpath"), _As(json.dumps(variables), "jsonb"))
