"""Figures of units that were merged: totals are kept, and a base that is no longer the same set is not compared."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Parts:
    """Numerator and denominator of a unit."""

    numerator: Decimal | int
    denominator: Decimal | int = 0

    def __add__(self, other: "Parts") -> "Parts":
        return Parts(self.numerator + other.numerator, self.denominator + other.denominator)


def merged(figures: Mapping[str, Parts], successor: Callable[[str], str]) -> dict[str, Parts]:
    """Figures by the units of today: what units that were merged had is added up."""
    found: dict[str, Parts] = {}
    for unit, parts in figures.items():
        now = successor(unit)
        found[now] = found[now] + parts if now in found else parts
    return found


def same_base(base: Collection[str], now: Collection[str], successor: Callable[[str], str]) -> bool:
    """Whether the units that a base was counted over are, by succession, those of today, and none besides."""
    return {successor(unit) for unit in base} == set(now)
