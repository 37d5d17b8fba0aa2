"""The proof that no stored date has drifted from its derivation."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.casework.deadlines.models import ClockCheck, ClockDifference
from motcua.casework.deadlines.queries.dates import all_clocks

KEPT = timedelta(days=366)


def check_dates(at: datetime) -> ClockCheck:
    """Derive the date of every open dossier and keep what differs, and what has no date at all. Changes no dossier."""
    looked, undated, found = 0, 0, []
    for one in all_clocks():
        looked, derived = looked + 1, one.derived()
        undated += one.due_at is None
        if derived is None or derived != one.due_at:
            found.append(
                ClockDifference(
                    dossier_code=one.code, agency_code=one.agency_code, stored_at=one.due_at, derived_at=derived
                )
            )
    return _keep(ClockCheck(started_at=at, looked_at_count=looked, undated_count=undated), found, at=at)


@transaction.atomic(durable=True)
def _keep(check: ClockCheck, found: list[ClockDifference], *, at: datetime) -> ClockCheck:
    check.ended_at = at
    check.save()
    for one in found:
        one.check_run = check
    ClockDifference.objects.bulk_create(found, batch_size=1000)
    ClockCheck.objects.filter(started_at__lt=at - KEPT).delete()
    return check
