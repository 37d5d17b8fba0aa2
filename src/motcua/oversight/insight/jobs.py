"""Scheduled work about figures."""

from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.oversight.insight.actions import folding
from motcua.oversight.insight.actions.checking import compare, keep_result


@job(every=timedelta(days=1), is_long=True)
def check_figures(at: datetime) -> None:
    """Incremental = recomputed, every night; what differs stands on the page of figures."""
    keep_result(compare(), at=at)


@job(every=timedelta(minutes=5))
def fold_movements(at: datetime) -> None:
    """Gather what was counted since the last turn into sums of days; figures are the same before and after."""
    folding.fold_movements(at)
