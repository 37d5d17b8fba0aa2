"""Reads the processing times of a procedure's table by the grammar of `deadline_words`; what is not certain is a doubt.

A number without a unit is a doubt, never «ngày».
"""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from re import IGNORECASE
from re import compile as pattern

from motcua.kernel.texts.foreign import one_line
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.deadline_words.deadline import DeadlineReading, Kind, Stage, Why
from motcua.registry.descriptions.rules.deadline_words.reading import durations_of, read_words
from motcua.registry.descriptions.rules.ledger import Reason
from motcua.registry.descriptions.rules.parts import Allowance, TimeUnit

_REASONS = {
    Why.NO_UNIT: Reason.NO_UNIT,
    Why.ZERO: Reason.ZERO,
    Why.TOO_LONG: Reason.GLUED,
    Why.GLUED: Reason.GLUED,
    Why.SUM_DIFFERS: Reason.NUMBER_DIFFERS,
    Why.WORDS_DIFFER: Reason.NUMBER_DIFFERS,
}
_FROM_FULL_DOSSIER = pattern(
    r"[^.;\n]{0,40}kể từ (?:ngày|khi|thời điểm) (?:nhận|tiếp nhận) (?:được |đủ )*(?:đầy đủ )?hồ sơ", IGNORECASE
)
_EXTENSION = pattern(r"(?:tăng thêm|kéo dài|gia hạn)[^.;\d]{0,30}$", IGNORECASE)
_SWAPPED: dict[str, TimeUnit] = {TimeUnit.DAY: TimeUnit.WORKING_DAY, TimeUnit.WORKING_DAY: TimeUnit.DAY}
_BEFORE, _AFTER = 80, 60


def read_time(value: object) -> Reading[Allowance]:
    """One cell: «15 Ngày làm việc» is typed; «7», «0 Giờ», several periods are doubts; «Không quy định» is absent."""
    if isinstance(value, bool | dict | list):
        return Reading(State.DOUBT, reason=Reason.WRONG_TYPE)
    return _of_reading(read_words(one_line(value)))


def read_deadline(text: str, *, beside: str = "") -> DeadlineReading:
    """A deadline however it is written; `beside` is a note that must not contradict a single figure."""
    reading = read_words(text)
    if not beside or reading.kind is not Kind.EXACT:
        return reading
    found = passage_against(_allowance(reading.stages[0]), beside)
    return DeadlineReading(Kind.DOUBT, reading.stages, Why.CONTRADICTED, found[1]) if found else reading


def against_words(reading: Reading[Allowance], note: str, steps: str) -> Reading[Allowance]:
    """Doubt a typed cell that its own note or the steps contradict, with the passage as evidence."""
    if reading.typed is None:
        return reading
    found = passage_against(reading.typed, note, steps)
    return reading.doubted(*found) if found else reading


def passage_against(cell: Allowance, note: str, steps: str = "") -> tuple[Reason, str] | None:
    """Why a cell is not to be believed and the passage of its note or of the steps that says otherwise."""
    for text in (note, steps):
        if passage := _other_unit(cell, text, note + "\n" + steps):
            return Reason.UNIT_DIFFERS, passage
    passage = _other_number(cell, note) or _longer_stage(cell, steps)
    return (Reason.NUMBER_DIFFERS, passage) if passage else None


def allowance_text(allowance: Allowance | None) -> str:
    """«15 working_day» and back with `allowance_of`."""
    return f"{allowance[0]:f} {allowance[1]}" if allowance else ""


def allowance_of(text: str) -> Allowance | None:
    """The allowance written by `allowance_text`."""
    amount, _, unit = text.partition(" ")
    return (Decimal(amount), unit) if unit else None


def _of_reading(reading: DeadlineReading) -> Reading[Allowance]:
    if reading.kind is Kind.NONE:
        return Reading(State.ABSENT)
    if reading.kind is Kind.DOUBT:
        reason = _REASONS.get(reading.why or Why.UNREADABLE, Reason.FREE_TEXT)
        return Reading(State.DOUBT, reason=reason)
    first = _allowance(reading.stages[0])
    if reading.kind is Kind.EXACT or _is_whole(reading.stages):
        return Reading(State.TYPED, first)
    return Reading(State.DOUBT, reason=Reason.DEPENDS)


def _is_whole(stages: Sequence[Stage]) -> bool:
    """Whether the first of the stages is the whole of the others: it alone is then the time."""
    whole, parts = stages[0], stages[1:]
    is_alike = all(not stage.is_conditional and stage.unit == whole.unit for stage in stages)
    return is_alike and len(parts) > 1 and sum(part.amount for part in parts) == whole.amount


def _allowance(stage: Stage) -> Allowance:
    amount = stage.amount
    return (amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()), stage.unit


@lru_cache(maxsize=64)
def _said(text: str) -> tuple[tuple[Allowance, int, int], ...]:
    """Every duration in a text with its place; dates such as «ngày 09 tháng 6» are none."""
    return tuple((_allowance(stage), *stage.span) for stage in durations_of(text))


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
