from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.oversight.insight.errors import PeriodBackward
from motcua.oversight.insight.rules.periods import TURNS, Period, Reckoning, Span

VPCP, CALENDAR = Reckoning(15, 1), Reckoning(1, 0)


@pytest.mark.parametrize(
    ("span", "turn", "first", "last"),
    [
        (Span.QUARTER, 1, date(2025, 12, 15), date(2026, 3, 14)),
        (Span.QUARTER, 2, date(2026, 3, 15), date(2026, 6, 14)),
        (Span.QUARTER, 4, date(2026, 9, 15), date(2026, 12, 14)),
        (Span.HALF, 1, date(2025, 12, 15), date(2026, 6, 14)),
        (Span.NINE, 1, date(2025, 12, 15), date(2026, 9, 14)),
        (Span.YEAR, 1, date(2025, 12, 15), date(2026, 12, 14)),
        (Span.MONTH, 1, date(2025, 12, 15), date(2026, 1, 14)),
        (Span.MONTH, 12, date(2026, 11, 15), date(2026, 12, 14)),
    ],
)
def test_periods_of_the_decree_begin_on_the_15th(span, turn, first, last):
    assert VPCP.period(span, 2026, turn) == Period(first, last)


def test_calendar_periods_are_the_calendars():
    assert CALENDAR.period(Span.QUARTER, 2026, 1) == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert CALENDAR.period(Span.MONTH, 2024, 2) == Period(date(2024, 2, 1), date(2024, 2, 29))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from([VPCP, CALENDAR, Reckoning(28, 1)]))
def test_every_day_lies_in_the_month_quarter_and_year_that_hold_it(day, reckoning):
    for span in (Span.MONTH, Span.QUARTER, Span.HALF, Span.YEAR):
        period = reckoning.period(span, *reckoning.holding(span, day))
        assert period.first_on <= day <= period.last_on


@given(st.integers(2020, 2040), st.sampled_from([Span.MONTH, Span.QUARTER, Span.HALF]))
def test_the_parts_of_a_year_leave_no_gap(year, span):
    parts = [VPCP.period(span, year, turn) for turn in range(1, TURNS[span] + 1)]
    whole = VPCP.period(Span.YEAR, year)
    assert (parts[0].first_on, parts[-1].last_on) == (whole.first_on, whole.last_on)
    assert all(one.last_on + timedelta(days=1) == next_.first_on for one, next_ in pairwise(parts))


def test_the_last_months_end_with_that_of_the_day():
    found = VPCP.last_months(13, date(2026, 11, 23))
    assert (found[0][:2], found[-1][:2], len(found)) == ((2025, 12), (2026, 12), 13)
    assert found[-1][2].first_on == date(2026, 11, 15)


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(PeriodBackward):
        Period(date(2026, 3, 2), date(2026, 3, 1))
