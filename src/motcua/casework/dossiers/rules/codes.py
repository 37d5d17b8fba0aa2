"""The dossier's code: given once, kept for life. Schemes are strategies with dates (domain.md §3.1)."""

import re
from collections.abc import Callable
from datetime import date, datetime

from motcua.casework.dossiers.errors import CodeNotKnown

_PATTERN = re.compile(r"([A-Z]\d{2}(?:\.\d{1,3}){0,4}|\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2})-(\d{6})-(\d{4,8})", re.ASCII)
_LONGEST = 45
_MOST_OF_OUR_DIGITS = 5
"""Longer numbers are those of central services, which begin with two digits of their ministry (Circular 04/2025)."""

Scheme = Callable[[str, date, int], str]


def agency_day(agency_code: str, day: date, number: int) -> str:
    """``H14.05-261122-0001``: agency, day, number in that day; past 9999 it grows, it never wraps."""
    return f"{agency_code}-{day:%y%m%d}-{number:04d}"


SCHEMES: dict[str, Scheme] = {"agency_day": agency_day}
DEFAULT_SCHEME = "agency_day"


def checked_code(text: str, *, today: date) -> str:
    """A code as a person or a partner wrote it, made regular; `CodeNotKnown` unless it is of a known form."""
    code = text.strip().upper()
    match = _PATTERN.fullmatch(code) if len(code) <= _LONGEST else None
    if match is None or not _is_past_day(match[2], today):
        raise CodeNotKnown(code=text.strip()[:_LONGEST])
    return code


def number_in_day(code: str) -> tuple[str, date, int] | None:
    """Agency, day and number of a regular code that our own count could reach; else None."""
    match = _PATTERN.fullmatch(code)
    if match is None or len(match[3]) > _MOST_OF_OUR_DIGITS:
        return None
    try:
        day = datetime.strptime(match[2], "%y%m%d").date()  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return None
    return match[1], day, int(match[3])


def _is_past_day(digits: str, today: date) -> bool:
    try:
        return datetime.strptime(digits, "%y%m%d").date() <= today  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        return False
