"""Giving tasks to officers; holding, resuming and cancelling a run."""

from datetime import datetime

from django.db.models import QuerySet

from motcua.capabilities.workflow.actions.locking import lock_run, lock_task
from motcua.capabilities.workflow.actions.offering import offered_of
from motcua.capabilities.workflow.actions.transaction import step
from motcua.capabilities.workflow.events import ProcessEnded, ProcessResumed, ProcessSuspended, TaskAssigned
from motcua.capabilities.workflow.models import ProcessRun, Task
from motcua.capabilities.workflow.queries.processes import process_version
from motcua.kernel.events.store import record
from motcua.registry.worktime.public import Calendar, calendar_of

SYSTEM = "system"


@step
def assign_task(task_id: int, *, username: str, actor: str, at: datetime) -> None:
    """Give an open task to an officer, or with an empty `username` back to its role. Three statements.

    Raises `TaskNotFound`, `TaskAlreadyDone`, `TaskCancelled`.
    """
    task = lock_task(task_id)
    task.username = username
    task.save(update_fields=["username"])
    record(
        TaskAssigned(
            subject=task.subject,
            agency_code=task.agency_code,
            at=at,
            actor=actor,
            run_id=task.run_id,
            task_id=task.pk,
            key=task.key,
            username=username,
        )
    )


@step
def cancel_process(subject: str, *, at: datetime, actor: str = SYSTEM) -> int:
    """End the subject's run and take its open tasks off the desks; how many. Nothing if it has none."""
    run = lock_run(subject)
    if run is None:
        return 0
    count = _open_tasks(run).update(cancelled_at=at)
    run.ended_at, run.is_cancelled, run.suspended_at = at, True, None
    run.save(update_fields=["ended_at", "is_cancelled", "suspended_at"])
    view = process_version(run.version_id)
    record(
        ProcessEnded(
            subject=subject,
            agency_code=run.agency_code,
            at=at,
            actor=actor,
            run_id=run.pk,
            process_code=view.code,
            process_number=view.number,
            is_cancelled=True,
        )
    )
    return count


@step
def suspend_process(subject: str, *, at: datetime, actor: str = SYSTEM) -> bool:
    """Stop the clock of the subject's open tasks, for instance during a supplement; whether that changed anything."""
    run = lock_run(subject)
    if run is None or run.suspended_at:
        return False
    _hold(run, at)
    _open_tasks(run).update(suspended_at=at)
    record(ProcessSuspended(subject=subject, agency_code=run.agency_code, at=at, actor=actor, run_id=run.pk))
    return True


@step
def resume_process(subject: str, *, at: datetime, actor: str = SYSTEM) -> bool:
    """Let the clock run again: each open task keeps the working time it had left; whether that changed anything."""
    run = lock_run(subject)
    if run is None or run.suspended_at is None:
        return False
    tasks = list(_open_tasks(run).order_by("id"))
    for task in tasks:
        calendar = calendar_of(task.agency_code)
        task.due_at, task.suspended_at = _later(calendar, task.due_at, run.suspended_at, at), None
    Task.objects.bulk_update(tasks, ["due_at", "suspended_at"])
    _hold(run, None)
    record(
        ProcessResumed(
            subject=subject,
            agency_code=run.agency_code,
            at=at,
            actor=actor,
            run_id=run.pk,
            offered=offered_of(tasks),
        )
    )
    return True


def _open_tasks(run: ProcessRun) -> QuerySet[Task]:
    return Task.objects.filter(Task.OPEN, run=run)


def _hold(run: ProcessRun, at: datetime | None) -> None:
    run.suspended_at = at
    run.save(update_fields=["suspended_at"])


def _later(calendar: Calendar, due_at: datetime | None, stopped_at: datetime, at: datetime) -> datetime | None:
    """A due date moved by the stop; one that had passed before stays as it was."""
    if due_at is None or due_at <= stopped_at:
        return due_at
    return calendar.later(at, calendar.minutes_between(stopped_at, due_at))
