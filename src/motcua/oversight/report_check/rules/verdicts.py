"""How a printed percentage stands to the quotient it is said to be, and whether a slip of typing explains it."""

from decimal import Decimal
from enum import Enum
from fractions import Fraction

from motcua.oversight.report_check.rules.figures import Figure, Hedge
from motcua.oversight.report_check.rules.remarks import percent, plain
from motcua.oversight.report_check.rules.sums import alike

_NEARLY, _CLOSE_POINTS = 3, 10


class Verdict(Enum):
    """How a printed percentage stands to the true quotient."""

    RIGHT = 0
    CUT_OFF = 1
    WRONG = 2


def judge(share: Fraction, stated: Figure) -> Verdict:
    """Half up at the printed precision is right; off by less than one unit of the last place is a slip of rounding."""
    exact, said = share * 100, Fraction(stated.value)
    unit = Fraction(1, 10**stated.places)
    if stated.hedge is Hedge.OVER:
        return Verdict.RIGHT if exact >= said - unit / 2 else Verdict.WRONG
    if stated.hedge is Hedge.UNDER:
        return Verdict.RIGHT if exact <= said + unit / 2 else Verdict.WRONG
    if stated.hedge is not Hedge.EXACT:
        return Verdict.RIGHT if abs(exact - said) <= _NEARLY else Verdict.WRONG
    if -unit / 2 <= exact - said < unit / 2:
        return Verdict.RIGHT
    return Verdict.CUT_OFF if abs(exact - said) < unit else Verdict.WRONG


def is_likely(share: Fraction, stated: Figure) -> bool:
    """Whether the percentage comes close to the share, or one digit of it was mistyped."""
    is_close = abs(share * 100 - Fraction(stated.value)) <= _CLOSE_POINTS
    return is_close or alike(plain(stated.value), percent(share, stated.places)[:-1])


def is_one_slip(top: Figure, whole: Figure, stated: Figure) -> bool:
    """Whether one digit of a count, typed otherwise, would make the percentage right."""
    if not stated.places or stated.hedge is not Hedge.EXACT:
        return False
    tops = [(meant, whole.amount) for meant in _slips(top)]
    return any(
        0 < one <= other and judge(Fraction(one) / Fraction(other), stated) is Verdict.RIGHT
        for one, other in [*tops, *((top.amount, meant) for meant in _slips(whole))]
    )


def _slips(figure: Figure) -> list[Decimal]:
    digits = str(int(figure.value)) if figure.value == int(figure.value) else ""
    changed = [f"{digits[:at]}{new}{digits[at + 1 :]}" for at in range(len(digits)) for new in "0123456789"]
    swapped = [f"{digits[:at]}{digits[at + 1]}{digits[at]}{digits[at + 2 :]}" for at in range(len(digits) - 1)]
    return [Decimal(one) * figure.scale for one in (*changed, *swapped)]
