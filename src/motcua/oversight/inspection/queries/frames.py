"""The frame of a sample: dossiers of an agency in a period, through the door of dossiers, by the officer's rights."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from motcua.casework.dossiers.permissions import SEE as SEE_DOSSIERS
from motcua.casework.dossiers.public import clocks, visible_to
from motcua.kernel.access.rights import may_at
from motcua.oversight.insight.public import Period, window_of
from motcua.oversight.inspection.errors import DossiersNotSeen, NothingToSample
from motcua.oversight.inspection.models import Inspection
from motcua.oversight.inspection.rules.sampling import Unit
from motcua.oversight.inspection.rules.words import Standing, Strata
from motcua.registry.organisation.public import agency_names, codes_under
from motcua.registry.worktime.public import Verdict


def frame_of(user: Any, inspection: Inspection, strata: Strata, *, at: datetime) -> list[Unit]:
    """What the inspected agency accepted in the days looked at, up to `at`, in the order of codes.

    Raises `DossiersNotSeen` for who may not see them, `NothingToSample` where there are none.
    """
    code = inspection.inspected_code
    if not may_at(user, SEE_DOSSIERS, code):
        raise DossiersNotSeen(agency=agency_names([code]).get(code, code))
    window = window_of(Period(inspection.first_on, inspection.last_on), until=at)
    rows = visible_to(user).filter(
        agency_code__in=codes_under({code}), accepted_at__gte=window.from_at, accepted_at__lt=window.to_at
    )
    units = _STRATA[strata](rows, at)
    if not units:
        raise NothingToSample(
            agency=agency_names([code]).get(code, code), first_on=inspection.first_on, last_on=inspection.last_on
        )
    return sorted(units)


def _unspread(rows: Any, _at: datetime) -> list[Unit]:
    return [Unit(code, "") for code in rows.values_list("code", flat=True)]


def _by_procedure(rows: Any, _at: datetime) -> list[Unit]:
    return [Unit(code, procedure) for code, procedure in rows.values_list("code", "procedure_code")]


def _by_standing(rows: Any, at: datetime) -> list[Unit]:
    found = list(clocks.with_asked(rows.only(*clocks.NEEDED)))
    standings = clocks.standings_of(found, at)
    ended = {row.code for row in found if row.ended_at is not None}
    return [Unit(row.code, _standing(standings.get(row.code), is_ended=row.code in ended)) for row in found]


def _standing(told: Any, *, is_ended: bool) -> Standing:
    is_late = told is not None and told.verdict == Verdict.LATE
    if is_ended:
        return Standing.LATE if is_late else Standing.ON_TIME
    return Standing.OVERDUE if is_late else Standing.OPEN


_STRATA: dict[Strata, Callable[[Any, datetime], Iterable[Unit]]] = {
    Strata.NONE: _unspread,
    Strata.PROCEDURE: _by_procedure,
    Strata.STANDING: _by_standing,
}
