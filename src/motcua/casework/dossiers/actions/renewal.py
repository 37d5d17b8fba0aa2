"""A step: dates derived anew for open dossiers when not they but the calendar or the rule has changed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

from motcua.casework.dossiers.events import DueDateMoved
from motcua.casework.dossiers.queries.clocks import DossierClock, clocks_of, open_rows
from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events.models import Lane
from motcua.kernel.events.store import record_many

_WRITE = """
UPDATE dossiers_dossier d
SET appointed_at = CASE WHEN d.appointed_at = d.due_at THEN new.due_at ELSE d.appointed_at END, due_at = new.due_at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS new (id, due_at) WHERE d.id = new.id
"""


def renew_due_dates(ids: Iterable[int], *, cause: UUID, decision: str, actor: str, at: datetime) -> int:
    """Give these dossiers the dates that are right now, one event each; how many moved. At most 1,000 at a time.

    A dossier that has ended, or whose date is right, is left alone, so that a repeat does nothing. They are locked in
    the order of their ids and derived under the lock.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("Dates are renewed in the transaction that remembers how far it has come.")
    rows = open_rows().filter(id__in=list(ids)).order_by("id").select_for_update(no_key=True, of=("self",))
    moved = [(one, due_at) for one in clocks_of(rows) if (due_at := one.derived()) != one.due_at and due_at is not None]
    if not moved:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [[one.id for one, _due in moved], [due_at for _one, due_at in moved]])
    events = (_event(one, due_at, cause, decision, actor, at) for one, due_at in moved)
    record_many(events, lane=Lane.BULK)
    return len(moved)


def _event(one: DossierClock, due_at: datetime, cause: UUID, decision: str, actor: str, at: datetime) -> DueDateMoved:
    return DueDateMoved(
        subject=one.code,
        agency_code=one.agency_code,
        at=at,
        actor=actor,
        cause=cause,
        procedure_code=one.procedure_code,
        channel=one.channel,
        old_due_at=one.due_at,
        due_at=due_at,
        decision=decision,
    )
