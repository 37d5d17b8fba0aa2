"""Definition files read into checked values; what is wrong is refused with its place. Plain Python."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from motcua.kernel.texts.fold import nfc
from motcua.oversight.insight.errors import DefinitionFaulty
from motcua.oversight.insight.rules.facts import GROUPINGS, MOMENTARY, TOLD_OF_A_DOSSIER, Unit
from motcua.oversight.insight.rules.formula import Condition, Formula, FormulaFault, read_conditions, read_formula

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_IDENTITY = re.compile(r"\d+( \+ \d+)* = \d+( \+ \d+)*")
_DIVIDED = {Unit.PERCENT: None, Unit.DAY: (Unit.MINUTE, Unit.DOSSIER)}
"""Units of a ratio, with those of numerator and denominator; None: any, but both the same."""
KEYS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "indicator": (
        frozenset({"code", "name", "name_en", "unit", "direction", "numerator", "groupings", "law", "valid_from"}),
        frozenset({"denominator", "scope", "exclusions"}),
    ),
    "sheet": (
        frozenset({"code", "name", "name_en", "rows_by", "period_rule", "law", "valid_from", "columns"}),
        frozenset({"identity", "note"}),
    ),
    "period": (
        frozenset({"code", "name", "name_en", "first_day", "begins_months_before", "law", "valid_from"}),
        frozenset(),
    ),
}
"""By kind of row: the keys that must stand there, and those that may."""


@dataclass(frozen=True)
class Ratio:
    """The checked parts of an indicator: a count, or one count for another."""

    unit: Unit
    numerator: Formula
    denominator: Formula | None
    scope: tuple[Condition, ...]


def check_row(kind: str, row: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """The row with its texts composed; raises `DefinitionFaulty` for a missing, unknown or wrong key."""
    must, may = KEYS[kind]
    for key in sorted(must - row.keys()):
        _refuse(place, f"thiếu khoá «{key}»")
    for key in sorted(row.keys() - must - may):
        _refuse(place, f"không có khoá «{key}»")
    for key in ("code", "name", "name_en", "law"):
        if not isinstance(row[key], str) or not row[key].strip():
            _refuse(f"{place}, {key}", "phải là chữ, không được trống")
    if not isinstance(row["valid_from"], date):
        _refuse(f"{place}, valid_from", "phải là một ngày")
    if not _CODE.fullmatch(row["code"]):
        _refuse(f"{place}, code", "chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch")
    _CHECKS[kind](row, place)
    return {key: nfc(value) if isinstance(value, str) else value for key, value in row.items()}


def check_indicators_known(row: Mapping[str, Any], known: Mapping[str, str], place: str) -> None:
    """Every column of a sheet counts an indicator that is defined; by day and officer only what happens."""
    for column in row["columns"]:
        if not (code := column.get("indicator")):
            continue
        if code not in known:
            _refuse(f"{place}, cột {column['number']}", f"không có chỉ tiêu «{code}»")
        terms = read_formula(known[code]).terms
        if row["rows_by"] in MOMENTARY and any(term.count.window != "during" for term in terms):
            _refuse(f"{place}, cột {column['number']}", f"«{code}» không phải việc xảy ra trong kỳ nên không có theo "
                    f"{row['rows_by']}")  # fmt: skip


def ratio_of(row: Mapping[str, Any], place: str = "") -> Ratio:
    """The formulas of an indicator, checked with each other."""
    unit = _unit(row, place)
    numerator = _formula(row["numerator"], f"{place}, numerator")
    text = row.get("denominator") or ""
    denominator = _formula(text, f"{place}, denominator") if text else None
    try:
        scope = read_conditions(row.get("scope") or "")
    except FormulaFault as fault:
        raise DefinitionFaulty(place=f"{place}, scope", reason=str(fault)) from None
    _check_units(unit, numerator, denominator, place)
    return Ratio(unit, numerator, denominator, scope)


def digest_of(row: Mapping[str, Any]) -> str:
    """What tells two versions of a row apart."""
    return sha256(repr(sorted((key, repr(value)) for key, value in row.items())).encode()).hexdigest()


def identity_of(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Both sides of «3 + 17 = 7 + 11» as column numbers."""
    left, _equals, right = text.partition(" = ")
    return tuple(map(int, left.split(" + "))), tuple(map(int, right.split(" + ")))


def _unit(row: Mapping[str, Any], place: str) -> Unit:
    try:
        return Unit(row["unit"])
    except ValueError:
        names = ", ".join(unit.value for unit in Unit if unit is not Unit.NUMBER)
        raise DefinitionFaulty(place=f"{place}, unit", reason=f"không có đơn vị «{row['unit']}»; có {names}") from None


def _formula(text: object, place: str) -> Formula:
    try:
        return read_formula(str(text))
    except FormulaFault as fault:
        raise DefinitionFaulty(place=place, reason=str(fault)) from None


def _check_units(unit: Unit, numerator: Formula, denominator: Formula | None, place: str) -> None:
    if unit not in _DIVIDED:
        if denominator is not None:
            _refuse(f"{place}, denominator", f"chỉ tiêu tính bằng {unit.label} không có mẫu số")
        if numerator.unit is not unit:
            _refuse(f"{place}, numerator", f"tử số tính bằng {numerator.unit.label}, chỉ tiêu bằng {unit.label}")
        return
    if denominator is None:
        _refuse(f"{place}, denominator", "tỷ lệ phải có mẫu số")
        return
    given = (numerator.unit, denominator.unit)
    wanted = _DIVIDED[unit] or (given[0], given[0])
    if given != wanted:
        _refuse(f"{place}, denominator", f"không chia được {given[0].label} cho {given[1].label} để ra {unit.label}")
    if not any(term.times > 0 for term in denominator.terms):
        _refuse(f"{place}, denominator", "mẫu số không phải một tập hợp hồ sơ")


def _check_indicator(row: Mapping[str, Any], place: str) -> None:
    ratio_of(row, place)
    if row["direction"] not in {"up", "down", "none"}:
        _refuse(f"{place}, direction", f"không có chiều «{row['direction']}»; có up, down, none")
    if not isinstance(row["groupings"], list) or not set(row["groupings"]) <= set(GROUPINGS):
        _refuse(f"{place}, groupings", f"chỉ nhóm được theo {', '.join(GROUPINGS)}")


def _check_sheet(row: Mapping[str, Any], place: str) -> None:
    if row["rows_by"] not in set(GROUPINGS) - {"period"}:
        _refuse(f"{place}, rows_by", f"không nhóm được theo «{row['rows_by']}»")
    numbers = [column.get("number") for column in row["columns"]]
    if not numbers or len(set(numbers)) != len(numbers) or not all(isinstance(number, int) for number in numbers):
        _refuse(f"{place}, columns", "mỗi cột có một số riêng")
    for column in row["columns"]:
        _check_column(column, set(numbers), f"{place}, cột {column['number']}")
        if column.get("says") and row["rows_by"] != "dossier":
            _refuse(f"{place}, cột {column['number']}", "chỉ biểu liệt kê từng hồ sơ mới nói về hồ sơ (says)")
    _check_circle(row["columns"], place)
    if identity := row.get("identity"):
        if not _IDENTITY.fullmatch(identity):
            _refuse(f"{place}, identity", "viết như 3 + 17 = 7 + 11")
        for number in sorted({*identity_of(identity)[0], *identity_of(identity)[1]} - set(numbers)):
            _refuse(f"{place}, identity", f"không có cột {number}")


def _check_circle(columns: Collection[Mapping[str, Any]], place: str) -> None:
    """No column adds itself up by way of others."""
    adds = {column["number"]: column.get("adds", []) for column in columns}
    for start, parts in adds.items():
        reached, ahead = set[int](), list(parts)
        while ahead:
            number = ahead.pop()
            if number == start:
                _refuse(f"{place}, cột {start}, adds", "cột cộng vòng về chính nó")
            if number not in reached:
                reached.add(number)
                ahead += adds.get(number, [])


def _check_column(column: Mapping[str, Any], numbers: set[int], place: str) -> None:
    if sum(bool(column.get(key)) for key in ("indicator", "adds", "says")) != 1:
        _refuse(place, "hoặc là một chỉ tiêu (indicator), hoặc cộng các cột (adds), hoặc nói về hồ sơ (says)")
    if (says := column.get("says")) and says not in TOLD_OF_A_DOSSIER:
        _refuse(f"{place}, says", f"không có «{says}»; có {', '.join(TOLD_OF_A_DOSSIER)}")
    for number in column.get("adds", []):
        if number not in numbers or number == column["number"]:
            _refuse(f"{place}, adds", f"không cộng được cột {number}")
    if not column.get("headings") or len(column["headings"]) != len(column.get("headings_en", [])):
        _refuse(f"{place}, headings", "tiêu đề tiếng Việt và tiếng Anh phải cùng số tầng")


def _check_period(row: Mapping[str, Any], place: str) -> None:
    if row["first_day"] not in range(1, 29):
        _refuse(f"{place}, first_day", "phải từ 1 đến 28")
    if row["begins_months_before"] not in {0, 1}:
        _refuse(f"{place}, begins_months_before", "phải là 0 hoặc 1")


def _refuse(place: str, reason: str) -> None:
    raise DefinitionFaulty(place=place, reason=reason)


_CHECKS = {"indicator": _check_indicator, "sheet": _check_sheet, "period": _check_period}
