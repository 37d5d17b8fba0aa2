"""Who owes a product is told a week and a day before, and its head once it is overdue."""

from datetime import date, datetime, timedelta

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record_many
from motcua.oversight.assignments.events import AssignmentRemembered
from motcua.oversight.assignments.models import Assignment, Reminder
from motcua.oversight.assignments.rules.life import State

SYSTEM = "system"
KEPT = timedelta(days=2 * 366)
BATCH = 500
_WEEK, _DAY = 7, 1


@transaction.atomic(durable=True)
def remind_of_deadlines(*, at: datetime) -> int:
    """Once a deadline and kind, however often the job runs; how many were new. One that waits to be judged is quiet."""
    today = clock.local(at).date()
    Reminder.objects.filter(reminded_at__lt=at - KEPT).delete()
    rows = Assignment.objects.filter(
        state__in=[State.ASSIGNED, State.IN_PROGRESS], due_on__lte=today + timedelta(days=_WEEK)
    ).order_by("id")
    owed = {(row.pk, row.due_on, kind_of(row.due_on, today)): row for row in rows}
    told = set(Reminder.objects.filter(assignment__in=list(owed.values())).values_list("assignment", "due_on", "kind"))
    new = [key for key in owed if key not in told]
    Reminder.objects.bulk_create(
        [Reminder(assignment=owed[key], due_on=key[1], kind=key[2], reminded_at=at) for key in new], batch_size=BATCH
    )
    record_many(
        AssignmentRemembered(subject=owed[key].code, agency_code=owed[key].lead_code, at=at, actor=SYSTEM,
                             days_left=(key[1] - today).days, due_on=key[1])
        for key in new
    )  # fmt: skip
    return len(new)


def kind_of(due_on: date, today: date) -> str:
    """Which reminder a deadline within a week or gone by calls for."""
    left = (due_on - today).days
    return Reminder.Kind.OVERDUE if left < 0 else Reminder.Kind.DAY if left <= _DAY else Reminder.Kind.WEEK
