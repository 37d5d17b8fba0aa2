"""What a clock starts in registers."""

from datetime import datetime, timedelta

from motcua.capabilities.registers.actions.forgetting import forget_persons
from motcua.kernel.jobs.schedule import job


@job(every=timedelta(days=1))
def forget_after_retention(at: datetime) -> None:
    """Personal fields of records whose years are over."""
    forget_persons(at=at)
