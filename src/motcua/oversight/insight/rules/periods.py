"""Reporting periods: which days a month, quarter, half, nine months or year of a rule holds. Plain Python."""

from dataclasses import dataclass
from datetime import date, timedelta

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.insight.errors import PeriodBackward

MONTHS = 12


class Span(Labelled):
    """How long a period is."""

    MONTH = "month", mark("Tháng")
    QUARTER = "quarter", mark("Quý")
    HALF = "half", mark("6 tháng")
    NINE = "nine", mark("9 tháng")
    YEAR = "year", mark("Năm")


LENGTH = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.NINE: 9, Span.YEAR: 12}
TURNS = {Span.MONTH: 12, Span.QUARTER: 4, Span.HALF: 2, Span.NINE: 1, Span.YEAR: 1}


@dataclass(frozen=True)
class Period:
    """From one day to another, both inside."""

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise PeriodBackward

    @property
    def ends_before(self) -> date:
        """The day after the last."""
        return self.last_on + timedelta(days=1)


@dataclass(frozen=True)
class Reckoning:
    """A reporting month begins on `first_day`, so many months before the month it is named after.

    15 and 1: «15/12 of last year – 14/3» is the first quarter (TT 01/2020/TT-VPCP, NĐ 09/2019); 1 and 0: the calendar.
    """

    first_day: int = 1
    begins_months_before: int = 0

    def period(self, span: Span, year: int, turn: int = 1) -> Period:
        """The `turn`-th month, quarter … of `year`, counted from 1."""
        months = LENGTH[span]
        first = (turn - 1) * months
        return Period(self._begin(year, first), self._begin(year, first + months) - timedelta(days=1))

    def holding(self, span: Span, day: date) -> tuple[int, int]:
        """Year and turn of the period that `day` lies in; of halves and nine months the first that does."""
        for year in (day.year, day.year + 1):
            for turn in range(1, TURNS[span] + 1):
                period = self.period(span, year, turn)
                if period.first_on <= day <= period.last_on:
                    return year, turn
        return day.year, 1

    def last_months(self, count: int, day: date) -> list[tuple[int, int, Period]]:
        """Year, month and days of the last so many reporting months, the one of `day` last."""
        year, month = self.holding(Span.MONTH, day)
        found = []
        for back in range(count - 1, -1, -1):
            number = year * MONTHS + month - 1 - back
            at = number // MONTHS, number % MONTHS + 1
            found.append((*at, self.period(Span.MONTH, *at)))
        return found

    def _begin(self, year: int, month_from_zero: int) -> date:
        number = year * MONTHS + month_from_zero - self.begins_months_before
        return date(number // MONTHS, number % MONTHS + 1, self.first_day)
