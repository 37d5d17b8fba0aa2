"""A target as somebody typed it: each box read, each fault named at its box. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.reform.errors import FigureFaulty, TargetFaulty
from motcua.oversight.reform.rules.judging import BASED, PERCENT, steps_of
from motcua.oversight.reform.rules.reading import PLACES, WHOLE_DIGITS, number_of
from motcua.oversight.reform.rules.words import Area, Comparator, Half, MeasureKind, TargetKind

NAME_NEEDED = mark("Hãy ghi tên chỉ tiêu.")
AREA_NEEDED = mark("Hãy chọn lĩnh vực.")
COMPARATOR_NEEDED = mark("Hãy chọn cách so sánh.")
NUMBER_NEEDED = mark("Hãy ghi một số, ví dụ 95 hoặc 99,5.")
VALUE_NEEDED = mark("Hãy ghi mức phải đạt hoặc mức phấn đấu.")
UPPER_NEEDED = mark("Hãy ghi cả mức trên; mức trên không nhỏ hơn mức dưới.")
STEPS_NEEDED = mark("Hãy ghi từng năm và mức, ví dụ 2026: 40; 2027: 60.")
YEAR_NEEDED = mark("Hãy ghi năm bằng bốn chữ số.")
BASE_NEEDED = mark("Hãy ghi năm gốc.")
MEASURE_NEEDED = mark("Hãy chọn một cách đo trong danh sách.")
TOO_LONG = mark("Điều ghi ở đây dài quá {longest} ký tự. Hãy rút ngắn.")
NOT_NEGATIVE = mark("Hãy ghi một số không âm.")
DENOMINATOR_NEEDED = mark("Mẫu số phải lớn hơn 0.")
ONE_OF_BOTH = mark("Hãy ghi tử số và mẫu số, hoặc ghi giá trị.")
OVER_WHOLE = mark("Tử số không được lớn hơn mẫu số với chỉ tiêu tính theo %.")
_TEXTS = {
    "name": 500,
    "unit": 40,
    "level": 200,
    "period": 100,
    "scope": 2000,
    "exclusions": 2000,
    "numerator": 2000,
    "denominator": 2000,
    "law": 300,
    "note": 2000,
    "base_words": 200,
    "whole": 80,
    "agency": 35,
}
_SILENT = frozenset({Comparator.NONE, Comparator.UNSTATED, Comparator.ABOVE_BASE, Comparator.BELOW_BASE})
_RANGES = frozenset({Comparator.BETWEEN, Comparator.GAIN_BETWEEN})
_YEARS = range(1990, 2101)


@dataclass(frozen=True)
class BoundDraft:
    """One bound as it was typed."""

    half: Half
    comparator: Comparator
    value: Decimal | None = None
    upper: Decimal | None = None
    words: str = ""


@dataclass(frozen=True)
class TargetDraft:
    """A target as it was typed, all boxes in order."""

    texts: dict[str, str]
    area: Area
    kind: TargetKind
    year: int | None
    base_year: int | None
    base_value: Decimal | None
    measure: MeasureKind
    measure_code: str
    measure_count: str
    bounds: tuple[BoundDraft, ...]
    base_agencies: tuple[str, ...] = ()


class _Boxes:
    """What was typed, and the faults found so far."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self._typed = typed
        self.faults: dict[str, str] = {}

    def text(self, name: str, longest: int = 2000) -> str:
        said = nfc(self._typed.get(name, ""))
        if len(said) > longest:
            self.faults[name] = TOO_LONG.format(longest=longest)
        return said

    def number(self, name: str) -> Decimal | None:
        said = self.text(name, 60)
        found = number_of(said) if said else None
        if said and (found is None or not _fits(found)):
            self.faults[name] = NUMBER_NEEDED
            return None
        return found

    def year(self, name: str) -> int | None:
        said = self.text(name, 60)
        if not said:
            return None
        if said.isascii() and said.isdecimal() and len(said) == 4 and int(said) in _YEARS:  # noqa: PLR2004 - 2026
            return int(said)
        self.faults[name] = YEAR_NEEDED
        return None


def read_target(typed: Mapping[str, str], *, base_agencies: tuple[str, ...] = ()) -> TargetDraft:
    """Raises `TargetFaulty` with every fault at its box; `base_agencies`: over which the base was counted."""
    boxes = _Boxes(typed)
    texts = {name: boxes.text(name, longest) for name, longest in _TEXTS.items()}
    if not texts["name"]:
        boxes.faults["name"] = NAME_NEEDED
    area = next((one for one in Area if one.value == typed.get("area", "") and one is not Area.OUTSIDE), None)
    if area is None:
        boxes.faults["area"] = AREA_NEEDED
    comparator = next((one for one in Comparator if one.value == typed.get("comparator")), None)
    if comparator is None:
        boxes.faults["comparator"] = COMPARATOR_NEEDED
    bounds = _bounds(boxes, comparator) if comparator is not None else ()
    year, base_year = boxes.year("year"), boxes.year("base_year")
    if texts["unit"] == PERCENT:
        _check_share(boxes)
    if comparator in BASED and base_year is None and not texts["base_words"]:
        boxes.faults.setdefault("base_year", BASE_NEEDED)
    base_value = boxes.number("base_value")
    measure, code, count = _measure(boxes)
    if boxes.faults or area is None:
        raise TargetFaulty(fields=boxes.faults)
    kind = TargetKind.QUALITATIVE if comparator is Comparator.NONE else TargetKind.TARGET
    return TargetDraft(texts, area, kind, year, base_year, base_value, measure, code, count, bounds,
                       base_agencies)  # fmt: skip


def _bounds(boxes: _Boxes, comparator: Comparator) -> tuple[BoundDraft, ...]:
    minimum, strive, upper = boxes.number("minimum"), boxes.number("strive"), boxes.number("upper")
    if comparator in _SILENT or comparator is Comparator.YES_NO:
        return (BoundDraft(Half.ONLY, comparator),)
    if comparator is Comparator.ROADMAP:
        steps = boxes.text("steps", 200)
        if not steps_of(steps):
            boxes.faults["steps"] = STEPS_NEEDED
        return (BoundDraft(Half.ONLY, comparator, words=steps),)
    if comparator in _RANGES:
        if minimum is None or upper is None or upper < minimum:
            boxes.faults.setdefault("upper", UPPER_NEEDED)
        return (BoundDraft(Half.ONLY, comparator, minimum, upper),)
    if minimum is None and strive is None:
        boxes.faults.setdefault("minimum", VALUE_NEEDED)
    first = Half.ONLY if strive is None else Half.MINIMUM
    found = ((first, minimum), (Half.STRIVE, strive))
    return tuple(BoundDraft(half, comparator, value) for half, value in found if value is not None)


def _check_share(boxes: _Boxes) -> None:
    """A percentage that is promised is not below zero, in no box and no year."""
    for name in ("minimum", "strive", "upper"):
        value = boxes.number(name)
        if value is not None and value < 0:
            boxes.faults.setdefault(name, NOT_NEGATIVE)
    if any(value < 0 for _year, value in steps_of(boxes.text("steps", 200))):
        boxes.faults.setdefault("steps", NOT_NEGATIVE)


_CODED = frozenset({MeasureKind.INDICATOR, MeasureKind.REGISTER, MeasureKind.MODULE})


def _measure(boxes: _Boxes) -> tuple[MeasureKind, str, str]:
    """«indicator:on_time_rate», «register:sang-kien/accepted», «module:inspection_digital», «typed», «»."""
    kind, _sep, rest = boxes.text("measure", 170).partition(":")
    found = next((one for one in MeasureKind if one.value == kind), None)
    code, _slash, count = rest.partition("/")
    is_whole = found is not None and bool(code) == (found in _CODED)
    if not is_whole or found is None or (found is MeasureKind.REGISTER and not count):
        boxes.faults["measure"] = MEASURE_NEEDED
        return MeasureKind.NONE, "", ""
    return found, code, count


@dataclass(frozen=True)
class FigureDraft:
    """A figure as it was typed."""

    year: int
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    note: str


def read_figure(typed: Mapping[str, str], *, is_share: bool) -> FigureDraft:
    """Raises `FigureFaulty`; a share needs both of its parts."""
    boxes = _Boxes(typed)
    year = boxes.year("year")
    if year is None:
        boxes.faults.setdefault("year", YEAR_NEEDED)
    numerator, denominator, value = (boxes.number(name) for name in ("numerator", "denominator", "value"))
    if (numerator is None) != (denominator is None) or (numerator is None and value is None and not boxes.faults):
        boxes.faults.setdefault("numerator", ONE_OF_BOTH)
    if denominator is not None and denominator <= 0:
        boxes.faults.setdefault("denominator", DENOMINATOR_NEEDED)
    for name, found in (("numerator", numerator), ("value", value)):
        if found is not None and found < 0:
            boxes.faults.setdefault(name, NOT_NEGATIVE)
    if is_share and numerator is not None and denominator is not None and numerator > denominator:
        boxes.faults.setdefault("numerator", OVER_WHOLE)
    note = boxes.text("note", 2000)
    if boxes.faults or year is None:
        raise FigureFaulty(fields=boxes.faults)
    return FigureDraft(year, numerator, denominator, None if numerator is not None else value, note)


def _fits(value: Decimal) -> bool:
    """Whether the database keeps it exactly."""
    _sign, digits, exponent = value.as_tuple()
    return isinstance(exponent, int) and -exponent <= PLACES and len(digits) + exponent <= WHOLE_DIGITS
