"""One cell of the import as one fee in đồng, read by the grammar in `fee_words`; whatever limits it is a doubt."""

import re
from collections.abc import Mapping, Sequence

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.foreign import clean, items_of, one_line
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.fee_words.fees import Fee
from motcua.registry.descriptions.rules.fee_words.reader import read_fee
from motcua.registry.descriptions.rules.ledger import Reason

_ABSENT = {"", "-", "khong", "khong co", "khong co thong tin", "khong quy dinh", "chua quy dinh", "none", "null"}
_EACH_FEE = re.compile(r"\n(?=\s*(?:phí|lệ phí)\s*:)", re.IGNORECASE)
_PER_DOSSIER = {"ho so", "lan", "luot", "lan cap", "lan dang ky", "truong hop", "giay phep"}


def read_money(value: object, note: str = "") -> Reading[int]:
    """One fee in đồng: «50,000 Việt Nam Đồng» is typed, «Miễn phí» is 0; «135 VNĐ», USD, conditions are doubts."""
    if isinstance(value, bool | dict | list):
        return Reading(State.DOUBT, reason=Reason.WRONG_TYPE)
    text, words = clean(value), one_line(note)
    if fold(text) in _ABSENT:
        is_silent = not words or not read_fee(words).found
        return Reading(State.ABSENT) if is_silent else Reading(State.DOUBT, reason=Reason.FREE_TEXT)
    if words.count("(") != words.count(")"):
        return Reading(State.DOUBT, reason=Reason.GLUED)
    whole = read_fee(f"{text} ({words})" if words else text)
    proposal = next((int(fee.amount) for fee in whole.found if fee.currency == "VND"), None)
    reason = whole.doubt or _why_not_one(whole.found)
    return Reading(State.DOUBT, proposal, reason) if reason else Reading(State.TYPED, proposal)


def fee_cells(method: Mapping[str, object]) -> list[tuple[object, str]]:
    """(amount, note) of each fee of a row: from the parsed list, or else line by line from the cell as a whole."""
    listed = [fee for fee in items_of(method.get("fees")) if fee not in (None, "")]
    if listed:
        return [_cell(fee) for fee in listed]
    raw = method.get("fee_raw")
    if isinstance(raw, bool | dict | list):
        return [(raw, "")]
    return [(line, "") for line in _EACH_FEE.split(clean(raw))]


def _cell(fee: object) -> tuple[object, str]:
    """A fee of no known shape goes on as it is, so that it is told."""
    if isinstance(fee, Mapping) and set(fee) & {"amount_raw", "amount", "note"}:
        return fee.get("amount_raw", fee.get("amount")), clean(fee.get("note"))
    return fee, ""


def _why_not_one(fees: Sequence[Fee]) -> Reason | None:
    """Why the fees read are not one amount in đồng that every dossier pays."""
    if any(fee.currency != "VND" for fee in fees):
        return Reason.FOREIGN_CURRENCY
    if any(fee.valid_to for fee in fees):
        return Reason.DATED
    if len(fees) != 1 or fees[0].condition:
        return Reason.DEPENDS
    per = fees[0].per
    return Reason.PER_ITEM if per and fold(per) not in _PER_DOSSIER else None
