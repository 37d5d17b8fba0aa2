"""Open dossiers get their dates anew when a calendar or a rule has changed: in batches that any crash may interrupt.

A batch is one transaction: dates, one event a moved dossier, and how far the recount has come. It begins by locking the
recount's own row, so that two workers never do one batch twice.
"""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from motcua.casework.deadlines.models import Recount
from motcua.casework.deadlines.queries.dates import BATCH, Reach, next_clocks
from motcua.casework.dossiers.public import renew_due_dates


@transaction.atomic(durable=True)
def ask_recount(
    cause: UUID,
    *,
    decision: str,
    touches_from_on: date,
    actor: str,
    at: datetime,
    agency_code: str = "",
    procedure_code: str = "",
) -> Recount:
    """Have open dossiers counted anew from a change on; a second asking for the same change finds the first."""
    recount, _is_new = Recount.objects.get_or_create(
        cause=cause,
        defaults={
            "decision": decision,
            "agency_code": agency_code,
            "procedure_code": procedure_code,
            "touches_from_on": touches_from_on,
            "actor": actor,
            "asked_at": at,
        },
    )
    return recount


@transaction.atomic(durable=True)
def recount_batch(recount: Recount, *, at: datetime, size: int = BATCH) -> bool:
    """Count the next dossiers anew; whether there may be more. Another worker's recount is left to it."""
    held = Recount.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=recount.pk, ended_at=None).first()
    if held is None:
        return False
    reach = Reach(held.agency_code, held.procedure_code, held.touches_from_on)
    batch = next_clocks(reach, after=held.after_id, limit=size)
    wrong = [one.id for one in batch if one.derived() not in {None, one.due_at}]
    if wrong:
        held.moved_count += renew_due_dates(wrong, cause=held.cause, decision=held.decision, actor=held.actor, at=at)
    held.looked_at_count += len(batch)
    held.after_id = batch[-1].id if batch else held.after_id
    held.ended_at = None if len(batch) == size else at
    held.save(update_fields=["after_id", "looked_at_count", "moved_count", "ended_at"])
    return held.ended_at is None
