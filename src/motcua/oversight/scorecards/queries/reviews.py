"""A programme halfway and at its end: what was promised, where it began, where it stands."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from motcua.oversight.reform.public import Outcome, PlanView, results_of, targets_of
from motcua.oversight.scorecards.queries.cards import PROMISES, Line, Tally, tally_of
from motcua.oversight.scorecards.queries.chosen import Chosen


class Stage(StrEnum):
    """When a programme is looked at."""

    MIDDLE = "giua-ky"
    END = "cuoi-ky"


@dataclass(frozen=True)
class Reviewed:
    """A target with where it began; `change` only where the two may be compared."""

    line: Line
    base: Decimal | None
    change: Decimal | None
    is_rebased: bool


@dataclass(frozen=True)
class Review:
    """The targets of a programme by what came of them, in the order in which one must look at them."""

    year: int
    stage: Stage
    groups: tuple[tuple[Outcome, tuple[Reviewed, ...]], ...]
    tally: Tally


ORDER = (Outcome.NOT_MET, Outcome.MINIMUM_MET, Outcome.MET, Outcome.STRIVE_MET, Outcome.NOT_COMPARABLE, Outcome.NO_DATA)


def review_of(plan: PlanView, asked: Chosen, stage: Stage) -> Review:
    """By the end of the middle year, or of the last one, as far as that is past; a fixed number of queries.

    Halfway the targets set for the middle year or before are looked at, and those without a year; at the end all.
    """
    year = (plan.year_from + plan.year_to) // 2 if stage is Stage.MIDDLE else plan.year_to
    targets = [
        one
        for one in targets_of(plans=[plan.code])
        if one.kind in PROMISES and (one.year is None or one.year <= year or stage is Stage.END)
    ]
    results = results_of(targets, at=asked.at)
    rows = [_reviewed(Line(one, results[one.code])) for one in targets]
    groups = tuple((outcome, tuple(row for row in rows if row.line.result.outcome is outcome)) for outcome in ORDER)
    return Review(year, stage, tuple(one for one in groups if one[1]), tally_of(results.values()))


def _reviewed(line: Line) -> Reviewed:
    base, value = line.target.base_value, line.result.value
    is_rebased = line.result.outcome is Outcome.NOT_COMPARABLE and bool(line.target.base_agencies)
    can = base is not None and value is not None and line.result.outcome is not Outcome.NOT_COMPARABLE
    return Reviewed(line, base, value - base if can and value is not None and base is not None else None, is_rebased)
