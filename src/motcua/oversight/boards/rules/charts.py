"""Bars and lines as numbers that a template draws; every chart stands beside its table."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, FOOT, TOP = 480, 200, 28, 22


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, how high it is, what is written on it and below it."""

    x: float
    y: float
    width: float
    height: float
    words: str
    label: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def above(self) -> float:
        return self.y - 5


@dataclass(frozen=True)
class Chart:
    """Bars in a box of `width` by `height`."""

    bars: tuple[Bar, ...]
    ground: int = HEIGHT - FOOT
    width: int = WIDTH
    height: int = HEIGHT
    foot: int = HEIGHT - 8


def bars(values: Sequence[tuple[str, int | Decimal | None, str]], *, most: int | Decimal | None = None) -> Chart:
    """A bar for each (label, value, words); None has no bar. `most` is the full height."""
    top = float(most or max((value or 0 for _label, value, _words in values), default=0) or 1)
    step = WIDTH / max(len(values), 1)
    drawn = []
    for number, (label, value, words) in enumerate(values):
        height = round(float(value or 0) / top * (HEIGHT - FOOT - TOP), 1)
        place = {"x": round(number * step + step * 0.15, 1), "y": round(HEIGHT - FOOT - height, 1)}
        drawn.append(Bar(**place, width=round(step * 0.7, 1), height=height, words=words, label=label))
    return Chart(tuple(drawn))


@dataclass(frozen=True)
class Meter:
    """Two lengths of a hundred: where half of the values lie, and nine in ten."""

    half: float
    most: float


def meter(half: float | None, most: float | None, whole: float) -> Meter:
    """The lengths beside the greatest value of all."""
    if not whole:
        return Meter(0, 0)
    return Meter(round((half or 0) / whole * 100, 1), round((most or 0) / whole * 100, 1))
