"""Real fees of the national portal against answers written by hand; the texts themselves are not ours to keep."""

import json
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from motcua.kernel.texts.fold import fold
from motcua.registry.descriptions.rules.fee_words.reader import read_fee

STRINGS = Path(__file__).resolve().parents[5] / ".." / "shared" / "data" / "strings"
LABELLED = json.loads((Path(__file__).parent / "fees_labelled.json").read_text(encoding="utf-8"))
SINGLE = 40
"""Characters: a shorter cell holds one value, a longer text is a sentence."""

pytestmark = pytest.mark.skipif(
    not (STRINGS / "fees_open.jsonl").exists(), reason="../shared/data is not here: no real fees to read"
)


def rows(name):
    with (STRINGS / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def kind_of(row):
    text = row["text"]
    shape = "single" if len(text) <= SINGLE and not set("(;—\n") & set(text) else "sentence"
    return f"{row['kinds'][0]}, {shape}"


def is_fee(want, fee):
    """Amount, currency, unit, last day exactly; of a condition the words that matter, none where none is said."""
    same = (want["amount"], want["currency"], want["valid_to"]) == (
        fee["amount"],
        fee["currency"],
        fee["valid_to"],
    )
    per, condition = fold(fee["per"] or ""), fold(fee["condition"] or "")
    is_dated = want["valid_to"] is not None
    same_per = per.startswith(fold(want["per"])) if want["per"] else not per or is_dated
    same_condition = fold(want["condition"]) in condition if want["condition"] else not condition or is_dated
    return same and same_per and same_condition


def judged(want, got):
    """«right», «doubt» where a person could read it, or «wrong»."""
    if want == "doubt":
        return "right" if got["doubt"] else "wrong"
    if got["doubt"]:
        return "doubt"
    left = list(got["fees"])
    for fee in want:
        found = next((other for other in left if is_fee(fee, other)), None)
        if found is None:
            return "wrong"
        left.remove(found)
    return "wrong" if left else "right"


def test_fees_labelled_by_hand_are_read_right_or_doubted():
    known = [(row, LABELLED[digest(row["text"])]) for row in rows("fees_open.jsonl") if digest(row["text"]) in LABELLED]
    table = Counter((kind_of(row), judged(want, read_fee(row["text"]).plain())) for row, want in known)
    for kind in sorted({kind for kind, _ in table}):
        counts = ", ".join(f"{verdict} {table[kind, verdict]}" for verdict in ("right", "doubt", "wrong"))
        sys.stdout.write(f"\n{kind}: {counts}")
    assert len(known) >= 200
    assert total(table, "wrong") <= 0.005 * len(known)
    assert total(table, "doubt", "single") <= 0.1 * total(table, "", "single")
    assert total(table, "doubt", "sentence") <= 0.3 * total(table, "", "sentence")


def digest(text):
    return sha256(text.encode()).hexdigest()


def total(table, verdict, shape=""):
    return sum(count for (kind, found), count in table.items() if verdict in found and kind.endswith(shape))


def test_a_cell_that_contradicts_its_note_is_a_doubt():
    """A level that the note lowers for a time is no contradiction; every other difference is."""
    silent = []
    for row in rows("fee_contradictions_open.jsonl"):
        reading = read_fee(f"{row['amount_raw']}({row['note']})")
        is_lowered = row["kind"] == "amount_not_in_note" and any(fee.valid_to for fee in reading.fees)
        if reading.doubt is None and not is_lowered:
            silent.append(row["code"])
    assert silent == []


def test_every_real_text_is_read_and_every_figure_is_found_where_its_span_says():
    for row in rows("fees_open.jsonl"):
        for fee in read_fee(row["text"]).found:
            start, end = fee.span
            assert row["text"][start:end].strip()
