"""The card of an agency: its targets by area with what came of them, and how many of each outcome."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from motcua.oversight.insight.public import share
from motcua.oversight.reform.public import (
    Area,
    MeasureKind,
    Outcome,
    PlanKind,
    PlanView,
    ResultView,
    TargetKind,
    TargetView,
    plans_of,
    results_of,
    targets_of,
)
from motcua.oversight.scorecards.queries.chosen import Chosen
from motcua.registry.organisation.public import codes_under

PROMISES = (TargetKind.TARGET, TargetKind.QUALITATIVE)
ORDER = (*(area for area in Area if area is not Area.STEERING), Area.STEERING)


class Line(NamedTuple):
    """A target and what came of it."""

    target: TargetView
    result: ResultView


@dataclass(frozen=True)
class Tally:
    """How many targets there are, how many are met, and how many of each outcome."""

    outcomes: tuple[tuple[Outcome, int], ...]
    total: int
    met: int

    @property
    def rate(self) -> Decimal | None:
        return share(self.met, self.total)


@dataclass(frozen=True)
class AreaCard:
    """One area."""

    area: Area
    lines: tuple[Line, ...]
    tally: Tally


@dataclass(frozen=True)
class Card:
    """All areas of an agency's plans; `measured`: targets of plans above it, counted at this agency alone."""

    plans: tuple[PlanView, ...]
    above: tuple[PlanView, ...]
    areas: tuple[AreaCard, ...]
    tally: Tally
    measured: tuple[Line, ...]


def tally_of(results: Iterable[ResultView]) -> Tally:
    """Counted one by one; each is in exactly one place."""
    counts = Counter(one.outcome for one in results)
    outcomes = tuple((outcome, counts[outcome]) for outcome in Outcome)
    return Tally(outcomes, sum(counts.values()), sum(count for one, count in counts.items() if one.is_kept))


def card_of(asked: Chosen) -> Card:
    """The card; a fixed number of queries whatever the number of targets and agencies."""
    plans = plans_of(year=asked.year)
    own = [plan for plan in plans if plan.agency_code == asked.agency]
    own = [plan for plan in own if plan.kind is PlanKind.PLAN] or own
    above = [plan for plan in plans if _is_above(plan.agency_code, asked.agency)]
    targets = targets_of(plans=[plan.code for plan in (*own, *above)], year=asked.year)
    targets = [one for one in targets if one.kind in PROMISES]
    mine = {plan.code for plan in own}
    lines = _lines([one for one in targets if one.plan_code in mine or one.agency_code == asked.agency], asked)
    there = [
        replace(one, agency_code=asked.agency)
        for one in targets
        if one.plan_code not in mine and one.measure.kind is MeasureKind.INDICATOR and one.agency_code != asked.agency
    ]
    return Card(
        plans=tuple(own),
        above=tuple(plan for plan in above if plan.kind is PlanKind.PLAN),
        areas=tuple(_areas(lines)),
        tally=tally_of(line.result for line in lines),
        measured=tuple(_lines(there, asked, agencies=codes_under({asked.agency})) if there else ()),
    )


def tallies_of(asked: Chosen) -> dict[str, Tally]:
    """By agency, how its own plan's targets stand; the same few queries for one agency and for all."""
    codes = {one.code for one in asked.agencies}
    plans = {
        plan.code: plan.agency_code
        for plan in plans_of(year=asked.year, kind=PlanKind.PLAN)
        if plan.agency_code in codes
    }
    targets = [one for one in targets_of(plans=list(plans), year=asked.year) if one.kind in PROMISES] if plans else []
    results = results_of(targets, at=asked.at)
    found: dict[str, list[ResultView]] = {}
    for one in targets:
        found.setdefault(plans[one.plan_code], []).append(results[one.code])
    return {code: tally_of(rows) for code, rows in found.items()}


def _lines(targets: Collection[TargetView], asked: Chosen, *, agencies: Collection[str] | None = None) -> list[Line]:
    results = results_of(targets, agencies=agencies, at=asked.at)
    return [Line(one, results[one.code]) for one in targets]


def _areas(lines: Collection[Line]) -> Iterable[AreaCard]:
    for area in ORDER:
        rows = tuple(line for line in lines if line.target.area is area)
        if rows:
            yield AreaCard(area, rows, tally_of(line.result for line in rows))


def _is_above(code: str, agency: str) -> bool:
    return bool(code) and agency.startswith(f"{code}.")
