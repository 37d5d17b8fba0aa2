"""Judging against an oracle written apart and naïvely; halves; merging keeps totals; a changed base is not compared."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.oversight.reform.rules.judging import Found, Limit, judge, steps_of
from motcua.oversight.reform.rules.merging import Parts, merged, same_base
from motcua.oversight.reform.rules.saying import limits_words, plain
from motcua.oversight.reform.rules.words import Comparator, Half, Outcome

numbers = st.decimals(min_value=0, max_value=200, places=2).map(Fraction)
small = st.integers(min_value=0, max_value=40)
JUDGED = sorted(set(Comparator) - {Comparator.NONE, Comparator.UNSTATED, Comparator.ROADMAP})


def oracle(comparator, amount, value, upper, base):
    """Whether a bound is kept, told with whole numbers of ten-thousandths and nothing of ours."""
    scale = 10**8
    a, v, u, b = (int(one * scale) for one in (amount, value, upper, base))
    table = {
        ">=": not a < v,
        ">": v < a,
        "=": a - v == 0,
        "<=": not v < a,
        "<": a < v,
        "between": sorted([v, a, u])[1] == a,
        "rank<=": a > 0 and not v < a,
        "reduce>=": not a < v,
        "increase>=": not a < v,
        "gain between": sorted([v, a, u])[1] == a,
        "> baseline": b < a,
        "< baseline": a < b,
        "yes/no": not a < scale,
    }
    return table[comparator.value]


@given(st.sampled_from(JUDGED), numbers, numbers, numbers, numbers)
def test_a_single_bound_is_judged_as_the_oracle_does(comparator, amount, one, other, base):
    low, high = sorted([one, other])
    limit = Limit(Half.ONLY, comparator, low, high)
    outcome = judge([limit], amount, base=base)
    expected = Outcome.MET if oracle(comparator, amount, low, high, base) else Outcome.NOT_MET
    assert outcome is expected


@given(st.sampled_from([Comparator.AT_LEAST, Comparator.ABOVE, Comparator.AT_MOST]), numbers, numbers, numbers)
def test_of_two_halves_the_strive_half_counts_only_where_the_minimum_is_kept(comparator, amount, low, high):
    halves = [Limit(Half.MINIMUM, comparator, low), Limit(Half.STRIVE, comparator, high)]
    outcome = judge(halves, amount)
    kept = [oracle(comparator, amount, value, value, 0) for value in (low, high)]
    if not kept[0]:
        assert outcome is Outcome.NOT_MET
    else:
        assert outcome is (Outcome.STRIVE_MET if kept[1] else Outcome.MINIMUM_MET)
    assert judge(halves[::-1], amount) is outcome


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 100))
def test_a_ratio_is_judged_before_it_is_rounded(numerator, denominator, percent):
    found = Found(Fraction(numerator), Fraction(denominator))
    outcome = judge([Limit(Half.ONLY, Comparator.AT_LEAST, Fraction(percent))], found.amount("%"))
    assert (outcome is Outcome.MET) == (numerator * 100 >= percent * denominator)


def test_what_rounds_up_to_the_bound_does_not_reach_it():
    found = Found(Fraction(94996), Fraction(100000))
    assert judge([Limit(Half.ONLY, Comparator.AT_LEAST, Fraction(95))], found.amount("%")) is Outcome.NOT_MET


def test_a_strive_half_alone_is_met_or_not():
    only = [Limit(Half.STRIVE, Comparator.AT_LEAST, Fraction(80))]
    assert judge(only, Fraction(80)) is Outcome.STRIVE_MET
    assert judge(only, Fraction(79)) is Outcome.NOT_MET


@pytest.mark.parametrize("comparator", [Comparator.NONE, Comparator.UNSTATED])
def test_what_states_no_bound_is_not_compared(comparator):
    assert judge([Limit(Half.ONLY, comparator)], Fraction(1)) is Outcome.NOT_COMPARABLE


def test_without_a_figure_there_is_no_data_and_without_a_base_no_comparison():
    assert judge([Limit(Half.ONLY, Comparator.AT_LEAST, Fraction(1))], None) is Outcome.NO_DATA
    assert judge([Limit(Half.ONLY, Comparator.ABOVE_BASE)], Fraction(5)) is Outcome.NOT_COMPARABLE
    above = [Limit(Half.ONLY, Comparator.ABOVE_BASE)]
    assert judge(above, Fraction(5), base=Fraction(5)) is Outcome.NOT_MET
    assert judge(above, Fraction(6), base=Fraction(5), is_comparable=False) is Outcome.NOT_COMPARABLE


@given(st.dictionaries(st.integers(2020, 2030), numbers, min_size=1), numbers, st.integers(2019, 2031))
def test_a_roadmap_is_held_against_the_last_step_that_is_due(steps, amount, year):
    limit = Limit(Half.ONLY, Comparator.ROADMAP, steps=tuple(sorted(steps.items())))
    due = [figure for step, figure in sorted(steps.items()) if step <= year]
    outcome = judge([limit], amount, year=year)
    if not due:
        assert outcome is Outcome.NOT_COMPARABLE
    else:
        assert (outcome is Outcome.MET) == (amount >= due[-1])


def test_the_steps_of_a_roadmap_are_read():
    assert steps_of("2026: 70; 2025: 40,5") == ((2025, Fraction(81, 2)), (2026, Fraction(70)))


@given(st.dictionaries(small.map(str), st.tuples(small, small)), st.dictionaries(small.map(str), small.map(str)))
def test_merging_units_keeps_the_totals(figures, successors):
    parts = {unit: Parts(numerator, denominator) for unit, (numerator, denominator) in figures.items()}
    found = merged(parts, lambda unit: successors.get(unit, unit))
    assert sum(one.numerator for one in found.values()) == sum(one for one, _ in figures.values())
    assert sum(one.denominator for one in found.values()) == sum(one for _, one in figures.values())
    assert set(found) == {successors.get(unit, unit) for unit in figures}


def test_units_merged_among_themselves_keep_their_base_and_one_from_outside_changes_it():
    merging = {"A": "N", "B": "N"}.get

    def successor(unit):
        return merging(unit, unit)

    assert same_base(["A", "B", "C"], ["N", "C"], successor)
    assert not same_base(["A", "C"], ["N", "C", "D"], successor)
    assert not same_base(["A", "B", "C"], ["N"], successor)


@pytest.mark.parametrize(
    ("value", "words"),
    [("1315", "1.315"), ("99.38", "99,38"), ("0.005", "0,005"), ("100", "100"), ("-2.5", "-2,5"), ("0", "0")],
)
def test_figures_are_written_as_vietnamese_papers_do(value, words):
    assert plain(Fraction(Decimal(value))) == words


def test_a_pair_is_said_in_one_line():
    halves = [
        Limit(Half.MINIMUM, Comparator.AT_LEAST, Fraction(80)),
        Limit(Half.STRIVE, Comparator.EXACTLY, Fraction(100)),
    ]
    assert limits_words(halves, "%") == "≥ 80 %, phấn đấu = 100 %"
