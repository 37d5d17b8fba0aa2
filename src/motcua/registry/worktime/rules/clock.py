"""The legal clock: from an allowance, a calendar and the stops to a due date. Pure; knows no dossier.

How each unit is counted (Bộ luật Dân sự 2015, Đ.146–148), E being the end of the period:

- Receipt outside working hours counts from the next opening.
- working_hour: E is the moment when that many hours have been worked.
- working_day: by `Policy.first_day`. EXACT, the default: the same clock time n working days later, cut to that day's
  hours; a period that began at an opening therefore ends at a closing, never at 7:00 next morning. A fraction of a day
  is that fraction of the working time up to where one more day would end. half_day: half as many working days.
- same_day: E is the close of the n-th working day, the day of receipt being the first; received after
  `Policy.same_day_until` (15:00 unless another policy holds), the next working day is the first.
- hour: elapsed hours; an E outside working hours moves on to the next opening.
- day, month: the day of receipt is not counted, days off are; E is the close of the last day, and if that is a day off
  the close of the next working day (Đ.148.5). A month without such a day ends on its last; half a month is 15 days.
- Stops add exactly the working time stopped to working units, the whole elapsed time to `hour`, and to `day` and
  `month` the elapsed time in days, a begun day counting whole. A stop that begins when the period is over adds nothing.
- E is the earliest moment when the period is over, to the minute; seconds of the receipt are dropped.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from motcua.registry.worktime.rules.calendar import Calendar, moment_on
from motcua.registry.worktime.rules.explanation import Line, lines_of
from motcua.registry.worktime.rules.periods import DUE, Pause
from motcua.registry.worktime.rules.terms import DEFAULT, AfterSupplement, Allowance, Policy, Stop, StopReason


@dataclass(frozen=True)
class Deadline:
    """When the period ends, and why then.

    `counted_from` is the opening from which it counts (after the last restart, if any); `pauses` are the stretches that
    moved the date since. While a stop is still open, `stopped_from` says since when, and `due_at` is the earliest it
    could be: as if the stop ended at once.
    """

    due_at: datetime
    allowance: Allowance
    started_at: datetime
    counted_from: datetime
    pauses: tuple[Pause, ...]
    stopped_from: datetime | None
    policy: Policy
    calendar: Calendar = field(repr=False, compare=False)

    @property
    def is_stopped(self) -> bool:
        """Whether the clock stands still."""
        return self.stopped_from is not None

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Each day from receipt to due: counted or not, and why. Made when first asked for."""
        return lines_of(
            self.calendar,
            self.allowance,
            started_at=self.started_at,
            counted_from=self.counted_from,
            due_at=self.due_at,
            pauses=self.pauses,
            policy=self.policy,
        )


def legal_clock(
    allowance: Allowance,
    calendar: Calendar,
    *,
    started_at: datetime,
    stops: Iterable[Stop] = (),
    policy: Policy = DEFAULT,
) -> Deadline:
    """When a period that began at `started_at` ends. The order of `stops` does not matter; they may overlap.

    Raises `BeyondCalendar` or `NeverOpen` when the calendar cannot answer.
    """
    due_of, amount = DUE[allowance.unit], allowance.amount
    counted_from = running_from = calendar.next_opening(started_at.replace(second=0, microsecond=0))
    pauses: list[Pause] = []
    stopped_from = None
    due_at = due_of(calendar, amount, counted_from, pauses, policy)
    for stop in sorted(stops, key=lambda stop: stop.from_at):
        begins = max(stop.from_at, running_from)
        if begins >= due_at:
            break
        if stop.to_at is None:
            stopped_from = begins
            break
        running_from = max(stop.to_at, running_from)
        if _restarts(stop, policy):
            counted_from, pauses = calendar.next_opening(running_from), []
        elif begins < running_from:
            pauses.append(Pause(begins, running_from, stop.reason))
        due_at = due_of(calendar, amount, counted_from, pauses, policy)
    return Deadline(due_at, allowance, started_at, counted_from, tuple(pauses), stopped_from, policy, calendar)


def answer_due_at(calendar: Calendar, submitted_at: datetime, policy: Policy = DEFAULT) -> datetime:
    """Until when an application sent online must be taken in, refused or sent back, by the policy of its day."""
    return legal_clock(policy.answer_within, calendar, started_at=submitted_at, policy=policy).due_at


def forward_due_at(calendar: Calendar, taken_at: datetime, policy: Policy = DEFAULT) -> datetime:
    """Until when paper taken in must be on its way: the day's close, or next morning if taken in too late.

    Legal source: Decree 309/2026/NĐ-CP, article 9; `calendar` is that of the office that took it in.
    """
    index, minute = calendar.place(calendar.next_opening(taken_at))
    if minute <= policy.forward_until:
        return calendar.closing(index)
    return calendar.next_opening(moment_on(index + 1, 0))


def _restarts(stop: Stop, policy: Policy) -> bool:
    return stop.reason is StopReason.SUPPLEMENT and policy.after_supplement is AfterSupplement.RESTARTS


def working_minutes_between(calendar: Calendar, from_at: datetime, to_at: datetime) -> int:
    """Working minutes from one moment to another; negative if the second is earlier."""
    return calendar.position(to_at) - calendar.position(from_at)


def add_working_minutes(calendar: Calendar, at: datetime, minutes: int) -> datetime:
    """The earliest moment when `minutes` more have been worked (fewer, if negative); for 0 the next opening."""
    return calendar.moment(calendar.position(at) + minutes) if minutes else calendar.next_opening(at)


def is_open(calendar: Calendar, at: datetime) -> bool:
    """Whether the office works at that moment."""
    return calendar.is_open(at)


def next_opening(calendar: Calendar, at: datetime) -> datetime:
    """`at` itself while the office is open, else when it opens next."""
    return calendar.next_opening(at)
