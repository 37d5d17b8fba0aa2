"""The one place where figures are rounded: half up, two decimals."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_HUNDREDTH = Decimal("0.01")


def rounded(value: Fraction) -> Decimal:
    """The figure as it is printed."""
    exact = Decimal(value.numerator * 1000 // value.denominator) / 1000  # three places decide which half it is
    return exact.quantize(_HUNDREDTH, ROUND_HALF_UP)


def share(numerator: int, denominator: int, *, scale: Fraction = Fraction(100)) -> Decimal | None:
    """`numerator` ÷ `denominator` × `scale`, rounded; None where there is nothing to divide by."""
    return rounded(Fraction(numerator, denominator) * scale) if denominator else None
