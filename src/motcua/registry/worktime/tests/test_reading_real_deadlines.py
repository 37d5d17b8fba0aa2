"""Real deadlines (../shared, not ours) against answers written by hand before the reader was run on them."""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

from motcua.registry.worktime.rules.reading import as_json, read_allowance

STRINGS = Path(__file__).resolve().parents[6] / "shared" / "data" / "strings"
FILES = (STRINGS / "deadlines_open.txt", STRINGS / "deadline_steps_open.txt")
ANSWERS = json.loads((Path(__file__).parent / "deadline_answers.json").read_text())
WRONG, DOUBTS_OF_CELLS, DOUBTS_OF_SENTENCES = 0.005, 0.10, 0.30
CELL_WORDS = 4
pytestmark = pytest.mark.skipif(
    not all(file.exists() for file in FILES), reason="the real strings (../shared/data) are not here"
)


@pytest.fixture(scope="module")
def texts():
    return {text for file in FILES for text in file.read_text(encoding="utf-8").splitlines()}


@pytest.fixture(scope="module")
def judged(texts):
    """(group, verdict, is a doubt) of every text with an answer."""
    known = {hashlib.sha256(text.encode()).hexdigest(): text for text in texts}
    return [verdict(answer, read_allowance(known[key]), known[key]) for key, answer in ANSWERS.items()]


def verdict(answer, reading, text):
    said = as_json(reading)
    allowance = [[stage["amount"], stage["unit"]] for stage in said["allowance"]]
    is_doubt = said["kind"] == "doubt"
    if (said["kind"], allowance) == (answer["kind"], answer["allowance"]):
        return answer["group"], "right", is_doubt, text
    return answer["group"], "doubt" if is_doubt else "wrong", is_doubt, text


def test_at_least_300_answers_are_kept_and_each_has_its_text(texts, judged):
    assert len(ANSWERS) == len(judged) >= 300
    assert {group for group, *_ in judged} == {"cell", "note", "steps"}


def test_hardly_any_reading_is_wrong(judged):
    counted = Counter((group, word) for group, word, _, _ in judged)
    for group in ("cell", "note", "steps"):
        said = " ".join(f"{word} {counted[group, word]}" for word in ("right", "doubt", "wrong"))
        sys.stdout.write(f"{group}: {said}\n")
    wrong = [text for _, word, _, text in judged if word == "wrong"]
    assert len(wrong) <= WRONG * len(judged), wrong


def test_doubts_of_the_sample_stay_few(judged):
    cells = [is_doubt for group, _, is_doubt, text in judged if group == "cell" and not text.isdigit()]
    sentences = [is_doubt for group, _, is_doubt, _ in judged if group != "cell"]
    assert sum(cells) <= DOUBTS_OF_CELLS * len(cells)
    assert sum(sentences) <= DOUBTS_OF_SENTENCES * len(sentences)


def test_doubts_of_all_real_strings_stay_few(texts):
    cells = [text for text in texts if len(text.split()) <= CELL_WORDS]
    sentences = [text for text in texts if len(text.split()) > CELL_WORDS]
    doubted = {text for text in texts if read_allowance(text).kind == "doubt"}
    for name, several in (("cells", cells), ("sentences", sentences)):
        sys.stdout.write(f"{name}: {len(doubted & set(several))} doubts of {len(several)}\n")
    with_unit = [text for text in cells if not text.isdigit()]
    assert len(doubted & set(with_unit)) <= DOUBTS_OF_CELLS * len(with_unit)
    assert len(doubted & set(sentences)) <= DOUBTS_OF_SENTENCES * len(sentences)
