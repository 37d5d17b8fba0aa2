"""Reading one line of a list of targets: what each cell says, and what is wrong with it. Plain Python."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from motcua.kernel.texts.fold import fold, nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.reform.rules.judging import steps_of
from motcua.oversight.reform.rules.spellings import AREA_NUMBERS, AREA_WORDS, SPELLINGS
from motcua.oversight.reform.rules.words import Area, Comparator, Half, TargetKind

NO_CODE = mark("thiếu mã dòng (cột id)")
NO_NAME = mark("thiếu tên chỉ tiêu (cột indicator_vi)")
NO_SOURCE = mark("thiếu tên tỉnh hoặc tên văn bản (cột province, document)")
BAD_KIND = mark("loại dòng «{said}» không thuộc danh mục")
BAD_COMPARATOR = mark("không hiểu phép so sánh «{said}»")
NO_COMPARATOR = mark("chỉ tiêu thiếu phép so sánh (cột comparator)")
BAD_NUMBER = mark("«{said}» ở cột {column} không phải là số")
NO_VALUE = mark("phép so sánh «{said}» cần một giá trị nhưng ô trống")
NO_UPPER = mark("phép so sánh «{said}» cần giá trị trên (cột value_max) nhưng ô trống")
UPSIDE_DOWN = mark("giá trị trên {upper} nhỏ hơn giá trị dưới {value}")
BAD_YEAR = mark("không đọc được năm từ «{said}»")
BAD_HALF = mark("không hiểu «{said}» là mức tối thiểu hay phấn đấu; giữ nguyên chữ")
AREA_UNKNOWN = mark("không rõ lĩnh vực «{said}»; xếp vào «ngoài các lĩnh vực»")
TOO_LONG = mark("ô {column} dài quá {most} ký tự")
NEGATIVE_SHARE = mark("{value} % là số âm: mức phải đạt tính theo % không nhỏ hơn 0")
OVER_HUNDRED = mark("{value} % vượt quá 100 %")
LONGEST = {"id": 80, "name": 500, "unit": 40, "level": 200, "period": 100, "pair": 40, "said": 60, "base": 200}
WHOLE_DIGITS, PLACES = 18, 6
KNOWN = frozenset(
    [
        "id",
        "source",
        "province",
        "document",
        "area",
        "indicator_vi",
        "indicator_en",
        "kind",
        "level",
        "comparator",
        "comparator_basis",
        "value",
        "value_max",
        "unit",
        "min_or_strive",
        "pair_id",
        "numerator",
        "denominator",
        "components",
        "period",
        "effective_year",
        "baseline",
        "scope_or_condition",
        "exclusions",
        "stated",
        "recomputed",
        "consistent",
        "note",
        "measure",
        "measure_code",
        "law",
    ]
)
NEEDED = ("id", "indicator_vi")


@dataclass(frozen=True)
class Stated:
    """A line that could be read; `words` is its value where that is no plain number."""

    line: int
    code: str
    province: str
    document: str
    area: Area
    kind: TargetKind
    name: str
    unit: str
    level: str
    comparator: Comparator
    is_inferred: bool
    value: Decimal | None
    upper: Decimal | None
    words: str
    said: str
    half: Half
    pair: str
    numerator: str
    denominator: str
    components: str
    period: str
    year: int | None
    year_words: str
    base_year: int | None
    base_words: str
    scope: str
    exclusions: str
    note: str


@dataclass
class Reading:
    """What one line gave: faults that keep it out, remarks that do not."""

    faults: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    remarks: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def fault(self, text: str, **parameters: object) -> None:
        """Keeps the line out."""
        self.faults.append((text, parameters))

    def remark(self, text: str, **parameters: object) -> None:
        """Is told, and the line is taken."""
        self.remarks.append((text, parameters))


def read_line(line: int, cells: Mapping[str, str], before: str) -> tuple[Stated | None, Reading]:
    """One line as values, or None with what is wrong; `before` is the name that «(như trên)» refers to."""
    told = {name: tidy(text) for name, text in cells.items()}
    reading = Reading()
    name = named(told.get("indicator_vi", ""), before)
    _check_head(told, name, reading)
    bound = _bound(told, reading)
    said = told.get("min_or_strive", "")
    half = half_of(said)
    if said and half is Half.ONLY:
        reading.remark(BAD_HALF, said=said)
    year, year_words = _year(told.get("effective_year", ""), reading)
    base_year, base_words = base_of(told.get("baseline", ""))
    if reading.faults:
        return None, reading
    plain: dict[str, Any] = {attribute: told.get(column, "") for attribute, column in _PLAIN.items()}
    return Stated(
        line=line,
        area=_area(told.get("area", ""), reading),
        name=name,
        is_inferred=told.get("comparator_basis", "").startswith("inferred"),
        half=half,
        year=year,
        year_words=year_words,
        base_year=base_year,
        base_words=base_words,
        **plain,
        **bound,
    ), reading


_PLAIN = {
    "code": "id",
    "province": "province",
    "document": "document",
    "unit": "unit",
    "level": "level",
    "said": "min_or_strive",
    "pair": "pair_id",
    "numerator": "numerator",
    "denominator": "denominator",
    "components": "components",
    "period": "period",
    "scope": "scope_or_condition",
    "exclusions": "exclusions",
    "note": "note",
}
"""What is kept as it was said."""


def _bound(told: Mapping[str, str], reading: Reading) -> dict[str, Any]:
    """Kind, comparator and figures of a line."""
    kind = _kind(told.get("kind", ""), reading)
    comparator = _comparator(told.get("comparator", ""), reading)
    value, words = _value(told.get("value", ""), comparator, kind, reading)
    upper = _number(told.get("value_max", ""), "value_max", reading)
    _check_bound(told, comparator, kind, (value, upper, words), reading)
    return {"kind": kind, "comparator": comparator, "value": value, "upper": upper, "words": words}


def tidy(text: str) -> str:
    """Composed, trimmed, single spaces."""
    return " ".join(nfc(text).split())


def named(said: str, before: str) -> str:
    """The name, with «(như trên)» replaced by the name of the line before."""
    if before and fold(said).startswith("(nhu tren)"):
        return f"{before}{said[len('(như trên)') :]}"
    return said


def half_of(said: str) -> Half:
    """«tối thiểu», «ít nhất», «phấn đấu tối thiểu» are the minimum; «phấn đấu» is the strive half."""
    plain = fold(said)
    if any(word in plain for word in ("toi thieu", "it nhat", "min", "bat buoc")):
        return Half.MINIMUM
    return Half.STRIVE if any(word in plain for word in ("phan dau", "strive", "stretch")) else Half.ONLY


def number_of(said: str) -> Decimal | None:
    """«1315», «50.34», «99,38», «7 001 090», «7.001.090», «1,829.5»; None for what is no number.

    A single dot or comma is the decimal sign; several are thousands.
    """
    bare = said.replace(" ", "").replace("\u00a0", "").removesuffix("%")
    if re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?", bare) and (bare.count(".") > 1 or "," in bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d+)?", bare) or re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+\.\d+", bare):
        bare = bare.replace(",", "")
    else:
        bare = bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", bare):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:  # pragma: no cover - the pattern leaves none
        return None


def base_of(said: str) -> tuple[int | None, str]:
    """The base year where it is one year, and the words: «2021», «giai đoạn 2021-2025»."""
    years = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", said)
    return (int(years[0]) if len(years) == 1 else None), said


def _check_head(told: Mapping[str, str], name: str, reading: Reading) -> None:
    if not told.get("id"):
        reading.fault(NO_CODE)
    if not name:
        reading.fault(NO_NAME)
    if not told.get("province") and not told.get("document"):
        reading.fault(NO_SOURCE)
    for column, key in _MEASURED:
        text = name if column == "indicator_vi" else told.get(column, "")
        if len(text) > LONGEST[key]:
            reading.fault(TOO_LONG, column=column, most=LONGEST[key])


_MEASURED = (("id", "id"), ("indicator_vi", "name"), ("unit", "unit"), ("level", "level"), ("period", "period"),
             ("pair_id", "pair"), ("min_or_strive", "said"), ("baseline", "base"), ("value", "base"))  # fmt: skip


def _kind(said: str, reading: Reading) -> TargetKind:
    if not said:
        return TargetKind.TARGET
    found = next((kind for kind in TargetKind if kind.value == said.lower()), None)
    if found is None:
        reading.fault(BAD_KIND, said=said)
    return found or TargetKind.TARGET


def _comparator(said: str, reading: Reading) -> Comparator:
    key = " ".join(said.lower().split())
    found = next((one for one in Comparator if one.value == key), SPELLINGS.get(fold(key)))
    if found is None:
        reading.fault(BAD_COMPARATOR, said=said)
    return Comparator.NONE if found is None else found


def _value(said: str, comparator: Comparator, kind: TargetKind, reading: Reading) -> tuple[Decimal | None, str]:
    if not said:
        return None, ""
    if comparator is Comparator.ROADMAP:
        return None, said
    if comparator is Comparator.YES_NO:
        return None, said
    found = number_of(said)
    if found is not None:
        return _kept(found, "value", reading), ""
    if kind in {TargetKind.QUANTITY, TargetKind.QUALITATIVE, TargetKind.RESULT, TargetKind.COUNTER}:
        return None, said
    reading.fault(BAD_NUMBER, said=said, column="value")
    return None, ""


def _number(said: str, column: str, reading: Reading) -> Decimal | None:
    found = number_of(said) if said else None
    if said and found is None:
        reading.fault(BAD_NUMBER, said=said, column=column)
    return _kept(found, column, reading) if found is not None else None


def _kept(found: Decimal, column: str, reading: Reading) -> Decimal:
    """What the database can keep exactly."""
    _sign, digits, exponent = found.as_tuple()
    is_long = isinstance(exponent, int) and (-exponent > PLACES or len(digits) + exponent > WHOLE_DIGITS)
    if is_long:
        reading.fault(BAD_NUMBER, said=str(found), column=column)
    return found


def _check_bound(
    told: Mapping[str, str],
    comparator: Comparator,
    kind: TargetKind,
    found: tuple[Decimal | None, Decimal | None, str],
    reading: Reading,
) -> None:
    value, upper, words = found
    said = told.get("comparator", "")
    if reading.faults:
        return
    is_promise = kind is TargetKind.TARGET
    if comparator is Comparator.NONE and is_promise:
        reading.fault(NO_COMPARATOR)
    if comparator in _NEED_VALUE and value is None and not words and is_promise:
        reading.fault(NO_VALUE, said=said)
    if comparator in _NEED_UPPER and upper is None and is_promise:
        reading.fault(NO_UPPER, said=said)
    if comparator is Comparator.ROADMAP and words and not steps_of(words) and is_promise:
        reading.fault(BAD_NUMBER, said=words, column="value")
    if value is not None and upper is not None and upper < value:
        reading.fault(UPSIDE_DOWN, upper=upper, value=value)
    if told.get("unit") == "%":
        _check_share(found, reading, is_promise=is_promise)


def _check_share(found: tuple[Decimal | None, Decimal | None, str], reading: Reading, *, is_promise: bool) -> None:
    """A percentage that is promised is not below zero; one that is merely told (a growth) may be."""
    value, upper, words = found
    if value is not None and value > _WHOLE:
        reading.remark(OVER_HUNDRED, value=value)
    below = next((str(one) for one in (value, upper) if one is not None and one < 0), "")
    if any(figure < 0 for _step, figure in steps_of(words)):
        below = words
    if below and is_promise:
        reading.fault(NEGATIVE_SHARE, value=below)


def _year(said: str, reading: Reading) -> tuple[int | None, str]:
    """«2025», «2023?» (guessed); nothing for an empty cell."""
    if not said:
        return None, ""
    found = re.findall(r"(?<!\d)(?:19|20)\d{2}(?!\d)", said)
    if not found:
        reading.fault(BAD_YEAR, said=said)
        return None, said
    return int(found[-1]), "" if said == found[-1] else said


def _area(said: str, reading: Reading) -> Area:
    """By its leading figure as lists number them, else by its words."""
    number = re.match(r"\s*(\d+)", said)
    if number and number[1] in AREA_NUMBERS:
        return AREA_NUMBERS[number[1]]
    plain = fold(said)
    found = next((area for words, area in AREA_WORDS if any(word in plain for word in words)), None)
    if found is None and said:
        reading.remark(AREA_UNKNOWN, said=said)
    return found or Area.OUTSIDE


_WHOLE = 100
_NEED_VALUE = frozenset(Comparator) - {
    Comparator.NONE,
    Comparator.UNSTATED,
    Comparator.ABOVE_BASE,
    Comparator.BELOW_BASE,
    Comparator.YES_NO,
}
_NEED_UPPER = frozenset({Comparator.BETWEEN, Comparator.GAIN_BETWEEN})
