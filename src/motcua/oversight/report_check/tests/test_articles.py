"""Paragraphs in our own words: what is right is left alone, what is planted is found at its place."""

from datetime import date

import pytest

from motcua.oversight.report_check.rules.reader import read
from motcua.oversight.report_check.tests.first_sight import PLANTED, SOUND
from motcua.oversight.report_check.tests.later_articles import ARTICLES
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


@pytest.mark.parametrize("text", [text for text, _ in ARTICLES], ids=range(len(ARTICLES)))
def test_nothing_certain_is_said_of_a_later_article(text):
    problems = read(text, today=TODAY).problems
    assert [text[one.start : one.end] for one in problems if one.kind in {"ratio", "sum", "date"}] == []


def test_of_changes_in_later_articles_nine_in_ten_are_found():
    missed, changes = [], [(text, change) for text, listed in ARTICLES for change in listed]
    for text, (kind, words, others) in changes:
        changed = text.replace(words, others, 1)
        at = changed.index(others)
        problems = [one for one in read(changed, today=TODAY).problems if one.kind == kind]
        if not any(one.start < at + len(others) and at < one.end for one in problems):
            missed.append((kind, words, others))
    assert len(missed) * 10 <= len(changes), missed


@pytest.mark.parametrize("text", SOUND, ids=range(len(SOUND)))
def test_nothing_certain_is_said_of_what_was_sound_at_first_sight(text):
    problems = read(text, today=TODAY).problems
    assert [(one.kind, text[one.start : one.end]) for one in problems if one.kind in {"ratio", "sum", "date"}] == []


@pytest.mark.parametrize(("kind", "words", "text"), PLANTED, ids=range(len(PLANTED)))
def test_what_was_planted_for_first_sight_is_found(kind, words, text):
    found = [(one.kind, text[one.start : one.end]) for one in read(text, today=TODAY).problems]
    assert any(one == kind and words in quote for one, quote in found)
