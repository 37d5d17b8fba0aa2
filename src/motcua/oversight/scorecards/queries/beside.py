"""What stands beside the targets: tasks, points, remedies, inspections done digitally; for one agency and for many."""

from collections.abc import Collection
from dataclasses import dataclass

from motcua.kernel import clock
from motcua.oversight.inspection.public import OpenRemedies, Ratio, digital_share, remedies_open
from motcua.oversight.par_index.public import Standing, index_standing
from motcua.oversight.reform.public import PlanView, plans_of
from motcua.oversight.scorecards.queries.cards import Tally, tallies_of
from motcua.oversight.scorecards.queries.chosen import Chosen
from motcua.oversight.scorecards.queries.tasks import Tasks, tasks_by_lead, tasks_under
from motcua.registry.organisation.public import AgencyView


@dataclass(frozen=True)
class Beside:
    """What stands beside the targets of one agency; `tasks` under each plan that has any, `index` None: no sheet."""

    tasks: tuple[Tasks, ...]
    index: Standing | None
    remedies: OpenRemedies
    digital: Ratio


@dataclass(frozen=True)
class UnitRow:
    """An agency in the list of agencies; `tally` None: it has no plan of its own this year."""

    agency: AgencyView
    tally: Tally | None
    tasks: Tasks
    index: Standing | None
    remedies: OpenRemedies


def beside_of(asked: Chosen, plans: Collection[PlanView]) -> Beside:
    """For the agency whose card it is; its own remedies and those below it are in the list of agencies."""
    day = clock.local(asked.at).date()
    remedies = remedies_open([asked.agency], on=day)
    tasks = (tasks_under(plan, asked) for plan in plans)
    return Beside(
        tuple(one for one in tasks if one.counts.total),
        index_standing(asked.year, [asked.agency]).get(asked.agency),
        remedies[asked.agency],
        digital_share(agency=asked.agency, year=asked.year),
    )


def units_of(asked: Chosen) -> list[UnitRow]:
    """Every agency of the filter; the same few queries for one and for all."""
    codes: Collection[str] = [one.code for one in asked.agencies]
    tallies = tallies_of(asked)
    remedies = remedies_open(codes, on=clock.local(asked.at).date())
    tasks = tasks_by_lead([plan.code for plan in plans_of(year=asked.year)], codes, asked)
    index = index_standing(asked.year, codes)
    return [
        UnitRow(one, tallies.get(one.code), tasks[one.code], index.get(one.code), remedies[one.code])
        for one in asked.agencies
    ]
