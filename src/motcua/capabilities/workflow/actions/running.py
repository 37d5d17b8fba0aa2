"""Starting a process and completing its steps. Nothing here knows what case it serves."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError

from motcua.capabilities.workflow.actions.locking import MOMENT, lock_task
from motcua.capabilities.workflow.actions.offering import offer, offered_of
from motcua.capabilities.workflow.actions.transaction import step
from motcua.capabilities.workflow.errors import OutcomeNotOffered, ProcessAlreadyRunning, ProcessIsSuspended
from motcua.capabilities.workflow.events import ProcessEnded, ProcessStarted, TaskDone
from motcua.capabilities.workflow.models import ProcessRun, Task
from motcua.capabilities.workflow.queries.processes import ProcessView, process_version
from motcua.capabilities.workflow.queries.tasks import TaskView, task_view
from motcua.capabilities.workflow.rules.engine import open_steps
from motcua.capabilities.workflow.rules.expressions import Variables
from motcua.capabilities.workflow.rules.state import State
from motcua.kernel import clock
from motcua.kernel.events.store import record_many


@step
def start_process(
    version_id: int,
    *,
    subject: str,
    agency_code: str,
    actor: str,
    at: datetime,
    agencies: Mapping[str, str] | None = None,
    data: Variables | None = None,
    give_to: Mapping[str, str] | None = None,
    not_after: datetime | None = None,
) -> int:
    """Enter a process and put its first tasks on desks; the run's id. Three statements.

    `agencies` names another agency for the steps of a role (role → code), as a dossier may be taken in elsewhere;
    `data` gives variables their values; `give_to` names an officer for a step (key → user name); no task is due later
    than `not_after`. Raises `ProcessAlreadyRunning`, `BranchNotDecided`.
    """
    view = process_version(version_id)
    state = State().told(view.machine, data).started(view.machine)
    elsewhere = dict(agencies or {})
    run = ProcessRun(version_id=version_id, subject=subject, agency_code=agency_code, agencies=elsewhere, started_at=at)
    _remember(run, state, at)
    try:
        run.save(force_insert=True)
    except IntegrityError:
        raise ProcessAlreadyRunning(subject=subject) from None
    keys = open_steps(view.machine, state.marking)
    tasks = offer(view, run, keys, owners=give_to or {}, at=at, not_after=not_after)
    started = ProcessStarted(
        subject=subject,
        agency_code=agency_code,
        at=at,
        actor=actor,
        run_id=run.pk,
        process_code=view.code,
        process_number=view.number,
        offered=offered_of(tasks),
    )
    record_many([started, *_ended(view, run, actor=actor)])
    return run.pk


@step
def complete_task(
    task_id: int,
    *,
    outcome: str,
    actor: str,
    at: datetime,
    data: Variables | None = None,
    give_to: Mapping[str, str] | None = None,
    not_after: datetime | None = None,
) -> list[TaskView]:
    """Complete a step and offer what follows: the next tasks, none at the end or while branches wait. Five statements.

    Arguments as for `start_process`. Whether `actor` may do it is the caller's to ask. Raises `TaskNotFound`,
    `OutcomeNotOffered`, `ProcessIsSuspended`, `TaskAlreadyDone`, `TaskCancelled`, `BranchNotDecided`.
    """
    task = lock_task(task_id)
    run, view = task.run, process_version(task.run.version_id)
    _check(view, task, outcome)
    before = State.revived(run.state)
    state = before.told(view.machine, data).moved(view.machine, task.key, outcome, actor)
    task.done_at, task.done_by, task.outcome = at, actor, outcome
    task.save(update_fields=["done_at", "done_by", "outcome"])
    _remember(run, state, at)
    run.save(update_fields=["state", "ended_at"])
    keys = state.newly_open(view.machine, before, task.key)
    tasks = offer(view, run, keys, owners=_owners(view, state, give_to or {}), at=at, not_after=not_after)
    done = TaskDone(
        subject=run.subject,
        agency_code=task.agency_code,
        at=at,
        actor=actor,
        run_id=run.pk,
        task_id=task.pk,
        process_code=view.code,
        process_number=view.number,
        key=task.key,
        role=task.role,
        unit_code=task.unit_code,
        outcome=outcome,
        offered_at=task.offered_at,
        due_at=task.due_at,
        offered=offered_of(tasks),
    )
    record_many([done, *_ended(view, run, actor=actor)])
    return [task_view(each, view.version_id) for each in tasks]


def _check(view: ProcessView, task: Task, outcome: str) -> None:
    if task.run.suspended_at:
        raise ProcessIsSuspended(subject=task.subject, since=f"{clock.local(task.run.suspended_at):{MOMENT}}")
    offered = view.step(task.key).outcomes
    if outcome not in {each.code for each in offered}:
        labels = ", ".join(f"«{each.label}»" for each in offered)
        raise OutcomeNotOffered(name=task.name, outcome=outcome, offered=labels)


def _remember(run: ProcessRun, state: State, at: datetime) -> None:
    run.state = state.stored()
    if not state.marking:
        run.ended_at = at


def _owners(view: ProcessView, state: State, give_to: Mapping[str, str]) -> dict[str, str]:
    """Steps bound to another go to who did that; what the caller says comes first."""
    bound = {step.key: state.who[step.same_as] for step in view.steps if step.same_as in state.who}
    return {**bound, **give_to}


def _ended(view: ProcessView, run: ProcessRun, *, actor: str) -> list[ProcessEnded]:
    if run.ended_at is None:
        return []
    return [
        ProcessEnded(
            subject=run.subject,
            agency_code=run.agency_code,
            at=run.ended_at,
            actor=actor,
            run_id=run.pk,
            process_code=view.code,
            process_number=view.number,
            is_cancelled=False,
        )
    ]
