"""Why a period ends when it does: each day from receipt to due, counted or not, and on what ground."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, day_at, moment_on
from motcua.registry.worktime.rules.periods import Pause, begun_days, elapsed_end, is_too_late_for_today, last_day
from motcua.registry.worktime.rules.terms import STOP_REASON_LABELS, Allowance, FirstDay, Policy, Unit


class Why(StrEnum):
    """What a day is to the period."""

    AFTER_HOURS = "after_hours"
    RESTARTED = "restarted"
    FIRST = "first"
    FIRST_NOT_COUNTED = "first_not_counted"
    TOO_LATE_TODAY = "too_late_today"
    COUNTED = "counted"
    WEEKLY_REST = "weekly_rest"
    DECIDED_OFF = "decided_off"
    STOPPED = "stopped"
    MOVED_ON = "moved_on"


WHY_TEXTS = {
    Why.AFTER_HOURS: mark("Tiếp nhận ngoài giờ làm việc, tính từ giờ mở cửa tiếp theo"),
    Why.RESTARTED: mark("Không tính: thời hạn được tính lại từ đầu sau khi bổ sung hồ sơ"),
    Why.FIRST: mark("Ngày bắt đầu tính"),
    Why.FIRST_NOT_COUNTED: mark("Ngày đầu, không tính vào thời hạn"),
    Why.TOO_LATE_TODAY: mark("Tiếp nhận sau {detail}, tính từ ngày làm việc tiếp theo"),
    Why.COUNTED: mark("Tính vào thời hạn"),
    Why.WEEKLY_REST: mark("Ngày nghỉ hằng tuần"),
    Why.DECIDED_OFF: mark("Ngày nghỉ: {name}"),
    Why.STOPPED: mark("Tạm dừng tính thời hạn: {detail}"),
    Why.MOVED_ON: mark("Ngày cuối rơi vào lúc nghỉ, chuyển sang lần làm việc tiếp theo"),
}

WHY_BASES = {
    Why.FIRST_NOT_COUNTED: mark("Bộ luật Dân sự 2015, Điều 147"),
    Why.WEEKLY_REST: mark("Bộ luật Lao động 2019, Điều 111"),
    Why.MOVED_ON: mark("Bộ luật Dân sự 2015, Điều 148"),
}
_BY_POLICY = frozenset({Why.FIRST, Why.FIRST_NOT_COUNTED, Why.TOO_LATE_TODAY, Why.RESTARTED})


@dataclass(frozen=True, slots=True)
class Line:
    """One day of the explanation.

    `minutes` are what the day used up of the period and `stopped_minutes` what stood still, in the period's own time:
    working minutes, or elapsed ones for hours; 0 for days and months. `number` counts the days after the first.
    `name` is that of a decision about the day, whether or not it takes the day off; `legal_basis` is the decision's,
    else the policy's or the article by which the day is what it is; `detail` completes the words of `why`.
    """

    day: date
    why: Why
    minutes: int = 0
    stopped_minutes: int = 0
    number: int | None = None
    name: str = ""
    legal_basis: str = ""
    is_provisional: bool = False
    detail: str = ""


def lines_of(
    calendar: Calendar,
    allowance: Allowance,
    *,
    started_at: datetime,
    counted_from: datetime,
    due_at: datetime,
    pauses: Sequence[Pause],
    policy: Policy,
) -> tuple[Line, ...]:
    """The lines of a period that was received at `started_at` and counts from `counted_from` until `due_at`."""
    received, first, last = (calendar.place(at)[0] for at in (started_at, counted_from, due_at))
    lines = [_before(calendar, index, counted_from, started_at) for index in range(received, first)]
    if allowance.unit in {Unit.DAY, Unit.MONTH}:
        ends = last_day(allowance.unit, allowance.amount, first)
        lines += _calendar_days(calendar, range(first, last + 1), ends - first, pauses)
    elif allowance.unit is Unit.HOUR:
        ends_at = elapsed_end(allowance.amount, counted_from, pauses)
        lines += _hours(calendar, range(first, last + 1), Pause(counted_from, ends_at), pauses)
    else:
        opening = _opening(calendar, allowance.unit, counted_from, policy)
        lines += _working_days(calendar, range(first, last + 1), Pause(counted_from, due_at), pauses, opening)
    return tuple(replace(line, legal_basis=line.legal_basis or _basis(line.why, policy)) for line in lines)


def _basis(why: Why, policy: Policy) -> str:
    return (policy.legal_basis if why in _BY_POLICY else "") or WHY_BASES.get(why, "")


def _opening(calendar: Calendar, unit: Unit, counted_from: datetime, policy: Policy) -> Line:
    """What the first day of a working period is: counted, not counted, or the clock's start in the middle of it."""
    index, minute = calendar.place(counted_from)
    day = day_at(index)
    if unit is Unit.SAME_DAY and is_too_late_for_today(minute, policy):
        return Line(day, Why.TOO_LATE_TODAY, detail=f"{policy.same_day_until // 60}:{policy.same_day_until % 60:02d}")
    by_days = unit in {Unit.WORKING_DAY, Unit.HALF_DAY}
    if unit is Unit.SAME_DAY or (by_days and policy.first_day is FirstDay.COUNTED):
        return Line(day, Why.COUNTED, number=1)
    return Line(day, Why.FIRST_NOT_COUNTED if by_days and policy.first_day is FirstDay.NOT_COUNTED else Why.FIRST)


def _before(calendar: Calendar, index: int, counted_from: datetime, started_at: datetime) -> Line:
    restarted = calendar.next_opening(started_at) < counted_from
    return _line(calendar, index, Why.RESTARTED if restarted else Why.AFTER_HOURS)


def _working_days(
    calendar: Calendar, days: range, period: Pause, pauses: Sequence[Pause], opening: Line
) -> Iterator[Line]:
    number = opening.number or 0
    for index in days:
        stopped = sum(_worked_in(calendar, index, pause) for pause in pauses)
        minutes = _worked_in(calendar, index, period) - stopped
        if index == days.start:
            yield replace(
                _line(calendar, index, opening.why, minutes=minutes, stopped=stopped, number=opening.number),
                detail=opening.detail,
            )
        elif not calendar.shifts_on(day_at(index)):
            yield _line(calendar, index, _off(calendar, index))
        elif stopped and not minutes:
            yield _stopped(calendar, index, pauses, stopped)
        else:
            number += 1
            yield _line(calendar, index, Why.COUNTED, minutes=minutes, stopped=stopped, number=number)


def _calendar_days(calendar: Calendar, days: range, needed: int, pauses: Sequence[Pause]) -> Iterator[Line]:
    """Days stopped so far are a begun day each; one of the first day's is made up by the next."""
    number = skipped = 0
    paused = timedelta()
    for index in days:
        paused += sum((_overlap(index, pause) for pause in pauses), timedelta())
        if index == days.start:
            yield _line(calendar, index, Why.FIRST_NOT_COUNTED)
        elif skipped < begun_days(paused):
            skipped += 1
            yield _stopped(calendar, index, pauses, 0)
        elif number < needed:
            number += 1
            yield _line(calendar, index, Why.COUNTED, number=number)
        else:
            yield _line(calendar, index, Why.MOVED_ON)


def _hours(calendar: Calendar, days: range, period: Pause, pauses: Sequence[Pause]) -> Iterator[Line]:
    for index in days:
        stopped = sum((_overlap(index, pause) for pause in pauses), timedelta()) // timedelta(minutes=1)
        minutes = _overlap(index, period) // timedelta(minutes=1) - stopped
        if stopped and not minutes and index != days.start:
            yield _stopped(calendar, index, pauses, stopped)
            continue
        why = Why.FIRST if index == days.start else Why.COUNTED if minutes else Why.MOVED_ON
        yield _line(calendar, index, why, minutes=minutes, stopped=stopped)


def _stopped(calendar: Calendar, index: int, pauses: Sequence[Pause], minutes: int) -> Line:
    """A day on which the clock stood still, and on what ground: the last one that had begun by then."""
    begun = [pause.reason for pause in pauses if pause.reason and pause.from_at < moment_on(index + 1, 0)]
    line = _line(calendar, index, Why.STOPPED, stopped=minutes)
    return replace(line, detail=STOP_REASON_LABELS[begun[-1]]) if begun else line


def _line(
    calendar: Calendar, index: int, why: Why, *, minutes: int = 0, stopped: int = 0, number: int | None = None
) -> Line:
    decided = _decided(calendar, index)
    if decided is None:
        return Line(day_at(index), why, minutes, stopped, number)
    return Line(day_at(index), why, minutes, stopped, number, decided.name, decided.legal_basis, decided.is_provisional)


def _off(calendar: Calendar, index: int) -> Why:
    return Why.WEEKLY_REST if _decided(calendar, index) is None else Why.DECIDED_OFF


def _decided(calendar: Calendar, index: int) -> DayChange | None:
    standing = [change for change in calendar.changes_on(day_at(index)) if change.kind is not DayKind.WITHDRAWN]
    return standing[-1] if standing else None


def _worked_in(calendar: Calendar, index: int, span: Pause) -> int:
    from_at, to_at = _clipped(index, span)
    return calendar.position(to_at) - calendar.position(from_at) if from_at < to_at else 0


def _overlap(index: int, span: Pause) -> timedelta:
    from_at, to_at = _clipped(index, span)
    return max(to_at - from_at, timedelta())


def _clipped(index: int, span: Pause) -> tuple[datetime, datetime]:
    return max(span.from_at, moment_on(index, 0)), min(span.to_at, moment_on(index + 1, 0))
