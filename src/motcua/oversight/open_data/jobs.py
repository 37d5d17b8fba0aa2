"""Scheduled work about open data."""

from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.oversight.open_data.actions.publishing import publish_sets


@job(every=timedelta(days=1), is_long=True)
def publish_open_data(at: datetime) -> None:
    """A new version of each set whose months are new or have changed."""
    publish_sets(at=at)
