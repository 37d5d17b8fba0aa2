"""What follows from assignments: desks are filled when a plan is issued, people are told. Each may run twice."""

from django.urls import reverse

from motcua.capabilities.notifications.public import Recipient, notify
from motcua.kernel import clock
from motcua.kernel.events.declare import Event
from motcua.kernel.events.subscribe import on
from motcua.oversight.assignments.actions.assigning import hand_out
from motcua.oversight.assignments.events import AssignmentMoved, AssignmentRemembered, AssignmentsHandedOut
from motcua.oversight.assignments.queries.telling import assignment_of, entry_of
from motcua.oversight.assignments.rules.life import Move
from motcua.oversight.reform.events import PlanIssued
from motcua.registry.organisation.public import Role, agency_names, officers_at

TO_JUDGE, TO_LEAD = frozenset({Move.SUBMIT}), frozenset({Move.ACCEPT_PRODUCT, Move.SEND_BACK, Move.SUSPEND,
                                                         Move.RESUME, Move.ADJUST})  # fmt: skip


@on(PlanIssued)
def fill_desks(event: PlanIssued) -> None:
    """Tasks that waited in the draft are given now."""
    hand_out(event.subject, officer=event.actor, at=event.at)


@on(AssignmentsHandedOut)
def tell_the_lead(event: AssignmentsHandedOut) -> None:
    """One word for all tasks of a plan that came at once."""
    context = {"count": event.count, "plan": event.subject, "path": reverse("assignments:list")}
    _tell(event, event.agency_code, "assignments/notices/given.txt", context)


@on(AssignmentMoved)
def tell_the_other_side(event: AssignmentMoved) -> None:
    """Who judges hears of a product; who leads hears of a judgement, a pause, another deadline."""
    move = Move(event.move)
    row = assignment_of(event.subject)
    if move in TO_JUDGE:
        _tell(event, row.supervisor_code, "assignments/notices/moved.txt", _context(event, move.label))
    elif move in TO_LEAD:
        _tell(event, row.lead_code, "assignments/notices/moved.txt", _context(event, move.label))
    elif move is Move.REASSIGN:
        line = entry_of(row, event.entry)
        _tell(event, line.lead_code, "assignments/notices/taken_over.txt", _context(event, move.label))
        _tell(event, line.was_lead_code, "assignments/notices/handed_over.txt",
              {**_context(event, move.label), "path": reverse("assignments:list"), "reason": line.note})  # fmt: skip


@on(AssignmentRemembered)
def remind_the_lead(event: AssignmentRemembered) -> None:
    """A week and a day before; the head of the agency once it is overdue."""
    context = {**_context(event, ""), "days_left": event.days_left, "due_on": event.due_on}
    _tell(event, event.agency_code, "assignments/notices/due.txt", context, only_head=event.days_left < 0)


def _context(event: Event, move: str) -> dict[str, object]:
    row = assignment_of(event.subject)
    return {
        "task": row,
        "move": move,
        "lead": agency_names([row.lead_code]).get(row.lead_code, row.lead_code),
        "path": row.get_absolute_url(),
    }


def _tell(
    event: Event, agency_code: str, template: str, context: dict[str, object], *, only_head: bool = False
) -> None:
    people = officers_at(agency_code, role=Role.HEAD) or officers_at(agency_code, role=Role.LEADER)
    if not only_head:
        people = people + officers_at(agency_code, role=Role.CONTROLLER)
    for username in sorted({one.username for one in people}):
        notify(event, recipient=Recipient(username=username), template=template, context=context, at=clock.now())
