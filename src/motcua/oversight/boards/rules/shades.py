"""How strongly a value is shown beside others: five steps that are drawn as pattern and bar, not by colour alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

STEPS = 5
Number = int | float | Decimal


@dataclass(frozen=True)
class Shades:
    """Equal steps from the least value to the greatest."""

    least: float
    most: float

    def level(self, value: Number | None) -> int:
        """1 to 5; 0 where there is no value."""
        if value is None:
            return 0
        if self.most <= self.least:
            return 1 if not value else STEPS
        part = (float(value) - self.least) / (self.most - self.least)
        return min(STEPS, max(1, int(part * STEPS) + 1))

    def ranges(self) -> list[tuple[int, float, float]]:
        """Each level with where it begins and ends, for the key."""
        wide = (self.most - self.least) / STEPS
        return [(level, self.least + wide * (level - 1), self.least + wide * level) for level in range(1, STEPS + 1)]


def shades_of(values: Iterable[Number | None]) -> Shades:
    """The steps for these values; counts begin at nought."""
    known = [float(value) for value in values if value is not None]
    return Shades(min([0.0, *known]), max(known, default=0.0))


def shades_between(values: Iterable[Number | None]) -> Shades:
    """The steps from the least to the greatest of these values: for rates, which lie close together."""
    known = [float(value) for value in values if value is not None]
    return Shades(min(known, default=0.0), max(known, default=0.0))
