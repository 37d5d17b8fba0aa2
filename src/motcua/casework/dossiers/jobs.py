"""Scheduled work about dossiers."""

from datetime import datetime, timedelta

from motcua.casework.dossiers.actions.drafts import forget_old_drafts
from motcua.kernel.jobs.schedule import job


@job(every=timedelta(days=1))
def remove_old_drafts(at: datetime) -> None:
    """Drafts are kept 100 days."""
    forget_old_drafts(at)
