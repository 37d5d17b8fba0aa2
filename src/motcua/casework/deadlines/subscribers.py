"""Dates are counted anew when calendars and rules change; heads hear of overdue answers. Each may run twice."""

from django.urls import reverse

from motcua.capabilities.notifications.public import Recipient, notify
from motcua.casework.deadlines.actions.legs import lay_legs
from motcua.casework.deadlines.actions.recounting import ask_recount
from motcua.casework.deadlines.events import AnswerOverdue
from motcua.casework.deadlines.models import Reminder
from motcua.casework.dossiers.events import DossierAccepted
from motcua.kernel import clock
from motcua.kernel.events.subscribe import on
from motcua.registry.organisation.public import Role, officers_at
from motcua.registry.worktime.events import DayChanged, HoursChanged, PolicyChanged


@on(DayChanged)
def count_anew_from_that_day(event: DayChanged) -> None:
    """A day off or worked moves dates on and after it."""
    ask_recount(
        event.id,
        decision=f"day:{event.day.isoformat()}:{event.day_kind}",
        agency_code=event.agency_code,
        touches_from_on=event.day,
        actor=event.actor,
        at=clock.now(),
    )


@on(HoursChanged)
def count_anew_by_those_hours(event: HoursChanged) -> None:
    """Other hours move dates on and after the first day they hold."""
    ask_recount(
        event.id,
        decision=f"hours:{event.agency_code or 'VN'}:{event.valid_from.isoformat()}",
        agency_code=event.agency_code,
        touches_from_on=event.valid_from,
        actor=event.actor,
        at=clock.now(),
    )


@on(PolicyChanged)
def count_anew_by_that_rule(event: PolicyChanged) -> None:
    """Another rule moves the dates of periods that began on its days."""
    ask_recount(
        event.id,
        decision=f"policy:{event.procedure_code or 'VN'}:{event.valid_from.isoformat()}",
        procedure_code=event.procedure_code,
        touches_from_on=event.valid_from,
        actor=event.actor,
        at=clock.now(),
    )


@on(AnswerOverdue)
def tell_the_head(event: AnswerOverdue) -> None:
    """The head of the agency whose counter owes the answer, or its leader where there is no head."""
    heads = officers_at(event.agency_code, role=Role.HEAD) or officers_at(event.agency_code, role=Role.LEADER)
    context = {
        "code": event.subject,
        "is_forwarding": event.waits_for == Reminder.Kind.FORWARD,
        "since_at": event.since_at,
        "due_at": event.due_at,
        "path": reverse("dossiers:desk-detail", args=[event.subject]),
    }
    for username in {head.username for head in heads}:
        recipient = Recipient(username=username)
        notify(event, recipient=recipient, template="deadlines/notices/overdue.txt", context=context, at=clock.now())


@on(DossierAccepted)
def lay_its_legs(event: DossierAccepted) -> None:
    """A linked procedure's legs; what an older system took in ran through legs that nobody recorded."""
    if event.register_number is not None:
        lay_legs(event.subject, procedure_code=event.procedure_code, on=clock.local(event.at).date())
