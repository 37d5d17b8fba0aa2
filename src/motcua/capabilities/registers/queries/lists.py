"""The list of a register: what its address asks, and a page of rows; nothing is counted to turn a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import F, OrderBy, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Collate

from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.queries.conditions import all_of
from motcua.capabilities.registers.queries.counts import LOWER, rows_on
from motcua.capabilities.registers.queries.definitions import version
from motcua.capabilities.registers.queries.lookup import names_for
from motcua.capabilities.registers.queries.scopes import Scope
from motcua.capabilities.registers.rules.definition import (
    AGENCY,
    CODE,
    NUMERIC,
    SORTABLE,
    STATE,
    Definition,
    Field,
    FieldType,
)
from motcua.capabilities.registers.rules.saying import Names, said, title_of
from motcua.kernel import clock
from motcua.kernel.search.match import matching
from motcua.registry.organisation.public import agency_names, codes_under

PAGE_SIZE = 30


@dataclass(frozen=True)
class Asked:
    """What a list's address asks. `fields`: field → value, or for a day (from, to) in ISO; `day`: as it stood then."""

    text: str = ""
    state: str = ""
    agency: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    sort: str = ""
    count: str = ""
    part: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Line:
    """A row of a list: a record now, or as it stood on a past day."""

    code: str
    title: str
    agency_code: str
    state: str
    values: Mapping[str, Any]
    version_id: int
    edition: int


def lines_of(scope: Scope, asked: Asked, *, offset: int, size: int) -> tuple[list[Line], bool]:
    """A page of what the person sees, and whether there is more."""
    rows = rows_asked(scope, asked)
    found = list(rows[offset : offset + size + 1])
    return [line_of(row) for row in found[:size]], len(found) > size


def rows_asked(scope: Scope, asked: Asked) -> QuerySet[Any]:
    """The rows that the person sees and asks for, in order."""
    definition, today = scope.definition, clock.today()
    day = asked.day or today
    rows = rows_on(definition.code, day)
    seen = scope.where(definition.see)
    if seen is not None:
        rows = rows.filter(agency_code__in=codes_under(seen))
    rows = _narrowed(rows, definition, asked, day)
    if rows.model is RecordEdition:
        return rows.select_related("record").order_by("record__title_key", "record_id")
    if asked.text.strip():
        return matching(rows, asked.text)
    return rows.order_by(*order_of(definition, asked.sort or definition.sort), "title_key", "id")


def order_of(definition: Definition, sort: str) -> list[Any]:
    """How the database sorts; nothing for what it cannot sort by."""
    code, is_down = sort.removeprefix("-"), sort.startswith("-")
    found = definition.by_code.get(code)
    if code in {CODE, STATE}:
        return [OrderBy(F(code), descending=is_down)]
    if found is None or found.type not in SORTABLE:
        return []
    if found.type in NUMERIC or found.type is FieldType.DAY:
        return [OrderBy(KeyTransform(code, "values"), descending=is_down, nulls_last=True)]
    return [OrderBy(Collate(KeyTextTransform(code, "sort_keys"), "C"), descending=is_down, nulls_last=True)]


def line_of(row: Any) -> Line:
    """A record or an edition as a row."""
    if isinstance(row, Record):
        return Line(row.code, row.title, row.agency_code, row.state, row.values, row.version_id, row.edition)
    title = title_of(version(row.version_id).definition, row.values, code=row.record.code)
    return Line(row.record.code, title, row.agency_code, row.state, row.values, row.version_id, row.number)


def cells_of(scope: Scope, lines: list[Line], seen: Mapping[str, Scope]) -> list[tuple[Line, list[tuple[str, str]]]]:
    """Each line with what its columns say, as (column, text), by the version it was written under."""
    definition = scope.definition
    names = names_for(definition, [line.values for line in lines], seen=seen)
    called = agency_names({line.agency_code for line in lines})
    return [
        (line, [(code, _cell(definition, line, code, names, called)) for code in definition.columns]) for line in lines
    ]


def _cell(definition: Definition, line: Line, code: str, names: Names, called: Mapping[str, str]) -> str:
    if code == AGENCY:
        return called.get(line.agency_code, line.agency_code)
    if code == STATE:
        return line.state
    if code == CODE:
        return line.code
    return said(field_then(definition.by_code[code], line.version_id), line.values.get(code), names)


def field_then(now: Field, version_id: int) -> Field:
    """The field as it was when the record was written: its choices and type may have changed since."""
    return version(version_id).definition.by_code.get(now.code, now)


def _narrowed(rows: QuerySet[Any], definition: Definition, asked: Asked, day: date) -> QuerySet[Any]:
    if asked.state:
        rows = rows.filter(state=asked.state)
    if asked.agency:
        rows = rows.filter(agency_code__in=codes_under([asked.agency]))
    for code, wanted in asked.fields.items():
        rows = rows.filter(_field_is(definition.by_code[code], wanted, day))
    count = definition.count_of(asked.count) if asked.count else None
    measure = count and (count.denominator if asked.part == LOWER else count.numerator)
    return rows.filter(all_of(measure.where, day)) if measure and measure.where else rows


def _field_is(asked: Field, wanted: Any, day: date) -> Q:
    if asked.type is FieldType.DAY:
        first, last = wanted
        bounds = [{"field": asked.code, "least": first}] if first else []
        bounds += [{"field": asked.code, "most": last}] if last else []
        return all_of(bounds, day)
    return all_of([{"field": asked.code, "is": wanted}], day)
