"""When people come: received dossiers by weekday and hour."""

from collections.abc import Collection
from dataclasses import dataclass

from motcua.kernel.texts.mark import mark
from motcua.oversight.boards.rules.shades import Shades, shades_of
from motcua.oversight.insight.public import Window, spread

WEEKDAYS = (mark("Thứ Hai"), mark("Thứ Ba"), mark("Thứ Tư"), mark("Thứ Năm"), mark("Thứ Sáu"), mark("Thứ Bảy"),
            mark("Chủ nhật"))  # fmt: skip
_OFFICE_HOURS = (7, 17)
_HOURS_A_DAY = 24


@dataclass(frozen=True)
class HourCell:
    """How many in one hour of one weekday."""

    hour: int
    times: int
    level: int


@dataclass(frozen=True)
class HourMap:
    """A row a weekday, a column an hour; hours at which nothing ever happens are left out at both ends."""

    hours: tuple[int, ...]
    rows: tuple[tuple[str, tuple[HourCell, ...], int], ...]
    totals: tuple[int, ...]
    whole: int
    shades: Shades

    @property
    def busiest(self) -> tuple[str, int, int] | None:
        """Weekday, hour and number of the fullest hour."""
        cells = [(cell.times, label, cell.hour) for label, cells, _sum in self.rows for cell in cells if cell.times]
        if not cells:
            return None
        times, label, hour = max(cells, key=lambda one: one[0])
        return label, hour, times


def hour_map(fact: str, window: Window, *, agencies: Collection[str] | None) -> HourMap:
    """How often `fact` happened in each hour of the week; one statement."""
    found = spread.by_hour(fact, window, agencies=agencies)
    met = [hour for _weekday, hour in found]
    hours = tuple(range(min([_OFFICE_HOURS[0], *met]), max([_OFFICE_HOURS[1], *met]) + 1))
    shades = shades_of(found.values())
    rows = []
    for weekday, label in enumerate(WEEKDAYS, start=1):
        times = [found.get((weekday, hour), 0) for hour in hours]
        cells = tuple(HourCell(hour, n, shades.level(n) if n else 0) for hour, n in zip(hours, times, strict=True))
        rows.append((label, cells, sum(times)))
    totals = tuple(sum(row[1][column].times for row in rows) for column in range(len(hours)))
    return HourMap(hours, tuple(rows), totals, sum(totals), shades)
