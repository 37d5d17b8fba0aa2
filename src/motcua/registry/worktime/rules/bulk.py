"""Many due dates at once on one calendar: the same answers as `legal_clock` without stops, on whole arrays.

Moments are whole minutes of the Vietnamese wall clock since the midnight of `FIRST_DAY`; Vietnam has had one offset
since 1975, so that they are plain arithmetic. Each kind of day – a tuple of shifts – has small tables of its minutes.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP
from functools import lru_cache
from itertools import accumulate
from operator import add
from weakref import WeakKeyDictionary

from motcua.registry.worktime.errors import BeyondCalendar
from motcua.registry.worktime.rules.calendar import (
    FIRST_DAY,
    LAST_DAY,
    MINUTES_A_DAY,
    Calendar,
    Shifts,
    Table,
    moment_on,
)
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.terms import DEFAULT, Allowance, FirstDay, Policy, Unit

_SHUT = -1
_MINUTE = timedelta(minutes=1)
_OF_DAY = tuple(timedelta(minutes=minute) for minute in range(MINUTES_A_DAY + 1))


def due_dates(
    calendar: Calendar, periods: Sequence[tuple[Allowance, datetime]], *, policy: Policy = DEFAULT
) -> list[datetime]:
    """When each period ends that began at its moment and never stopped, in the order given.

    Swiftest when periods share few `Allowance` objects.
    """
    known: dict[int, tuple[Unit | None, int]] = {}
    ways: dict[Unit | None, tuple[list[int], list[datetime], list[int]]] = {}
    for place, (allowance, started_at) in enumerate(periods):
        counted = known.get(id(allowance))
        if counted is None:
            counted = known[id(allowance)] = _counted(allowance, policy)
        unit, amount = counted
        if unit not in ways:
            ways[unit] = [], [], []
        places, moments, amounts = ways[unit]
        places.append(place)
        moments.append(started_at)
        amounts.append(amount)
    due = [moment_on(0, 0)] * len(periods)
    for unit, (places, moments, amounts) in ways.items():
        if unit is None:
            found = [_alone(calendar, periods[place], policy) for place in places]
        else:
            found = moments_of(due_minutes(calendar, minutes_of(moments), amounts, unit))
        for place, moment in zip(places, found, strict=True):
            due[place] = moment
    return due


def due_minutes(
    calendar: Calendar, started: Sequence[int], amounts: Sequence[int], unit: Unit = Unit.WORKING_DAY
) -> list[int]:
    """The due minutes of periods of one unit, from the minutes they began.

    `amounts` are whole WORKING_DAYs counted to the exact hour, whole DAYs, or minutes of WORKING_HOUR.
    """
    if not started:
        return []
    if min(started) < 0:
        raise BeyondCalendar(first=f"{FIRST_DAY:%d/%m/%Y}", last=f"{LAST_DAY:%d/%m/%Y}")
    count, reach = _WAYS[unit]
    reach(calendar, max(started) // MINUTES_A_DAY + 1, max(amounts))
    return count(_days(calendar), started, amounts)


def due_days(calendar: Calendar, begun: Sequence[int], amounts: Sequence[int]) -> list[int]:
    """Indexes of the days that lie so many working days after the days with those indexes, hours left aside."""
    if not begun:
        return []
    calendar.worked_day(max(begun), max(amounts))
    days = _days(calendar)
    return list(map(days.worked_days.__getitem__, map(add, map(days.days_before.__getitem__, begun), amounts)))


def minutes_of(moments: Sequence[datetime]) -> list[int]:
    """Moments as minutes of the wall clock."""
    first = moment_on(0, 0)
    firsts = {zone: first.astimezone(zone) for zone in {at.tzinfo for at in moments}}
    return [(at - firsts[at.tzinfo]) // _MINUTE for at in moments]


def moments_of(minutes: Sequence[int]) -> list[datetime]:
    """Minutes of the wall clock as moments."""
    midnights = {index: moment_on(index, 0) for index in {minute // MINUTES_A_DAY for minute in minutes}}
    return [midnights[minute // MINUTES_A_DAY] + _OF_DAY[minute % MINUTES_A_DAY] for minute in minutes]


@dataclass(frozen=True, slots=True)
class _Kind:
    """The minutes of a kind of day. `goes_on`: when work next goes on, or `_SHUT`; `worked`: how much before each.

    `reached`: the earliest minute by which so much has been worked; `ends`: the earliest by which as much has been
    worked as by that minute, or `_SHUT` if nothing has: then a period ends at the closing before.
    """

    goes_on: tuple[int, ...]
    worked: tuple[int, ...]
    reached: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a calendar: the kind of each, sums of minutes and days before it, where work stood still before."""

    kinds: list[_Kind]
    minutes_before: list[int]
    days_before: list[int]
    worked_days: list[int]
    closed_before: list[int]

    def opening(self, start: int) -> tuple[int, int]:
        """Day and minute when work goes on."""
        index, minute = divmod(start, MINUTES_A_DAY)
        minute = self.kinds[index].goes_on[minute]
        if minute == _SHUT:
            index = self.worked_days[self.days_before[index + 1]]
            minute = self.kinds[index].reached[0]
        return index, minute


_made: "WeakKeyDictionary[Calendar, tuple[Table, _Days]]" = WeakKeyDictionary()


def _days(calendar: Calendar) -> _Days:
    """Made once for a calendar, and again when it has grown."""
    table = calendar.covering(0)
    known = _made.get(calendar)
    if known is None or known[0] is not table:
        known = _made[calendar] = table, _days_of(table)
    return known[1]


def _days_of(table: Table) -> _Days:
    kinds = {shifts: _kind(shifts) for shifts in set(table.shifts)}
    closings = (index * MINUTES_A_DAY + day[-1][1] if day else 0 for index, day in enumerate(table.shifts))
    return _Days(
        [kinds[day] for day in table.shifts],
        list(table.minutes_before),
        list(table.days_before),
        list(table.worked_days),
        list(accumulate(closings, max, initial=0)),
    )


@lru_cache(maxsize=256)
def _kind(shifts: Shifts) -> _Kind:
    is_open = [any(opens <= minute < closes for opens, closes in shifts) for minute in range(MINUTES_A_DAY)]
    goes_on = [_SHUT] * MINUTES_A_DAY
    for minute in range(MINUTES_A_DAY - 1, -1, -1):
        goes_on[minute] = minute if is_open[minute] else goes_on[min(minute + 1, MINUTES_A_DAY - 1)]
    worked = tuple(accumulate(is_open, initial=0))
    reached = (goes_on[0], *(minute + 1 for minute in range(MINUTES_A_DAY) if is_open[minute]))
    ends = tuple(reached[done] if done else _SHUT for done in worked)
    return _Kind(tuple(goes_on), worked, reached, ends)


def _working_days(days: _Days, started: Sequence[int], amounts: Sequence[int]) -> list[int]:
    kinds, before, worked, closed_before = days.kinds, days.days_before, days.worked_days, days.closed_before
    due = []
    for start, amount in zip(started, amounts, strict=True):
        index, minute = divmod(start, MINUTES_A_DAY)
        minute = kinds[index].goes_on[minute]
        if minute < 0:
            index, minute = days.opening(start)
        if amount:
            index = worked[before[index] + amount]
            minute = kinds[index].ends[minute]
            if minute < 0:
                due.append(closed_before[index])
                continue
        due.append(index * MINUTES_A_DAY + minute)
    return due


def _working_minutes(days: _Days, started: Sequence[int], amounts: Sequence[int]) -> list[int]:
    kinds, before = days.kinds, days.minutes_before
    due = []
    for start, amount in zip(started, amounts, strict=True):
        index, minute = days.opening(start)
        if amount:
            position = before[index] + kinds[index].worked[minute] + amount
            index = bisect_left(before, position) - 1
            minute = kinds[index].reached[position - before[index]]
        due.append(index * MINUTES_A_DAY + minute)
    return due


def _calendar_days(days: _Days, started: Sequence[int], amounts: Sequence[int]) -> list[int]:
    before, worked, closed_before = days.days_before, days.worked_days, days.closed_before
    return [
        closed_before[worked[before[days.opening(start)[0] + amount]] + 1]
        for start, amount in zip(started, amounts, strict=True)
    ]


def _reach_days(calendar: Calendar, last: int, most: int) -> None:
    calendar.worked_day(calendar.worked_day(last) + most)


def _reach_minutes(calendar: Calendar, last: int, most: int) -> None:
    calendar.moment(calendar.position_on(calendar.worked_day(last), MINUTES_A_DAY) + most)


_Way = Callable[[_Days, Sequence[int], Sequence[int]], list[int]]
_WAYS: dict[Unit, tuple[_Way, Callable[[Calendar, int, int], object]]] = {
    Unit.WORKING_DAY: (_working_days, Calendar.worked_day),
    Unit.WORKING_HOUR: (_working_minutes, _reach_minutes),
    Unit.DAY: (_calendar_days, _reach_days),
}
"""How each unit is counted; and what makes the calendar reach the greatest amount after the last start."""


def _counted(allowance: Allowance, policy: Policy) -> tuple[Unit | None, int]:
    """The unit by whose array it is counted, and how many; None for what only `legal_clock` knows."""
    unit, amount = allowance.unit, allowance.amount
    if unit is Unit.WORKING_HOUR:
        return unit, int((amount * 60).to_integral_value(ROUND_HALF_UP))
    whole = int(amount.to_integral_value(ROUND_CEILING))
    is_plain = unit is Unit.WORKING_DAY and policy.first_day is FirstDay.EXACT and whole == amount
    return (unit if is_plain or unit is Unit.DAY else None), whole


def _alone(calendar: Calendar, period: tuple[Allowance, datetime], policy: Policy) -> datetime:
    allowance, started_at = period
    return legal_clock(allowance, calendar, started_at=started_at, policy=policy).due_at
