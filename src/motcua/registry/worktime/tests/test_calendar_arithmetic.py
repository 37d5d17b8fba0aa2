"""Properties of positions, stops and periods on any office."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.registry.worktime.rules.calendar import OFFICE_DAY, Calendar, DayChange, DayKind, Season
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.terms import (
    AfterSupplement,
    Allowance,
    FirstDay,
    Policy,
    Stop,
    StopReason,
    Unit,
)
from motcua.registry.worktime.tests.factories import SEVEN_AND_A_HALF, allowed, moment

MORNING = (OFFICE_DAY[0],)
DAYS = st.sampled_from([OFFICE_DAY, SEVEN_AND_A_HALF, MORNING])
WEEKS = st.tuples(DAYS, DAYS, DAYS, DAYS, DAYS, st.sampled_from([(), MORNING]), st.just(()))
SPAN = st.dates(date(2026, 1, 1), date(2026, 3, 31))
CHANGES = st.lists(
    st.builds(DayChange, SPAN, st.sampled_from([DayKind.HOLIDAY, DayKind.SWAP_WORKED]), st.just("ngày")), max_size=8
)
OFFICES = st.builds(lambda week, changes: Calendar([Season(week)], changes), WEEKS, CHANGES)
MOMENTS = st.builds(lambda day, minute: clock.at(day) + timedelta(minutes=minute), SPAN, st.integers(0, 24 * 60 - 1))
AMOUNTS = st.decimals(0, 40, places=2)
WORKING_UNITS = st.sampled_from([Unit.WORKING_HOUR, Unit.WORKING_DAY, Unit.HALF_DAY, Unit.SAME_DAY])
POLICIES = st.builds(
    Policy, st.sampled_from(list(FirstDay)), st.sampled_from(list(AfterSupplement)), st.integers(0, 24 * 60)
)
COUNTED = settings(max_examples=150, deadline=None)


def due(amount, unit, office, start, stops=(), policy=None):
    return legal_clock(Allowance(amount, unit), office, started_at=start, stops=stops, policy=policy or Policy()).due_at


@COUNTED
@given(OFFICES, MOMENTS)
def test_position_and_moment_are_inverse(office, at):
    position = office.position(at)
    assert office.position(office.moment(position)) == position
    assert office.moment(position) <= at or position == 0


@COUNTED
@given(OFFICES, MOMENTS)
def test_the_next_opening_is_open_and_no_work_lies_before_it(office, at):
    opening = office.next_opening(at)
    assert opening >= at
    assert office.is_open(opening)
    assert office.position(opening) == office.position(at)


@COUNTED
@given(OFFICES, MOMENTS, st.integers(1, 5000), st.integers(1, 5000))
def test_adding_minutes_in_two_steps_is_adding_them_at_once(office, at, first, second):
    twice = office.later(office.later(at, first), second)
    assert twice == office.later(at, first + second)
    assert office.later(twice, -second) == office.later(at, first)


@COUNTED
@given(OFFICES, MOMENTS, MOMENTS, AMOUNTS, st.sampled_from(list(Unit)))
def test_a_later_receipt_is_never_due_earlier(office, one, other, amount, unit):
    assert due(amount, unit, office, min(one, other)) <= due(amount, unit, office, max(one, other))


@COUNTED
@given(OFFICES, MOMENTS, AMOUNTS, AMOUNTS, st.sampled_from(list(Unit)))
def test_more_time_is_never_due_earlier(office, start, one, other, unit):
    assert due(min(one, other), unit, office, start) <= due(max(one, other), unit, office, start)


@COUNTED
@given(OFFICES, MOMENTS, AMOUNTS, WORKING_UNITS, MOMENTS, st.integers(0, 9000))
def test_a_stop_adds_exactly_the_working_time_stopped(office, start, amount, unit, begins, minutes):
    assume(begins >= office.next_opening(start))
    stop = Stop(begins, begins + timedelta(minutes=minutes), StopReason.OTHER_AGENCY)
    before, after = due(amount, unit, office, start), due(amount, unit, office, start, [stop])
    stopped = office.position(stop.to_at) - office.position(begins)
    assert office.position(after) - office.position(before) == (stopped if begins < before else 0)


STOPS = st.lists(
    st.builds(
        lambda begins, length, reason: Stop(begins, begins + timedelta(minutes=length), reason),
        MOMENTS,
        st.integers(0, 9000),
        st.sampled_from(list(StopReason)),
    ),
    max_size=4,
)


@COUNTED
@given(
    OFFICES,
    MOMENTS,
    AMOUNTS,
    st.sampled_from(list(Unit)),
    STOPS,
    POLICIES,
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_the_order_of_stops_does_not_matter_and_they_never_shorten(
    office, start, amount, unit, stops, policy, is_open, chance
):
    if is_open and stops:
        stops[-1] = Stop(stops[-1].from_at, None, stops[-1].reason)
    shuffled = chance.sample(stops, len(stops))
    allowance = Allowance(amount, unit)
    one, other = (
        legal_clock(allowance, office, started_at=start, stops=told, policy=policy) for told in (stops, shuffled)
    )
    assert (one.due_at, one.counted_from, one.stopped_from) == (other.due_at, other.counted_from, other.stopped_from)
    resumes = Policy(policy.first_day, same_day_until=policy.same_day_until)
    assert due(amount, unit, office, start, stops, resumes) >= due(amount, unit, office, start, policy=resumes)


@COUNTED
@given(OFFICES, MOMENTS, AMOUNTS, WORKING_UNITS, STOPS)
def test_counting_anew_is_the_old_date_plus_the_working_time_stopped(office, start, amount, unit, stops):
    """What a screen could do step by step, stop after stop, gives what is derived from scratch."""
    ends, free_from = due(amount, unit, office, start), office.next_opening(start)
    for stop in sorted(stops, key=lambda stop: (stop.from_at, stop.to_at)):
        begins = max(stop.from_at, free_from)
        if begins < ends and begins < stop.to_at:
            minutes = office.position(stop.to_at) - office.position(begins)
            ends = office.later(ends, minutes) if minutes else ends
            free_from = stop.to_at
    assert due(amount, unit, office, start, stops) == ends


@COUNTED
@given(OFFICES, MOMENTS, st.integers(0, 40), WORKING_UNITS)
def test_a_period_ends_in_working_time_or_at_its_edge(office, start, amount, unit):
    ends = due(Decimal(amount), unit, office, start)
    assert office.is_open(ends) or office.is_open(ends - timedelta(minutes=1))


def test_a_calendar_grows_far_beyond_its_first_stretch():
    assert Calendar().next_opening(moment("01/01/2150 09:00")) == moment("01/01/2150 09:00")
    far = legal_clock(allowed(12, "month"), Calendar(), started_at=moment("05/01/2150 09:00"))
    assert far.due_at == moment("05/01/2151 17:00")
