"""Who owes an answer is told once that it is overdue."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.casework.deadlines.events import AnswerOverdue
from motcua.casework.deadlines.models import Reminder
from motcua.casework.deadlines.queries.waiting import Owed, owed_everywhere
from motcua.kernel.events.store import record

SYSTEM = "system"
KEPT = timedelta(days=2 * 366)


def remind_overdue(at: datetime) -> int:
    """Say of each dossier that waits too long that it does, once a wait; how many were new."""
    Reminder.objects.filter(reminded_at__lt=at - KEPT).delete()
    late = [one for one in owed_everywhere(at) if one.is_late]
    codes = [one.waiting.code for one in late]
    told = set(Reminder.objects.filter(dossier_code__in=codes).values_list("dossier_code", "kind", "since_at"))
    return sum(_remind(one, at=at) for one in late if (one.waiting.code, one.kind, one.waiting.since_at) not in told)


@transaction.atomic(durable=True)
def _remind(owed: Owed, *, at: datetime) -> bool:
    row = owed.waiting
    _reminder, is_new = Reminder.objects.get_or_create(
        dossier_code=row.code, kind=owed.kind, since_at=row.since_at, defaults={"reminded_at": at}
    )
    if is_new:
        record(
            AnswerOverdue(
                subject=row.code,
                agency_code=row.receiving_agency_code,
                at=at,
                actor=SYSTEM,
                procedure_code=row.procedure_code,
                waits_for=owed.kind,
                since_at=row.since_at,
                due_at=owed.due_at,
            )
        )
    return is_new
