"""Early, on time or late: the one answer that every screen and every figure uses.

With E the end of handling and D the legal due moment after lawful stops, both to the minute on the Vietnamese clock:

- no D: an error to be settled, never on time;
- late: E > D, or while unfinished the moment asked about > D; a D without an hour is the close of that day, moved on to
  the next working day if it is off (Bộ luật Dân sự 2015, Đ.148);
- late too: a second request for a supplement (QĐ 766/QĐ-TTg), whatever the dates; `ground` says so;
- early: E's date lies before D's date; where the policy says `EarlyRule.HALF_DAY`, also at least half of the working
  time of D's day lies between E and a D with an hour; only what has ended can be early;
- on time: the rest. While the clock is stopped a dossier that was not late when the stop began does not become late.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from motcua.kernel.clock import local
from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.rules.calendar import Calendar, index_of, worked_in
from motcua.registry.worktime.rules.terms import EarlyRule


class Verdict(StrEnum):
    """How a dossier stands."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class Ground(StrEnum):
    """Why it stands so."""

    BY_DATE = "by_date"
    HALF_DAY = "half_day"
    SECOND_SUPPLEMENT = "second_supplement"
    NO_DUE_DATE = "no_due_date"


VERDICT_LABELS = {
    (Verdict.EARLY, True): mark("Giải quyết trước hạn"),
    (Verdict.ON_TIME, True): mark("Giải quyết đúng hạn"),
    (Verdict.LATE, True): mark("Giải quyết quá hạn"),
    (Verdict.ON_TIME, False): mark("Đang giải quyết, trong hạn"),
    (Verdict.LATE, False): mark("Đang giải quyết, quá hạn"),
}
GROUND_LABELS = {
    Ground.BY_DATE: mark("So với hạn giải quyết"),
    Ground.HALF_DAY: mark("Trước hạn ít nhất nửa ngày làm việc (cách tính được bật theo quy định của tỉnh)"),
    Ground.SECOND_SUPPLEMENT: mark("Yêu cầu bổ sung lần thứ hai nên tính là quá hạn"),
    Ground.NO_DUE_DATE: mark("Chưa có hạn giải quyết: phải xử lý lỗi này, không được tính là đúng hạn"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a dossier stands at a moment; `verdict` is None exactly when there is no due date to judge by.

    `due_at` is D with its hour; `is_stopped` when the clock stood still at that moment.
    """

    verdict: Verdict | None
    ground: Ground
    is_ended: bool
    is_stopped: bool
    due_at: datetime | None

    @property
    def is_error(self) -> bool:
        """Whether somebody must settle it before it can be counted."""
        return self.verdict is None

    @property
    def is_late(self) -> bool:
        """Whether it counts as late."""
        return self.verdict is Verdict.LATE

    @property
    def label(self) -> str:
        """Marked words for the screen."""
        if self.verdict is None:
            return GROUND_LABELS[self.ground]
        return VERDICT_LABELS[self.verdict, self.is_ended]


def standing(
    ended_at: datetime | None,
    due: datetime | date | None,
    at: datetime,
    calendar: Calendar,
    *,
    second_supplements: int = 0,
    variant: EarlyRule = EarlyRule.BY_DATE,
    stopped_from: datetime | None = None,
) -> Standing:
    """How what is `due` stands at `at`; what ended after `at` had not ended yet.

    `second_supplements`: how many requests for a supplement came after the first. `stopped_from`: since when the clock
    stands still, if it does. The rules stand at the head of this file.
    """
    end = None if ended_at is None or ended_at > at else _to_the_minute(ended_at)
    due_at = _due_moment(due, calendar)
    is_stopped = end is None and stopped_from is not None and stopped_from <= at
    if due_at is None:
        verdict, ground = None, Ground.NO_DUE_DATE
    elif second_supplements > 0:
        verdict, ground = Verdict.LATE, Ground.SECOND_SUPPLEMENT
    elif end is None:
        reached = min(stopped_from, at) if stopped_from is not None else at
        verdict = Verdict.LATE if _to_the_minute(reached) > due_at else Verdict.ON_TIME
        ground = Ground.BY_DATE
    else:
        has_hour = isinstance(due, datetime)
        verdict, ground = _of_ended(end, due_at, calendar, variant if has_hour else EarlyRule.BY_DATE)
    return Standing(verdict, ground, end is not None, is_stopped, due_at)


def _of_ended(end: datetime, due_at: datetime, calendar: Calendar, variant: EarlyRule) -> tuple[Verdict, Ground]:
    if end > due_at:
        return Verdict.LATE, Ground.BY_DATE
    if end.date() < due_at.date():
        return Verdict.EARLY, Ground.BY_DATE
    if variant is EarlyRule.HALF_DAY and _half_a_day_before(end, due_at, calendar):
        return Verdict.EARLY, Ground.HALF_DAY
    return Verdict.ON_TIME, Ground.BY_DATE


def _half_a_day_before(end: datetime, due_at: datetime, calendar: Calendar) -> bool:
    left = calendar.minutes_between(end, due_at)
    day = worked_in(calendar.shifts_on(due_at.date()))
    return day > 0 and 2 * left >= day


def _due_moment(due: datetime | date | None, calendar: Calendar) -> datetime | None:
    if due is None:
        return None
    if isinstance(due, datetime):
        return _to_the_minute(due)
    return calendar.closing(calendar.worked_day(index_of(due)))


def _to_the_minute(at: datetime) -> datetime:
    return local(at).replace(second=0, microsecond=0)
