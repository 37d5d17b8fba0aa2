"""How a doubt is settled: the value a controller gives, its written form, and the draft with the value in place."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.descriptions.public import (
    Allowance,
    CaseView,
    ChannelView,
    FeeView,
    LegalBasisView,
    PaperView,
    Part,
    ProcedureDraft,
    ResultView,
    TimeUnit,
    code_of_paper,
    is_optional,
)

WRONG_AMOUNT = mark("Hãy nhập một số lớn hơn 0, ví dụ 15 hoặc 0,5.")
WRONG_UNIT = mark("Hãy chọn đơn vị thời gian.")
WRONG_MONEY = mark("Hãy nhập số tiền bằng đồng, chỉ gồm chữ số, ví dụ 135000. Miễn phí là 0.")
WRONG_COUNT = mark("Hãy nhập số từ 0 đến 50.")
NO_TEXT = mark("Hãy nhập nội dung.")
NO_CHOICE = mark("Hãy chọn cách xử lý.")
CHECK = mark("Có ô chưa đúng. Hãy sửa rồi ghi nhận lại.")
Row = TypeVar("Row", FeeView, PaperView, ResultView, LegalBasisView)
_MOST_TIME, _MOST_MONEY, _MOST_COPIES, _LONGEST = Decimal(5000), 10**12, 50, 20_000

VALUE, AS_WRITTEN, NOTHING = "value", "as_written", "nothing"
"""Choices: a value is given; the source's text holds as it stands and has no single value; there is nothing here."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """`choice` with what it needs for its part: an allowance, đồng, a paper's name and numbers, or a text."""

    choice: str
    allowance: Allowance | None = None
    amount: int | None = None
    originals: int | None = None
    copies: int | None = None
    text: str = ""

    def written(self) -> str:
        """The form that is stored."""
        said = {
            "choice": self.choice,
            "allowance": f"{self.allowance[0]:f} {self.allowance[1]}" if self.allowance else None,
            "amount": self.amount,
            "originals": self.originals,
            "copies": self.copies,
            "text": self.text or None,
        }
        return json.dumps({name: value for name, value in said.items() if value is not None}, ensure_ascii=False)

    @classmethod
    def read(cls, written: str) -> "Settlement":
        """The settlement of a stored form."""
        said = json.loads(written)
        amount, _, unit = said.pop("allowance", "").partition(" ")
        return cls(allowance=(Decimal(amount), unit) if unit else None, **said)


def settlement_of(part: Part, given: Mapping[str, str]) -> Settlement:
    """What was entered for a doubt of `part`; raises `InvalidInput` with the fields that are wrong."""
    choice = given.get("choice", "")
    if choice not in {VALUE, AS_WRITTEN, NOTHING}:
        raise InvalidInput(CHECK, fields={"choice": NO_CHOICE})
    if choice != VALUE:
        return Settlement(choice)
    wrong: dict[str, str] = {}
    settlement = _READERS.get(part, _text)(given, wrong)
    if wrong:
        raise InvalidInput(CHECK, fields=wrong)
    return settlement


def settled(draft: ProcedureDraft, answers: Mapping[str, Settlement]) -> ProcedureDraft:
    """The draft with every doubt that has an answer replaced by it; the others stay doubts.

    An answer whose doubt has no row of its own (a loose text between papers) adds the paper it names.
    """
    if not answers:
        return draft
    loose = [answer for key, answer in answers.items() if key not in doubts_in(draft)]
    cases = [_case(case, answers) for case in _with_papers(draft.cases, loose)]
    steps, agency = answers.get(draft.steps_doubt), answers.get(draft.agency_doubt)
    return replace(
        draft,
        channels=tuple(_channel(channel, answers) for channel in draft.channels),
        cases=tuple(case for case in cases if case.papers),
        results=_kept(draft.results, answers, lambda row, answer: replace(row, name=answer.text)),
        legal_bases=_kept(draft.legal_bases, answers, lambda row, answer: replace(row, title=answer.text)),
        steps_text=_said_of(steps, draft.steps_text),
        steps_doubt="" if steps else draft.steps_doubt,
        executing_agency=_said_of(agency, draft.executing_agency),
        agency_doubt="" if agency else draft.agency_doubt,
    )


def doubts_in(draft: ProcedureDraft) -> set[str]:
    """Keys of all doubts that stand on a row of the draft."""
    keys = {draft.steps_doubt, draft.agency_doubt}
    keys |= {channel.doubt for channel in draft.channels}
    keys |= {fee.doubt for channel in draft.channels for fee in channel.fees}
    keys |= {paper.doubt for case in draft.cases for paper in case.papers}
    keys |= {row.doubt for row in draft.results} | {row.doubt for row in draft.legal_bases}
    return keys - {""}


def _time(given: Mapping[str, str], wrong: dict[str, str]) -> Settlement:
    try:
        amount = Decimal(given.get("amount", "").strip().replace(",", "."))
    except InvalidOperation:
        amount = Decimal(0)
    if not (amount.is_finite() and 0 < amount <= _MOST_TIME) or amount != round(amount, 2):
        wrong["amount"] = WRONG_AMOUNT
    unit = given.get("unit", "")
    if unit not in {known.value for known in TimeUnit}:
        wrong["unit"] = WRONG_UNIT
    return Settlement(VALUE, allowance=(amount, unit))


def _fee(given: Mapping[str, str], wrong: dict[str, str]) -> Settlement:
    digits = given.get("money", "").replace(".", "").replace(" ", "").removesuffix("đ")
    amount = int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= len(str(_MOST_MONEY)) else -1
    if not 0 <= amount <= _MOST_MONEY:
        wrong["money"] = WRONG_MONEY
    return Settlement(VALUE, amount=amount)


def _paper(given: Mapping[str, str], wrong: dict[str, str]) -> Settlement:
    counts = {name: _count(given.get(name, "")) for name in ("originals", "copies")}
    wrong.update({name: WRONG_COUNT for name, count in counts.items() if count is None})
    return Settlement(VALUE, originals=counts["originals"], copies=counts["copies"], text=_said(given, wrong))


def _count(digits: str) -> int | None:
    digits = digits.strip()
    return int(digits) if digits.isascii() and digits.isdigit() and int(digits) <= _MOST_COPIES else None


def _text(given: Mapping[str, str], wrong: dict[str, str]) -> Settlement:
    return Settlement(VALUE, text=_said(given, wrong))


def _said(given: Mapping[str, str], wrong: dict[str, str]) -> str:
    text = nfc(given.get("text", ""))[:_LONGEST]
    if not text:
        wrong["text"] = NO_TEXT
    return text


_READERS: dict[Part, Callable[[Mapping[str, str], dict[str, str]], Settlement]] = {
    Part.TIME: _time,
    Part.FEE: _fee,
    Part.PAPERS: _paper,
}


def _kept(
    rows: tuple[Row, ...], answers: Mapping[str, Settlement], put: Callable[[Row, Settlement], Row]
) -> tuple[Row, ...]:
    """Rows with their answers: the value put in, the text left as it stands, or the row dropped."""
    kept = []
    for row in rows:
        answer = answers.get(row.doubt)
        if answer is None:
            kept.append(row)
        elif answer.choice != NOTHING:
            kept.append(replace(put(row, answer) if answer.choice == VALUE else row, doubt=""))
    return tuple(kept)


def _channel(channel: ChannelView, answers: Mapping[str, Settlement]) -> ChannelView:
    fees = _kept(channel.fees, answers, lambda fee, answer: replace(fee, amount=answer.amount))
    answer = answers.get(channel.doubt)
    if answer is None:
        return replace(channel, fees=fees)
    time_text = "" if answer.choice == NOTHING else channel.time_text
    return replace(channel, fees=fees, allowance=answer.allowance, time_text=time_text, doubt="")


def _case(case: CaseView, answers: Mapping[str, Settlement]) -> CaseView:
    papers = _kept(case.papers, answers, _paper_as_settled)
    doubted = {paper.code for paper in case.papers if paper.doubt in answers}
    return replace(
        case,
        papers=tuple(
            replace(paper, is_required=not is_optional(paper.name)) if paper.code in doubted else paper
            for paper in papers
        ),
    )


def _paper_as_settled(paper: PaperView, answer: Settlement) -> PaperView:
    return replace(paper, name=answer.text, originals=answer.originals, copies=answer.copies)


def _with_papers(cases: tuple[CaseView, ...], loose: Sequence[Settlement]) -> tuple[CaseView, ...]:
    papers = tuple(_new_paper(answer) for answer in loose if answer.originals is not None)
    if not papers:
        return cases
    first, rest = (cases[0], cases[1:]) if cases else (CaseView(0, "", ()), ())
    return (replace(first, papers=first.papers + papers), *rest)


def _new_paper(answer: Settlement) -> PaperView:
    is_required = not is_optional(answer.text)
    return PaperView(0, code_of_paper(answer.text), answer.text, answer.originals, answer.copies, is_required)


def _said_of(answer: Settlement | None, text: str) -> str:
    return text if answer is None or answer.choice == AS_WRITTEN else answer.text
