"""Scheduled work of the REST door."""

from datetime import datetime, timedelta

from motcua.channels.api.actions import forget_old_uploads
from motcua.kernel.jobs.schedule import job


@job(every=timedelta(days=1))
def remove_old_uploads(at: datetime) -> None:
    """A file not attached to a dossier within 30 days must be brought again."""
    forget_old_uploads(at=at)
