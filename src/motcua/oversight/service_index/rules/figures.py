"""Published figures as exact numbers: what cannot be one is refused in words. Plain Python.

JSON is read so that nothing is lost on the way: decimals stay decimals, a word like NaN and a field written twice are
kept to be refused where they stand, at their unit and item.
"""

import json
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from motcua.kernel.texts.mark import mark
from motcua.oversight.service_index.errors import FigureNotUsable, FileNotReadable

MISSING = mark("thiếu «{field}»")
NOT_A_NUMBER = mark("«{field}» phải là một số, không phải «{value}»")
NOT_WHOLE = mark("«{field}» là số đếm, phải là số nguyên, không phải {value}")
NEGATIVE = mark("«{field}» âm: {value}")
TOO_LARGE = mark("«{field}» dài quá mức có thể: {value}")
TWICE = mark("ghi trường «{field}» hai lần")
RATIO_OUT_OF_RANGE = mark("tỷ lệ {ratio} % nằm ngoài 0–100 %")
MORE_THAN_ALL = mark("«{numerator}» {above} lớn hơn «{denominator}» {below}")
RATIO_DIFFERS = mark("tỷ lệ công bố {ratio} % khác {above}/{below} = {true} %; điểm tính theo tử số và mẫu số")
NOT_JSON = mark("không phải JSON: dòng {line}, cột {column}")
NOT_TEXT = mark("tệp không phải văn bản UTF-8")
TOO_DEEP = mark("không phải JSON dùng được: lồng quá sâu hoặc có số quá dài")

_MOST_DIGITS = 15
_MOST_DECIMALS = 6
_FINEST = 30
_SHOWN = 40
Figures = Mapping[str, Any]


class NotANumber(str):
    """NaN, Infinity or -Infinity, as some programs write them into what should be JSON."""

    __slots__ = ()


class Fields(dict[str, Any]):
    """An object of the file; `doubled` are the fields it has twice."""

    doubled: tuple[str, ...] = ()


def parsed(content: bytes) -> Any:
    """The JSON of a file; raises `FileNotReadable`."""
    try:
        text = content.decode("utf-8-sig")
        return json.loads(text, parse_float=Decimal, parse_constant=NotANumber, object_pairs_hook=_fields)
    except UnicodeDecodeError:
        raise FileNotReadable(NOT_TEXT) from None
    except json.JSONDecodeError as error:
        raise FileNotReadable(NOT_JSON, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError, ArithmeticError):
        raise FileNotReadable(TOO_DEEP) from None


def count(figures: Figures, names: tuple[str, ...]) -> int:
    """The whole number, 0 or more, under the first of the names that is there; raises `FigureNotUsable`."""
    field = next((name for name in names if figures.get(name) is not None), None)
    if field is None:
        raise FigureNotUsable(MISSING, field=names[-1])
    value = _number(figures, field)
    if value < 0:
        raise FigureNotUsable(NEGATIVE, field=field, value=shown(value))
    if value != value.to_integral_value():
        raise FigureNotUsable(NOT_WHOLE, field=field, value=shown(value))
    return int(value)


def ratio(figures: Figures) -> Decimal | None:
    """The published ratio in per cent, None if there is none; raises `FigureNotUsable`."""
    value = optional(figures, "ratio")
    if value is not None and not 0 <= value <= 100:  # noqa: PLR2004 - per cent
        raise FigureNotUsable(RATIO_OUT_OF_RANGE, ratio=shown(value))
    return value


def optional(figures: Figures, field: str) -> Decimal | None:
    """A number that need not be there; raises `FigureNotUsable` for what is no number."""
    return None if figures.get(field) is None else _number(figures, field)


def check_pair(names: tuple[str, str], above: int, below: int) -> None:
    """A part is no more than the whole."""
    if above > below:
        raise FigureNotUsable(MORE_THAN_ALL, numerator=names[0], denominator=names[1], above=above, below=below)


def contradiction(published: Decimal | None, above: int, below: int) -> str:
    """In words, where a published ratio is not the quotient, rounded or cut to as many decimals as it has; else ""."""
    if published is None or below == 0:
        return ""
    decimals = min(max(-int(published.as_tuple().exponent), 0), _MOST_DECIMALS)
    true = Fraction(100 * above, below)
    is_rounded = abs(Fraction(published) - true) <= Fraction(1, 2 * 10**decimals)
    is_cut = 0 <= true - Fraction(published) < Fraction(1, 10**decimals)
    if is_rounded or is_cut:
        return ""
    told = half_up(true, max(decimals, 2))
    return RATIO_DIFFERS.format(ratio=shown(published), above=above, below=below, true=shown(told))


def is_given(figures: Figures, names: tuple[str, ...]) -> bool:
    """Whether one of the names is there."""
    return any(figures.get(name) is not None for name in names)


def half_up(value: Fraction, decimals: int) -> Decimal:
    """Rounded to so many decimals, a half away from zero."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return (Decimal(whole) if value >= 0 else -Decimal(whole)).scaleb(-decimals)


def shown(value: Decimal) -> str:
    """As a Vietnamese reader writes it: 97,75."""
    return f"{value:f}"[:_SHOWN].replace(".", ",")


def _number(figures: Figures, field: str) -> Decimal:
    value = figures[field]
    if field in getattr(figures, "doubled", ()):
        raise FigureNotUsable(TWICE, field=field)
    if isinstance(value, bool | str) or not isinstance(value, int | Decimal):
        raise FigureNotUsable(NOT_A_NUMBER, field=field, value=str(value)[:_SHOWN])
    number = Decimal(value)
    if number.adjusted() >= _MOST_DIGITS or int(number.as_tuple().exponent) < -_FINEST:
        raise FigureNotUsable(TOO_LARGE, field=field, value=str(value)[:_SHOWN])
    return number


def _fields(pairs: list[tuple[str, Any]]) -> Fields:
    fields = Fields(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _value in pairs]
        fields.doubled = tuple(sorted({name for name in names if names.count(name) > 1}))
    return fields
