"""Hours as people write them: «7:00–11:30, 13:30–17:00», «7h30-11h30; 13h-16h30»; an empty text is a day off."""

import re

from motcua.registry.worktime.rules.calendar import MINUTES_A_DAY, Shifts
from motcua.registry.worktime.rules.inheritance import is_usable_day

_HOUR = r"(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?"
_SHIFT = re.compile(rf"{_HOUR}\s*(?:-|–|—|đến)\s*{_HOUR}", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,;]*(?:và)?[\s,;]*")
_MOMENT = re.compile(_HOUR, re.IGNORECASE)
_AN_HOUR = 60
_OFF = {"", "nghỉ", "-", "–"}


def read_shifts(text: str) -> Shifts | None:
    """The shifts of a day; None if they cannot be read, overlap or run backwards."""
    tidy = text.strip().lower()
    if tidy in _OFF:
        return ()
    found, end = [], 0
    for shift in _SHIFT.finditer(tidy):
        edges = _minute(shift[1], shift[2]), _minute(shift[3], shift[4])
        if not _BETWEEN.fullmatch(tidy, end, shift.start()) or None in edges:
            return None
        found.append((edges[0] or 0, edges[1] or 0))
        end = shift.end()
    if not found or not _BETWEEN.fullmatch(tidy, end) or not is_usable_day(tuple(found)):
        return None
    return tuple(found)


def read_minute(text: str) -> int | None:
    """«15:00», «15h», «15h30» as a minute of the day; None if it is none."""
    found = _MOMENT.fullmatch(text.strip())
    return _minute(found[1], found[2]) if found else None


def shifts_text(shifts: Shifts) -> str:
    """«7:00–11:30, 13:30–17:00»; empty for a day off."""
    return ", ".join(f"{minute_text(opens)}–{minute_text(closes)}" for opens, closes in shifts)


def minute_text(minute: int) -> str:
    """«7:00»."""
    return f"{minute // 60}:{minute % 60:02d}"


def _minute(hours: str, minutes: str | None) -> int | None:
    minute = int(hours) * _AN_HOUR + int(minutes or 0)
    return minute if int(minutes or 0) < _AN_HOUR and minute <= MINUTES_A_DAY else None
