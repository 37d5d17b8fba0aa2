"""Putting the next tasks on desks."""

from collections.abc import Collection, Mapping
from datetime import datetime

from motcua.capabilities.workflow.events import Offered
from motcua.capabilities.workflow.models import ProcessRun, Task
from motcua.capabilities.workflow.queries.processes import ProcessView
from motcua.capabilities.workflow.rules.examination import StepView
from motcua.registry.worktime.public import calendar_of

MINUTES = 60


def offer(
    view: ProcessView,
    run: ProcessRun,
    keys: Collection[str],
    *,
    owners: Mapping[str, str],
    at: datetime,
    not_after: datetime | None,
) -> list[Task]:
    """One task for each step; `owners` says to whom, by step; none is due later than `not_after`."""
    steps = [view.step(key) for key in keys]
    tasks = [
        Task(
            run=run,
            key=step.key,
            name=step.name,
            role=step.role,
            unit_code=step.unit_code,
            username=owners.get(step.key, ""),
            agency_code=agency_of(run, step),
            subject=run.subject,
            offered_at=at,
            due_at=due_at(step, agency_of(run, step), at, not_after),
        )
        for step in steps
    ]
    return Task.objects.bulk_create(tasks)


def agency_of(run: ProcessRun, step: StepView) -> str:
    """Where the step lies: the run's agency, or another that was named for its role."""
    return str(run.agencies.get(step.role, run.agency_code))


def due_at(step: StepView, agency_code: str, at: datetime, not_after: datetime | None) -> datetime | None:
    """When the step's own working hours are over, or `not_after` if that is sooner."""
    if step.allowance_hours is None:
        return not_after
    due = calendar_of(agency_code).later(at, int(step.allowance_hours * MINUTES))
    return min(due, not_after) if not_after else due


def offered_of(tasks: Collection[Task]) -> tuple[Offered, ...]:
    """The tasks as an event carries them."""
    return tuple(
        Offered(
            id=task.pk,
            key=task.key,
            role=task.role,
            agency_code=task.agency_code,
            unit_code=task.unit_code,
            username=task.username,
            due_at=task.due_at.isoformat() if task.due_at else None,
        )
        for task in tasks
    )
