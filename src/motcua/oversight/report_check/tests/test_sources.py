"""The five articles that the issue was written from: all that text alone can show, and no false alarm."""

import re
from datetime import date
from pathlib import Path

import pytest

from motcua.oversight.report_check.rules.reader import read

SOURCES = sorted((Path(__file__).resolve().parents[6] / "shared" / "domain" / "sources").glob("*.txt"))
TODAY = date(2026, 11, 23)
NUMERIC = {"ratio", "sum", "precision", "conflict"}
CERTAIN = {"ratio", "sum", "date"}
pytestmark = pytest.mark.skipif(not SOURCES, reason="the articles are not part of the repository")


def text_of(number):
    return SOURCES[number].read_bytes().decode("utf-8")


def found_in(text):
    return [(str(one.kind), one.stated, one.computed) for one in read(text, today=TODAY).problems]


def test_the_half_year_article_has_its_five_errors_and_no_other():
    certain = [one for one in found_in(text_of(2)) if one[0] in CERTAIN]
    assert certain == [
        ("sum", "42", "44"),
        ("date", "22/02/2204", "22/02/2024"),
        ("ratio", "99,38%", "99,37%"),
        ("ratio", "99,38%", "99,37%"),
        ("ratio", "0,62%", "0,63%"),
    ]


@pytest.mark.parametrize("number", [0, 1, 3, 4])
def test_the_other_articles_have_no_certain_error(number):
    assert [one for one in found_in(text_of(number)) if one[0] in CERTAIN] == []


def test_the_eligible_of_the_mid_term_article_are_two_thirds_of_all():
    assert ("undefined_denominator", "100%", "66,98%") in found_in(text_of(3))
    assert ("undefined_denominator", "50%", "") in found_in(text_of(3))


def test_targets_that_need_a_definition_are_asked_about():
    assert ("conflict", "95%", "80%") in found_in(text_of(1))
    assert ("conflict", "100%", "100%") in found_in(text_of(1))
    assert ("conflict", "100%", "50%") in found_in(text_of(0))
    assert ("undefined_denominator", "17 quyết định", "") in found_in(text_of(2))


RECOMPUTABLE = [
    (2, "662/1315= 50,34%", ("662", "50,34")),
    (2, "24 VBQPPL (01 Nghị quyết, 23 Quyết định)", ("24", "01", "23")),
    (2, "15 VBQPPL (05 nghị quyết, 10 quyết định)", ("15", "05", "10")),
    (2, "02 VBQPPL (01 nghị quyết, 01 quyết định)", ("02", "01")),
    (2, "06 văn bản (01 nghị quyết, 05 quyết định)", ("06", "01", "05")),
    (2, "693 văn bản, trong đó có: 218 nghị quyết", ("693", "218")),
    (2, "cấp tỉnh 1.370 TTHC, cấp huyện 286 TTHC, cấp xã 169 TTHC", ("1.370", "286", "169")),
    (2, "25.628/26.814 hồ sơ = 95,58%", ("25.628", "95,58")),
    (2, "1.186/26.814 hồ sơ = 4,42%", ("1.186", "4,42")),
    (2, "53.106/53.172 hồ sơ = 99,88%", ("53.106", "99,88")),
    (2, "66/53.172 hồ sơ = 0,12%", ("66", "0,12")),
    (2, "385 dịch vụ công trực tuyến một phần; 1.168 dịch vụ", ("385", "1.168")),
    (2, "124 dịch vụ công trực tuyến một phần và 979 dịch vụ", ("124", "979")),
]
CHANGES = [(at, words, figure) for at, words, figures in RECOMPUTABLE for figure in figures]


@pytest.mark.parametrize(("number", "words", "figure"), CHANGES)
def test_a_changed_figure_is_found_where_it_was_changed(number, words, figure):
    """Mutation: every digit of every recomputable figure, one at a time, and each change of one place or more."""
    text = text_of(number)
    start = text.index(words) + words.index(figure)
    before = {(one.kind, one.start, one.end) for one in read(text, today=TODAY).problems}
    missed = []
    for place in [found.start() for found in re.finditer("[0-9]", figure)]:
        for digit in {str((int(figure[place]) + step) % 10) for step in (1, 3, 8)}:
            changed = figure[:place] + digit + figure[place + 1 :]
            planted = text[:start] + changed + text[start + len(figure) :]
            problems = read(planted, today=TODAY).problems
            new = [one for one in problems if (one.kind, one.start, one.end) not in before]
            if not any(
                one.start <= start + place < one.end + 300 for one in new if one.kind in {*CERTAIN, "precision"}
            ):
                missed.append(changed)
    assert missed == []


def test_a_period_that_ends_before_it_begins_is_found():
    text = text_of(2).replace("15/12/2023-10/6/2024", "15/12/2023-10/6/2022")
    assert ("date", "15/12/2023 – 10/6/2022", "") in found_in(text)


@pytest.mark.parametrize(
    ("day", "planted"), [("15/6/2024", "31/6/2024"), ("14/3/2022", "14/13/2022"), ("24/6/2022", "24/6/2262")]
)
def test_a_day_that_cannot_be_is_found(day, planted):
    text = next(text_of(number) for number in range(5) if day in text_of(number))
    assert any(kind == "date" and stated == planted for kind, stated, _ in found_in(text.replace(day, planted)))
