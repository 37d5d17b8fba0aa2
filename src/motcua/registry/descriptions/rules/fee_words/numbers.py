"""Figures and number words as amounts: «1.500.000», «1,5», «một trăm ba mươi lăm nghìn»."""

import re
from collections.abc import Sequence
from decimal import Decimal

_GROUPS = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*(?:[.,]0{2})?")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
_TORN = re.compile(r"(?<![\d/.,-])\d{1,3}(?:\s+[.,]?\s*|[.,]\s+)$")
SCALES = {"nghin": 10**3, "ngan": 10**3, "k": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9}
_UNITS = {
    "khong": 0,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu": 4,
    "nam": 5,
    "lam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
}
_STEPS = {"muoi": 10, "chuc": 10, "tram": 100}
_LARGE = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "ty": 10**9, "ti": 10**9}
_FILL = {"linh", "le"}
NUMBER_WORDS = frozenset(_UNITS) | frozenset(_STEPS) | frozenset(_LARGE) | _FILL
_MOST = 10**15
_LONGEST = 40


def is_grouped(digits: str) -> bool:
    """Whether the figure is written in groups of three, as money is."""
    return _GROUPS.fullmatch(digits) is not None


def whole_of(digits: str) -> int | None:
    """The whole number of a figure; None for «15.000.0000», «000» cut off «100. 000», and what no money is."""
    if len(digits) > _LONGEST or (digits.startswith("0") and not digits.strip("0.,") and digits != "0"):
        return None
    if is_grouped(digits):
        return int(re.sub(r"\D", "", re.sub(r"([.,])00$", "", digits) if _ends_in_cents(digits) else digits))
    return int(digits) if digits.isdecimal() else None


def _ends_in_cents(digits: str) -> bool:
    return re.search(r"\d{3}[.,]00$", digits) is not None


def is_torn(text: str, place: int) -> bool:
    """Whether digits stand right before the figure here, so that it may be their end: «1. 500.000», «1 00.000»."""
    return _TORN.search(text[max(0, place - _LONGEST) : place]) is not None


def decimal_of(digits: str) -> Decimal | None:
    """The figure as a decimal, «1,5» or «2»; None if it could also be groups of thousands, or is too long."""
    if len(digits) > _LONGEST:
        return None
    if digits.isdecimal():
        return Decimal(int(digits))
    return Decimal(digits.replace(",", ".")) if _DECIMAL.fullmatch(digits) else None


def scaled(digits: str, scale: int) -> int | None:
    """«1,5» with 10^6 is 1500000; None if that leaves a fraction of a đồng or could be read in two ways."""
    number = decimal_of(digits)
    if number is None or number * scale != int(number * scale):
        return None
    return int(number * scale)


def from_words(words: Sequence[str]) -> int | None:
    """The number that folded words say, «hai trieu nam tram nghin»; None if they say none."""
    total, hundreds, unit = 0, 0, None
    for word in words:
        if word in _UNITS:
            if unit is not None:
                return None
            unit = _UNITS[word]
        elif word in _STEPS:
            hundreds += (1 if unit is None else unit) * _STEPS[word]
            unit = None
        elif word in _LARGE:
            part = hundreds + (unit or 0)
            total, hundreds, unit = (total or 1) * _LARGE[word] if not part else total + part * _LARGE[word], 0, None
        elif word not in _FILL:
            return None
    number = total + hundreds + (unit or 0)
    return number if words and number < _MOST else None
