"""Deadlines as annexes write them: «30/6/2026», «Quý II», «Tháng 9», «Hằng quý», «Thường xuyên». Plain Python."""

import re
from collections.abc import Callable
from datetime import date

from motcua.kernel.texts.fold import fold
from motcua.oversight.assignments.rules.rounds import Periodicity, last_of

Read = tuple[date, Periodicity]
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR = r"(?:\s*(?:[/-]|nam)?\s*(20\d\d))?"
_SENTENCES: tuple[tuple[str, Callable[[re.Match[str], int], Read]], ...] = (
    (r".*\b(20\d\d)-(\d\d)-(\d\d)", lambda m, _y: (date(int(m[1]), int(m[2]), int(m[3])), Periodicity.ONCE)),
    (r".*?\b(\d{1,2})[/-](\d{1,2})(?:[/-](20\d\d))?(?![\d/])",
     lambda m, y: (date(int(m[3] or y), int(m[2]), int(m[1])), Periodicity.ONCE)),
    (r"(?:.*\b)?hang thang", lambda _m, y: (date(y, 12, 31), Periodicity.MONTHLY)),
    (r"(?:.*\b)?hang quy|.*\bmoi quy", lambda _m, y: (date(y, 12, 31), Periodicity.QUARTERLY)),
    (r"(?:.*\b)?(?:hang 6 thang|6 thang (?:mot|1) lan|6 thang/lan|6 thang,? nam)",
     lambda _m, y: (date(y, 12, 31), Periodicity.HALF_YEARLY)),
    (r"(?:.*\b)?hang nam", lambda _m, y: (date(y, 12, 31), Periodicity.YEARLY)),
    (r".*\bquy (iv|iii|ii|i|[1-4])\b" + _YEAR,
     lambda m, y: (last_of(int(m[2] or y), _ROMAN[m[1]] * 3), Periodicity.ONCE)),
    (r".*\bthang (\d{1,2})\b" + _YEAR, lambda m, y: (last_of(int(m[2] or y), int(m[1])), Periodicity.ONCE)),
    (r"(?:.*\s)?(\d{1,2})/(20\d\d)", lambda m, _y: (last_of(int(m[2]), int(m[1])), Periodicity.ONCE)),
    (r".*\b6 thang dau nam" + _YEAR, lambda m, y: (date(int(m[1] or y), 6, 30), Periodicity.ONCE)),
    (r".*\b9 thang(?: dau nam)?" + _YEAR, lambda m, y: (date(int(m[1] or y), 9, 30), Periodicity.ONCE)),
    (r"(?:trong |ca )?nam (20\d\d)", lambda m, _y: (date(int(m[1]), 12, 31), Periodicity.ONCE)),
    (r"ca nam|trong nam|thuong xuyen|cuoi nam|.*\b6 thang cuoi nam",
     lambda _m, y: (date(y, 12, 31), Periodicity.ONCE)),
)  # fmt: skip
_COMPILED = [(re.compile(pattern), read) for pattern, read in _SENTENCES]


def read_deadline(text: str, *, year: int) -> Read | None:
    """The last day and how often; `year` is the plan's where none is written. None for what says no day."""
    words = fold(text)
    for pattern, read in _COMPILED:
        if found := pattern.match(words):
            try:
                return read(found, year)
            except ValueError:
                return None
    return None
