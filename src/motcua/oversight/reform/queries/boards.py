"""What the pages of plans show: targets by area with what came of them, and how many of each outcome."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.kernel import clock
from motcua.oversight.reform.queries.plans import plans_visible_to
from motcua.oversight.reform.queries.results import results_of
from motcua.oversight.reform.queries.views import PlanView, ResultView, TargetView
from motcua.oversight.reform.rules.words import Area, Outcome, PlanKind


@dataclass(frozen=True)
class AreaBoard:
    """An area of a plan: its targets, each with its result."""

    area: Area
    rows: tuple[tuple[TargetView, ResultView], ...]


@dataclass(frozen=True)
class PlanBoard:
    """A plan at a glance."""

    areas: tuple[AreaBoard, ...]
    outcomes: tuple[tuple[Outcome, int], ...]
    total: int
    met: int


def board_of(targets: Collection[TargetView], *, at: datetime) -> PlanBoard:
    """Targets by area, in the order of the areas, with results by `at`."""
    results = results_of(targets, at=at)
    areas = [AreaBoard(area, tuple((one, results[one.code]) for one in targets if one.area is area)) for area in _ORDER]
    counts = Counter(result.outcome for result in results.values())
    return PlanBoard(
        areas=tuple(board for board in areas if board.rows),
        outcomes=tuple((outcome, counts[outcome]) for outcome in Outcome),
        total=len(targets),
        met=sum(count for outcome, count in counts.items() if outcome.is_kept),
    )


def current_plan(user: Any, *, on: datetime) -> PlanView | None:
    """The plan of the year that concerns the person first: the highest agency's of this house."""
    year = clock.local(on).year
    plans = [plan for plan in plans_visible_to(user, year=year) if plan.is_ours and plan.kind is PlanKind.PLAN]
    issued = [plan for plan in plans if plan.issued_on is not None]
    return min(issued or plans, key=lambda plan: (len(plan.agency_code.split(".")), plan.code), default=None)


_ORDER = (*(area for area in Area if area is not Area.STEERING), Area.STEERING)
