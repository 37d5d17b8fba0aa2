"""The row of a run is the lock of everything about it; a task's own row is taken after it, never before."""

from motcua.capabilities.workflow.errors import TaskAlreadyDone, TaskCancelled, TaskNotFound
from motcua.capabilities.workflow.models import ProcessRun, Task
from motcua.kernel import clock
from motcua.registry.people.public import officer_names

MOMENT = "%H:%M %d/%m/%Y"


def lock_task(task_id: int) -> Task:
    """The open task with its run, both locked and as they are now: one statement.

    PostgreSQL locks in the order of the list. Raises `TaskNotFound`, `TaskCancelled`, `TaskAlreadyDone`.
    """
    rows = Task.objects.select_related("run").select_for_update(no_key=True, of=("run", "self"))
    task = rows.filter(pk=task_id).first()
    if task is None:
        raise TaskNotFound(task=task_id)
    if task.cancelled_at:
        raise TaskCancelled(name=task.name, cancelled_at=f"{clock.local(task.cancelled_at):{MOMENT}}")
    if task.done_at:
        names = officer_names([task.done_by])
        done_by = names.get(task.done_by, task.done_by)
        raise TaskAlreadyDone(name=task.name, done_by=done_by, done_at=f"{clock.local(task.done_at):{MOMENT}}")
    return task


def lock_run(subject: str) -> ProcessRun | None:
    """The subject's running process, locked; None if it has none."""
    return ProcessRun.objects.select_for_update(no_key=True).filter(subject=subject, ended_at=None).first()
