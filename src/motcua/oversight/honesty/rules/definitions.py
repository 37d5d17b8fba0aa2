"""A row of a definition file checked before it is taken. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from motcua.kernel.texts.mark import mark
from motcua.oversight.honesty.errors import PatternFaulty
from motcua.oversight.honesty.rules.patterns import NEEDED, Pattern

UNKNOWN = mark("không có mẫu hình «{code}»; chỉ có {known}")
NO_LAW = mark("thiếu căn cứ «law»")
NO_DAY = mark("valid_from phải là một ngày, như 2026-01-01")
MISSING = mark("thiếu ngưỡng «{name}»")
TOO_MUCH = mark("mẫu hình này không có ngưỡng «{name}»")
NOT_A_NUMBER = mark("ngưỡng «{name}» phải là số lớn hơn 0")
NOT_A_SHARE = mark("ngưỡng «{name}» là phần trăm, phải nhỏ hơn 100")
_OWN = {"code", "law", "valid_from"}


@dataclass(frozen=True)
class PatternRow:
    """The thresholds of a pattern from a day on."""

    pattern: Pattern
    law: str
    valid_from: date
    values: dict[str, Decimal]


def check_row(row: Mapping[str, Any], place: str) -> PatternRow:
    """The row as checked values; raises `PatternFaulty` with the place and the reason."""
    pattern = _pattern(row, place)
    if not row.get("law"):
        raise PatternFaulty(place=place, reason=NO_LAW)
    valid_from = row.get("valid_from")
    if not isinstance(valid_from, date) or isinstance(valid_from, datetime):
        raise PatternFaulty(place=place, reason=NO_DAY)
    needed = NEEDED[pattern]
    if unknown := sorted(set(row) - _OWN - set(needed)):
        raise PatternFaulty(place=place, reason=TOO_MUCH.format(name=unknown[0]))
    return PatternRow(pattern, str(row["law"]), valid_from, {name: _value(row, name, place) for name in needed})


def _pattern(row: Mapping[str, Any], place: str) -> Pattern:
    try:
        return Pattern(str(row.get("code", "")))
    except ValueError:
        reason = UNKNOWN.format(code=row.get("code", ""), known=", ".join(Pattern))
        raise PatternFaulty(place=place, reason=reason) from None


def _value(row: Mapping[str, Any], name: str, place: str) -> Decimal:
    if name not in row:
        raise PatternFaulty(place=place, reason=MISSING.format(name=name))
    value = row[name]
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal) or not 0 < value < 10**9:
        raise PatternFaulty(place=place, reason=NOT_A_NUMBER.format(name=name))
    if name.endswith("_percent") and value >= 100:  # noqa: PLR2004 - per cent
        raise PatternFaulty(place=place, reason=NOT_A_SHARE.format(name=name))
    return Decimal(str(value))
