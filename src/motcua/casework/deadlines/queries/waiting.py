"""Before the legal clock: what the counter owes an answer or a hand-over, until when, and how that stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.casework.deadlines.models import Reminder
from motcua.casework.dossiers.public import clocks
from motcua.kernel import clock
from motcua.registry.worktime.public import (
    Calendar,
    Purpose,
    answer_due_at,
    calendar_of,
    forward_due_at,
    policy_for,
    remaining_words,
)


@dataclass(frozen=True)
class Owed:
    """One dossier that waits; `legal_basis` is that of the dated rule, empty while nobody has declared any."""

    waiting: clocks.Waiting
    due_at: datetime
    is_late: bool
    left: str
    legal_basis: str

    @property
    def kind(self) -> str:
        """What it waits for."""
        return Reminder.Kind.FORWARD if self.waiting.is_forwarding else Reminder.Kind.ANSWER

    @property
    def label(self) -> str:
        """That in words."""
        return str(Reminder.Kind(self.kind).label)


@dataclass(frozen=True)
class Counted:
    """How many wait in time and how many are overdue, of one agency and kind."""

    agency_code: str
    label: str
    in_time: int
    late: int


def owed_to(user: Any, at: datetime) -> list[Owed]:
    """What waits at the counters that the officer may see, the longest overdue first."""
    return sorted(_owed(clocks.waiting_rows(clocks.visible_to(user)), at), key=lambda one: one.due_at)


def owed_everywhere(at: datetime) -> list[Owed]:
    """What waits at all counters."""
    return _owed(clocks.waiting_rows(clocks.all_rows()), at)


def owed_of(codes: Iterable[str], at: datetime) -> dict[str, Owed]:
    """By code, those of these dossiers that wait; the caller has checked that they may be seen."""
    rows = clocks.all_rows().filter(code__in=set(codes))
    return {one.waiting.code: one for one in _owed(clocks.waiting_rows(rows), at)}


def counted(owed: Iterable[Owed]) -> list[Counted]:
    """Numbers by receiving agency and kind, the most overdue first."""
    numbers: dict[tuple[str, str], list[int]] = {}
    for one in owed:
        numbers.setdefault((one.waiting.receiving_agency_code, one.label), [0, 0])[one.is_late] += 1
    rows = [Counted(agency, label, in_time, late) for (agency, label), (in_time, late) in numbers.items()]
    return sorted(rows, key=lambda row: (-row.late, row.agency_code, row.label))


def _owed(rows: Iterable[clocks.Waiting], at: datetime) -> list[Owed]:
    return [_one(row, at) for row in rows]


def _one(row: clocks.Waiting, at: datetime) -> Owed:
    policy = policy_for(row.procedure_code, clock.local(row.since_at).date())
    calendar = calendar_of(row.receiving_agency_code, purpose=Purpose.RECEPTION)
    due_at = (forward_due_at if row.is_forwarding else answer_due_at)(calendar, row.since_at, policy)
    return Owed(row, due_at, at > due_at, _left(calendar, at, due_at), policy.legal_basis)


def _left(calendar: Calendar, at: datetime, due_at: datetime) -> str:
    return remaining_words(calendar, at, due_at)
