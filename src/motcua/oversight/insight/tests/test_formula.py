from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.rounding import rounded, share
from motcua.oversight.insight.errors import DefinitionFaulty
from motcua.oversight.insight.rules.definitions import ratio_of
from motcua.oversight.insight.rules.facts import FACTS, Unit
from motcua.oversight.insight.rules.formula import Condition, Count, FormulaFault, Term, read_conditions, read_formula

FINISHED = {"unit": "percent", "numerator": "during(finished)", "denominator": "during(finished)"}


def test_a_sum_is_read_with_its_signs_factors_and_conditions():
    formula = read_formula(
        "2 * (during(finished where standing in (early, on_time)) - closing(open where channel != post))"
    )
    late = Count("during", "finished", (Condition("standing", ("early", "on_time")),))
    assert formula.terms == (
        Term(2, late),
        Term(-2, Count("closing", "open", (Condition("channel", ("post",), is_not=True),))),
    )
    assert formula.unit is Unit.DOSSIER


@pytest.mark.parametrize(
    ("text", "words", "column"),
    [
        ("during(finnished)", "không có dữ kiện «finnished»", 8),
        ("closing(finished)", "không đếm được «finished» bằng closing", 9),
        ("during(finished where standing = soon)", "«soon» không phải giá trị của standing", 34),
        ("during(received where standing = early)", "không lọc được theo «standing»", 23),
        ("during(finished where level > commune)", "sau tên phải là", 29),
        ("count(finished)", "«count» không phải cách đếm", 1),
        ("during(finished", "thiếu «)» trước «hết công thức»", 16),
        ("during(finished) during(received)", "không hiểu «during» ở đây", 18),
        ("during(finished) + during(handling)", "không cộng trừ được hai đơn vị", 1),
        ("3", "thiếu «*»", 2),
        ("", "không phải cách đếm", 1),
    ],
)  # fmt: skip
def test_a_faulty_formula_is_refused_with_its_place(text, words, column):
    with pytest.raises(FormulaFault, match=r"ký tự thứ \d+") as refused:
        read_formula(text)
    assert words in str(refused.value)
    assert f"(ký tự thứ {column})" in str(refused.value)


@given(st.text(alphabet="during()closeopft=!,+-*1 where", max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        formula = read_formula(text)
    except FormulaFault:
        return
    assert formula.terms


def test_a_scope_narrows_every_fact_and_so_knows_no_detail():
    assert read_conditions("level = commune and channel in (online, post)") == (
        Condition("level", ("commune",)), Condition("channel", ("online", "post")))  # fmt: skip
    with pytest.raises(FormulaFault, match="không lọc được theo «standing»"):
        read_conditions("standing = early")


@pytest.mark.parametrize(
    ("changed", "place", "words"),
    [
        ({"unit": "furlong"}, "x, unit", "không có đơn vị «furlong»"),
        ({"denominator": ""}, "x, denominator", "tỷ lệ phải có mẫu số"),
        ({"denominator": "during(handling)"}, "x, denominator", "không chia được hồ sơ cho phút"),
        ({"unit": "dossier"}, "x, denominator", "không có mẫu số"),
        ({"unit": "dossier", "denominator": "", "numerator": "during(handling)"}, "x, numerator", "bằng phút"),
        ({"unit": "day"}, "x, denominator", "không chia được hồ sơ cho hồ sơ để ra ngày"),
        ({"denominator": "0 - during(finished)"}, "x, denominator", "thiếu «*»"),
        ({"denominator": "0 * during(finished)"}, "x, denominator", "không phải một tập hợp"),
    ],
)  # fmt: skip
def test_units_that_do_not_divide_are_refused_with_their_place(changed, place, words):
    with pytest.raises(DefinitionFaulty) as refused:
        ratio_of({**FINISHED, **changed}, "x")
    assert str(refused.value).startswith(place)
    assert words in str(refused.value)


def test_what_nobody_tells_yet_is_known_of_a_formula():
    assert [fact.code for fact in read_formula("during(paid_online) + during(received)").untold] == ["paid_online"]


def test_a_fact_that_is_told_is_told_by_declared_events():
    from motcua.kernel.events.declare import declared_events

    kinds = {kind for kind, _version in declared_events()}
    assert {kind for fact in FACTS.values() for kind in fact.told_by} <= kinds


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted"),
    [(53109, 53172, "99.88"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 8, "12.50"), (5, 100_000, "0.01"), (1, 0, None)],
)
def test_figures_are_rounded_half_up_to_two_places(numerator, denominator, wanted):
    found = share(numerator, denominator)
    assert (None if found is None else str(found)) == wanted


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_rounding_is_never_off_by_more_than_half_a_hundredth(numerator, denominator):
    exact = Fraction(numerator, denominator)
    assert -Fraction(1, 200) < Fraction(rounded(exact)) - exact <= Fraction(1, 200)
