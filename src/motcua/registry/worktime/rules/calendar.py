"""A working calendar: which minutes of which days are worked, and arithmetic on them that never walks day by day.

Every day from `FIRST_DAY` has its shifts; prefix sums over the days turn a moment into a *position* – the number of
minutes worked until then – and back. The table grows by itself as far as `LAST_DAY`. Moments are aware and are counted
to the minute, on the Vietnamese wall clock. Minutes of a day are counted from midnight.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from threading import Lock
from typing import NamedTuple

from motcua.kernel.clock import LOCAL
from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.errors import BeyondCalendar, NeverOpen

FIRST_DAY, LAST_DAY = date(2014, 1, 1), date(2199, 12, 31)
"""Holidays before 2014 were never loaded: a deadline counted there would be wrong without saying so."""
MINUTES_A_DAY = 24 * 60
_FIRST, _FIRST_WEEKDAY = FIRST_DAY.toordinal(), FIRST_DAY.weekday()
_FIRST_STRETCH_DAYS = 16 * 366
_ALL_DAYS = LAST_DAY.toordinal() - _FIRST + 1

Shift = tuple[int, int]
"""Opening and closing minute of the day, half-open."""
Shifts = tuple[Shift, ...]
Week = tuple[Shifts, Shifts, Shifts, Shifts, Shifts, Shifts, Shifts]

OFFICE_DAY: Shifts = ((7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))
OFFICE_WEEK: Week = (OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, (), ())
"""7:00–11:30 and 13:30–17:00, Monday to Friday: what holds where no agency has declared its hours."""


class DayKind(StrEnum):
    """What a decision makes of a day."""

    HOLIDAY = "holiday"
    SWAP_OFF = "swap_off"
    SWAP_WORKED = "swap_worked"
    CLOSURE = "closure"
    WITHDRAWN = "withdrawn"


DAY_KIND_LABELS = {
    DayKind.HOLIDAY: mark("Nghỉ lễ, Tết"),
    DayKind.SWAP_OFF: mark("Nghỉ hoán đổi"),
    DayKind.SWAP_WORKED: mark("Làm bù"),
    DayKind.CLOSURE: mark("Đóng cửa theo quyết định"),
    DayKind.WITHDRAWN: mark("Đã bãi bỏ"),
}


@dataclass(frozen=True, slots=True)
class Season:
    """The week worked on days of ``[valid_from, valid_to)``; None is open."""

    week: Week
    valid_from: date | None = None
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the season holds on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class DayChange:
    """What one decision makes of one day; `shut` limits a closure to some minutes of it."""

    day: date
    kind: DayKind
    name: str
    legal_basis: str = ""
    swapped_on: date | None = None
    shut: Shift | None = None
    is_provisional: bool = False


class Table(NamedTuple):
    """Days from `FIRST_DAY` on: each one's shifts, sums of minutes and of working days before it, the working days."""

    shifts: list[Shifts]
    minutes_before: "array[int]"
    days_before: "array[int]"
    worked_days: "array[int]"


class Calendar:
    """Immutable. `seasons`: the first that covers a day gives its week, `OFFICE_WEEK` if none does.

    `changes` are applied in their order, the broadest scope first: a province may work on a national day off.
    """

    def __init__(self, seasons: Iterable[Season] = (), changes: Iterable[DayChange] = ()) -> None:
        self._seasons = (*seasons, Season(OFFICE_WEEK))
        self._changes: dict[date, tuple[DayChange, ...]] = {}
        for change in changes:
            self._changes[change.day] = (*self._changes.get(change.day, ()), change)
        self._growing = Lock()
        self._table = self._made(_FIRST_STRETCH_DAYS)

    def shifts_on(self, day: date) -> Shifts:
        """The shifts worked on `day`; empty on a day off."""
        index = self._checked(day.toordinal() - _FIRST)
        return self.covering(index).shifts[index]

    def week_on(self, day: date) -> Week:
        """The week that holds on `day`, whatever was decided about the day itself."""
        return next(season.week for season in self._seasons if season.covers(day))

    def changes_on(self, day: date) -> tuple[DayChange, ...]:
        """What was decided about `day`, the broadest scope first."""
        return self._changes.get(day, ())

    def position(self, at: datetime) -> int:
        """Minutes worked from `FIRST_DAY` until `at`."""
        index, minute = self.place(at)
        return self.position_on(index, minute)

    def position_on(self, index: int, minute: int) -> int:
        """Minutes worked until that minute of the day with that index."""
        table = self.covering(index)
        return table.minutes_before[index] + worked_before(table.shifts[index], minute)

    def moment(self, position: int) -> datetime:
        """The earliest moment when that many minutes have been worked: a closing, never the opening after it."""
        table = self._table
        while table.minutes_before[-1] < position:
            table = self._grown(table)
        index = max(bisect_left(table.minutes_before, max(position, 1)) - 1, 0)
        left = max(position, 0) - table.minutes_before[index]
        for opens, closes in table.shifts[index]:
            if left <= closes - opens:
                return moment_on(index, opens + left)
            left -= closes - opens
        raise AssertionError("prefix sums and shifts disagree")

    def place(self, at: datetime) -> tuple[int, int]:
        """Index of the day of `at` and the minute of that day, on the Vietnamese wall clock."""
        if at.tzinfo is None:
            raise ValueError("A moment must be aware.")
        local = at.astimezone(LOCAL)
        return self._checked(local.toordinal() - _FIRST), local.hour * 60 + local.minute

    def worked_day(self, index: int, later: int = 0) -> int:
        """Index of the first working day on or after `index`, and `later` working days on."""
        table = self.covering(self._checked(index))
        while len(table.worked_days) <= table.days_before[index] + later:
            table = self._grown(table)
        return table.worked_days[table.days_before[index] + later]

    def next_opening(self, at: datetime) -> datetime:
        """`at` itself while the office is open, else the next opening."""
        index, minute = self.place(at)
        for opens, closes in self.covering(index).shifts[index]:
            if minute < closes:
                return at if minute >= opens else moment_on(index, opens)
        index = self.worked_day(index + 1)
        return moment_on(index, self.covering(index).shifts[index][0][0])

    def is_open(self, at: datetime) -> bool:
        """Whether `at` lies in a shift."""
        index, minute = self.place(at)
        return any(opens <= minute < closes for opens, closes in self.covering(index).shifts[index])

    def minutes_between(self, from_at: datetime, to_at: datetime) -> int:
        """Working minutes from one moment to another; negative if the second is earlier."""
        return self.position(to_at) - self.position(from_at)

    def later(self, at: datetime, minutes: int) -> datetime:
        """The earliest moment when `minutes` more have been worked (fewer, if negative); for 0 the next opening."""
        return self.moment(self.position(at) + minutes) if minutes else self.next_opening(at)

    def closing(self, index: int) -> datetime:
        """The end of working time on the working day with that index."""
        return moment_on(index, self.covering(index).shifts[index][-1][1])

    def covering(self, index: int) -> Table:
        """The days as a table that reaches at least to that index: for arithmetic on whole arrays."""
        table = self._table
        while len(table.shifts) <= index:
            table = self._grown(table)
        return table

    def _grown(self, table: Table) -> Table:
        """A table twice as long; other threads go on reading the shorter one."""
        if len(table.shifts) == _ALL_DAYS:
            last_worked = moment_on(table.worked_days[-1], 0) if table.worked_days else moment_on(0, 0)
            raise NeverOpen(moment=f"{last_worked:%d/%m/%Y}")
        with self._growing:
            if len(self._table.shifts) <= len(table.shifts):
                self._table = self._made(min(2 * len(table.shifts), _ALL_DAYS))
            return self._table

    def _made(self, length: int) -> Table:
        shifts = self._shifts(length)
        minutes = {day: worked_in(day) for day in set(shifts)}
        return Table(
            shifts,
            array("q", accumulate((minutes[day] for day in shifts), initial=0)),
            array("l", accumulate((bool(minutes[day]) for day in shifts), initial=0)),
            array("l", (index for index, day in enumerate(shifts) if day)),
        )

    def _shifts(self, length: int) -> list[Shifts]:
        """The shifts of the first `length` days: the weeks, the foremost season last, then what was decided."""
        shifts: list[Shifts] = [()] * length
        for season in reversed(self._seasons):
            begins = max(index_of(season.valid_from or FIRST_DAY), 0)
            ends = min(index_of(season.valid_to) if season.valid_to else length, length)
            for weekday in range(7):
                days = range(begins + (weekday - _FIRST_WEEKDAY - begins) % 7, ends, 7)
                shifts[days.start : ends : 7] = [season.week[weekday]] * len(days)
        for day, changes in self._changes.items():
            if 0 <= (index := index_of(day)) < length:
                for change in changes:
                    shifts[index] = self._changed(shifts[index], change)
        return shifts

    def _changed(self, shifts: Shifts, change: DayChange) -> Shifts:
        if change.kind is DayKind.WITHDRAWN:
            return shifts
        if change.kind is DayKind.SWAP_WORKED:
            week = self.week_on(change.day)
            return week[change.swapped_on.weekday() if change.swapped_on else 0]
        return without(shifts, change.shut) if change.shut else ()

    @staticmethod
    def _checked(index: int) -> int:
        if not 0 <= index < _ALL_DAYS:
            raise BeyondCalendar(first=f"{FIRST_DAY:%d/%m/%Y}", last=f"{LAST_DAY:%d/%m/%Y}")
        return index


def day_at(index: int) -> date:
    """The day with that index."""
    return date.fromordinal(_FIRST + index)


def index_of(day: date) -> int:
    """The index of `day`; negative before `FIRST_DAY`."""
    return day.toordinal() - _FIRST


def moment_on(index: int, minute: int) -> datetime:
    """The moment at that minute of the day with that index."""
    day = date.fromordinal(_FIRST + index)
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL) + timedelta(minutes=minute)


def worked_in(shifts: Shifts) -> int:
    """Minutes of a whole day."""
    return sum(closes - opens for opens, closes in shifts)


def worked_before(shifts: Shifts, minute: int) -> int:
    """Minutes of `shifts` that lie before `minute`."""
    worked = 0
    for opens, closes in shifts:
        if minute <= opens:
            break
        worked += min(minute, closes) - opens
    return worked


def without(shifts: Shifts, shut: Shift) -> Shifts:
    """What is left of `shifts` when the minutes of `shut` are closed."""
    from_minute, to_minute = shut
    pieces = [
        piece
        for opens, closes in shifts
        for piece in ((opens, min(closes, from_minute)), (max(opens, to_minute), closes))
        if piece[0] < piece[1]
    ]
    return tuple(pieces)
