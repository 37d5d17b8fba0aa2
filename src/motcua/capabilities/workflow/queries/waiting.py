"""Where work waits: for each step how much lies there now and how long it took, as plain figures."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Aggregate, Count, ExpressionWrapper, F, FloatField, Max, Min, Q
from django.db.models.functions import Extract

from motcua.capabilities.workflow.models import Task
from motcua.capabilities.workflow.queries.processes import ProcessView, process_version

_HOUR = 3600.0


class _Percentile(Aggregate):
    """What so large a part of the values does not exceed."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(part)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()  # house: model-field - seconds in an answer, no column


@dataclass(frozen=True)
class StepWait:
    """A step of a process: what waits there now (`standing` with a stopped clock), how long the finished ones took.

    Hours are counted from the moment the task was laid on a desk until it was done, nights and stops included.
    """

    process_code: str
    process_name: str
    version_id: int
    key: str
    name: str
    role: str
    waiting: int
    standing: int
    oldest_at: datetime | None
    done: int
    median_hours: float | None
    ninetieth_hours: float | None


@dataclass(frozen=True)
class Waiting:
    """One subject that waits at a step."""

    subject: str
    agency_code: str
    username: str | None
    offered_at: datetime
    due_at: datetime | None
    is_standing: bool


@dataclass(frozen=True)
class DoneTask:
    """One task that an officer completed."""

    name: str
    offered_at: datetime
    due_at: datetime | None
    done_at: datetime


def step_waits(agencies: Collection[str], *, from_at: datetime, to_at: datetime) -> list[StepWait]:
    """Every step of the processes in use at `agencies`, in the order of their drawings; one statement."""
    is_done = Q(done_at__gte=from_at, done_at__lt=to_at)
    seconds = FloatField()  # house: model-field - in an answer, no column
    took = ExpressionWrapper(Extract(F("done_at") - F("offered_at"), "epoch"), output_field=seconds)
    rows = (
        Task.objects.filter(Task.OPEN | is_done, agency_code__in=list(agencies))
        .values("key", code=F("run__version__code"))
        .annotate(
            version_id=Max("run__version_id"),
            waiting=Count("pk", filter=Task.OPEN & Q(suspended_at=None)),
            standing=Count("pk", filter=Task.OPEN & Q(suspended_at__isnull=False)),
            oldest_at=Min("offered_at", filter=Task.OPEN),
            done=Count("pk", filter=is_done),
            half=_Percentile(took, part=0.5, filter=is_done),
            most=_Percentile(took, part=0.9, filter=is_done),
        )
        .order_by("code", "key")
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row["code"], {})[row["key"]] = row
    return [wait for steps in found.values() for wait in _in_order(steps)]


def waiting_at(process_code: str, key: str, agencies: Collection[str], *, limit: int, offset: int = 0) -> list[Waiting]:
    """What waits at a step now, longest first."""
    rows = Task.objects.filter(
        Task.OPEN, key=key, run__version__code=process_code, agency_code__in=list(agencies)
    ).order_by("offered_at", "id")
    return [
        Waiting(
            subject=row.subject,
            agency_code=row.agency_code,
            username=row.username or None,
            offered_at=row.offered_at,
            due_at=row.due_at,
            is_standing=row.suspended_at is not None,
        )
        for row in rows[offset : offset + limit]
    ]


def done_by(username: str, *, from_at: datetime, to_at: datetime, limit: int = 5000) -> list[DoneTask]:
    """What an officer completed in a span, newest first."""
    rows = Task.objects.filter(done_by=username, done_at__gte=from_at, done_at__lt=to_at).order_by("-done_at", "-id")
    return [DoneTask(row.name, row.offered_at, row.due_at, row.done_at) for row in rows[:limit] if row.done_at]


def _in_order(rows: dict[str, dict[str, Any]]) -> list[StepWait]:
    """The steps of the newest version met, then those that older versions had."""
    newest = process_version(max(row["version_id"] for row in rows.values()))
    drawn = {step.key: step for step in newest.steps}
    waits = [_wait(newest, step, rows.get(key)) for key, step in drawn.items()]
    for key, row in rows.items():
        if key not in drawn:
            waits.append(_wait(newest, process_version(row["version_id"]).step(key), row))
    return waits


def _wait(process: ProcessView, step: Any, row: dict[str, Any] | None) -> StepWait:
    known = row or {"waiting": 0, "standing": 0, "oldest_at": None, "done": 0, "half": None, "most": None}
    return StepWait(
        process_code=process.code,
        process_name=process.name,
        version_id=process.version_id,
        key=step.key,
        name=step.name,
        role=step.role,
        waiting=known["waiting"],
        standing=known["standing"],
        oldest_at=known["oldest_at"],
        done=known["done"],
        median_hours=_hours(known["half"]),
        ninetieth_hours=_hours(known["most"]),
    )


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / _HOUR
