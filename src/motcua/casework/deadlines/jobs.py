"""Scheduled work about deadlines."""

from datetime import datetime, timedelta

from motcua.casework.deadlines.actions.checking import check_dates
from motcua.casework.deadlines.actions.recounting import recount_batch
from motcua.casework.deadlines.actions.reminding import remind_overdue
from motcua.casework.deadlines.models import Recount
from motcua.kernel import clock
from motcua.kernel.jobs.schedule import job

LONGEST = timedelta(minutes=20)


@job(every=timedelta(seconds=10))
def count_dates_anew(at: datetime) -> None:
    """Go on with recounts batch by batch, what is not ended at the next turn.

    The newest first: what was decided last is most likely what moves a date, and the date says why it moved.
    """
    for recount in Recount.objects.filter(ended_at=None).order_by("-id"):
        while recount_batch(recount, at=clock.now()):
            if clock.now() - at > LONGEST:
                return


@job(every=timedelta(days=1), is_long=True)
def prove_dates(at: datetime) -> None:
    """Every stored date against its derivation."""
    check_dates(at)


@job(every=timedelta(minutes=5))
def remind_of_overdue_answers(at: datetime) -> None:
    """The head of the counter hears once of each dossier that waits too long."""
    remind_overdue(at)
