"""How fees are written, in our own words (fee_cases.tsv): what is read, and what is left to a person."""

from pathlib import Path

import pytest

from motcua.kernel.texts.fold import fold
from motcua.registry.descriptions.rules.fee_words.reader import read_fee
from motcua.registry.descriptions.rules.ledger import Reason


def cases():
    lines = (Path(__file__).parent / "fee_cases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(text.replace("\\n", "\n").replace("\\u00a0", "\u00a0"), answer) for text, answer in rows]


CASES = cases()
READ = [(text, answer) for text, answer in CASES if not answer.startswith("doubt")]
DOUBTED = [(text, answer.removeprefix("doubt").strip()) for text, answer in CASES if answer.startswith("doubt")]


def as_written(fee):
    """«50000 VND /hồ sơ ?condition @2026-12-31»: as fee_cases.tsv has it, in parts."""
    parts = (fee.amount, fee.currency, fee.per, fee.condition, fee.valid_to)
    return tuple(None if part is None else str(part) for part in parts)


def expected(short):
    """The amount, currency, unit, words of the condition and last day of «25 USD /bản ?cấp mới @2026-12-31»."""
    rest, _, day = short.partition(" @")
    rest, _, condition = rest.partition(" ?")
    rest, _, per = rest.partition(" /")
    amount, _, currency = rest.partition(" ")
    return amount, currency or "VND", per or None, condition or None, day or None


@pytest.mark.parametrize(("text", "fees"), READ)
def test_a_fee_is_read_as_an_expert_would(text, fees):
    reading = read_fee(text)
    assert reading.doubt_text is None
    found = [as_written(fee) for fee in reading.fees]
    wanted = [expected(short) for short in fees.split(" ; ")]
    assert [fee[:3] + fee[4:] for fee in found] == [fee[:3] + fee[4:] for fee in wanted]
    for (*_, said, _), (*_, words, _) in zip(found, wanted, strict=True):
        assert (words is None) == (said is None)
        assert fold(words or "") in fold(said or "")


@pytest.mark.parametrize(("text", "reason"), DOUBTED)
def test_what_cannot_be_read_for_certain_is_a_doubt_with_its_reason(text, reason):
    reading = read_fee(text)
    assert reading.fees == ()
    assert reading.doubt == (Reason(reason) if reason else reading.doubt)
    assert reading.doubt_text


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\ufeff", "."])
def test_a_blank_text_states_no_fee_and_raises_no_doubt(text):
    assert read_fee(text).plain() == {"text": text, "fees": [], "doubt": None}


def test_a_whole_document_on_one_line_is_a_doubt_not_a_wait():
    assert read_fee("100.000 đồng; " * 10_000).doubt is Reason.TOO_LONG


def test_a_fee_knows_where_its_figure_stands():
    text = "Cấp mới: 100.000 đồng/giấy; cấp đổi: 50.000 đồng/giấy"
    assert [text[slice(*fee.span)] for fee in read_fee(text).fees] == ["100.000 đồng", "50.000 đồng"]
