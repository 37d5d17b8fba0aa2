"""A first exact reader of processing times. A number without a unit is a doubt, never «ngày»."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.foreign import one_line
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.ledger import Reason
from motcua.registry.descriptions.rules.parts import Allowance, TimeUnit

_UNITS = {
    "giờ làm việc": TimeUnit.WORKING_HOUR,
    "giờ": TimeUnit.HOUR,
    "ngày làm việc": TimeUnit.WORKING_DAY,
    "ngày": TimeUnit.DAY,
    "tháng": TimeUnit.MONTH,
    "buổi": TimeUnit.HALF_DAY,
}
_ABSENT = {"", "-", "khong", "khong co", "khong co thong tin", "khong quy dinh", "none", "null"}
_NUMBER = r"\d{1,4}(?:[.,]\d{1,2})?"
_UNIT = r"ngày làm việc|ngày|giờ làm việc|giờ|tháng|buổi"
_WHOLE = re.compile(rf"({_NUMBER})\s*({_UNIT})", re.IGNORECASE)
_BARE = re.compile(_NUMBER)
_SAID = re.compile(rf"(?<![\d/.,])({_NUMBER})\s*(?:\([^()]{{1,40}}\)\s*)?({_UNIT}|phút)(?![\w/]|\s*\d)", re.IGNORECASE)
_FROM_FULL_DOSSIER = re.compile(
    r"[^.;\n]{0,40}kể từ (?:ngày|khi|thời điểm) (?:nhận|tiếp nhận) (?:được |đủ )*(?:đầy đủ )?hồ sơ", re.IGNORECASE
)
_EXTENSION = re.compile(r"(?:tăng thêm|kéo dài|gia hạn)[^.;\d]{0,30}$", re.IGNORECASE)
_LONGEST = 5000
_MINUTES = Decimal(60)
_SWAPPED: dict[str, TimeUnit] = {TimeUnit.DAY: TimeUnit.WORKING_DAY, TimeUnit.WORKING_DAY: TimeUnit.DAY}
_BEFORE, _AFTER = 80, 60


def read_time(value: object) -> Reading[Allowance]:
    """One cell: «15 Ngày làm việc» is typed; «7», «0 Giờ», a sentence are doubts; «Không quy định» is absent."""
    if isinstance(value, bool | dict | list):
        return Reading(State.DOUBT, reason=Reason.WRONG_TYPE)
    return _read(one_line(value))


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading[Allowance]:
    if fold(text) in _ABSENT:
        return Reading(State.ABSENT)
    if whole := _WHOLE.fullmatch(text):
        return _checked((_number(whole[1]), _UNITS[whole[2].lower()].value))
    return Reading(State.DOUBT, reason=Reason.NO_UNIT if _BARE.fullmatch(text) else Reason.FREE_TEXT)


def against_words(reading: Reading[Allowance], note: str, steps: str) -> Reading[Allowance]:
    """Doubt a typed cell that its own note or the steps contradict, with the passage as evidence."""
    if reading.typed is None:
        return reading
    for text in (note, steps):
        if passage := _other_unit(reading.typed, text, note + "\n" + steps):
            return reading.doubted(Reason.UNIT_DIFFERS, passage)
    if passage := _other_number(reading.typed, note) or _longer_stage(reading.typed, steps):
        return reading.doubted(Reason.NUMBER_DIFFERS, passage)
    return reading


def allowance_text(allowance: Allowance | None) -> str:
    """«15 working_day» and back with `allowance_of`."""
    return f"{allowance[0]:f} {allowance[1]}" if allowance else ""


def allowance_of(text: str) -> Allowance | None:
    """The allowance written by `allowance_text`."""
    amount, _, unit = text.partition(" ")
    return (Decimal(amount), unit) if unit else None


def _checked(allowance: Allowance) -> Reading[Allowance]:
    if allowance[0] == 0:
        return Reading(State.DOUBT, reason=Reason.ZERO)
    if allowance[0] > _LONGEST:
        return Reading(State.DOUBT, reason=Reason.GLUED)
    return Reading(State.TYPED, allowance)


def _number(digits: str) -> Decimal:
    amount = Decimal(digits.replace(",", "."))
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


@lru_cache(maxsize=64)
def _said(text: str) -> tuple[tuple[Allowance, int, int], ...]:
    """Every duration in a text with its place; dates such as «ngày 09 tháng 6» are none."""
    found = []
    for match in _SAID.finditer(text):
        amount, unit = _number(match[1]), match[2].lower()
        allowance = (amount / _MINUTES, TimeUnit.HOUR.value) if unit == "phút" else (amount, _UNITS[unit].value)
        found.append((allowance, match.start(), match.end()))
    return tuple(found)


def _other_unit(cell: Allowance, text: str, all_text: str) -> str:
    """A passage with the cell's number in the other kind of day, if none says the cell's own."""
    swapped = _SWAPPED.get(cell[1])
    if swapped is None or any(said == cell for said, _, _ in _said(all_text)):
        return ""
    other = (cell[0], swapped.value)
    return next((_passage(text, start, end) for said, start, end in _said(text) if said == other), "")


def _other_number(cell: Allowance, note: str) -> str:
    """A passage of the cell's own note, if no duration there is the cell's, nor do its stages add up to it."""
    said = _said(note)
    if not said or any(duration == cell for duration, _, _ in said):
        return ""
    if _adds_up(cell, [duration for duration, start, _ in said if not _EXTENSION.search(note[:start])]):
        return ""
    return _passage(note, said[0][1], said[0][2])


def _adds_up(cell: Allowance, said: Sequence[Allowance]) -> bool:
    alike = [amount for amount, unit in said if unit == cell[1]]
    return sum(alike) == cell[0] or sum(dict.fromkeys(alike)) == cell[0]


def _longer_stage(cell: Allowance, steps: str) -> str:
    """A passage where one stage, counted from the full dossier, is longer than the whole time."""
    for (amount, unit), start, end in _said(steps):
        if unit == cell[1] and amount > cell[0] and _FROM_FULL_DOSSIER.match(steps, end):
            return _passage(steps, start, end)
    return ""


def _passage(text: str, start: int, end: int) -> str:
    before, after = max(0, start - _BEFORE), end + _AFTER
    cut = " ".join(text[before:after].split())
    return ("…" if before else "") + cut + ("…" if after < len(text) else "")
