"""Which hours and decisions hold for an agency: its own, else those of the agency above it by code, else the nation's.

``H14.05`` → ``H14`` → ``""``. Whoever declares hours declares the whole week: on days that its rows cover, a weekday
without a shift is off. Reception takes its hours from reception rows anywhere up the line, then from processing rows.
Decisions about a day add up from the nation down; of one scope the latest known holds. How periods are counted where
the law leaves a choice is declared for one procedure or for all, dated in the same way.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.errors import DayChangeNotUsable
from motcua.registry.worktime.rules.calendar import (
    FIRST_DAY,
    LAST_DAY,
    DayChange,
    DayKind,
    Season,
    Shift,
    Shifts,
    Week,
)
from motcua.registry.worktime.rules.terms import DEFAULT, Policy

NATION = ""


class Purpose(StrEnum):
    """What an agency does in those hours."""

    PROCESSING = "processing"
    RECEPTION = "reception"


PURPOSE_LABELS = {
    Purpose.PROCESSING: mark("Giải quyết hồ sơ"),
    Purpose.RECEPTION: mark("Tiếp nhận và trả kết quả"),
}


@dataclass(frozen=True, slots=True)
class DeclaredShift:
    """One shift of one weekday (Monday 0), dated, as an agency declared it; known in ``[known_at, replaced_at)``."""

    agency_code: str
    purpose: Purpose
    weekday: int
    shift: Shift
    valid_from: date
    valid_to: date | None
    known_at: datetime
    replaced_at: datetime | None = None
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class DeclaredWeek:
    """The whole week of an agency ("" for all that have none of their own) on days of ``[valid_from, valid_to)``."""

    agency_code: str
    purpose: Purpose
    week: Week
    valid_from: date
    valid_to: date | None
    known_at: datetime
    legal_basis: str = ""

    @property
    def shifts(self) -> list[DeclaredShift]:
        """Shift by shift."""
        return [
            DeclaredShift(
                self.agency_code, self.purpose, weekday, shift, self.valid_from, self.valid_to, self.known_at,
                legal_basis=self.legal_basis,
            )
            for weekday, day in enumerate(self.week)
            for shift in day
        ]  # fmt: skip

    @property
    def is_usable(self) -> bool:
        """Whether somebody works in it, in shifts that will do, from one day to a later one."""
        is_forward = self.valid_to is None or self.valid_from < self.valid_to
        return any(self.week) and all(map(is_usable_day, self.week)) and is_forward


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a day for a scope (an agency and all below it; "" for all), and when it became known."""

    scope: str
    change: DayChange
    known_at: datetime


@dataclass(frozen=True, slots=True)
class DeclaredPolicy:
    """How periods of a procedure ("" for all that have none of their own) are counted from one day to another."""

    procedure_code: str
    policy: Policy
    valid_from: date
    valid_to: date | None
    known_at: datetime
    replaced_at: datetime | None = None


Declared = TypeVar("Declared", DeclaredShift, DeclaredPolicy)


def lineage(agency_code: str) -> list[str]:
    """The agency, those above it, and last the nation."""
    parts = agency_code.split(".") if agency_code else []
    return [".".join(parts[:length]) for length in range(len(parts), 0, -1)] + [NATION]


def seasons_for(
    agency_code: str, purpose: Purpose, declared: Iterable[DeclaredShift], *, known_at: datetime | None = None
) -> tuple[Season, ...]:
    """The agency's seasons, its own first: the first that covers a day gives its week."""
    line = lineage(agency_code)
    purposes = [Purpose.PROCESSING] if purpose is Purpose.PROCESSING else [Purpose.RECEPTION, Purpose.PROCESSING]
    rows: dict[tuple[Purpose, str], list[DeclaredShift]] = {(kind, code): [] for kind in purposes for code in line}
    for row in declared:
        if (row.purpose, row.agency_code) in rows and _held(row, known_at):
            rows[row.purpose, row.agency_code].append(row)
    return tuple(season for level in rows.values() for season in _seasons(level))


def with_week(declared: Iterable[DeclaredShift], week: DeclaredWeek) -> tuple[DeclaredShift, ...]:
    """What would be declared if `week` were: it takes the place of what the agency has said for those days."""
    kept: list[DeclaredShift] = []
    for row in declared:
        is_its = (row.agency_code, row.purpose) == (week.agency_code, week.purpose) and row.replaced_at is None
        kept += cut_out(row, week.valid_from, week.valid_to) if is_its else [row]
    return (*kept, *week.shifts)


def changes_for(
    agency_code: str, decisions: Iterable[Decision], *, known_at: datetime | None = None
) -> tuple[DayChange, ...]:
    """The decisions that hold for the agency, the broadest scope first."""
    breadth = {code: -depth for depth, code in enumerate(lineage(agency_code))}
    latest: dict[tuple[int, date], Decision] = {}
    for decision in decisions:
        if decision.scope not in breadth or (known_at is not None and decision.known_at > known_at):
            continue
        key = breadth[decision.scope], decision.change.day
        if key not in latest or latest[key].known_at <= decision.known_at:
            latest[key] = decision
    held = (latest[key].change for key in sorted(latest))
    return tuple(change for change in held if change.kind is not DayKind.WITHDRAWN)


def cut_out(row: Declared, valid_from: date, valid_to: date | None) -> list[Declared]:
    """What is left of `row`'s validity outside ``[valid_from, valid_to)``."""
    left = []
    if row.valid_from < valid_from:
        left.append(replace(row, valid_to=min(row.valid_to or valid_from, valid_from)))
    if valid_to is not None and (row.valid_to is None or valid_to < row.valid_to):
        left.append(replace(row, valid_from=max(row.valid_from, valid_to)))
    return left


def policy_on(
    procedure_code: str, on: date, declared: Iterable[DeclaredPolicy], *, known_at: datetime | None = None
) -> Policy:
    """The policy for periods of that procedure that begin on `on`: its own, else the province's, else `DEFAULT`."""
    for code in dict.fromkeys([procedure_code, NATION]):
        for row in declared:
            if row.procedure_code == code and _covers(row, on) and _held(row, known_at):
                return row.policy
    return DEFAULT


def week_of(rows: Iterable[DeclaredShift]) -> Week:
    """The week that shifts of one stretch of time make."""
    days: list[list[Shift]] = [[] for _ in range(7)]
    for row in rows:
        days[row.weekday].append(row.shift)
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (tuple(sorted(day)) for day in days)
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday


def is_usable_day(shifts: Shifts) -> bool:
    """Whether the shifts of a day run forward, in order, inside the day and apart."""
    edges = [minute for shift in shifts for minute in shift]
    return all(0 <= minute <= 24 * 60 for minute in edges) and all(early < late for early, late in pairwise(edges))


def _held(row: DeclaredShift | DeclaredPolicy, known_at: datetime | None) -> bool:
    if known_at is None:
        return row.replaced_at is None
    return row.known_at <= known_at and (row.replaced_at is None or known_at < row.replaced_at)


def _seasons(rows: Sequence[DeclaredShift]) -> list[Season]:
    """One season for each stretch between two dates on which something changes."""
    dates = {row.valid_from for row in rows} | {row.valid_to for row in rows if row.valid_to}
    edges = [*sorted(dates), None]
    seasons = [(begins, ends, [row for row in rows if _covers(row, begins)]) for begins, ends in pairwise(edges)]
    return [Season(week_of(held), begins, ends) for begins, ends, held in seasons if held]


def _covers(row: DeclaredShift | DeclaredPolicy, day: date | None) -> bool:
    return day is not None and row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def check_change(change: DayChange) -> None:
    """Raise `DayChangeNotUsable` for a change of a day that contradicts itself."""
    reason = ""
    if not FIRST_DAY <= change.day <= LAST_DAY:
        reason = mark("ngoài khoảng lịch làm việc có thể khai báo.")
    elif change.shut and (change.kind is not DayKind.CLOSURE or not is_usable_day((change.shut,))):
        reason = mark(
            "giờ đóng cửa một phần chỉ dùng khi đóng cửa theo quyết định, và phải bắt đầu trước khi kết thúc."
        )
    elif not change.name.strip():
        reason = mark("hãy ghi tên ngày hoặc lý do.")
    if reason:
        raise DayChangeNotUsable(day=f"{change.day:%d/%m/%Y}", reason=reason)
