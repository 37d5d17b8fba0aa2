"""Lines over years and marks on a scale, as numbers that a template draws. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH, HEIGHT, LEFT, RIGHT, TOP, FOOT = 640, 240, 48, 20, 26, 30
_ROOM = Decimal("0.08")


@dataclass(frozen=True)
class Dot:
    """A year of a line."""

    x: float
    y: float
    words: str
    year: int

    @property
    def above(self) -> float:
        return self.y - 10

    @property
    def below(self) -> float:
        return self.y + 20


@dataclass(frozen=True)
class Line:
    """A province's way through the years; `pieces`: unbroken stretches as «x,y x,y»."""

    name: str
    dots: tuple[Dot, ...]
    pieces: tuple[str, ...]


@dataclass(frozen=True)
class Drawing:
    """Lines in a box, years below, a few heights at the left."""

    lines: tuple[Line, ...]
    years: tuple[tuple[float, int], ...]
    heights: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    foot: int = HEIGHT - 8


def lines_over_years(series: Mapping[str, Mapping[int, Decimal]]) -> Drawing | None:
    """Name → year → value; None where there is nothing to draw. A year without a value breaks the line."""
    years = sorted({year for values in series.values() for year in values})
    values = [value for one in series.values() for value in one.values()]
    if not values:
        return None
    low, high = min(values), max(values)
    room = max((high - low) * _ROOM, Decimal("0.01"))
    low, high = low - room, high + room

    def x(year: int) -> float:
        step = (WIDTH - LEFT - RIGHT) / max(len(years) - 1, 1)
        return round(LEFT + years.index(year) * step, 1) if len(years) > 1 else WIDTH / 2

    def y(value: Decimal) -> float:
        return round(TOP + float((high - value) / (high - low)) * (HEIGHT - TOP - FOOT), 1)

    lines = tuple(
        Line(
            name,
            tuple(Dot(x(year), y(one[year]), _two(one[year]), year) for year in sorted(one)),
            tuple(" ".join(f"{x(year)},{y(one[year])}" for year in piece) for piece in _pieces(years, one)),
        )
        for name, one in series.items()
        if one
    )
    heights = tuple((y(value), _two(value)) for value in (low + room, (low + high) / 2, high - room))
    return Drawing(lines, tuple((x(year), year) for year in years), heights)


def place_on(value: Decimal, least: Decimal, most: Decimal) -> float:
    """Where a value lies between two others, in per cent of the way."""
    if most <= least:
        return 50.0
    return round(float((min(max(value, least), most) - least) / (most - least)) * 100, 1)


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle one, or the middle between the two."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _pieces(years: Sequence[int], one: Mapping[int, Decimal]) -> list[list[int]]:
    pieces: list[list[int]] = [[]]
    for year in years:
        if year in one:
            pieces[-1].append(year)
        elif pieces[-1]:
            pieces.append([])
    return [piece for piece in pieces if len(piece) > 1]


def _two(value: Decimal) -> str:
    return f"{value:.2f}".replace(".", ",")
