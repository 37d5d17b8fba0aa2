"""How tasks stand at a moment: from the last line of each life by then, in two statements however many there are."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet

from motcua.kernel import clock
from motcua.oversight.assignments.models import Assignment, Entry
from motcua.oversight.assignments.rules.life import Move, State
from motcua.oversight.assignments.rules.standing import Counts, Facts, Standing, standing


class Known(NamedTuple):
    """A task's id and how it stood; the facts tell its deadline of that moment."""

    pk: int
    standing: Standing
    facts: Facts


def standings(rows: "QuerySet[Assignment]", *, at: datetime) -> dict[int, Known]:
    """Id → how it stood; what was given later is not there."""
    today = clock.local(at).date()
    return {pk: Known(pk, standing(facts, today), facts) for pk, facts in facts_of(rows, at=at).items()}


def standing_of(row: Assignment, *, at: datetime) -> Known | None:
    """How one stood."""
    return standings(Assignment.objects.filter(pk=row.pk), at=at).get(row.pk)


def facts_of(rows: "QuerySet[Assignment]", *, at: datetime) -> dict[int, Facts]:
    """Two statements: the last lines, and those that a lateness or an adjustment is told by."""
    lines = Entry.objects.filter(assignment__in=rows.order_by(), at__lte=at)
    turns = lines.filter(move__in=[Move.ADJUST, Move.ACCEPT_PRODUCT]).order_by()
    late, adjusted = set(), set()
    for pk, move, handed_in_on, was_due_on in turns.values_list("assignment", "move", "handed_in_on", "was_due_on"):
        if move == Move.ADJUST:
            adjusted.add(pk)
        elif handed_in_on and handed_in_on > was_due_on:
            late.add(pk)
    last = lines.order_by("assignment", "-number").distinct("assignment")
    return {
        pk: Facts(State(state), due_on, handed_in_on, was_late=pk in late, is_adjusted=pk in adjusted)
        for pk, state, due_on, handed_in_on in last.values_list("assignment", "state", "due_on", "handed_in_on")
    }


def assignment_counts(
    *, plans: Collection[str] | None = None, agencies: Collection[str] | None = None, at: datetime
) -> Mapping[str, Counts]:
    """Lead's code → its tasks by how they stood; three statements for any number of plans and agencies."""
    rows = Assignment.objects.exclude(state=State.PREPARED)
    if plans is not None:
        rows = rows.filter(plan_code__in=list(plans))
    if agencies is not None:
        rows = rows.filter(lead_code__in=list(agencies))
    stood = standings(rows, at=at)
    by_lead: dict[str, list[Standing]] = {code: [] for code in agencies or ()}
    for pk, lead in rows.order_by().values_list("id", "lead_code"):
        if pk in stood:
            by_lead.setdefault(lead, []).append(stood[pk].standing)
    return {code: Counts.of(found) for code, found in by_lead.items()}


def summed(counts: Iterable[Counts]) -> Counts:
    """Several together."""
    total = dict.fromkeys(Standing, 0)
    for one in counts:
        for which, number in one.by_standing.items():
            total[which] += number
    return Counts(total)
