"""Definition files: what is faulty is refused with its place, points add up at every level, our own files are sound."""

import copy
import json
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from motcua.oversight.par_index.actions.loading import OUR_OWN, load_sets
from motcua.oversight.par_index.errors import SetFaulty, SetPublished
from motcua.oversight.par_index.models import CriteriaSet
from motcua.oversight.par_index.rules.criteria import Component, Given, Step, Way, points_for, total
from motcua.oversight.par_index.rules.definition import read_criteria
from motcua.oversight.par_index.rules.ranking import Lost, by_worth, ranked
from motcua.oversight.par_index.tests.factories import BORN, small, small_set

OURS = sorted(OUR_OWN.glob("par-*.json"))
CENT = Decimal("0.01")


def changed(*path, to=None, drop=False):
    """The small set with one place otherwise."""
    content = copy.deepcopy(small())
    place = content
    for step in path[:-1]:
        place = place[step]
    if drop:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return content


FIRST = ("areas", 0, "criteria", 0, "components", 0)
LIVE = ("areas", 1, "criteria", 0, "components", 0, "live")
FAULTY = [
    (changed("schema", to="khác"), "«schema»"),
    (changed("code", to="có dấu cách"), "«code» chỉ gồm"),
    (changed("year", to="2026"), "«year»"),
    (changed("level", to="huyện"), "«level» phải là một trong"),
    (changed("points", to="11"), "điểm tối đa ghi 11 nhưng các phần cộng lại là 10"),
    (changed("areas", 0, "points", to="5.01"), "ghi 10 nhưng các phần cộng lại là 10.01"),
    (
        changed("areas", 0, "criteria", 0, "points", to="4"),
        "nho.json, 1: điểm tối đa ghi 5 nhưng các phần cộng lại",
    ),
    (changed(*FIRST, "points", to="2.005"), "nhiều nhất hai chữ số"),
    (changed(*FIRST, "points", to=True), "phải là số"),
    (changed(*FIRST, "points", to="NaN"), "phải là số"),
    (changed(*FIRST, "points", to=-1), "phải là số"),
    (changed(*FIRST, "steps", drop=True), "phải có «steps»"),
    (changed(*FIRST, "steps", 1, "from", to="80"), "bậc 2"),
    (changed(*FIRST, "steps", 1, "points", to="1.5"), "bậc cao nhất cho 1.5 điểm"),
    (changed(*FIRST, "way", to="yes_no"), "mới có «steps»"),
    (changed(*FIRST, "full_at", to="80"), "mới có «full_at»"),
    (changed(*FIRST, "number", to="1.1.2"), "hai lần"),
    (changed(*FIRST, "number", to="2.9"), "phải bắt đầu bằng «1.1.»"),
    (changed(*FIRST, "name", drop=True), "thiếu «name»"),
    (changed(*FIRST, "lạ", to=1), "không có mục «lạ»"),
    (changed(*LIVE, to={"kind": "dossier", "code": "x"}), "«live» phải có dạng"),
    (changed(*LIVE, to={"kind": "target", "code": "KH-1"}), "chỉ dùng được ở bộ cấp tỉnh"),
    (changed("areas", to=[]), "danh sách"),
    (changed("areas", 0, to="x"), "phải là một đối tượng"),
]


@pytest.mark.parametrize(("content", "why"), FAULTY, ids=[why[:30] for _content, why in FAULTY])
def test_a_faulty_set_is_refused_with_its_place(content, why):
    with pytest.raises(SetFaulty) as refused:
        read_criteria(json.dumps(content).encode(), "nho.json")
    assert why in str(refused.value)
    assert str(refused.value).startswith("nho.json")


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe\x00", b"[]", b"null", b'{"schema": 1}', b"[" * 5000])
def test_what_is_no_set_at_all_is_refused_too(content):
    with pytest.raises(SetFaulty):
        read_criteria(content, "nho.json")


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.stem)
def test_our_own_sets_hold_their_schema_and_admit_what_is_unverified(file):
    content = json.loads(file.read_text(encoding="utf-8"))
    schema = json.loads((OUR_OWN / "schema.json").read_text(encoding="utf-8"))
    assert [error.message for error in Draft202012Validator(schema).iter_errors(content)] == []
    criteria = read_criteria(file.read_bytes(), file.name)
    assert criteria.maximum == 100 == sum(one.maximum for one in criteria.components)
    assert criteria.note
    assert not any(area.is_verified for area in criteria.areas)


def test_the_province_has_the_eight_areas_of_the_decision():
    criteria = read_criteria((OUR_OWN / "par-tinh-2026.json").read_bytes(), "x")
    assert [str(area.maximum) for area in criteria.areas] == ["9.5", "10", "13", "10.5", "15", "12", "14", "16"]


@pytest.mark.django_db
def test_loading_again_writes_nothing_and_a_loaded_set_is_never_edited(tmp_path):
    assert load_sets(actor="test", at=BORN) == len(OURS)
    assert load_sets(actor="test", at=BORN) == 0
    assert load_sets([small_set()], actor="test", at=BORN) == 1
    other = changed("name", to="Tên khác")
    with pytest.raises(SetPublished, match="đặt mã mới"):
        load_sets([small_set(other)], actor="test", at=BORN)
    with pytest.raises(CommandError, match="cong"):
        call_command("load_criteria", small_set(), small_set(changed("points", to="9"), name="cong.json"))
    assert CriteriaSet.objects.count() == len(OURS) + 1
    with pytest.raises(CommandError, match=r"khong-co\.json"):
        call_command("load_criteria", Path("khong-co.json"))


# ---- properties, against naive oracles -------------------------------------------------------------------------

PERCENTS = st.integers(0, 400).map(lambda n: (n, 300))
STAIRS = st.lists(st.integers(1, 100), min_size=1, max_size=5, unique=True).map(
    lambda marks: tuple(Step(Decimal(mark), Decimal(at) / 2) for at, mark in enumerate(sorted(marks), start=1))
)


def by_share(component, counts):
    return points_for(component, Given(Decimal(counts[0]), Decimal(counts[1])))


@given(STAIRS, PERCENTS, PERCENTS)
def test_steps_never_fall_when_the_share_rises_and_are_those_of_a_plain_walk(steps, one, other):
    component = Component("1", "x", steps[-1].points, Way.STEPS, steps=steps)
    low, high = sorted((one, other))
    assert by_share(component, low) <= by_share(component, high)
    walked = Decimal(0)
    for step in steps:
        if one[0] * 100 >= step.least * one[1]:
            walked = step.points
    assert by_share(component, one) == walked


@given(st.integers(1, 100), st.integers(1, 1000), PERCENTS, PERCENTS)
def test_a_ratio_never_falls_stays_within_the_maximum_and_is_exact(full, hundredths, one, other):
    component = Component("1", "x", Decimal(hundredths) / 100, Way.RATIO, full_at=Decimal(full))
    low, high = sorted((one, other))
    assert 0 <= by_share(component, low) <= by_share(component, high) <= component.maximum
    assert by_share(component, one) == min(Fraction(hundredths, 100), Fraction(hundredths * one[0], one[1] * full))


@given(st.dictionaries(st.text("ABCDEFG", min_size=1, max_size=2), st.integers(0, 6).map(Decimal), max_size=12))
def test_ranks_are_those_of_counting_who_is_above(points):
    places = {place.key: place for place in ranked(points)}
    assert set(places) == set(points)
    for key, value in points.items():
        assert places[key].rank == 1 + sum(1 for other in points.values() if other > value)
        assert set(places[key].tied) == {other for other in points if other != key and points[other] == value}
        assert places[key].next_rank == 1 + sum(1 for other in points.values() if other >= value)


def test_two_seconds_leave_no_third():
    assert [place.rank for place in ranked({"a": 5, "b": 3, "c": 3, "d": 1})] == [1, 2, 2, 4]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8), st.one_of(st.none(), st.integers(1, 5))), max_size=9))
def test_gaps_stand_as_pairwise_comparison_says(drawn):
    rows = [Lost(f"1.{at}", Decimal(max(a, b)) / 4, Decimal(min(a, b)) / 4, effort)
            for at, (a, b, effort) in enumerate(drawn)]  # fmt: skip
    found = by_worth(rows)
    assert {row.number for row in found} == {row.number for row in rows if row.lost > 0}
    for before, row in pairwise(found):
        if row.effort is None:
            continue
        assert before.effort is not None
        assert before.lost * row.effort >= row.lost * before.effort


@given(st.data())
def test_a_total_is_the_sum_of_whatever_is_scored(data):
    criteria = read_criteria((OUR_OWN / "par-so-2026.json").read_bytes(), "x")
    cents = {one.number: data.draw(st.integers(0, int(one.maximum * 100))) for one in criteria.components[::2]}
    assert total(criteria, {number: Decimal(one) / 100 for number, one in cents.items()}) * 100 == sum(cents.values())
