"""Paragraphs in our own words: what is right is left alone, what is planted is found at its place."""

from datetime import date

import pytest

from motcua.oversight.report_check.rules.reader import read
from motcua.oversight.report_check.tests.right_articles import RIGHT
from motcua.oversight.report_check.tests.wrong_articles import WRONG

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", RIGHT)
def test_nothing_is_said_of_what_is_right(name):
    problems = read(RIGHT[name], today=TODAY).problems
    assert [(str(one.kind), RIGHT[name][one.start : one.end], one.computed) for one in problems] == []


@pytest.mark.parametrize("name", WRONG)
def test_a_planted_error_is_found_at_its_place_and_no_other_kind_is_said(name):
    kind, words, text = WRONG[name]
    found = [(str(one.kind), words in text[one.start : one.end]) for one in read(text, today=TODAY).problems]
    assert (kind, True) in found
    assert {one for one, _ in found} == {kind}


def test_all_right_paragraphs_together_are_still_right():
    """Figures of one paragraph are no parts, wholes or doubles of another's."""
    problems = read("\n\n".join(RIGHT.values()), today=TODAY).problems
    assert [one for one in problems if one.kind in {"ratio", "sum", "date"}] == []
