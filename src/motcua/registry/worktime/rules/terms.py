"""The words of a deadline: how much of what unit, what stops it, and by which policy it is counted."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from motcua.kernel.texts.mark import mark, mark_counted
from motcua.registry.worktime.errors import AllowanceNotUsable, StopNotUsable

GREATEST_AMOUNT = Decimal(36_500)


class Unit(StrEnum):
    """Units of a legal period. A working day is the agency's own day, however long; never 8 hours by itself.

    SAME_DAY: «ngay trong ngày» – so many working days, the day of receipt being the first, unless received too late.
    """

    WORKING_HOUR = "working_hour"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    DAY = "day"
    HALF_DAY = "half_day"
    MONTH = "month"
    SAME_DAY = "same_day"


UNIT_LABELS = {
    Unit.WORKING_HOUR: mark_counted("giờ làm việc"),
    Unit.HOUR: mark_counted("giờ"),
    Unit.WORKING_DAY: mark_counted("ngày làm việc"),
    Unit.DAY: mark_counted("ngày"),
    Unit.HALF_DAY: mark_counted("nửa ngày làm việc"),
    Unit.MONTH: mark_counted("tháng"),
    Unit.SAME_DAY: mark_counted("ngày làm việc, kể cả ngày nhận"),
}


class StopReason(StrEnum):
    """Grounds on which the law lets the clock stop."""

    SUPPLEMENT = "supplement"
    FINANCIAL_DUTY = "financial_duty"
    OTHER_AGENCY = "other_agency"
    OTHER_GROUND = "other_ground"


STOP_REASON_LABELS = {
    StopReason.SUPPLEMENT: mark("Chờ bổ sung giấy tờ"),
    StopReason.FINANCIAL_DUTY: mark("Chờ thực hiện nghĩa vụ tài chính"),
    StopReason.OTHER_AGENCY: mark("Chờ cơ quan khác"),
    StopReason.OTHER_GROUND: mark("Căn cứ khác theo quy định"),
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """How long an agency may take. Raises `AllowanceNotUsable`."""

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if not (self.amount.is_finite() and 0 <= self.amount <= GREATEST_AMOUNT):
            raise AllowanceNotUsable(amount=self.amount, greatest=GREATEST_AMOUNT)


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stands still from `from_at` until `to_at` (None: it still does). Raises `StopNotUsable`."""

    from_at: datetime
    to_at: datetime | None
    reason: StopReason

    def __post_init__(self) -> None:
        if self.to_at is not None and self.to_at < self.from_at:
            raise StopNotUsable(from_at=f"{self.from_at:%d/%m/%Y %H:%M}", to_at=f"{self.to_at:%d/%m/%Y %H:%M}")


class FirstDay(StrEnum):
    """How the day of receipt counts for periods in working days.

    EXACT: n working days end at the same clock time n working days later, as most systems in use count. NOT_COUNTED:
    at the close of the n-th working day after it (Bộ luật Dân sự 2015, Đ.147). COUNTED: it is itself day one.
    """

    EXACT = "exact"
    NOT_COUNTED = "not_counted"
    COUNTED = "counted"


class AfterSupplement(StrEnum):
    """What a complete supplement does: the rest of the period runs on, or the whole period starts again."""

    RESUMES = "resumes"
    RESTARTS = "restarts"


class EarlyRule(StrEnum):
    """What is early: ended on an earlier date; with HALF_DAY also at least half of the due day's work before."""

    BY_DATE = "by_date"
    HALF_DAY = "half_day"


FIRST_DAY_LABELS = {
    FirstDay.EXACT: mark("Đúng giờ nhận, n ngày làm việc sau"),
    FirstDay.NOT_COUNTED: mark("Không tính ngày nhận, hết ngày làm việc cuối"),
    FirstDay.COUNTED: mark("Tính cả ngày nhận"),
}
AFTER_SUPPLEMENT_LABELS = {
    AfterSupplement.RESUMES: mark("Tính tiếp phần thời hạn còn lại"),
    AfterSupplement.RESTARTS: mark("Tính lại thời hạn từ đầu"),
}
EARLY_RULE_LABELS = {
    EarlyRule.BY_DATE: mark("Trước hạn theo ngày"),
    EarlyRule.HALF_DAY: mark("Trước hạn theo ngày, hoặc trước ít nhất nửa ngày làm việc"),
}

EIGHT_WORKING_HOURS = Allowance(Decimal(8), Unit.WORKING_HOUR)
THREE_O_CLOCK = 15 * 60


@dataclass(frozen=True, slots=True)
class Policy:
    """How periods are counted where the law leaves a choice; dated rows of `ClockPolicy` say which holds when.

    `same_day_until`: received after that minute of the day, «ngay trong ngày» means the next working day.
    `forward_until`: paper taken in after that minute goes to the competent agency next morning.
    `answer_within`: how soon an application sent online must be taken in, refused or sent back.
    `legal_basis`: the words of the row that holds; empty while nobody has declared any.
    """

    first_day: FirstDay = FirstDay.EXACT
    after_supplement: AfterSupplement = AfterSupplement.RESUMES
    same_day_until: int = THREE_O_CLOCK
    forward_until: int = THREE_O_CLOCK
    answer_within: Allowance = EIGHT_WORKING_HOURS
    early_rule: EarlyRule = EarlyRule.BY_DATE
    legal_basis: str = ""


DEFAULT = Policy()
