"""Reads who handles a procedure and for whom. Names that the reform of 2025 ended are doubts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.foreign import clean, items_of, one_line, rejoined
from motcua.kernel.texts.mark import mark
from motcua.kernel.texts.reading import Reading, State
from motcua.registry.descriptions.rules.ledger import Ledger, Part, Reason
from motcua.registry.descriptions.rules.parts import Level

_LEVELS = {
    "bo": Level.MINISTRY,
    "cap bo": Level.MINISTRY,
    "tinh": Level.PROVINCE,
    "cap tinh": Level.PROVINCE,
    "xa": Level.COMMUNE,
    "cap xa": Level.COMMUNE,
    "khac": Level.OTHER,
    "co quan khac": Level.OTHER,
}
_ENDED = date(2025, 7, 1)
_MERGED = date(2025, 3, 1)
_STALE = (
    (_ENDED, r"cấp huyện|UBND huyện|Ủy ban nhân dân huyện|Công an huyện|Phòng Tư pháp|quận|thị xã"),
    (_MERGED, r"(?:Sở|Bộ|Phòng) (?:Giao thông vận tải|Kế hoạch và Đầu tư|Tài nguyên và Môi trường|Lao động)"),
    (_MERGED, r"(?:Sở|Bộ|Phòng) (?:Thông tin và Truyền thông|Nông nghiệp và Phát triển nông thôn)"),
    (_MERGED, r"Tổng cục Thuế|Tổng cục Hải quan"),
)
_STALE_NAMES = tuple((day, re.compile(rf"\b(?:{names})\b", re.IGNORECASE)) for day, names in _STALE)
_ENDED_WORDS = mark("Không còn từ ngày {day}: «{name}»")
_ONE_PLACE = re.compile(r"\b(?:Sở|Ủy ban nhân dân|UBND|Chi cục|Ban)\b[^,;]*\b(?:Thành phố|tỉnh|TP\.?) [A-ZĐ]\w+")


@dataclass(frozen=True, slots=True)
class Handling:
    """Levels, for whom, and the offices by role."""

    levels: tuple[str, ...]
    subjects: tuple[str, ...]
    executing: str
    competent: str
    doubt: str


def read_handling(source: Mapping[str, object], ledger: Ledger) -> Handling:
    """One reading a procedure: the executing agencies, or else the competent one, with the levels."""
    levels, unknown = _levels(source)
    listed = items_of(source.get("executing_agencies"))
    names = rejoined([one_line(name) for name in listed if one_line(name)])
    executing = ", ".join(names) or clean(source.get("executing_agency_raw"))
    competent = clean(source.get("competent_agency_raw"))
    reading = _reading(executing or competent, unknown)
    said = [*listed, source.get("executing_agency_raw"), source.get("competent_agency_raw")]
    if any(not isinstance(name, str | None) for name in said):
        reading = reading.doubted(Reason.WRONG_TYPE)
    doubt = ledger.note(Part.AGENCIES, "", executing or competent or ", ".join(unknown), reading)
    subjects = rejoined([one_line(name) for name in items_of(source.get("subjects")) if one_line(name)])
    return Handling(levels, tuple(subjects), executing, competent, doubt)


def _levels(source: Mapping[str, object]) -> tuple[tuple[str, ...], list[str]]:
    """The known levels in their order, and the words that are none."""
    words = [one_line(word) for word in items_of(source.get("levels"))]
    words = words or [word.strip() for word in one_line(source.get("level_raw")).split(",") if word.strip()]
    known = {_LEVELS[fold(word)] for word in words if fold(word) in _LEVELS}
    return tuple(level.value for level in Level if level in known), [
        word for word in words if fold(word) not in _LEVELS
    ]


def _reading(name: str, unknown: list[str]) -> Reading[str]:
    if unknown:
        return Reading(State.DOUBT, name, Reason.UNKNOWN_LEVEL, ", ".join(unknown))
    if not name:
        return Reading(State.ABSENT)
    for day, pattern in _STALE_NAMES:
        if found := pattern.search(name):
            evidence = _ENDED_WORDS.format(day=f"{day:%d/%m/%Y}", name=found[0])
            return Reading(State.DOUBT, name, Reason.STALE_AGENCY, evidence)
    if found := _ONE_PLACE.search(name):
        return Reading(State.DOUBT, name, Reason.ONE_PLACE, found[0])
    return Reading(State.TYPED, name)
