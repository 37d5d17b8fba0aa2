"""A whole list of agencies and units at once: every faulty line is named, and then nothing is written."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.kernel.access.rights import covers
from motcua.kernel.events.store import record_many
from motcua.registry.organisation.actions.dated import hold_organisation, only_one
from motcua.registry.organisation.errors import TableRefused
from motcua.registry.organisation.events import AgencyOpened, UnitOpened
from motcua.registry.organisation.models import Agency, Unit
from motcua.registry.organisation.queries import every_code, every_name
from motcua.registry.organisation.rules import code_above
from motcua.registry.organisation.rules.table import (
    NO_AGENCY,
    NO_RIGHT,
    NOT_ABOVE,
    OTHERWISE,
    TWICE,
    UNKNOWN_PLACE,
    Line,
    read_table,
)
from motcua.registry.places.public import place_names

_AGENCY = ("code", "name", "short_name", "level", "place_code", "address", "phone", "valid_from", "valid_to")
_UNIT = ("agency_code", "code", "name", "kind", "valid_from", "valid_to")


@dataclass(frozen=True)
class Imported:
    """What a table brought: new agencies and units, and lines that said what is so already."""

    agencies: int
    units: int
    same: int


@dataclass(frozen=True)
class Fault:
    """Why a line cannot be taken; `text` is a marked text with its `parameters`."""

    line: int
    text: str
    parameters: dict[str, str]


@transaction.atomic(durable=True)
def import_agencies(
    rows: Sequence[tuple[int, Sequence[str]]], *, granted: Collection[str], actor: str, at: datetime
) -> Imported:
    """All lines or none; the same table twice changes nothing. `granted`: where the actor may shape agencies.

    Raises `InvalidInput` (no such table), `TableRefused` with every fault by line.
    """
    lines, faults = read_table(rows)
    hold_organisation()
    told = [Fault(line, text, parameters) for line, text, parameters in faults]
    known = _Known(lines)
    fresh = [line for line in lines if not known.has(line)]
    told += [fault for line in fresh for fault in known.faults_of(line, frozenset(granted))]
    if told:
        told.sort(key=lambda one: one.line)
        raise TableRefused(count=len({one.line for one in told}), faults=told)
    agencies = [Agency(**_values(line, _AGENCY)) for line in fresh if not line.is_unit]
    units = [Unit(**_values(line, _UNIT)) for line in fresh if line.is_unit]
    with only_one(", ".join(sorted({line.agency_code for line in fresh})[:5])):
        Agency.objects.bulk_create(agencies)
        Unit.objects.bulk_create(units)
    every_code.renew()
    every_name.renew()
    record_many([*_opened(agencies, actor, at), *_units_opened(units, actor, at)])
    return Imported(len(agencies), len(units), len(lines) - len(fresh))


class _Known:
    """What there is already, and what the table itself says, asked for once."""

    def __init__(self, lines: Sequence[Line]) -> None:
        codes = {line.agency_code for line in lines} | {code_above(line.agency_code) for line in lines}
        self._agencies = list(Agency.objects.filter(code__in=codes))
        self._units = list(Unit.objects.filter(agency_code__in=codes))
        self._lines = lines
        self._codes = {row.code for row in self._agencies} | {one.agency_code for one in lines if not one.is_unit}
        self._places = place_names({line.place_code for line in lines} - {""})

    def has(self, line: Line) -> bool:
        """Whether a row says exactly this already."""
        names, rows = (_UNIT, self._units) if line.is_unit else (_AGENCY, self._agencies)
        wanted = _values(line, names)
        return any(all(getattr(row, name) == wanted[name] for name in names) for row in rows)

    def faults_of(self, line: Line, granted: frozenset[str]) -> Iterator[Fault]:
        """Why a new line cannot be taken."""
        above = code_above(line.agency_code)
        if not covers(granted, line.agency_code if line.is_unit else above or line.agency_code):
            yield Fault(line.number, NO_RIGHT, {"code": line.agency_code})
        if line.is_unit and line.agency_code not in self._codes:
            yield Fault(line.number, NO_AGENCY, {"code": line.agency_code})
        if not line.is_unit and above and above not in self._codes:
            yield Fault(line.number, NOT_ABOVE, {"code": line.agency_code, "above": above})
        if line.place_code and line.place_code not in self._places:
            yield Fault(line.number, UNKNOWN_PLACE, {"code": line.place_code})
        yield from self._clashes(line)

    def _clashes(self, line: Line) -> Iterator[Fault]:
        rows: list[Agency] | list[Unit] = self._units if line.is_unit else self._agencies
        same = [row for row in rows if (getattr(row, "agency_code", row.code), row.code) == line.key]
        if any(line.overlaps(row.valid_from, row.valid_to) for row in same):
            yield Fault(line.number, OTHERWISE, {"code": line.code})
        earlier = (one for one in self._lines if one.number < line.number and one.key == line.key)
        clash = next((one for one in earlier if line.overlaps(one.valid_from, one.valid_to)), None)
        if clash:
            yield Fault(line.number, TWICE, {"code": line.code, "line": str(clash.number)})


def _values(line: Line, names: Sequence[str]) -> dict[str, object]:
    return {name: getattr(line, name) for name in names}


def _opened(rows: Sequence[Agency], actor: str, at: datetime) -> list[AgencyOpened]:
    return [
        AgencyOpened(
            subject=row.code, agency_code=row.code, at=at, actor=actor, level=row.level, valid_from=row.valid_from
        )
        for row in rows
    ]


def _units_opened(rows: Sequence[Unit], actor: str, at: datetime) -> list[UnitOpened]:
    return [
        UnitOpened(
            subject=f"{row.agency_code}/{row.code}",
            agency_code=row.agency_code,
            at=at,
            actor=actor,
            valid_from=row.valid_from,
        )
        for row in rows
    ]
