"""A CSV of survey results: unit, component, value or points, how many were asked; faults with lines. Plain Python."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from motcua.kernel.texts.mark import mark
from motcua.oversight.par_index.rules.criteria import Component, Criteria, Source
from motcua.oversight.par_index.rules.grid import Line, Unreadable, lines_of, score_of, whole_of
from motcua.oversight.par_index.rules.indices import plain

NO_HEAD = mark("không thấy dòng đầu bảng có đủ các cột: đơn vị, tiêu chí, kết quả, số phiếu")
UNKNOWN_UNIT = mark("dòng {line}: «{text}» không phải đơn vị trong đợt chấm điểm này")
UNKNOWN_COMPONENT = mark("dòng {line}: không có tiêu chí thành phần «{text}»")
NOT_SURVEYED = mark("dòng {line}: tiêu chí {number} chấm bằng tài liệu, không phải điều tra")
BAD_VALUE = mark("dòng {line}: kết quả {why}")
OUT_OF_RANGE = mark("dòng {line}: kết quả {value} ngoài khoảng 0–{most}")
BAD_SAMPLE = mark("dòng {line}: số phiếu «{text}» phải là số nguyên lớn hơn 0")
TWICE = mark("dòng {line}: {unit}, tiêu chí {number} đã có ở dòng {first}")
_HEADS = {
    "unit": {"don vi", "ma don vi", "co quan", "ma co quan", "unit", "agency"},
    "component": {"tieu chi", "tieu chi thanh phan", "ma tieu chi", "so thu tu tieu chi", "component", "criterion"},
    "value": {"ket qua", "ty le", "ty le hai long", "diem", "value", "muc do hai long"},
    "sample": {"so phieu", "co mau", "mau", "so phieu hop le", "sample", "sample size", "so nguoi tra loi"},
}
_LOOKED_AT = 15


@dataclass(frozen=True)
class SurveyRow:
    """What the survey found of a component of a unit."""

    agency_code: str
    component: Component
    value: Decimal
    sample_size: int


@dataclass
class SurveyFile:
    """Rows, or why there are none."""

    rows: list[SurveyRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_survey(criteria: Criteria, units: Mapping[str, str], content: bytes) -> SurveyFile:
    """Read the file; `units`: code → name of those in the round, a line may say either."""
    read = SurveyFile()
    try:
        lines = lines_of(content)
    except Unreadable as error:
        read.faults.append(str(error))
        return read
    head = next((line for line in lines[:_LOOKED_AT] if len(_places(line)) == len(_HEADS)), None)
    if head is None:
        read.faults.append(NO_HEAD)
        return read
    places, known = _places(head), {plain(name): code for code, name in units.items()}
    known |= {plain(code): code for code in units}
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.number > head.number:
            _take(line, places, known, criteria, read, seen)
    if read.faults:
        read.rows = []
    return read


def _places(line: Line) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, cell in enumerate(line.cells):
        for kind, words in _HEADS.items():
            if plain(cell) in words:
                found.setdefault(kind, at)
    return found


def _take(
    line: Line,
    places: Mapping[str, int],
    known: Mapping[str, str],
    criteria: Criteria,
    read: SurveyFile,
    seen: dict[tuple[str, str], int],
) -> None:
    told = {kind: line.cells[at] if at < len(line.cells) else "" for kind, at in places.items()}
    code, component = known.get(plain(told["unit"])), criteria.component(told["component"].strip())
    faults = _faults(line, told, code, component)
    if faults or code is None or component is None:
        read.faults += faults
        return
    key = code, component.number
    if key in seen:
        read.faults.append(TWICE.format(line=line.number, unit=code, number=component.number, first=seen[key]))
        return
    seen[key] = line.number
    value, sample = score_of(told["value"]), whole_of(told["sample"])
    most = Decimal(100) if component.is_measured else component.maximum
    if not 0 <= value <= most:
        read.faults.append(OUT_OF_RANGE.format(line=line.number, value=value, most=most))
        return
    read.rows.append(SurveyRow(code, component, value, sample))


def _faults(line: Line, told: Mapping[str, str], code: str | None, component: Component | None) -> Collection[str]:
    faults = []
    if code is None:
        faults.append(UNKNOWN_UNIT.format(line=line.number, text=told["unit"][:60]))
    if component is None:
        faults.append(UNKNOWN_COMPONENT.format(line=line.number, text=told["component"][:20]))
    elif component.source is not Source.SURVEY:
        faults.append(NOT_SURVEYED.format(line=line.number, number=component.number))
    try:
        score_of(told["value"])
    except Unreadable as error:
        faults.append(BAD_VALUE.format(line=line.number, why=error))
    try:
        is_sample = whole_of(told["sample"]) > 0
    except Unreadable:
        is_sample = False
    if not is_sample:
        faults.append(BAD_SAMPLE.format(line=line.number, text=told["sample"][:20]))
    return faults
