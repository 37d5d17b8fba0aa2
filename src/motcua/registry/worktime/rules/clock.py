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
- Where the policy lets a complete supplement start the whole period again, it counts anew from the moment it was
  complete; other stops that last longer still stop it.
- E is the earliest moment when the period is over, to the minute; seconds of the receipt and of stops are dropped.
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
    counted_from = calendar.next_opening(_to_the_minute(started_at))
    known = sorted(map(_whole_minutes, stops), key=_in_time)
    while True:
        run = _run(allowance, calendar, counted_from, known, policy)
        again_at = _complete_at(run.met, counted_from) if policy.after_supplement is AfterSupplement.RESTARTS else None
        if again_at is None:
            break
        counted_from = calendar.next_opening(again_at)
    return Deadline(
        run.due_at, allowance, started_at, counted_from, tuple(run.pauses), run.stopped_from, policy, calendar
    )


@dataclass(slots=True)
class _Run:
    """A period run once from where it counts: what it met on its way, `met` being the stops that have ended."""

    due_at: datetime
    pauses: list[Pause] = field(default_factory=list)
    met: list[Stop] = field(default_factory=list)
    stopped_from: datetime | None = None


def _run(
    allowance: Allowance, calendar: Calendar, counted_from: datetime, stops: Iterable[Stop], policy: Policy
) -> _Run:
    due_of, running_from = DUE[allowance.unit], counted_from
    run = _Run(due_of(calendar, allowance.amount, counted_from, (), policy))
    for stop in stops:
        begins = max(stop.from_at, running_from)
        if begins >= run.due_at:
            break
        if stop.to_at is None:
            run.stopped_from = begins
            break
        run.met.append(stop)
        if begins < stop.to_at:
            run.pauses.append(Pause(begins, stop.to_at, stop.reason))
            running_from = stop.to_at
            run.due_at = due_of(calendar, allowance.amount, counted_from, run.pauses, policy)
    return run


def _complete_at(met: Iterable[Stop], counted_from: datetime) -> datetime | None:
    """When the first supplement after `counted_from` was complete."""
    ends = (stop.to_at for stop in met if stop.reason is StopReason.SUPPLEMENT and stop.to_at)
    return min((end for end in ends if end > counted_from), default=None)


def _in_time(stop: Stop) -> tuple[datetime, bool, datetime]:
    """What has ended comes before what is still open, so that no order of telling changes the date."""
    return stop.from_at, stop.to_at is None, stop.to_at or stop.from_at


def _whole_minutes(stop: Stop) -> Stop:
    return Stop(_to_the_minute(stop.from_at), stop.to_at and _to_the_minute(stop.to_at), stop.reason)


def _to_the_minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


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
