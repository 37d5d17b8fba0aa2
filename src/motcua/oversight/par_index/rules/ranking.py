"""Competition ranking (1-2-2-4) with ties explained, and what is lost by points per effort. Plain Python, exact."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

LEAST_EFFORT, MOST_EFFORT = 1, 5


@dataclass(frozen=True)
class Place:
    """Where one stands: `rank` counts those with more points, plus one; `tied` are the others of the same points."""

    key: str
    points: Decimal
    rank: int
    tied: tuple[str, ...]

    @property
    def next_rank(self) -> int:
        """The rank after this group of equals."""
        return self.rank + len(self.tied) + 1


def ranked(points: Mapping[str, Decimal]) -> list[Place]:
    """Places by points, the greatest first; equals in the order of their keys."""
    groups: dict[Decimal, list[str]] = {}
    for key, value in points.items():
        groups.setdefault(value, []).append(key)
    places, rank = [], 1
    for value in sorted(groups, reverse=True):
        keys = sorted(groups[value])
        places += [Place(key, value, rank, tuple(other for other in keys if other != key)) for key in keys]
        rank += len(keys)
    return places


@dataclass(frozen=True)
class Lost:
    """Points that a component has not won, and how hard they are to win."""

    number: str
    maximum: Decimal
    points: Decimal
    effort: int | None

    @property
    def lost(self) -> Decimal:
        return self.maximum - self.points

    @property
    def per_effort(self) -> Fraction | None:
        """Lost points for one unit of effort; None where nobody has said how hard it is."""
        return Fraction(self.lost) / self.effort if self.effort else None


def number_key(number: str) -> tuple[tuple[int, str], ...]:
    """«2.10» after «2.9»."""
    return tuple((int(part), "") if part.isdecimal() else (10**9, part) for part in number.split("."))


def by_worth(rows: Iterable[Lost]) -> list[Lost]:
    """What is lost, the most points per effort first; then the greater loss, then the number. Unstated effort last."""
    losing = [row for row in rows if row.lost > 0]
    return sorted(losing, key=lambda row: (
        row.per_effort is None, -(row.per_effort or Fraction(0)), -row.lost, number_key(row.number)))  # fmt: skip
