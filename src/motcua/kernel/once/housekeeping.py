"""What of sendings may be forgotten."""

from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.kernel.once.models import Sent

KEPT = timedelta(days=90)


@job(every=timedelta(days=1))
def forget_old_sendings(at: datetime) -> None:
    """Nobody sends the same page again after 90 days."""
    Sent.objects.filter(at__lt=at - KEPT).delete()
