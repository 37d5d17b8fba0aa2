"""Whole articles in our own words, written before the grammar saw them; errors stand as ⟦kind|words⟧."""

import re
from datetime import date
from pathlib import Path

import pytest

from motcua.oversight.report_check.rules.reader import read

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.txt"))
TODAY = date(2026, 11, 23)
CERTAIN = {"ratio", "sum", "date"}
MARK = re.compile(r"⟦([a-z_/]+)\|(.*?)⟧", re.DOTALL)


def opened(path):
    """The text without its marks, and what is planted: kinds, start, end."""
    raw, text, planted, at = path.read_text(), "", [], 0
    for found in MARK.finditer(raw):
        text += raw[at : found.start()]
        planted.append((found[1].split("/"), len(text), len(text) + len(found[2])))
        text, at = text + found[2], found.end()
    return text + raw[at:], planted


def over(problems, start, end):
    return [one for one in problems if one.start < end and start < one.end]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_nothing_certain_is_said_of_what_is_right(path):
    text, planted = opened(path)
    certain = [one for one in read(text, today=TODAY).problems if one.kind in CERTAIN]
    said = [one for one in certain if not any(over([one], start, end) for _, start, end in planted)]
    assert [(str(one.kind), text[one.start : one.end]) for one in said] == []


def test_of_what_is_planted_nine_in_ten_are_found():
    missed, number = [], 0
    for path in ARTICLES:
        text, planted = opened(path)
        problems = read(text, today=TODAY).problems
        number += len(planted)
        missed += [text[start:end] for _, start, end in planted if not over(problems, start, end)]
    assert len(missed) * 10 <= number, missed
