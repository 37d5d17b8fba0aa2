"""What is typed into a scoring sheet: numbers as Vietnamese write them, each refusal with its reason. Plain Python."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.texts.mark import mark
from motcua.oversight.par_index.errors import InputFaulty
from motcua.oversight.par_index.rules.criteria import Component, Given, Way

NOT_A_NUMBER = mark("«{text}» không phải là số")
TWO_WAYS = mark("«{text}» có thể hiểu hai cách; hãy viết {thousands} hoặc {decimal}")
NEGATIVE = mark("số không được âm")
TOO_GREAT = mark("số quá lớn")
NO_DENOMINATOR = mark("có tử số thì phải có mẫu số")
NO_NUMERATOR = mark("có mẫu số thì phải có tử số")
DENOMINATOR_NOUGHT = mark("mẫu số phải lớn hơn 0")
ABOVE_MAXIMUM = mark("điểm {points} vượt điểm tối đa {maximum}")
TOO_FINE = mark("điểm chỉ lấy nhiều nhất hai chữ số thập phân")
_PLAIN = re.compile(r"\d+([.,]\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")
_TWO_WAYS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MOST = Decimal(10) ** 12
_PLACES = 4


@dataclass(frozen=True)
class Typed:
    """The cells of one component as they were sent."""

    numerator: str = ""
    denominator: str = ""
    value: str = ""
    reason: str = ""

    @property
    def is_blank(self) -> bool:
        return not (self.numerator or self.denominator or self.value)


def number_of(text: str) -> Decimal:
    """«1.234,5», «95,5», «95.5», «1234»; raises `ValueError` with the reason."""
    bare = re.sub(r"[\s\u00a0]", "", text).removesuffix("%")
    if bare.startswith(("-", "−")):
        raise ValueError(NEGATIVE)
    if _TWO_WAYS.fullmatch(bare):
        raise ValueError(TWO_WAYS.format(text=bare, thousands=bare.replace(".", ""), decimal=bare.replace(".", ",")))
    if not bare.isascii() or not (_PLAIN.fullmatch(bare) or _THOUSANDS.fullmatch(bare)):
        raise ValueError(NOT_A_NUMBER.format(text=text[:40]))
    plain = bare.replace(".", "") if _THOUSANDS.fullmatch(bare) else bare
    value = Decimal(plain.replace(",", "."))
    if value >= _MOST:
        raise ValueError(TOO_GREAT)
    return value.quantize(Decimal(1).scaleb(-_PLACES)).normalize() + 0


def given_of(component: Component, typed: Typed) -> Given:
    """What was typed as numbers; raises `InputFaulty` with the component's number and the reason."""
    try:
        given = _given(component, typed)
    except ValueError as error:
        raise InputFaulty(number=component.number, reason=str(error), fields=_fields(component, str(error))) from None
    return given


def points_of(component: Component, text: str) -> Decimal:
    """Points as an appraiser states them: between nought and the maximum, two decimals."""
    try:
        points = number_of(text)
        _check_points(component, points)
    except ValueError as error:
        raise InputFaulty(number=component.number, reason=str(error), fields=_fields(component, str(error))) from None
    return points


def _given(component: Component, typed: Typed) -> Given:
    if component.is_share:
        return _share(typed)
    value = number_of(typed.value)
    if component.way is Way.DIRECT:
        _check_points(component, value)
    return Given(value=value)


def _share(typed: Typed) -> Given:
    if not typed.denominator:
        raise ValueError(NO_DENOMINATOR)
    if not typed.numerator:
        raise ValueError(NO_NUMERATOR)
    numerator, denominator = number_of(typed.numerator), number_of(typed.denominator)
    if not denominator:
        raise ValueError(DENOMINATOR_NOUGHT)
    return Given(numerator, denominator)


def _check_points(component: Component, points: Decimal) -> None:
    if points > component.maximum:
        raise ValueError(ABOVE_MAXIMUM.format(points=points, maximum=component.maximum))
    if points != points.quantize(Decimal("0.01")):
        raise ValueError(TOO_FINE)


def _fields(component: Component, reason: str) -> Mapping[str, str]:
    return {f"{'tu' if component.is_share else 'gia-tri'}-{component.number}": reason}
