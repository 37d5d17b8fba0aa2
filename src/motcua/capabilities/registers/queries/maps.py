"""Where records are: points projected onto a drawing, and numbers by ward."""

from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KeyTextTransform

from motcua.capabilities.registers.queries.lists import line_of
from motcua.capabilities.registers.rules.definition import Definition
from motcua.registry.places.public import place_names

MOST_POINTS = 2000
_WIDTH, _MARGIN, _LEAST = 720.0, 24.0, 0.02


@dataclass(frozen=True)
class Dot:
    """A record on the drawing."""

    code: str
    title: str
    tone: str
    state: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """Dots in a frame; `lines`: where whole fifths of a degree cross, as (x1, y1, x2, y2, words)."""

    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[tuple[float, float, float, float, str], ...]
    is_cut: bool


def points_of(definition: Definition, rows: QuerySet[Any]) -> Drawing | None:
    """The records that have a point, at most `MOST_POINTS`; None when none has."""
    found = [line_of(row) for row in rows.filter(values__has_key=definition.point)[: MOST_POINTS + 1]]
    located = [(line, line.values[definition.point]) for line in found[:MOST_POINTS]]
    if not located:
        return None
    frame = _Frame([point for _, point in located])
    dots = []
    for line, point in located:
        state = definition.state_of.get(line.state)
        x, y = frame.place(point)
        dots.append(
            Dot(line.code, line.title, state.tone if state else "off", state.name if state else line.state, x, y)
        )
    return Drawing(_WIDTH, frame.height, tuple(dots), tuple(frame.grid()), len(found) > MOST_POINTS)


def records_by_place(definition: Definition, rows: QuerySet[Any]) -> list[tuple[str, str, int]]:
    """Place code, name and number of records, the most first."""
    field = KeyTextTransform(definition.place, "values")
    counted = rows.order_by().filter(values__has_key=definition.place).values_list(field).annotate(number=Count("pk"))
    numbers = {str(code): number for code, number in counted}
    names = place_names(list(numbers))
    told = [(code, names.get(code, code).split(",")[0], number) for code, number in numbers.items()]
    return sorted(told, key=lambda one: (-one[2], one[1]))


class _Frame:
    """A flat picture of the points: a degree east is as long as it is at this latitude."""

    def __init__(self, points: list[list[float]]) -> None:
        norths, easts = [point[0] for point in points], [point[1] for point in points]
        self.south, self.west = min(norths) - _LEAST, min(easts) - _LEAST
        north, east = max(norths) + _LEAST, max(easts) + _LEAST
        self.north, self.east = north, east
        self.squeeze = cos(radians((north + self.south) / 2))
        self.scale = (_WIDTH - 2 * _MARGIN) / max((east - self.west) * self.squeeze, (north - self.south) / 2)
        self.height = round((north - self.south) * self.scale + 2 * _MARGIN, 1)

    def place(self, point: list[float]) -> tuple[float, float]:
        """North, east → x, y."""
        x = _MARGIN + (point[1] - self.west) * self.squeeze * self.scale
        y = self.height - _MARGIN - (point[0] - self.south) * self.scale
        return round(x, 1), round(y, 1)

    def grid(self) -> list[tuple[float, float, float, float, str]]:
        """Lines at whole fifths of a degree."""
        lines = []
        for fifth in range(int(self.west * 5) + 1, int(self.east * 5) + 1):
            x, _ = self.place([self.south, fifth / 5])
            lines.append((x, 0.0, x, self.height, f"{fifth / 5:g}° Đ".replace(".", ",")))
        for fifth in range(int(self.south * 5) + 1, int(self.north * 5) + 1):
            _, y = self.place([fifth / 5, self.west])
            lines.append((0.0, y, _WIDTH, y, f"{fifth / 5:g}° B".replace(".", ",")))
        return lines
