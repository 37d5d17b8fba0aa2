"""Scheduled work about honest figures."""

from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.oversight.honesty.actions.looking import look


@job(every=timedelta(minutes=15), is_long=True)
def look_for_patterns(at: datetime) -> None:
    """Alerts are a quarter of an hour behind at most; those that time alone makes, a day."""
    look(at=at)
