"""Dated examples: the national calendar 2014–2040 and the periods the law knows."""

from datetime import timedelta
from decimal import Decimal

import pytest

from motcua.registry.worktime.errors import AllowanceNotUsable, BeyondCalendar, NeverOpen, StopNotUsable
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, Season
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.terms import AfterSupplement, Allowance, FirstDay, Policy, StopReason, Unit
from motcua.registry.worktime.tests.factories import (
    HOURS_7_30,
    SEVEN_AND_A_HALF,
    allowed,
    day,
    moment,
    national_calendar,
    stop,
)

NATION = national_calendar()


def due(amount, unit, received, *, calendar=NATION, stops=(), **policy):
    deadline = legal_clock(
        allowed(amount, unit), calendar, started_at=moment(received), stops=stops, policy=Policy(**policy)
    )
    return f"{deadline.due_at:%d/%m/%Y %H:%M}"


@pytest.mark.parametrize(
    ("received", "days", "expected"),
    [
        pytest.param("20/11/2026 16:00", 2, "25/11/2026 16:00", id="24/11 is off since 2026"),
        pytest.param("21/11/2025 16:00", 2, "25/11/2025 16:00", id="24/11/2025 was worked"),
        pytest.param("13/02/2026 09:00", 1, "23/02/2026 09:00", id="Tết 2026"),
        pytest.param("03/02/2027 09:00", 1, "11/02/2027 09:00", id="Tết 2027"),
        pytest.param("21/08/2026 09:00", 1, "22/08/2026 09:00", id="Sat 22/8/2026 is worked"),
        pytest.param("28/08/2026 09:00", 1, "03/09/2026 09:00", id="Mon 31/8/2026 is off for it"),
        pytest.param("25/04/2025 09:00", 3, "29/04/2025 09:00", id="Sat 26/4/2025 is worked"),
        pytest.param("29/04/2025 09:00", 1, "05/05/2025 09:00", id="Fri 2/5/2025 is off for it"),
        pytest.param("31/12/2025 09:00", 1, "05/01/2026 09:00", id="Fri 2/1/2026 is off"),
        pytest.param("09/01/2026 09:00", 1, "10/01/2026 09:00", id="Sat 10/1/2026 is worked for it"),
        pytest.param("24/04/2026 09:00", 1, "28/04/2026 09:00", id="Giỗ Tổ on a Sunday is made up on Monday"),
        pytest.param("30/04/2027 09:00", 1, "04/05/2027 17:00", id="received on a holiday: counts from Tue 4/5"),
    ],
)
def test_working_days_skip_what_the_nation_has_off(received, days, expected):
    assert due(days, "working_day", received) == expected


def test_eight_working_hours_are_one_working_day():
    assert due(8, "working_hour", "20/11/2026 16:00") == due(1, "working_day", "20/11/2026 16:00") == "23/11/2026 16:00"


@pytest.mark.parametrize("received", ["21/11/2026 09:00", "20/11/2026 17:00", "20/11/2026 21:30", "23/11/2026 05:00"])
def test_receipt_outside_working_hours_counts_from_the_next_opening(received):
    assert due(1, "working_day", received) == due(8, "working_hour", received) == "23/11/2026 17:00"


def test_a_period_may_be_longer_than_360_days():
    assert due(1000, "day", "05/01/2026 08:00") == "02/10/2028 17:00"
    expected, left = day("05/01/2026"), 400
    while left:
        expected += timedelta(days=1)
        left -= bool(NATION.shifts_on(expected))
    assert due(400, "working_day", "05/01/2026 08:00") == f"{expected:%d/%m/%Y} 08:00"


def test_a_working_day_is_the_agencys_own_day():
    office = national_calendar([Season(HOURS_7_30)])
    assert due(2, "working_day", "20/11/2026 16:00", calendar=office) == "25/11/2026 16:00"
    assert due(15, "working_hour", "20/11/2026 16:00", calendar=office) == "25/11/2026 16:00"
    assert due(1, "half_day", "23/11/2026 07:30", calendar=office) == "23/11/2026 11:15"


def test_half_a_day_is_half_of_the_agencys_day():
    assert due(1, "half_day", "23/11/2026 08:00") == "23/11/2026 14:00"
    assert due("0.5", "working_day", "23/11/2026 08:00") == "23/11/2026 14:00"
    assert due("1.5", "working_day", "23/11/2026 08:00") == "25/11/2026 14:00"


@pytest.mark.parametrize(
    ("amount", "unit", "received", "expected"),
    [
        pytest.param(5, "day", "16/11/2026 09:00", "23/11/2026 17:00", id="ends on a Saturday"),
        pytest.param(4, "day", "16/11/2026 09:00", "20/11/2026 17:00", id="ends on a Friday"),
        pytest.param(8, "day", "16/11/2026 09:00", "25/11/2026 17:00", id="ends on 24/11"),
        pytest.param(5, "day", "17/08/2026 09:00", "22/08/2026 17:00", id="ends on a Saturday worked"),
        pytest.param(1, "month", "30/01/2026 09:00", "02/03/2026 17:00", id="30/1 → 28/2, a Saturday"),
        pytest.param("0.5", "month", "04/11/2026 09:00", "19/11/2026 17:00", id="half a month is 15 days"),
        pytest.param(24, "hour", "19/11/2026 09:00", "20/11/2026 09:00", id="elapsed hours"),
        pytest.param(24, "hour", "20/11/2026 09:00", "23/11/2026 07:00", id="elapsed hours end on a Saturday"),
    ],
)
def test_a_period_that_ends_on_a_day_off_moves_on(amount, unit, received, expected):
    assert due(amount, unit, received) == expected


def test_whether_the_day_of_receipt_counts_is_policy():
    received = "20/11/2026 16:00"
    assert due(2, "working_day", received, first_day=FirstDay.NOT_COUNTED) == "25/11/2026 17:00"
    assert due(2, "working_day", received, first_day=FirstDay.COUNTED) == "23/11/2026 17:00"


def test_a_stop_adds_exactly_the_working_time_stopped():
    stopped = stop("23/11/2026 08:00", "26/11/2026 09:00")
    assert NATION.minutes_between(stopped.from_at, stopped.to_at) == (7 + 0 + 8 + 2) * 60
    assert due(2, "working_day", "20/11/2026 16:00", stops=[stopped]) == "27/11/2026 17:00"


def test_a_stop_adds_whole_days_to_calendar_days():
    assert due(5, "day", "12/11/2026 09:00") == "17/11/2026 17:00"
    assert due(5, "day", "12/11/2026 09:00", stops=[stop("13/11/2026 09:00", "14/11/2026 10:00")]) == "19/11/2026 17:00"


def test_a_stop_after_the_period_is_over_adds_nothing():
    assert due(1, "working_day", "16/11/2026 09:00", stops=[stop("17/11/2026 09:00", None)]) == "17/11/2026 09:00"


def test_while_a_stop_is_open_the_date_is_the_earliest_it_could_be():
    open_stop = stop("16/11/2026 14:00", None, StopReason.FINANCIAL_DUTY)
    deadline = legal_clock(allowed(1, "working_day"), NATION, started_at=moment("16/11/2026 09:00"), stops=[open_stop])
    assert deadline.is_stopped
    assert deadline.stopped_from == open_stop.from_at
    assert deadline.due_at == moment("17/11/2026 09:00")


def test_whether_a_supplement_starts_the_period_again_is_policy():
    supplemented = stop("17/11/2026 09:00", "18/11/2026 09:00")
    received, stops = "16/11/2026 09:00", [supplemented]
    assert due(3, "working_day", received, stops=stops) == "20/11/2026 09:00"
    restarts = due(3, "working_day", received, stops=stops, after_supplement=AfterSupplement.RESTARTS)
    assert restarts == "23/11/2026 09:00"
    duty = [stop("17/11/2026 09:00", "18/11/2026 09:00", StopReason.FINANCIAL_DUTY)]
    resumes = due(3, "working_day", received, stops=duty, after_supplement=AfterSupplement.RESTARTS)
    assert resumes == "20/11/2026 09:00"


def test_a_day_shut_in_part_counts_with_what_is_left_of_it():
    storm = DayChange(day("17/11/2026"), DayKind.CLOSURE, "Bão", shut=(12 * 60, 24 * 60))
    office = Calendar(changes=[storm])
    assert due(1, "working_day", "16/11/2026 16:00", calendar=office) == "17/11/2026 11:30"
    assert due(8, "working_hour", "16/11/2026 16:00", calendar=office) == "18/11/2026 09:30"


def test_a_saturday_worked_keeps_the_hours_of_the_day_it_makes_up_for():
    short_friday = (*HOURS_7_30[:4], (SEVEN_AND_A_HALF[0],), (), ())
    swap = DayChange(day("10/01/2026"), DayKind.SWAP_WORKED, "Làm bù", swapped_on=day("02/01/2026"))
    assert Calendar([Season(short_friday)], [swap]).shifts_on(day("10/01/2026")) == (SEVEN_AND_A_HALF[0],)


def test_moments_that_no_calendar_covers_are_refused():
    with pytest.raises(BeyondCalendar, match="01/01/2014"):
        due(1, "day", "31/12/2013 09:00")
    with pytest.raises(BeyondCalendar):
        due(30_000, "month", "05/01/2026 09:00")
    with pytest.raises(BeyondCalendar):
        due(36_500, "day", "05/01/2150 09:00")
    with pytest.raises(NeverOpen):
        due(36_500, "working_day", "05/01/2100 09:00")
    never = ((), (), (), (), (), (), ())
    with pytest.raises(NeverOpen):
        due(1, "working_day", "05/01/2026 09:00", calendar=Calendar([Season(never)]))


@pytest.mark.parametrize("amount", ["-1", "NaN", "Infinity", "1e9"])
def test_an_amount_that_is_no_period_is_refused(amount):
    with pytest.raises(AllowanceNotUsable):
        Allowance(Decimal(amount), Unit.DAY)


def test_a_stop_that_runs_backwards_is_refused():
    with pytest.raises(StopNotUsable):
        stop("18/11/2026 09:00", "17/11/2026 09:00")


def test_a_moment_without_a_time_zone_is_a_programming_error():
    with pytest.raises(ValueError, match="aware"):
        NATION.position(moment("17/11/2026 09:00").replace(tzinfo=None))
