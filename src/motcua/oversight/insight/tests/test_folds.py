"""Spans of time made of runs of days and parts of days: each moment counts once, wherever the cuts lie."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.oversight.insight.rules.folds import FIRST_DAY, LOWEST, SHIFT, UNITS, cover, family_for, number_of

BEGIN = clock.at(FIRST_DAY)
DAYS = 1400
moments = st.one_of(
    st.integers(-30, DAYS).map(lambda day: BEGIN + timedelta(days=day)),
    st.integers(-30 * 1440, DAYS * 1440).map(lambda minute: BEGIN + timedelta(minutes=minute)),
    st.integers(0, 2 * 1440).map(lambda minute: BEGIN + timedelta(days=100, minutes=minute)),
)


def counted_in(found, at: datetime) -> dict[int, int]:
    """How often each segment counts a movement of this moment, folded or not."""
    number, times = number_of(at), dict[int, int]()
    for run in found.runs:
        if run.first <= number >> (SHIFT * run.span) <= run.last:
            times[run.segment] = times.get(run.segment, 0) + 1
    tail = {days.segment: 1 for days in found.days if (days.from_at is None or days.from_at <= at) and at < days.to_at}
    assert times == tail
    for piece in found.pieces:
        if piece.from_at <= at < piece.to_at:
            times[piece.segment] = times.get(piece.segment, 0) + piece.sign
    return {segment: many for segment, many in times.items() if many}


@given(st.sets(moments, min_size=1, max_size=6), st.lists(moments, max_size=8), st.data())
def test_each_moment_counts_once_in_its_segment_and_in_no_other(bounds, others, data):
    bounds = sorted(bounds)
    wanted = data.draw(st.sets(st.integers(0, len(bounds) - 1), min_size=1))
    closed = data.draw(st.one_of(st.just(LOWEST), st.integers(-50, DAYS + 50)))
    found = cover(bounds, wanted, closed=closed)
    assert all(run.last < closed >> SHIFT for run in found.runs if run.span)
    for at in [*others, *bounds, *(at - timedelta(minutes=1) for at in bounds)]:
        segment = sum(bound <= at for bound in bounds)
        assert counted_in(found, at) == ({segment: 1} if segment in wanted else {})


@given(st.integers(-5000, 9000), st.integers(1, 4000))
def test_a_span_of_days_is_a_few_rows_of_running_totals(first, length):
    bounds = [BEGIN + timedelta(days=first), BEGIN + timedelta(days=first + length)]
    found = cover(bounds, {0, 1}, closed=20_000)
    assert not found.pieces
    assert len(found.runs) <= 2 + 3
    assert sum(rows_of(one) for one in found.runs if one.first > -1000) <= 1 + 4 + 1 + length // UNITS**2


def rows_of(run) -> int:
    return (run.last >> SHIFT) - (run.first >> SHIFT) + 1


def test_today_and_what_lies_ahead_are_days_of_their_rows():
    bounds = [BEGIN + timedelta(days=10), BEGIN + timedelta(days=100)]
    found = cover(bounds, {1}, closed=70)
    assert [(one.span, one.first, one.last) for one in found.runs] == [(0, 64, 99), (1, 1, 1), (0, 10, 31)]


def test_single_days_are_asked_for_day_by_day():
    bounds = [BEGIN, BEGIN + timedelta(days=70, hours=15)]
    found = cover(bounds, {1}, closed=LOWEST)
    assert [(one.span, one.first, one.last) for one in found.runs] == [(0, 0, 70)]
    assert [(piece.sign, piece.to_at - piece.from_at) for piece in found.pieces] == [(-1, timedelta(hours=9))]


@pytest.mark.parametrize(
    ("told_apart", "family"),
    [((), 0), (("channel",), 0), (("agency", "level"), 2), (("field",), 1), (("field", "agency"), 3),
     (("procedure",), 4), (("procedure", "agency"), None), (("officer",), None)],
)  # fmt: skip
def test_the_smallest_family_that_tells_things_apart_is_read(told_apart, family):
    assert family_for(told_apart) == family
