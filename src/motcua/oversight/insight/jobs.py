"""Scheduled work about figures."""

from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.oversight.insight.actions.checking import compare, keep_result


@job(every=timedelta(days=1))
def check_figures(at: datetime) -> None:
    """Incremental = recomputed, every night; what differs stands on the page of figures."""
    keep_result(compare(), at=at)
