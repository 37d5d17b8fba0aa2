"""Whole arrays give the very dates that the clock gives one by one."""

from datetime import UTC, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.registry.worktime.errors import BeyondCalendar
from motcua.registry.worktime.rules.bulk import due_dates, due_days, due_minutes, minutes_of, moments_of
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, day_at, index_of
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.terms import Allowance, Policy, Unit
from motcua.registry.worktime.tests.factories import allowed, day, moment, national_calendar
from motcua.registry.worktime.tests.test_calendar_arithmetic import COUNTED, MOMENTS, OFFICES, POLICIES, SPAN

AMOUNTS = st.decimals(0, 40, places=2) | st.integers(0, 60).map(Decimal) | st.integers(300, 1500).map(Decimal)
PERIODS = st.lists(st.tuples(st.builds(Allowance, AMOUNTS, st.sampled_from(list(Unit))), MOMENTS), max_size=20)


@COUNTED
@given(OFFICES, PERIODS, POLICIES)
def test_many_at_once_are_due_when_each_alone_is(office, periods, policy):
    alone = [legal_clock(allowance, office, started_at=at, policy=policy).due_at for allowance, at in periods]
    assert due_dates(office, periods, policy=policy) == alone


def test_dates_come_back_in_the_order_they_were_asked():
    asked = [
        (allowed(2, "working_day"), moment("20/11/2026 16:00")),
        (allowed(5, "day"), moment("16/11/2026 09:00")),
        (allowed(1, "same_day"), moment("20/11/2026 16:00")),
        (allowed(8, "working_hour"), moment("20/11/2026 16:00")),
    ]
    found = [f"{due:%d/%m %H:%M}" for due in due_dates(national_calendar(), asked)]
    assert found == ["25/11 16:00", "23/11 17:00", "23/11 17:00", "23/11 16:00"]


def test_nothing_asked_is_nothing_answered():
    assert due_dates(Calendar(), []) == due_minutes(Calendar(), [], []) == due_days(Calendar(), [], []) == []


@COUNTED
@given(OFFICES, st.lists(st.tuples(SPAN, st.integers(0, 900)), min_size=1))
def test_whole_days_are_those_that_a_loop_finds(office, asked):
    def by_loop(on, left):
        while left or not office.shifts_on(on):
            left -= bool(office.shifts_on(on))
            on += timedelta(days=1)
        return on

    found = due_days(office, [index_of(on) for on, _ in asked], [amount for _, amount in asked])
    assert [day_at(index) for index in found] == [by_loop(on, amount) for on, amount in asked]


@given(st.lists(MOMENTS | MOMENTS.map(lambda at: at.astimezone(UTC))))
def test_minutes_and_moments_are_inverse_in_any_zone(moments):
    assert moments_of(minutes_of(moments)) == moments


def test_a_period_that_begins_at_an_opening_ends_at_the_closing_before_even_across_days_off():
    shut = Calendar(changes=[DayChange(day("19/11/2026"), DayKind.HOLIDAY, "Nghỉ")])
    assert due_dates(shut, [(allowed(2, "working_day"), moment("17/11/2026 07:00"))]) == [moment("18/11/2026 17:00")]


def test_what_no_calendar_covers_is_refused_in_bulk_too():
    with pytest.raises(BeyondCalendar):
        due_dates(Calendar(), [(allowed(1, "working_day"), moment("31/12/2013 09:00"))])
    with pytest.raises(BeyondCalendar):
        due_dates(Calendar(), [(allowed(36_500, "day"), moment("05/01/2150 09:00"))])


def test_the_default_policy_is_that_of_the_clock():
    asked = [(allowed(2, "working_day"), moment("20/11/2026 16:00"))]
    assert due_dates(national_calendar(), asked) == due_dates(national_calendar(), asked, policy=Policy())
