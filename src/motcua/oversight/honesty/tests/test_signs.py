"""Each sign on its own: what bears it, what does not, and what is left of «on time»."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.oversight.honesty.rules.chance import chance_of
from motcua.oversight.honesty.rules.closing import closing_days
from motcua.oversight.honesty.rules.past import past_of
from motcua.oversight.honesty.rules.patterns import Pattern
from motcua.oversight.honesty.rules.seen import seen_of
from motcua.oversight.honesty.rules.signs import (
    Around,
    closed_in_bulk,
    never_handed_over,
    received_late,
    sent_again,
    stopped_near_due,
)
from motcua.oversight.honesty.tests.looking import LIMITS
from motcua.oversight.honesty.tests.years import CALENDAR, DAY, Case, Office

OFFICE = Office("H14.31", 50, 0.6, signs_in_batches=False, officer="o", leader="l")
MARCH, NOW = date(2025, 3, 1), clock.at(date(2025, 6, 2), 8)
MONDAY = clock.at(date(2025, 3, 3), 8)


def case(**changes):
    """A dossier of five working days taken in on a Monday and done in three, handed over the next day."""
    given = {
        "code": "H14.31-1", "office": OFFICE, "procedure": "1.001", "person": 1, "month": 3, "channel": "online",
        "submitted_at": MONDAY - timedelta(minutes=30), "accepted_at": MONDAY, "term": 5 * DAY,
        "ended_at": CALENDAR.later(MONDAY, 3 * DAY), "returned_at": CALENDAR.later(MONDAY, 4 * DAY),
    }  # fmt: skip
    return Case(**{**given, **changes})


def seen(made, *, is_on_time=True):
    past = past_of(enumerate(made.events()), CALENDAR.minutes_between)
    return seen_of(past, CALENDAR.minutes_between, is_on_time=is_on_time)


def look(rule, *made, around=None):
    pattern = Pattern(rule.__name__)
    return rule(MARCH, [seen(one) for one in made], LIMITS[pattern], around or Around(now=NOW))


def stop(left, stood):
    begin = CALENDAR.later(MONDAY, 5 * DAY - left)
    return (begin, CALENDAR.later(begin, stood), "supplement")


def test_a_stop_in_the_last_hours_that_saved_the_date_is_a_sign():
    saved = case(stop=stop(120, 3 * DAY), ended_at=CALENDAR.later(MONDAY, 8 * DAY - 40))
    (signed,) = look(stopped_near_due, saved).signed
    assert (signed.minutes, signed.of_minutes, signed.is_honestly_on_time) == (120, 5 * DAY, False)


@pytest.mark.parametrize(
    ("left", "stood", "ended"),
    [(3 * DAY, 3 * DAY, 7 * DAY), (120, 30, 5 * DAY - 60)],
    ids=["early enough", "done before the first date anyway"],
)
def test_a_stop_that_is_early_or_was_not_needed_is_none(left, stood, ended):
    made = case(stop=stop(left, stood), ended_at=CALENDAR.later(MONDAY, ended))
    found = look(stopped_near_due, made)
    assert (found.signed, found.among) == ((), 1)


def test_the_last_date_that_an_older_system_tells_does_not_hide_how_near_the_stop_was():
    """An imported line with a due date has the same one before and after the stop."""
    made = case(stop=stop(120, 3 * DAY), ended_at=CALENDAR.later(MONDAY, 8 * DAY - 40))
    past = past_of(enumerate(made.events()), CALENDAR.minutes_between)
    past.stops = [replace(one, due_before_at=past.due_at, due_after_at=past.due_at) for one in past.stops]
    assert seen_of(past, CALENDAR.minutes_between, is_on_time=True) == seen(made)


def test_ended_at_the_date_and_sent_again_must_be_done_by_the_first_date():
    first = case(ending="withdrawn", ended_at=CALENDAR.later(MONDAY, 5 * DAY - 60), returned_at=None)
    at = CALENDAR.later(first.ended_at, 120)
    again = case(code="H14.31-2", submitted_at=at, accepted_at=at, ended_at=CALENDAR.later(at, DAY))
    (signed,) = look(sent_again, first, around=Around(NOW, successors={first.code: seen(again)})).signed
    assert (signed.seen.subject, signed.other, signed.is_honestly_on_time) == ("H14.31-2", "H14.31-1", False)


def test_who_gave_up_while_papers_were_awaited_ended_nothing_at_the_last_moment():
    begin = CALENDAR.later(MONDAY, DAY)
    first = case(stop=(begin, begin, "supplement"), ending="stopped", ended_at=CALENDAR.later(MONDAY, 20 * DAY))
    again = case(code="H14.31-2", submitted_at=CALENDAR.later(first.ended_at, 60))
    found = look(sent_again, first, around=Around(NOW, successors={first.code: seen(again)}))
    assert (found.signed, found.among) == ((), 1)


def test_a_run_on_the_last_day_counts_only_beside_short_runs_on_other_days():
    close = clock.at(date(2025, 3, 31), 15)
    run = [case(code=f"H14.31-{n}", ended_at=close + timedelta(seconds=20 * n)) for n in range(30)]
    around = Around(NOW, closing_days={date(2025, 3, 31)})
    few = [case(code=f"H14.31-b{n}", ended_at=MONDAY + timedelta(days=2, minutes=n)) for n in range(3)]
    many = [case(code=f"H14.31-b{n}", ended_at=MONDAY + timedelta(days=2, minutes=n)) for n in range(15)]
    assert len(look(closed_in_bulk, *run, *few, around=around).signed) == 30
    assert look(closed_in_bulk, *run, *many, around=around).signed == ()
    assert look(closed_in_bulk, *run, *few).signed == ()


def test_a_run_that_goes_on_past_midnight_is_one_run_of_the_day_it_began_on():
    """Else what a large centre closed after midnight would be what is usual on other days, and hide all of it."""
    begun = clock.at(date(2025, 3, 28), 20)
    run = [case(code=f"H14.31-{n}", ended_at=begun + timedelta(seconds=20 * n)) for n in range(1500)]
    found = look(closed_in_bulk, *run, around=Around(NOW, closing_days={date(2025, 3, 28), date(2025, 3, 31)}))
    assert (len(found.signed), found.usual_run) == (1500, 0)


def test_what_lay_too_long_before_it_was_taken_in_bears_the_sign_and_what_did_not_bears_none():
    late = case(submitted_at=CALENDAR.moment(CALENDAR.position(MONDAY) - 4 * DAY))
    slow = case(submitted_at=CALENDAR.moment(CALENDAR.position(MONDAY) - 3 * DAY), term=10 * DAY)
    assert [one.is_honestly_on_time for one in look(received_late, late, slow, case()).signed] == [False, True]


def test_not_handed_over_is_told_only_where_hand_overs_are_told():
    kept = case(returned_at=None)
    found = look(never_handed_over, kept, case(), around=Around(NOW, hands_over_told={("H14.31", False)}))
    assert [(one.seen.returned_at, found.among) for one in found.signed] == [(None, 2)]
    assert look(never_handed_over, kept).among == 0
    young = Around(clock.at(date(2025, 3, 20)), hands_over_told={("H14.31", False)})
    assert look(never_handed_over, kept, around=young).among == 0


@given(st.integers(0, 60), st.integers(0, 60), st.sampled_from([5, 8, 10, 15, 50]))
def test_chance_is_the_exact_binomial_tail(found, among, percent):
    usual = Fraction(percent, 100)
    exact = sum(comb(among, n) * usual**n * (1 - usual) ** (among - n) for n in range(max(found, 0), among + 1))
    assert chance_of(found, among, percent / 100) == pytest.approx(float(exact), rel=1e-9, abs=1e-300)


def test_the_last_working_days_step_over_days_off():
    days = closing_days(CALENDAR.shifts_on, 2025, first_days=(1, 15), last=2)
    assert {date(2025, 5, 29), date(2025, 5, 30), date(2025, 12, 30), date(2025, 12, 31)} <= days
    assert {date(2025, 6, 12), date(2025, 6, 13)} <= days
    assert date(2025, 5, 31) not in days
