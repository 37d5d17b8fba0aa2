"""What if some components were otherwise: total and rank move, nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from motcua.oversight.par_index.errors import InputFaulty
from motcua.oversight.par_index.models import ScoringSheet
from motcua.oversight.par_index.queries.scores import Standpoint, rounded_points, sheets_of, standpoints
from motcua.oversight.par_index.rules.criteria import Component, Given, Way, total
from motcua.oversight.par_index.rules.inputs import number_of, points_of
from motcua.oversight.par_index.rules.ranking import Place, ranked


@dataclass(frozen=True)
class Change:
    """A component with its points before and as supposed."""

    component: Component
    before: Decimal | None
    after: Decimal

    @property
    def gain(self) -> Decimal:
        return self.after - (self.before or Decimal(0))


@dataclass(frozen=True)
class Supposed:
    """What would come of it."""

    stands: Standpoint
    changes: tuple[Change, ...]
    before: Place
    after: Place
    of: int
    faults: Mapping[str, str]

    @property
    def gain(self) -> Decimal:
        return self.after.points - self.before.points


def suppose(sheet: ScoringSheet, said: Mapping[str, str], *, at: datetime) -> Supposed:
    """Component → a value («95» of a scale in per cent, «1» or «0», points): the other units stay as they are."""
    sheets = sheets_of([sheet.round_id])
    found = standpoints(sheets, at=at)
    stands = found[sheet.pk]
    changes, faults = [], {}
    for number, text in said.items():
        row = stands.rows.get(number)
        if row is None or not text.strip():
            continue
        try:
            changes.append(Change(row.component, row.points, _points(row.component, text)))
        except InputFaulty as error:
            faults[number] = str(error)
        except ValueError as error:
            faults[number] = str(InputFaulty(number=number, reason=str(error)))
    supposed = stands.points | {one.component.number: one.after for one in changes}
    totals = {one.sheet.agency_code: one.total for one in found.values()}
    before = _place(totals, sheet.agency_code)
    after = _place(totals | {sheet.agency_code: total(stands.criteria, supposed)}, sheet.agency_code)
    return Supposed(stands, tuple(changes), before, after, len(sheets), faults)


def _place(totals: Mapping[str, Decimal], code: str) -> Place:
    return next(place for place in ranked(totals) if place.key == code)


def _points(component: Component, text: str) -> Decimal:
    if component.way is Way.DIRECT:
        return points_of(component, text)
    found = rounded_points(component, Given(value=number_of(text)))
    return found if found is not None else Decimal(0)
