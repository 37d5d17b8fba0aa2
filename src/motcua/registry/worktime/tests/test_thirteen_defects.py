"""Known defects of the nearest peer that touch time, by their numbers in the survey of its code; ours has none."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.registry.worktime.errors import BeyondCalendar
from motcua.registry.worktime.queries.words import remaining_words
from motcua.registry.worktime.rules.calendar import OFFICE_DAY, OFFICE_WEEK, Calendar, Season
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.linked import Leg, linked_clock
from motcua.registry.worktime.rules.standing import Ground, Verdict, standing
from motcua.registry.worktime.rules.terms import EarlyRule
from motcua.registry.worktime.tests.factories import HOURS_7_30, allowed, day, moment, national_calendar, stop

NATION = national_calendar()
LONG_AFTER = moment("31/12/2026 08:00")
MOMENTS = st.builds(
    lambda on, minute: clock.at(on) + timedelta(minutes=minute),
    st.dates(day("02/01/2026"), day("30/11/2026")),
    st.integers(0, 24 * 60 - 1),
)


def due(amount, unit, received, calendar=NATION, stops=()):
    return legal_clock(allowed(amount, unit), calendar, started_at=moment(received), stops=stops).due_at


def test_defect_1_a_day_is_not_8_hours_where_the_agency_works_7_30():
    office = national_calendar([Season(HOURS_7_30)])
    assert due(10, "working_day", "02/11/2026 07:30", office) == moment("13/11/2026 16:30")
    assert due(75, "working_hour", "02/11/2026 07:30", office) == moment("13/11/2026 16:30")
    assert due(80, "working_hour", "02/11/2026 07:30", office) > due(10, "working_day", "02/11/2026 07:30", office)


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (361, "day", "02/11/2027 17:00"),
        (365, "day", "08/11/2027 17:00"),
        (3650, "day", "03/11/2036 17:00"),
        (24, "month", "06/11/2028 17:00"),
        (8 * 300, "working_hour", "19/01/2028 17:00"),
    ],
)
def test_defect_2_a_long_period_has_a_date(amount, unit, expected):
    assert due(amount, unit, "06/11/2026 07:00") == moment(expected)


def test_defect_2_what_cannot_be_counted_is_said_never_swallowed():
    with pytest.raises(BeyondCalendar):
        due(36_500, "day", "02/11/2150 08:00")


@given(st.none() | MOMENTS, MOMENTS, st.integers(0, 2), st.sampled_from(list(EarlyRule)))
def test_defect_3_no_date_is_never_on_time_whatever_else_is_known(ended_at, at, second, variant):
    found = standing(ended_at, None, at, NATION, second_supplements=second, variant=variant)
    assert (found.verdict, found.ground, found.is_error) == (None, Ground.NO_DUE_DATE, True)


@settings(max_examples=300)
@given(st.none() | MOMENTS, MOMENTS | st.dates(day("02/01/2026"), day("30/11/2026")), MOMENTS)
def test_defect_4_no_switch_changes_what_is_late(ended_at, due_at, at):
    """A province may choose what counts as early; late is the same everywhere."""
    plain, exact = (standing(ended_at, due_at, at, NATION, variant=variant) for variant in EarlyRule)
    assert plain.is_late == exact.is_late
    assert plain == exact or (plain.verdict, exact.ground) == (Verdict.ON_TIME, Ground.HALF_DAY)


def test_defect_8_what_nobody_touched_for_years_is_late_today():
    forgotten = standing(None, moment("05/03/2024 17:00"), LONG_AFTER, NATION)
    assert forgotten.verdict is Verdict.LATE
    assert remaining_words(NATION, LONG_AFTER, moment("05/03/2024 17:00")).startswith("quá hạn")


def test_defect_10_legs_are_summed_and_a_supplement_leaves_no_hole():
    legs = [
        Leg("ward", allowed(2, "working_day"), NATION, stops=(stop("03/11/2026 08:00", None),)),
        Leg("tax", allowed(3, "working_day"), NATION, after=("ward",)),
    ]
    whole = linked_clock(legs, started_at=moment("02/11/2026 08:00"), at=moment("04/11/2026 08:00"))
    assert whole.due_at == moment("09/11/2026 08:00")
    assert all(leg.due_at and leg.promised_at for leg in whole.legs)


@settings(max_examples=300)
@given(MOMENTS, MOMENTS)
def test_defect_11_the_words_on_every_screen_agree_with_the_verdict(due_at, at):
    said_late = "quá hạn" in remaining_words(NATION, at, due_at)
    assert said_late == standing(None, due_at, at, NATION).is_late


@pytest.mark.parametrize(
    ("received", "due_text", "verdict"),
    [
        ("16/11/2026 08:00", "20/11/2026 17:00", Verdict.LATE),
        ("21/11/2026 08:00", "21/11/2026 11:30", Verdict.ON_TIME),
        ("16/11/2026 08:00", "23/11/2026 08:00", Verdict.EARLY),
    ],
)
def test_defect_12_what_is_released_on_a_saturday_is_judged_by_its_release(received, due_text, verdict):
    counter = Calendar([Season((*OFFICE_WEEK[:5], (OFFICE_DAY[0],), ()))])
    released = moment("21/11/2026 10:00")
    assert counter.is_open(released)
    assert moment(received) <= released
    assert standing(released, moment(due_text), LONG_AFTER, counter).verdict is verdict
