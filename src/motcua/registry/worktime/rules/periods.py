"""Where a period ends, unit by unit: see `motcua.registry.worktime.rules.clock` for the rules in words."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from motcua.registry.worktime.errors import BeyondCalendar
from motcua.registry.worktime.rules.calendar import FIRST_DAY, LAST_DAY, Calendar, day_at, index_of
from motcua.registry.worktime.rules.terms import FirstDay, Policy, StopReason, Unit

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)
_DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of time, already clipped to the period, in which the clock stood still; None: no stop, only a span."""

    from_at: datetime
    to_at: datetime
    reason: StopReason | None = None


Pauses = Sequence[Pause]
DueOf = Callable[[Calendar, Decimal, datetime, Pauses, Policy], datetime]


def due_in_working_hours(calendar: Calendar, amount: Decimal, start: datetime, pauses: Pauses, _: Policy) -> datetime:
    """When `amount` hours have been worked."""
    return _worked(calendar, start, _nearest(amount * 60), pauses)


def due_in_working_days(
    calendar: Calendar, amount: Decimal, start: datetime, pauses: Pauses, policy: Policy
) -> datetime:
    """Whole days by the policy, a fraction as that part of the working time up to where one more day would end."""
    days = int(amount)
    ends = _after_days(calendar, start, days, policy)
    if part := amount - days:
        ends += _nearest(part * (_after_days(calendar, start, days + 1, policy) - ends))
    return _worked(calendar, start, ends - calendar.position(start), pauses)


def due_in_half_days(calendar: Calendar, amount: Decimal, start: datetime, pauses: Pauses, policy: Policy) -> datetime:
    """Half as many working days."""
    return due_in_working_days(calendar, amount / 2, start, pauses, policy)


def due_the_same_day(calendar: Calendar, amount: Decimal, start: datetime, pauses: Pauses, policy: Policy) -> datetime:
    """The close of the n-th working day, the day of receipt being the first unless it was received too late."""
    if not amount:
        return start
    index, minute = calendar.place(start)
    later = _begun(amount) - (0 if is_too_late_for_today(minute, policy) else 1)
    ends = calendar.position_on(calendar.worked_day(index, later) + 1, 0)
    return _worked(calendar, start, ends - calendar.position(start), pauses)


def is_too_late_for_today(minute: int, policy: Policy) -> bool:
    """Whether what is received at that minute of the day belongs to the next working day."""
    return minute > policy.same_day_until


def due_in_hours(calendar: Calendar, amount: Decimal, start: datetime, pauses: Pauses, _: Policy) -> datetime:
    """Elapsed hours, moved on to the next opening if the office is shut then."""
    ends = elapsed_end(amount, start, pauses)
    is_closing = calendar.is_open(ends - _MINUTE)
    return ends if is_closing else calendar.next_opening(ends)


def due_in_calendar_days(unit: Unit) -> DueOf:
    """The close of the last of so many days or months; of the next working day if that one is off."""

    def due(calendar: Calendar, amount: Decimal, start: datetime, pauses: Pauses, _: Policy) -> datetime:
        index = last_day(unit, amount, calendar.place(start)[0])
        if pauses:
            resumed, _minute = calendar.place(calendar.next_opening(pauses[-1].to_at))
            index = max(index + begun_days(elapsed(pauses)), resumed)
        return calendar.closing(calendar.worked_day(index))

    return due


DUE: dict[Unit, DueOf] = {
    Unit.WORKING_HOUR: due_in_working_hours,
    Unit.HOUR: due_in_hours,
    Unit.WORKING_DAY: due_in_working_days,
    Unit.DAY: due_in_calendar_days(Unit.DAY),
    Unit.HALF_DAY: due_in_half_days,
    Unit.MONTH: due_in_calendar_days(Unit.MONTH),
    Unit.SAME_DAY: due_the_same_day,
}


def last_day(unit: Unit, amount: Decimal, first: int) -> int:
    """Index of the last of `amount` days or months after the day with index `first`, days off and stops apart."""
    if unit is Unit.DAY:
        return first + _begun(amount)
    months = int(amount)
    return index_of(_months_later(day_at(first), months)) + _begun((amount - months) * _DAYS_A_MONTH)


def elapsed_end(amount: Decimal, start: datetime, pauses: Pauses) -> datetime:
    """When `amount` hours have gone by, the pauses apart."""
    ends = start + timedelta(minutes=_nearest(amount * 60)) + elapsed(pauses)
    return max(ends, pauses[-1].to_at) if pauses else ends


def elapsed(pauses: Pauses) -> timedelta:
    """How long the pauses lasted together."""
    return sum((pause.to_at - pause.from_at for pause in pauses), timedelta())


def begun_days(span: timedelta) -> int:
    """Days in `span`, a begun one counting whole."""
    return -(-span // _DAY)


def _worked(calendar: Calendar, start: datetime, minutes: int, pauses: Pauses) -> datetime:
    """When `minutes` have been worked after `start`, the paused ones not counted; `start` itself for none."""
    if not minutes:
        return start
    paused = sum(calendar.position(pause.to_at) - calendar.position(pause.from_at) for pause in pauses)
    return calendar.moment(calendar.position(start) + minutes + paused)


def _after_days(calendar: Calendar, start: datetime, days: int, policy: Policy) -> int:
    """The position `days` working days after `start`, which lies on a working day."""
    index, minute = calendar.place(start)
    if days == 0 or policy.first_day is FirstDay.EXACT:
        return calendar.position_on(calendar.worked_day(index, days), minute)
    later = days if policy.first_day is FirstDay.NOT_COUNTED else days - 1
    return calendar.position_on(calendar.worked_day(index, later) + 1, 0)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > LAST_DAY.year:
        raise BeyondCalendar(first=f"{FIRST_DAY:%d/%m/%Y}", last=f"{LAST_DAY:%d/%m/%Y}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _nearest(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))


def _begun(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_CEILING))
