"""Ratios of inspections, always with what they are made of."""

from dataclasses import dataclass
from decimal import Decimal

from motcua.kernel.texts.mark import mark

DIGITAL = mark("Cuộc kiểm tra được thực hiện qua môi trường số (C6.4)")


@dataclass(frozen=True)
class Ratio:
    """A numerator of a denominator; `value` in percent, None where there is nothing to divide by; `url` shows it."""

    numerator: int
    denominator: int
    value: Decimal | None
    url: str


@dataclass(frozen=True)
class OpenRemedies:
    """What an agency and those below it still have to put right, and how much of that is past its day."""

    waiting: int
    late: int
    url: str
