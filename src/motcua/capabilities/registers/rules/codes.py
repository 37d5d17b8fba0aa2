"""Codes of records: ``SK-{year}-{number:4}`` → SK-2026-0017. Plain Python."""

import re

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.codes import plain_code
from motcua.kernel.texts.mark import mark

CODE_SHAPE = mark(
    "Mã «{code}» không đúng dạng. Mã gồm chữ cái không dấu, chữ số, dấu chấm, dấu gạch nối, dài nhất 45 ký tự."
)
PART = re.compile(r"\{(year|agency|number(?::([1-9]))?)\}")
LONGEST_CODE = 45
"""With a register's code (30) it must fit into the subject of an event."""
_CODE = re.compile(rf"[A-Z0-9][A-Z0-9.-]{{0,{LONGEST_CODE - 1}}}")
_FIXED = re.compile(r"[A-Z0-9.-]*")


def pattern_fault(pattern: str) -> bool:
    """Whether a pattern is unusable: other signs, no number or two."""
    numbers = [part for part in PART.findall(pattern) if part[0].startswith("number")]
    return not _FIXED.fullmatch(PART.sub("", pattern)) or len(numbers) != 1


def series_of(pattern: str, *, year: int, agency_code: str) -> str:
    """What is counted by itself: the pattern with all but the number filled in."""
    return PART.sub(lambda part: {"year": str(year), "agency": agency_code}.get(part[1], part[0]), pattern)


def code_in(series: str, number: int) -> str:
    """The code with this number; more digits than foreseen are written all the same."""
    return PART.sub(lambda part: str(number).zfill(int(part[2] or 1)), series)


def typed_code(text: str) -> str:
    """A code that somebody brings along. Raises `InvalidInput`."""
    code = plain_code(str(text))
    if not _CODE.fullmatch(code):
        raise InvalidInput(CODE_SHAPE, code=str(text)[:80])
    return code
