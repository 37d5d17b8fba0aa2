"""Tasks on desks and tasks done."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from motcua.capabilities.workflow.models import Task
from motcua.capabilities.workflow.queries.processes import process_version
from motcua.capabilities.workflow.rules.model import Outcome


@dataclass(frozen=True)
class TaskView:
    """An open task and what may be done with it; without `username` anybody with the role may take it."""

    id: int
    key: str
    name: str
    subject: str
    agency_code: str
    role: str
    unit_code: str
    username: str | None
    offered_at: datetime
    due_at: datetime | None
    suspended_at: datetime | None
    outcomes: tuple[Outcome, ...]
    moves: tuple[str, ...]


@dataclass(frozen=True)
class TaskEntry:
    """A line of a subject's history: open while neither `done_at` nor `cancelled_at` is set."""

    id: int
    key: str
    name: str
    role: str
    unit_code: str
    username: str | None
    agency_code: str
    offered_at: datetime
    due_at: datetime | None
    done_at: datetime | None
    done_by: str | None
    outcome: Outcome | None
    cancelled_at: datetime | None


def open_tasks(subject: str) -> list[TaskView]:
    """The open tasks of one subject, oldest first."""
    return _views(_open().filter(subject=subject).order_by("id"))


def open_tasks_of(subjects: Collection[str]) -> dict[str, list[TaskView]]:
    """Subject → its open tasks, for each subject asked; one query."""
    found: dict[str, list[TaskView]] = {subject: [] for subject in subjects}
    for view in _views(_open().filter(subject__in=set(subjects)).order_by("id")):
        found[view.subject].append(view)
    return found


def open_task(task_id: int) -> TaskView | None:
    """One task, if it is still open."""
    return next(iter(_views(_open().filter(pk=task_id))), None)


def inbox(
    *,
    username: str,
    agency_codes_by_role: Mapping[str, Collection[str]],
    unit_codes: Collection[str] | None = None,
    suspended: bool | None = False,
    limit: int = 50,
    offset: int = 0,
) -> list[TaskView]:
    """What waits for an officer, most urgent first: own tasks and those open to the roles he has at agencies.

    `unit_codes`, when given, hides tasks of other units. `suspended` False leaves out what waits for somebody else
    (a supplement), True shows only that, None both.
    """
    urgent = (F("due_at").asc(nulls_last=True), "offered_at", "id")
    waiting = _waiting_for(username, agency_codes_by_role, unit_codes, suspended)
    return _views(waiting.order_by(*urgent)[offset : offset + limit])


def inbox_count(
    *,
    username: str,
    agency_codes_by_role: Mapping[str, Collection[str]],
    unit_codes: Collection[str] | None = None,
    suspended: bool | None = False,
) -> int:
    """How many tasks `inbox` would list without a limit."""
    return _waiting_for(username, agency_codes_by_role, unit_codes, suspended).count()


def task_history(subject: str) -> list[TaskEntry]:
    """All tasks a subject ever put on desks, oldest first."""
    return [_entry(row) for row in _with_version().filter(subject=subject).order_by("id")]


def task_view(row: Task, version_id: int) -> TaskView:
    """An open row as others see it."""
    step = process_version(version_id).step(row.key)
    return TaskView(
        id=row.pk,
        key=row.key,
        name=row.name,
        subject=row.subject,
        agency_code=row.agency_code,
        role=row.role,
        unit_code=row.unit_code,
        username=row.username or None,
        offered_at=row.offered_at,
        due_at=row.due_at,
        suspended_at=row.suspended_at,
        outcomes=step.outcomes,
        moves=step.moves,
    )


def _open() -> "QuerySet[Any]":
    return _with_version().filter(Task.OPEN)


def _with_version() -> "QuerySet[Any]":
    """Tasks that know the version of their process, without the rows of the runs."""
    return Task.objects.annotate(version_id=F("run__version_id"))


def _views(rows: "Iterable[Any]") -> list[TaskView]:
    return [task_view(row, row.version_id) for row in rows]


def _waiting_for(
    username: str,
    agency_codes_by_role: Mapping[str, Collection[str]],
    unit_codes: Collection[str] | None,
    suspended: bool | None,
) -> "QuerySet[Any]":
    for_role = Q(pk__in=())
    for role, codes in agency_codes_by_role.items():
        for_role |= Q(role=role, agency_code__in=sorted(codes), username="")
    if unit_codes is not None:
        for_role &= Q(unit_code__in=["", *sorted(unit_codes)])
    rows = _open().filter(Q(username=username) & ~Q(username="") | for_role)
    return rows if suspended is None else rows.filter(suspended_at__isnull=not suspended)


def _entry(row: Any) -> TaskEntry:
    outcomes = process_version(row.version_id).step(row.key).outcomes
    return TaskEntry(
        id=row.pk,
        key=row.key,
        name=row.name,
        role=row.role,
        unit_code=row.unit_code,
        username=row.username or None,
        agency_code=row.agency_code,
        offered_at=row.offered_at,
        due_at=row.due_at,
        done_at=row.done_at,
        done_by=row.done_by or None,
        outcome=next((outcome for outcome in outcomes if outcome.code == row.outcome), None),
        cancelled_at=row.cancelled_at,
    )
