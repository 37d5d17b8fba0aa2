"""Whether a result keeps a promise: exactly, with fractions; rounding is for the eye alone. Plain Python."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.oversight.reform.rules.words import Comparator, Half, Outcome

Exact = Fraction | None
PERCENT = "%"
_STEP = re.compile(r"(\d{4})\s*[:=]\s*(-?\d+(?:[.,]\d+)?)")
BASED = frozenset(
    {
        Comparator.REDUCE_BY,
        Comparator.INCREASE_BY,
        Comparator.GAIN_BETWEEN,
        Comparator.ABOVE_BASE,
        Comparator.BELOW_BASE,
    }
)
"""Those that speak of a change since a base year."""
AGAINST_BASE = frozenset({Comparator.ABOVE_BASE, Comparator.BELOW_BASE})
SILENT = frozenset({Comparator.NONE, Comparator.UNSTATED})
"""Those that no figure can be held against."""
FROM_BELOW = frozenset({Comparator.AT_LEAST, Comparator.ABOVE, Comparator.REDUCE_BY, Comparator.INCREASE_BY})
FROM_ABOVE = frozenset({Comparator.AT_MOST, Comparator.BELOW, Comparator.RANK_AT_MOST})


@dataclass(frozen=True)
class Limit:
    """A comparator with its figures, of one half of a promise."""

    half: Half
    comparator: Comparator
    value: Exact = None
    upper: Exact = None
    steps: tuple[tuple[int, Fraction], ...] = ()

    @property
    def can_be_judged(self) -> bool:
        """Whether it says anything that a figure could fail."""
        if self.comparator in SILENT:
            return False
        if self.comparator in AGAINST_BASE or self.comparator is Comparator.YES_NO:
            return True
        if self.comparator is Comparator.ROADMAP:
            return bool(self.steps)
        return self.value is not None and (self.upper is not None or self.comparator not in _RANGES)


@dataclass(frozen=True)
class Found:
    """What was measured. Of a ratio both parts; of a change since a base year, the change over the base."""

    numerator: Exact = None
    denominator: Exact = None
    value: Exact = None

    def amount(self, unit: str) -> Exact:
        """The figure that is held against a bound: of a share the percentage, else the value, else what was counted."""
        if unit == PERCENT and self.numerator is not None and self.denominator:
            return self.numerator / self.denominator * 100
        if self.value is not None or unit == PERCENT:
            return self.value
        return self.numerator


def exact(value: Decimal | int | None) -> Exact:
    """The same number as a fraction."""
    return None if value is None else Fraction(value)


def steps_of(words: str) -> tuple[tuple[int, Fraction], ...]:
    """The years and figures of a roadmap: «2023: 40; 2024: 60,5»."""
    found = {int(year): Fraction(figure.replace(",", ".")) for year, figure in _STEP.findall(words)}
    return tuple(sorted(found.items()))


def keeps(limit: Limit, amount: Fraction, *, base: Exact = None, year: int | None = None) -> bool | None:
    """Whether an amount keeps one bound; None where nothing can be said."""
    if not limit.can_be_judged:
        return None
    if limit.comparator in AGAINST_BASE:
        return None if base is None else _AGAINST[limit.comparator](amount, base)
    if limit.comparator is Comparator.ROADMAP:
        step = _step(limit, year)
        return None if step is None else amount >= step
    if limit.comparator is Comparator.YES_NO:
        return amount >= 1
    if limit.value is None:
        return None
    if limit.comparator in _RANGES:
        return None if limit.upper is None else limit.value <= amount <= limit.upper
    return _AGAINST[limit.comparator](amount, limit.value)


def judge(
    limits: Iterable[Limit], amount: Exact, *, base: Exact = None, is_comparable: bool = True, year: int | None = None
) -> Outcome:
    """What came of a promise with one bound or two halves.

    A strive half alone is met or not. The strive half counts only where the minimum is kept too; a bound without any
    strive half is simply «met»: there was no more to reach.
    """
    told = list(limits)
    if not is_comparable or not any(limit.can_be_judged for limit in told):
        return Outcome.NOT_COMPARABLE
    if amount is None:
        return Outcome.NO_DATA
    kept = {limit.half: keeps(limit, amount, base=base, year=year) for limit in told if limit.can_be_judged}
    if None in kept.values():
        return Outcome.NOT_COMPARABLE
    floor = [value for half, value in kept.items() if half is not Half.STRIVE]
    if not all(floor):
        return Outcome.NOT_MET
    if kept.get(Half.STRIVE):
        return Outcome.STRIVE_MET
    if not floor:
        return Outcome.NOT_MET
    return Outcome.MINIMUM_MET if Half.STRIVE in kept else Outcome.MET


def _step(limit: Limit, year: int | None) -> Exact:
    """The step of the year, or of the last year before it that has one; the last of all without a year."""
    due = [figure for step, figure in limit.steps if year is None or step <= year]
    return due[-1] if due else None


_RANGES = frozenset({Comparator.BETWEEN, Comparator.GAIN_BETWEEN})
_AGAINST: dict[Comparator, Callable[[Fraction, Fraction], bool]] = {
    Comparator.AT_LEAST: lambda amount, bound: amount >= bound,
    Comparator.ABOVE: lambda amount, bound: amount > bound,
    Comparator.EXACTLY: lambda amount, bound: amount == bound,
    Comparator.AT_MOST: lambda amount, bound: amount <= bound,
    Comparator.BELOW: lambda amount, bound: amount < bound,
    Comparator.RANK_AT_MOST: lambda amount, bound: 0 < amount <= bound,
    Comparator.REDUCE_BY: lambda amount, bound: amount >= bound,
    Comparator.INCREASE_BY: lambda amount, bound: amount >= bound,
    Comparator.ABOVE_BASE: lambda amount, base: amount > base,
    Comparator.BELOW_BASE: lambda amount, base: amount < base,
}
