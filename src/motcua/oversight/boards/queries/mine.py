"""One officer's own board: what lies on the desk, what was done this month and how fast."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from motcua.capabilities.workflow.public import DoneTask, TaskView, done_by, inbox
from motcua.kernel import clock
from motcua.registry.organisation.public import postings_of

_MOST = 2000
_DAYS = 14
_HOUR = 3600


@dataclass(frozen=True)
class StepDone:
    """How often a step was done, how long it lay, and how many of those with a date were in time."""

    name: str
    done: int
    median_hours: float
    dated: int
    in_time: int


@dataclass(frozen=True)
class OwnBoard:
    """The desk of one officer."""

    overdue: int
    today: int
    later: int
    standing: int
    done_today: int
    done_month: int
    steps: tuple[StepDone, ...]
    days: tuple[tuple[date, int], ...]


def own_board(username: str, now: datetime) -> OwnBoard:
    """From the first of the month; the days of the last fortnight."""
    today = clock.local(now).date()
    since = min(today.replace(day=1), today - timedelta(days=_DAYS - 1))
    done = done_by(username, from_at=clock.at(since), to_at=now)
    waiting = _waiting(username)
    running = [task for task in waiting if task.suspended_at is None]
    overdue = sum(1 for task in running if task.due_at and task.due_at < now)
    due_today = sum(1 for task in running if task.due_at and now <= task.due_at < clock.at(today + timedelta(days=1)))
    by_day = Counter(clock.local(task.done_at).date() for task in done)
    days = tuple((day, by_day[day]) for day in (today - timedelta(days=back) for back in reversed(range(_DAYS))))
    this_month = [task for task in done if clock.local(task.done_at).date() >= today.replace(day=1)]
    return OwnBoard(
        overdue=overdue,
        today=due_today,
        later=len(running) - overdue - due_today,
        standing=len(waiting) - len(running),
        done_today=by_day[today],
        done_month=len(this_month),
        steps=tuple(_steps(this_month)),
        days=days,
    )


def _waiting(username: str) -> list[TaskView]:
    roles: dict[str, set[str]] = {}
    for posting in postings_of(username):
        roles.setdefault(posting.role, set()).add(posting.agency_code)
    return inbox(username=username, agency_codes_by_role=roles, suspended=None, limit=_MOST)


def _steps(done: Sequence[DoneTask]) -> list[StepDone]:
    names = sorted({task.name for task in done})
    return [_step(name, [task for task in done if task.name == name]) for name in names]


def _step(name: str, done: Sequence[DoneTask]) -> StepDone:
    dated = [task for task in done if task.due_at]
    hours = median((task.done_at - task.offered_at).total_seconds() / _HOUR for task in done)
    return StepDone(name, len(done), hours, len(dated), sum(1 for t in dated if t.due_at and t.done_at <= t.due_at))
