"""A first exact reader of fees. An amount that its own note limits, contradicts or multiplies is a doubt."""

import re
from collections.abc import Mapping
from functools import lru_cache

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.foreign import clean, items_of, one_line
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.ledger import Reason

_ABSENT = {"", "-", "khong", "khong co", "khong co thong tin", "khong quy dinh", "chua quy dinh", "none", "null"}
_FREE = {"mien phi", "khong thu phi", "khong thu le phi", "khong mat phi", "khong thu", "khong dong"}
_EACH_FEE = re.compile(r"\n(?=\s*(?:phí|lệ phí)\s*:)", re.IGNORECASE)
_LABEL = r"(?:(?:phí, lệ phí|phí|lệ phí)\s*:?\s*)?"
_DIGITS = r"\d{1,3}(?:[.,]\d{3})+|\d+"
_DONG = r"việt nam đồng|vnđ|vnd|đồng|đ"
_WHOLE = re.compile(rf"{_LABEL}(?P<digits>{_DIGITS})\s*(?:{_DONG})\s*(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_AMOUNT = re.compile(rf"(?<![\d/.,])({_DIGITS})\s*(?:{_DONG})(?!\w)", re.IGNORECASE)
_GROUPED = re.compile(r"(?<![\d/])\d+(?:[.,]\d{3,4})+(?![\d/])")
_SHORT = re.compile(r"\d[\d.,]*\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|tr\b|k\b|%)", re.IGNORECASE)
_FOREIGN = re.compile(r"\b(?:usd|euro?|đô la|đô-la)\b|\$", re.IGNORECASE)
_DATED = re.compile(r"\b(?:từ|đến|trước|sau|kể từ|hết)\s+(?:hết\s+)?(?:ngày|tháng)\s*\d|\bđến hết\b", re.IGNORECASE)
_DEPENDS = re.compile(
    r"\b(?:trường hợp|đối với|nếu|tuỳ|tùy|miễn|giảm|hội đồng nhân dân|hđnd|mức thu|mức phí|mức lệ phí|biểu phí)\b",
    re.IGNORECASE,
)
_PER_DOSSIER = re.compile(
    r"(?:đồng|đ|vnđ)?/?\s*(?:0?1\s*)?(?:hồ sơ|lần|lượt|lần cấp|lần đăng ký|trường hợp|giấy phép)?", re.IGNORECASE
)
_PER = re.compile(r"/|\bmỗi\b|\btrên (?:0?1|một)\b", re.IGNORECASE)
_FEE_NAME = re.compile(r"(?:phí|lệ phí|mức phí|mức thu)\b[^;\n]{0,160}", re.IGNORECASE)
_OR = re.compile(r"\bhoặc\b|(?:^|[:.])\s*[-+]", re.IGNORECASE)
_CITED = re.compile(
    r"\(?\s*(?:(?:áp dụng )?theo )?(?:quy định (?:tại|của) )?(?:khoản \d+ )?(?:điều \d+ )?"
    r"(?:thông tư|nghị định)(?: liên tịch)?(?: số)? \d+/\d+/[\w-]+[^;().]*\)?",
    re.IGNORECASE,
)
_CASE_MARK = re.compile(r"[\s()\-:.]*(?:\d{1,2})?[\s()\-:.]*")
_FEE_WORDS = re.compile(r"\b(?:phí|lệ phí|thu|mức|giá|quy định|thông tư)\b", re.IGNORECASE)
_LEAST, _MOST = 1000, 10**12


def read_money(value: object, note: str = "") -> Reading[int]:
    """One fee in đồng: «50,000 Việt Nam Đồng» is typed, «Miễn phí» is 0; «135 VNĐ», USD, conditions are doubts."""
    if isinstance(value, bool | dict | list):
        return Reading(State.DOUBT, reason=Reason.WRONG_TYPE)
    return _read(clean(value), one_line(note))


@lru_cache(maxsize=4096)
def _read(text: str, note: str) -> Reading[int]:
    if fold(text) in _ABSENT:
        return Reading(State.DOUBT, reason=Reason.FREE_TEXT) if _speaks(note) else Reading(State.ABSENT)
    if fold(re.sub(f"^{_LABEL}", "", text, flags=re.IGNORECASE)) in _FREE or fold(text) in _FREE:
        return _free(note)
    whole = _WHOLE.fullmatch(text)
    if whole is None:
        return Reading(State.DOUBT, reason=_why_not_money(text))
    amount = int(re.sub(r"[.,]", "", whole["digits"]))
    words = f"{whole['rest']} {note}".strip()
    return _free(words) if amount == 0 else _charged(amount, words)


def fee_cells(method: Mapping[str, object]) -> list[tuple[str, str]]:
    """(amount, note) of each fee of a row: from the parsed list, or else line by line from the cell as a whole."""
    listed = [fee for fee in items_of(method.get("fees")) if fee not in (None, "")]
    if listed:
        return [_cell(fee) for fee in listed]
    lines = _EACH_FEE.split(clean(method.get("fee_raw")))
    return [(line, "") for line in lines]


def _cell(fee: object) -> tuple[str, str]:
    if isinstance(fee, Mapping):
        return clean(fee.get("amount_raw", fee.get("amount"))), clean(fee.get("note"))
    return clean(fee), ""


def _speaks(note: str) -> bool:
    return bool(_AMOUNT.search(note) or _GROUPED.search(note) or _SHORT.search(note))


def _free(words: str) -> Reading[int]:
    """Free, if nothing stands beside it but «không có», «không thu» or the number of a case."""
    free = Reading(State.TYPED, 0)
    if fold(words).strip("()/-. ") in _ABSENT | _FREE or _CASE_MARK.fullmatch(words):
        return free
    if _DATED.search(words):
        return free.doubted(Reason.DATED)
    return free.doubted(Reason.FREE_BUT_FEE if _speaks(words) or _FEE_WORDS.search(words) else Reason.DEPENDS)


def _charged(amount: int, words: str) -> Reading[int]:
    charged = Reading(State.TYPED, amount)
    reason = _why_doubt(amount, words)
    return charged.doubted(reason) if reason else charged


def _why_doubt(amount: int, words: str) -> Reason | None:
    """What in the words beside an amount forbids to take it as the fee of one dossier."""
    if _FOREIGN.search(words):
        return Reason.FOREIGN_CURRENCY
    said = {int(re.sub(r"[.,]", "", digits)) for digits in _AMOUNT.findall(words) + _GROUPED.findall(words)}
    if said - {amount} or _SHORT.search(words):
        is_lost = amount < _LEAST and amount * _LEAST in said
        return Reason.LOST_THOUSANDS if is_lost else Reason.NUMBER_DIFFERS
    if amount < _LEAST:
        return Reason.LOST_THOUSANDS
    if words.count("(") != words.count(")") or amount > _MOST:
        return Reason.GLUED
    return _why_limited(words)


def _why_limited(words: str) -> Reason | None:
    """Why the amount may not be the fee of any dossier: only citations, «/hồ sơ» and a fee's name are harmless."""
    bare = _CITED.sub(" ", words).strip("()., ")
    if _PER_DOSSIER.fullmatch(bare):
        return None
    if _DATED.search(bare):
        return Reason.DATED
    if _per_other(bare):
        return Reason.PER_ITEM
    rest = _AMOUNT.sub(" ", bare).strip("()-/:., ")
    is_named = _PER_DOSSIER.fullmatch(rest) or (_FEE_NAME.fullmatch(rest) and not _OR.search(rest))
    return Reason.DEPENDS if _DEPENDS.search(rest) or not is_named else None


def _per_other(words: str) -> bool:
    """Whether some «đồng/…» in the words is charged by something else than the dossier."""
    units = [unit.strip() for unit in re.findall(r"/\s*([^/;,.()]{1,40})", words)]
    return bool(_PER.search(words)) and not (units and all(_PER_DOSSIER.fullmatch(unit) for unit in units))


def _why_not_money(text: str) -> Reason:
    if _FOREIGN.search(text):
        return Reason.FOREIGN_CURRENCY
    return Reason.NO_UNIT if re.fullmatch(r"[\d.,]+", text) else Reason.FREE_TEXT
