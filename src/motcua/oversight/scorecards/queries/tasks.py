"""Tasks done of those planned: under each plan for a card, by lead for the list of agencies."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.access.rights import covers
from motcua.kernel.ui.wording import day
from motcua.oversight.assignments.public import Counts, Standing, Wish, assignment_counts, summed
from motcua.oversight.insight.public import share
from motcua.oversight.reform.public import PlanView
from motcua.oversight.scorecards.queries.chosen import Chosen
from motcua.registry.organisation.public import codes_under

DONE = "hoan-thanh"


@dataclass(frozen=True)
class Tasks:
    """How many are done of how many, and where their rows are; `name`: of which plan, where that is said."""

    counts: Counts
    wish: Wish
    name: str = ""

    @property
    def rate(self) -> Decimal | None:
        return share(self.counts.done, self.counts.total)

    @property
    def url(self) -> str:
        return self._at("")

    @property
    def done_url(self) -> str:
        return self._at(DONE)

    @property
    def overdue_url(self) -> str:
        return self._at(Standing.OVERDUE.value)

    def _at(self, stands: str) -> str:
        return f"{reverse('assignments:list')}?{self.wish.but(stands=stands)}"


def tasks_under(plan: PlanView, asked: Chosen) -> Tasks:
    """Of one plan, those that the agency or one below it leads."""
    counts = assignment_counts(plans=[plan.code], agencies=codes_under({asked.agency}), at=asked.at)
    return Tasks(summed(counts.values()), Wish(plan=plan.code, unit=asked.agency, as_of=_as_of(asked)), plan.title)


def tasks_by_lead(plans: Collection[str], codes: Collection[str], asked: Chosen) -> dict[str, Tasks]:
    """Of the plans of the year those that an agency or one below it leads; three statements for any number of them."""
    counts = assignment_counts(plans=plans, agencies=codes_under(codes), at=asked.at)
    return {
        code: Tasks(
            summed(one for lead, one in counts.items() if covers(frozenset({code}), lead)),
            Wish(unit=code, year=str(asked.year), as_of=_as_of(asked)),
        )
        for code in codes
    }


def _as_of(asked: Chosen) -> str:
    """The last day that is told of, where that is past."""
    return day(clock.local(asked.at - timedelta(seconds=1)).date()) if asked.is_over else ""
