"""Scheduled work of notifications."""

from datetime import datetime, timedelta

from motcua.capabilities.notifications.actions import forget_old
from motcua.kernel.jobs.schedule import job


@job(every=timedelta(days=1))
def remove_old_notices(at: datetime) -> None:
    """Notices and sent messages are kept two years."""
    forget_old(at)
