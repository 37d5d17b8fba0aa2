"""Scheduled work about assignments."""

from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.oversight.assignments.actions.reminding import remind_of_deadlines


@job(every=timedelta(hours=6))
def remind_leads(at: datetime) -> None:
    """Deadlines near and gone by."""
    remind_of_deadlines(at=at)
