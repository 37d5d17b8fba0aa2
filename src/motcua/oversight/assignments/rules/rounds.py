"""Deadlines of tasks that come again, and periods of the year as plans and reports name them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark


class Periodicity(Labelled):
    """How often a task gives a product."""

    ONCE = "once", mark("Một lần")
    MONTHLY = "monthly", mark("Hằng tháng")
    QUARTERLY = "quarterly", mark("Hằng quý")
    HALF_YEARLY = "half_yearly", mark("6 tháng một lần")
    YEARLY = "yearly", mark("Hằng năm")


MONTHS = {Periodicity.MONTHLY: 1, Periodicity.QUARTERLY: 3, Periodicity.HALF_YEARLY: 6, Periodicity.YEARLY: 12}


def due_days(periodicity: Periodicity, starts_on: date, ends_on: date) -> tuple[date, ...]:
    """Ends of calendar months, quarters … in between; the last one is the deadline of the whole."""
    if periodicity is Periodicity.ONCE:
        return (ends_on,)
    step, days = MONTHS[periodicity], []
    for month in range(starts_on.year * 12 + starts_on.month, ends_on.year * 12 + ends_on.month + 1):
        year, number = divmod(month - 1, 12)
        day = last_of(year, number + 1)
        if (number + 1) % step == 0 and starts_on <= day < ends_on:
            days.append(day)
    return (*days, ends_on)


def last_of(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


class Span(Labelled):
    """The reports that the office owes."""

    MONTH = "month", mark("Tháng")
    QUARTER = "quarter", mark("Quý")
    HALF = "half", mark("6 tháng đầu năm")
    NINE = "nine", mark("9 tháng")
    YEAR = "year", mark("Năm")


_KEY = re.compile(r"(20\d\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|(6T)|(9T)))?")
_ROMAN = ("I", "II", "III", "IV")
_TURNS = {Span.MONTH: 12, Span.QUARTER: 4, Span.YEAR: 1}


@dataclass(frozen=True)
class Period:
    """A stretch of a year; `key` is how addresses write it: 2026, 2026-06, 2026-Q2, 2026-6T, 2026-9T."""

    span: Span
    year: int
    turn: int = 1

    @property
    def key(self) -> str:
        """For an address."""
        tail = {
            Span.MONTH: f"-{self.turn:02}", Span.QUARTER: f"-Q{self.turn}", Span.HALF: "-6T", Span.NINE: "-9T",
        }  # fmt: skip
        return f"{self.year}{tail.get(self.span, '')}"

    @property
    def first_on(self) -> date:
        """Its first day."""
        month = {Span.MONTH: self.turn, Span.QUARTER: self.turn * 3 - 2}.get(self.span, 1)
        return date(self.year, month, 1)

    @property
    def last_on(self) -> date:
        """Its last day."""
        ends = {Span.MONTH: self.turn, Span.QUARTER: self.turn * 3, Span.HALF: 6, Span.NINE: 9, Span.YEAR: 12}
        return last_of(self.year, ends[self.span])

    @property
    def following(self) -> "Period":
        """What the plans of its report are made for."""
        if self.span is Span.HALF:
            return Period(Span.YEAR, self.year)
        if self.span is Span.NINE:
            return Period(Span.QUARTER, self.year, len(_ROMAN))
        if self.turn < _TURNS[self.span]:
            return Period(self.span, self.year, self.turn + 1)
        return Period(self.span, self.year + 1)

    @property
    def roman(self) -> str:
        """The number of a quarter as offices write it."""
        return _ROMAN[self.turn - 1] if self.span is Span.QUARTER else ""


def period_of(key: str) -> Period | None:
    """The period of a key; None for what is none."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    year, month, quarter, half, nine = found.groups()
    if month or quarter:
        return Period(Span.MONTH if month else Span.QUARTER, int(year), int(month or quarter))
    return Period(Span.HALF if half else Span.NINE if nine else Span.YEAR, int(year))


def periods_of(year: int) -> list[Period]:
    """All of a year, the widest first."""
    return [
        *(Period(span, year) for span in (Span.YEAR, Span.HALF, Span.NINE)),
        *(Period(Span.QUARTER, year, turn) for turn in range(1, 5)),
        *(Period(Span.MONTH, year, turn) for turn in range(1, 13)),
    ]


def latest_period(on: date) -> Period:
    """The widest that a report is written for about that day: the half in July, nine months in October."""
    for period in (Period(Span.NINE, on.year), Period(Span.HALF, on.year)):
        if on > period.last_on - timedelta(days=20):
            return period
    return Period(Span.YEAR, on.year)
