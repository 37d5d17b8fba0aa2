"""The figures of a register, now or as it stood at the end of a day; each with the address of its rows."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Count as Rows
from django.db.models import Model, Q, QuerySet, Sum
from django.urls import reverse

from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.queries.conditions import all_of, amount_of
from motcua.capabilities.registers.queries.definitions import VersionView, definitions_on, version_on
from motcua.capabilities.registers.rules.definition import Definition, Measure
from motcua.kernel import clock
from motcua.registry.organisation.public import codes_under

UPPER, LOWER = "tu", "mau"
Amount = int | Decimal


class Counted(NamedTuple):
    """A figure; `denominator` None: no share. `url`: the rows that make it."""

    numerator: Amount
    denominator: Amount | None
    url: str


class CountKnown(NamedTuple):
    """A figure that a register can give."""

    code: str
    name: str
    unit: str


class RegisterKnown(NamedTuple):
    """A register in force with the figures it gives."""

    code: str
    name: str
    counts: tuple[CountKnown, ...]


def registers_known(*, on: date | None = None) -> list[RegisterKnown]:
    """All registers in force on a day (today)."""
    return [
        RegisterKnown(one.code, one.name, tuple(CountKnown(each.code, each.name, each.unit) for each in one.counts))
        for one in definitions_on(on)
    ]


def register_counts(
    code: str, *, agencies: Collection[str] | None = None, on: date | None = None
) -> dict[str, Counted]:
    """All counts of a register for agencies (a code covers those below; None: all), as at the end of a day (None: now).

    An unknown register has none. The rights of who asks are the asker's to check; the rows behind are guarded.
    """
    day = clock.today() if on is None else on
    found = version_on(code, day)
    if found is None:
        return {}
    rows = rows_on(code, day)
    if agencies is not None:
        rows = rows.filter(agency_code__in=codes_under(agencies))
    place = agencies if agencies is not None and len(agencies) == 1 else ()
    return dict(_counted(found, rows, day, "".join(place), is_past=day < clock.today()))


def rows_on(register: str, day: date) -> QuerySet[Any]:
    """The records as they stood at the end of a day: of today the records, of the past their editions."""
    if day >= clock.today():
        return Record.objects.filter(register=register)
    end = clock.at(day + timedelta(days=1))
    held = Q(until_at__isnull=True) | Q(until_at__gt=end)
    return RecordEdition.objects.filter(held, register=register, at__lt=end)


def counts_in(found: VersionView, rows: QuerySet[Any], day: date, *, agency: str = "") -> dict[str, Counted]:
    """The counts over these rows, in one query."""
    return dict(_counted(found, rows, day, agency, is_past=day < clock.today()))


def _counted(
    found: VersionView, rows: QuerySet[Model], day: date, agency: str, *, is_past: bool
) -> Iterator[tuple[str, Counted]]:
    definition = found.definition
    amounts = _amounts(definition, rows, day)
    for number, count in enumerate(definition.counts):
        query = {"dem": count.code, "phan": UPPER}
        if agency:
            query["co-quan"] = agency
        if is_past:
            query["ngay"] = day.isoformat()
        url = f"{reverse('registers:list', args=[definition.code])}?{urlencode(query)}"
        below = amounts.get(f"b{number}", 0) if count.denominator else None
        yield count.code, Counted(amounts[f"a{number}"], below, url)


def _amounts(definition: Definition, rows: QuerySet[Model], day: date) -> dict[str, Amount]:
    asked: dict[str, Any] = {}
    for number, count in enumerate(definition.counts):
        asked[f"a{number}"] = _amount(count.numerator, day)
        if count.denominator:
            asked[f"b{number}"] = _amount(count.denominator, day)
    found = rows.aggregate(**asked) if asked else {}
    return {name: _tidy(value) for name, value in found.items()}


def _amount(measure: Measure, day: date) -> Any:
    where = all_of(measure.where, day) if measure.where else None
    return Sum(amount_of(measure.total), filter=where) if measure.total else Rows("pk", filter=where)


def _tidy(value: Amount | None) -> Amount:
    if value is None:
        return 0
    return int(value) if value == int(value) else Decimal(value).normalize()
