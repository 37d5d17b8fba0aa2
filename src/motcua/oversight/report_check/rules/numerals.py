"""Numbers as reports write them: «1.315», «50,34», «1 315», «bốn mươi hai», «hai nghìn không trăm linh năm»."""

import re
from dataclasses import dataclass
from decimal import Decimal

LONGEST, _LONGEST_PADDED, _TEN = 15, 3, 10
_DOTTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_COMMAED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
_VIETNAMESE = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]{1,6}")
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+\.[0-9]{1,6}")
_PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,9})?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+")


@dataclass(frozen=True, slots=True)
class Number:
    """A value, how many decimals it was printed with, and what else it may mean («1,315»: 1.315 or 1 315)."""

    value: Decimal
    places: int = 0
    other: Decimal | None = None


def read_number(raw: str) -> Number | None:
    """The number written in digits, or None if it is none (a version, a telephone number, too long)."""
    if len(raw) > LONGEST + 8:
        return None
    if _SPACED.fullmatch(raw):
        return Number(Decimal(raw.replace(" ", "")))
    if _VIETNAMESE.fullmatch(raw):
        return _decimal(raw.replace(".", "").replace(",", "."))
    if _ENGLISH.fullmatch(raw):
        return _decimal(raw.replace(",", ""))
    if _DOTTED.fullmatch(raw):
        grouped = Decimal(raw.replace(".", ""))
        return Number(grouped, other=Decimal(raw) if raw.count(".") == 1 else None)
    if _COMMAED.fullmatch(raw):
        grouped = Decimal(raw.replace(",", ""))
        is_one = raw.count(",") == 1
        return Number(Decimal(raw.replace(",", ".")), 3, other=grouped) if is_one else Number(grouped)
    if _PLAIN.fullmatch(raw) and not (raw.isdigit() and raw[0] == "0" and len(raw) > _LONGEST_PADDED):
        return _decimal(raw.replace(",", "."))
    return None


def _decimal(plain: str) -> Number:
    return Number(Decimal(plain), len(plain.partition(".")[2]))


_DIGITS = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_AFTER_TENS = _DIGITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_THOUSANDS = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000, "tỉ": 1_000_000_000}
NUMBER_WORDS = frozenset([*_AFTER_TENS, "mười", "mươi", "trăm", "linh", "lẻ", *_THOUSANDS])
FIRST_WORDS = frozenset([*_DIGITS, "mười"])


def read_number_words(words: list[str]) -> tuple[int, int]:
    """The value of the number at the beginning of `words`, and how many words it takes (0 if there is none)."""
    total, used, scale = 0, 0, 10**12
    while True:
        value, taken = _group(words, used)
        if not taken:
            return total, used
        following = words[used + taken] if used + taken < len(words) else ""
        unit = _THOUSANDS.get(following, 1)
        if unit >= scale:
            return total, used
        total, used, scale = total + value * unit, used + taken + (unit > 1), unit
        if unit == 1:
            return total, used


def _group(words: list[str], at: int) -> tuple[int, int]:
    """A number below a thousand: «hai trăm linh năm», «mười lăm», «bốn mươi hai», «tám»."""
    first, second = _word(words, at), _word(words, at + 1)
    if first in _DIGITS and second == "trăm":
        rest, taken = _after_hundreds(words, at + 2)
        return _DIGITS[first] * 100 + rest, 2 + taken
    return _tens(words, at)


def _after_hundreds(words: list[str], at: int) -> tuple[int, int]:
    if _word(words, at) in {"linh", "lẻ"} and _word(words, at + 1) in _AFTER_TENS:
        return _AFTER_TENS[_word(words, at + 1)], 2
    value, taken = _tens(words, at)
    return (value, taken) if value >= _TEN else (0, 0)


def _tens(words: list[str], at: int) -> tuple[int, int]:
    first, second, third = _word(words, at), _word(words, at + 1), _word(words, at + 2)
    if first == "mười":
        return (10 + _AFTER_TENS[second], 2) if second in _AFTER_TENS else (10, 1)
    if first not in _DIGITS:
        return 0, 0
    if second == "mươi":
        return (_DIGITS[first] * 10 + _AFTER_TENS[third], 3) if third in _AFTER_TENS else (_DIGITS[first] * 10, 2)
    return _DIGITS[first], 1


def _word(words: list[str], at: int) -> str:
    return words[at] if at < len(words) else ""
