"""What is done for people by the clock."""

from datetime import datetime, timedelta

from motcua.kernel.jobs.schedule import job
from motcua.registry.people.actions.forgetting import forget_old_tries


@job(every=timedelta(hours=6))
def forget_tries(at: datetime) -> None:
    """Keep no trace of wrong passwords for longer than a day."""
    forget_old_tries(at=at)
