"""Early, on time, late: one function says it, for what has ended and for what has not."""

from datetime import timedelta

import pytest

from motcua.registry.worktime.rules.calendar import OFFICE_DAY, Calendar, Season
from motcua.registry.worktime.rules.standing import Ground, Verdict, standing
from motcua.registry.worktime.rules.terms import EarlyRule
from motcua.registry.worktime.tests.factories import HOURS_7_30, day, moment, national_calendar

NATION = national_calendar()
DUE = moment("25/11/2026 10:00")
LONG_AFTER = moment("30/12/2026 08:00")


def ended(text, due=DUE, **more):
    return standing(moment(text), due, LONG_AFTER, NATION, **more)


def asked(text, due=DUE, **more):
    return standing(None, due, moment(text), NATION, **more)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("23/11/2026 17:00", Verdict.EARLY),
        ("24/11/2026 23:59", Verdict.EARLY),
        ("25/11/2026 00:00", Verdict.ON_TIME),
        ("25/11/2026 10:00", Verdict.ON_TIME),
        ("25/11/2026 10:01", Verdict.LATE),
        ("26/11/2026 07:00", Verdict.LATE),
    ],
)
def test_what_has_ended_is_late_to_the_minute_and_early_by_its_date(text, verdict):
    found = ended(text)
    assert (found.verdict, found.ground, found.is_ended) == (verdict, Ground.BY_DATE, True)


def test_seconds_make_nobody_late():
    assert standing(DUE + timedelta(seconds=59), DUE, LONG_AFTER, NATION).verdict is Verdict.ON_TIME
    assert standing(DUE, DUE + timedelta(seconds=-1), LONG_AFTER, NATION).verdict is Verdict.LATE


def test_dates_are_those_of_the_vietnamese_wall_clock():
    """23:30 UTC on the 24th is 6:30 on the 25th in Vietnam."""
    assert standing(moment("25/11/2026 06:30"), DUE, LONG_AFTER, NATION).verdict is Verdict.ON_TIME
    assert moment("25/11/2026 06:30").utctimetuple().tm_mday == 24


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("25/11/2026 10:00", Verdict.ON_TIME),
        ("25/11/2026 10:01", Verdict.LATE),
        ("01/11/2026 07:00", Verdict.ON_TIME),
    ],
)
def test_what_has_not_ended_is_within_time_or_late_never_early(text, verdict):
    found = asked(text)
    assert (found.verdict, found.is_ended) == (verdict, False)


def test_what_ended_later_had_not_ended_then():
    found = standing(moment("26/11/2026 09:00"), DUE, moment("20/11/2026 08:00"), NATION)
    assert (found.verdict, found.is_ended) == (Verdict.ON_TIME, False)


def test_a_date_without_an_hour_is_the_end_of_that_days_working_time():
    due = day("25/11/2026")
    assert ended("25/11/2026 17:00", due).verdict is Verdict.ON_TIME
    assert ended("25/11/2026 17:01", due).verdict is Verdict.LATE
    assert ended("24/11/2026 09:00", due).verdict is Verdict.EARLY
    assert ended("25/11/2026 16:00", due).due_at == moment("25/11/2026 17:00")


def test_a_date_without_an_hour_that_is_off_moves_on():
    assert ended("25/11/2026 16:59", day("24/11/2026")).verdict is Verdict.ON_TIME
    assert ended("22/08/2026 17:00", day("22/08/2026")).due_at == moment("22/08/2026 17:00")
    assert ended("03/09/2026 08:00", day("31/08/2026")).due_at == moment("03/09/2026 17:00")


@pytest.mark.parametrize("found", [ended("20/11/2026 09:00", None), asked("20/11/2026 09:00", None)])
def test_a_dossier_without_a_date_is_an_error_never_on_time(found):
    assert found.is_error
    assert (found.verdict, found.ground, found.is_late) == (None, Ground.NO_DUE_DATE, False)
    assert "lỗi" in found.label


def test_no_second_supplement_makes_up_a_missing_date():
    assert ended("20/11/2026 09:00", None, second_supplements=1).is_error


@pytest.mark.parametrize(
    "found", [ended("20/11/2026 09:00", second_supplements=1), asked("20/11/2026 09:00", second_supplements=2)]
)
def test_a_second_supplement_counts_as_late_and_says_so(found):
    assert (found.verdict, found.ground) == (Verdict.LATE, Ground.SECOND_SUPPLEMENT)


def test_half_a_day_before_is_early_only_where_the_policy_says_so():
    due = moment("25/11/2026 16:00")
    assert ended("25/11/2026 10:00", due).verdict is Verdict.ON_TIME
    exact = ended("25/11/2026 10:00", due, variant=EarlyRule.HALF_DAY)
    assert (exact.verdict, exact.ground) == (Verdict.EARLY, Ground.HALF_DAY)
    assert ended("25/11/2026 10:01", due, variant=EarlyRule.HALF_DAY).verdict is Verdict.ON_TIME
    assert ended("25/11/2026 07:00", day("25/11/2026"), variant=EarlyRule.HALF_DAY).verdict is Verdict.ON_TIME


def test_half_a_day_is_half_of_the_agencys_own_day():
    office = Calendar([Season(HOURS_7_30)])
    due, rule = moment("25/11/2026 16:30"), EarlyRule.HALF_DAY
    assert standing(moment("25/11/2026 11:15"), due, LONG_AFTER, office, variant=rule).verdict is Verdict.EARLY
    assert standing(moment("25/11/2026 11:16"), due, LONG_AFTER, office, variant=rule).verdict is Verdict.ON_TIME


def test_while_the_clock_is_stopped_nothing_becomes_late():
    found = asked("10/12/2026 08:00", stopped_from=moment("25/11/2026 09:00"))
    assert (found.verdict, found.is_stopped) == (Verdict.ON_TIME, True)
    assert asked("10/12/2026 08:00", stopped_from=moment("25/11/2026 10:01")).verdict is Verdict.LATE


def test_a_stop_that_came_later_did_not_stand_then():
    found = asked("25/11/2026 11:00", stopped_from=moment("27/11/2026 09:00"))
    assert (found.verdict, found.is_stopped) == (Verdict.LATE, False)


def test_every_answer_has_words():
    assert ended("25/11/2026 09:00").label == "Giải quyết đúng hạn"
    assert asked("25/11/2026 09:00").label == "Đang giải quyết, trong hạn"
    assert NATION.shifts_on(day("25/11/2026")) == OFFICE_DAY
