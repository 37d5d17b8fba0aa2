"""The communes of a province with one figure each: as areas of a map, or as tiles where no boundaries are loaded."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.kernel.memory import remembered
from motcua.kernel.texts.fold import sort_key
from motcua.oversight.boards.models import Boundary
from motcua.oversight.boards.queries.overview import open_value
from motcua.oversight.boards.rules.outlines import Point, paths_of
from motcua.oversight.boards.rules.shades import Shades, shades_between, shades_of
from motcua.oversight.insight.public import Figure, Window, figures_by
from motcua.registry.organisation.public import Level, agencies

MAP_WIDTH = 800
SHOWN = ("on_time_rate", "open_overdue", "received", "finished", "open", "online_rate")
_DRAWING_SECONDS = 60
_OFFICE = "UBND "


@dataclass(frozen=True)
class Commune:
    """A commune's agency with its figure; `path` is empty where its boundary is not known."""

    agency_code: str
    name: str
    value: Decimal | int | None
    figure: Figure | None
    level: int
    path: str = ""
    at: Point = (0.0, 0.0)

    @property
    def parts(self) -> tuple[int | None, int | None]:
        """Numerator and denominator."""
        return (self.figure.numerator, self.figure.denominator) if self.figure else (None, None)


@dataclass(frozen=True)
class CommuneMap:
    """All communes in Vietnamese order; `height` is 0 where there is no map to draw."""

    communes: tuple[Commune, ...]
    shades: Shades
    width: int
    height: int

    @property
    def tiles(self) -> tuple[Commune, ...]:
        """Those that no area stands for."""
        return tuple(one for one in self.communes if not one.path)

    @property
    def areas(self) -> tuple[Commune, ...]:
        """Those that are drawn."""
        return tuple(one for one in self.communes if one.path)


def commune_map(code: str, window: Window, *, only: Collection[str] | None, on: date, fewest: int = 0) -> CommuneMap:
    """One indicator in every commune (of `only`); one statement of counts.

    For everybody's eyes a rate of fewer than `fewest` dossiers is not told, and others only in whole percents.
    """
    shown = [one for one in agencies(Level.COMMUNE, on) if only is None or one.code in only]
    rows = figures_by("agency", [code], window, agencies=only, on=on)
    found = {key: figures[code] for key, _label, figures in rows if code in figures}
    values = {one.code: _value(found.get(one.code), fewest) for one in shown}
    is_rate = any(figure.denominator is not None for figure in found.values())
    shades = (shades_between if is_rate else shades_of)(values.values())
    paths, height = _drawing(tuple(sorted({one.place_code for one in shown if one.place_code})), on)
    communes = [
        Commune(
            one.code,
            _name(one.short_name),
            values[one.code],
            found.get(one.code),
            shades.level(values[one.code]),
            *paths.get(one.place_code, ("", (0.0, 0.0))),
        )
        for one in shown
    ]
    return CommuneMap(tuple(sorted(communes, key=lambda one: sort_key(one.name))), shades, MAP_WIDTH, height)


@remembered(seconds=_DRAWING_SECONDS)
def _drawing(place_codes: Sequence[str], on: date) -> tuple[dict[str, tuple[str, Point]], int]:
    rows = Boundary.objects.on(on).filter(place_code__in=place_codes).order_by("place_code")
    return paths_of({row.place_code: row.polygons for row in rows}, width=MAP_WIDTH)


def _value(figure: Figure | None, fewest: int) -> Decimal | int | None:
    return open_value(figure, fewest) if fewest else None if figure is None else figure.value


def _name(short_name: str) -> str:
    """«UBND xã Hòa An» → «Xã Hòa An»."""
    name = short_name.removeprefix(_OFFICE)
    return name[:1].upper() + name[1:]
