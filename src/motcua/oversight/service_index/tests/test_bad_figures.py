"""What is wrong with a figure is said at its unit and item; the rest is scored all the same."""

import json
from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.oversight.service_index.errors import FileNotReadable
from motcua.oversight.service_index.public import Status, score_content
from motcua.oversight.service_index.rules.figures import half_up
from motcua.oversight.service_index.tests.files import TODAY, content, from_text, scored

GOOD = {"code": "PUBLIC_CONTENT_FULL", "numerator": 87, "denominator": 89, "score": 1.96}


@pytest.mark.parametrize(
    ("figures", "word"),
    [
        ('"denominator": 89', "thiếu «numerator»"),
        ('"numerator": null, "denominator": 2', "thiếu «numerator»"),
        ('"numerator": -1, "denominator": 2', "«numerator» âm: -1"),
        ('"numerator": 3, "denominator": 2', "«numerator» 3 lớn hơn «denominator» 2"),
        ('"numerator": 1, "denominator": 0', "«numerator» 1 lớn hơn «denominator» 0"),
        ('"numerator": 1.5, "denominator": 2', "số nguyên, không phải 1,5"),
        ('"numerator": "1", "denominator": 2', "phải là một số, không phải «1»"),
        ('"numerator": true, "denominator": 2', "phải là một số"),
        ('"numerator": [1], "denominator": 2', "phải là một số"),
        ('"numerator": NaN, "denominator": 2', "phải là một số, không phải «NaN»"),
        ('"numerator": 1, "denominator": Infinity', "phải là một số, không phải «Infinity»"),
        ('"numerator": 1, "denominator": 1e999999999', "dài quá mức"),
        ('"numerator": 1e-999999999, "denominator": 2', "dài quá mức"),
        ('"numerator": 1, "numerator": 2, "denominator": 2', "ghi trường «numerator» hai lần"),
        ('"numerator": 1, "denominator": 2, "ratio": 150', "tỷ lệ 150 % nằm ngoài 0–100 %"),
        ('"numerator": 1, "denominator": 2, "ratio": -1', "nằm ngoài 0–100 %"),
        ('"numerator": 1, "denominator": 2, "ratio": NaN', "phải là một số"),
        ('"numerator": 1, "denominator": 2, "ratio": 1e999999999', "dài quá mức"),
    ],
)
def test_a_figure_that_cannot_be_used_is_named(figures, word):
    item = from_text(figures)
    assert (item.status, item.points) == (Status.FAULT, None)
    assert word in item.words[0]


@pytest.mark.parametrize(
    ("figures", "points", "word"),
    [
        ('"numerator": 1, "denominator": 2, "ratio": 51', "3", "tỷ lệ công bố 51 % khác 1/2 = 50,00 %"),
        ('"numerator": 1, "denominator": 2, "ratio": 50.01', "3", "tỷ lệ công bố 50,01 % khác 1/2"),
        ('"numerator": 95, "denominator": 100, "ratio": 0.95', "5.7", "tỷ lệ công bố 0,95 % khác 95/100 = 95,00 %"),
        ('"numerator": 1, "ratio": 50', "3", "thiếu «denominator»; điểm tính theo tỷ lệ công bố 50 %"),
        ('"denominator": 2, "ratio": 50', "3", "thiếu «numerator»; điểm tính theo tỷ lệ công bố 50 %"),
    ],
)
def test_a_contradiction_is_a_fault_that_says_by_which_figures_the_points_are(figures, points, word):
    item = from_text(figures)
    assert (item.status, item.points) == (Status.FAULT, Decimal(points))
    assert word in item.words[0]


@pytest.mark.parametrize("ratio", ["66.67", "66.66", "66.6", "66.7", "67", "66", "66.666", "66.667"])
def test_a_ratio_may_be_rounded_or_cut_off(ratio):
    item = from_text(f'"numerator": 2, "denominator": 3, "ratio": {ratio}')
    assert (item.status, item.points, item.words) == (Status.SCORED, 4, ())


@pytest.mark.parametrize("ratio", ["66.65", "66.68", "65", "68", "66.5"])
def test_a_ratio_that_is_neither_is_a_contradiction(ratio):
    assert from_text(f'"numerator": 2, "denominator": 3, "ratio": {ratio}').status is Status.FAULT


def test_a_ratio_alone_scores_and_says_that_it_cannot_be_checked():
    item = from_text('"ratio": 95', code="REUSED_DIGITIZED_DATA")
    assert (item.status, item.points) == (Status.SCORED, Decimal(2))
    assert "không có tử số và mẫu số để kiểm lại" in item.words[0]
    assert len(item.words) == 1


def test_a_ratio_of_at_most_one_says_how_it_was_understood():
    item = from_text('"ratio": 0.95')
    assert item.points == Decimal("0.06")
    assert "0,95 phần trăm, không phải phần của 1" in item.words[1]


def test_an_item_that_is_not_on_the_sheet_is_unknown_and_no_guess():
    item = from_text('"numerator": 1, "denominator": 2, "score": 5', code="SOMETHING_NEW")
    assert (item.status, item.points, item.agrees) == (Status.UNKNOWN, None, None)
    assert "không có mục «SOMETHING_NEW»" in item.words[0]


@pytest.mark.parametrize("ratio", ["88.42", "88.4", "88", "88.421", "88.4208"])
def test_a_ratio_is_compared_at_the_precision_it_is_written_with(ratio):
    item = from_text(f'"numerator": 528684, "denominator": 597918, "ratio": {ratio}', code="DOSSIER_PROGRESS")
    assert item.points == Decimal("17.68")


@pytest.mark.parametrize("score", ['"1,96"', "NaN", "-1", "[]", "true"])
def test_published_points_that_are_no_points_do_not_undo_the_computed_ones(score):
    item = from_text(f'"numerator": 1, "denominator": 2, "score": {score}')
    assert (item.status, item.points, item.published) == (Status.FAULT, Decimal(3), None)
    assert "điểm công bố không dùng được" in item.words[0]


def test_the_rest_is_scored_beside_bad_items_and_bad_units():
    document = {
        "units": [
            {"departmentName": "Xã A", "metrics": [{"code": "PUBLISH_ON_TIME"}, GOOD, {"code": "WHAT"}, 5, {}]},
            7,
            {"departmentName": "Xã B", "metrics": {"no": "list"}},
            {"departmentName": "Xã C", "metrics": [GOOD], "totalScore": "x"},
        ]
    }
    scores = score_content(content(document), today=TODAY)
    first, shapeless, no_list, third = scores.units
    assert [item.status.value for item in first.items] == ["fault", "scored", "unknown"]
    assert "không có mục «WHAT»" in first.items[2].words[0]
    assert first.faults == ("mục thứ 4 không có «code»", "mục thứ 5 không có «code»")
    assert (shapeless.name, no_list.faults) == ("đơn vị thứ 2 trong tệp", ("«metrics» phải là một danh sách JSON […]",))
    assert third.items[0].agrees is True
    assert scores.faults == 6


def test_an_item_given_twice_is_not_scored_even_under_another_name():
    again = {"code": "1.3", "numerator": 1, "denominator": 89}
    document = {"units": [{"departmentCode": "H44.1", "metrics": [GOOD, again, {**GOOD, "code": "1.1"}]}]}
    items = score_content(content(document), today=TODAY).units[0].items
    assert [item.status.value for item in items] == ["scored", "fault"]
    assert "ghi 2 lần" in items[1].words[0]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"{", "không phải JSON: dòng 1"),
        (b"", "không phải JSON"),
        ('{"tên": 1}'.encode("utf-16"), "UTF-8"),
        (b"[" * 100_000, "lồng quá sâu"),
        (b"5", "đối tượng JSON"),
        (b"{}", "không có đơn vị"),
        (b"[]", "không có đơn vị"),
        (b'{"units": 3}', "danh sách JSON"),
        (b'{"units": []}', "không có đơn vị"),
        (b'{"data": {"parent": {"x": 1}, "children": []}}', "không nhận ra"),
        (b'{"data": {}}', "không có đơn vị"),
        (b'{"sheet": "2030", "units": [{"metrics": []}]}', "không có phiếu «2030»; có: 2022, 24-row"),
        (b'{"period": {"year": 2021}, "units": [{"metrics": []}]}', "31/12/2021 chưa có phiếu"),
        (b'{"period": {"timeType": "week", "year": 2026}, "units": [{"metrics": []}]}', "không đọc được"),
        (b'{"period": "2026", "units": [{"metrics": []}]}', "không đọc được"),
    ],
)
def test_a_file_that_says_nothing_is_refused_as_a_whole(text, word):
    with pytest.raises(FileNotReadable, match=word):
        score_content(text, today=TODAY)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_points_rise_with_the_share_and_stay_within_the_top(above, below):
    above = min(above, below)
    item = scored("PUBLISH_ON_TIME", numerator=above, denominator=below)
    assert 0 <= item.points <= 6
    assert abs(Fraction(item.points) - 6 * Fraction(above, below)) <= Fraction(1, 200)
    more = scored("PUBLISH_ON_TIME", numerator=min(above + 1, below), denominator=below)
    assert more.points >= item.points


@given(st.fractions(min_value=0, max_value=1000))
def test_rounding_goes_half_up(value):
    rounded = Fraction(half_up(value, 2))
    assert -Fraction(1, 200) < rounded - value <= Fraction(1, 200)


KNOWN_FIELDS = (  # noqa: SIM905 - read as words
    "units metrics code data parent children overview evaluation numerator denominator ratio score totalScore "
    "period sheet totalReceived departmentCode"
).split()
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)


def _nested(inner):
    fields = st.sampled_from(KNOWN_FIELDS) | st.text(max_size=3)
    return st.lists(inner, max_size=3) | st.dictionaries(fields, inner, max_size=5)


@given(st.recursive(LEAVES, _nested))
def test_any_document_is_scored_or_refused_in_words(document):
    try:
        scores = score_content(json.dumps(document).encode(), today=TODAY)
    except FileNotReadable:
        return
    assert scores.units


def test_names_are_one_line_that_any_terminal_and_file_can_take():
    metrics = [{"code": "PUBLISH_ON_TIME\x1b", "numerator": 1, "denominator": 2}]
    document = {"units": [{"departmentName": "Xã\x1b[31m\n \ud800Thục Phán", "metrics": metrics}]}
    (unit,) = score_content(json.dumps(document).encode(), today=TODAY).units
    assert unit.name == "Xã[31m Thục Phán"
    assert unit.items[0].status is Status.SCORED


def test_a_name_is_the_same_unit_in_either_spelling_of_its_accents():
    name = "Xã Thục Phán"
    document = [
        {"departmentName": name, "metrics": [{"code": "PUBLISH_ON_TIME", "numerator": 1, "denominator": 2}]},
        {
            "departmentName": normalize("NFD", name),
            "metrics": [{"code": "DOSSIER_SYNC", "numerator": 1, "denominator": 2}],
        },
    ]
    (unit,) = score_content(content(document), today=TODAY).units
    assert [item.code for item in unit.items] == ["PUBLISH_ON_TIME", "DOSSIER_SYNC"]
