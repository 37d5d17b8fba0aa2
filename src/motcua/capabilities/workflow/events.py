"""What happens in processes: one event a step, carrying the tasks that it put on desks."""

from datetime import date, datetime
from typing import TypedDict

from motcua.kernel.events.declare import Event, event


class Offered(TypedDict):
    """A task that was put on a desk; `due_at` as ISO text."""

    id: int
    key: str
    role: str
    agency_code: str
    unit_code: str
    username: str
    due_at: str | None


@event("workflow.process_published", history_only=True)
class ProcessPublished(Event):
    """A version of a process was published; `subject` is its code."""

    number: int
    valid_from: date
    digest: str


@event("workflow.process_started", history_only=True)
class ProcessStarted(Event):
    """A subject entered a process."""

    run_id: int
    process_code: str
    process_number: int
    offered: tuple[Offered, ...]


@event("workflow.task_done", history_only=True)
class TaskDone(Event):
    """A step was completed by `actor` at `agency_code`; `offered` is empty while branches wait and at the end."""

    run_id: int
    task_id: int
    process_code: str
    process_number: int
    key: str
    role: str
    unit_code: str
    outcome: str
    offered_at: datetime
    due_at: datetime | None
    offered: tuple[Offered, ...]


@event("workflow.task_assigned", history_only=True)
class TaskAssigned(Event):
    """An open task was given to an officer, or back to all who have its role (`username` empty)."""

    run_id: int
    task_id: int
    key: str
    username: str


@event("workflow.process_ended", history_only=True)
class ProcessEnded(Event):
    """A run is over: all its ways came to their end, or it was cancelled with its open tasks."""

    run_id: int
    process_code: str
    process_number: int
    is_cancelled: bool


@event("workflow.process_suspended", history_only=True)
class ProcessSuspended(Event):
    """The clock of the open tasks stands still."""

    run_id: int


@event("workflow.process_resumed", history_only=True)
class ProcessResumed(Event):
    """The clock runs again; `offered` are the open tasks with their new due dates."""

    run_id: int
    offered: tuple[Offered, ...]
