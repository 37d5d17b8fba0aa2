"""What the boards show: tiles, a trend, agency by agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlencode

from motcua.kernel import clock
from motcua.kernel.ui.wording import day
from motcua.oversight.insight.public import (
    Figure,
    Reckoning,
    Window,
    figures,
    figures_by,
    figures_in,
    window_of,
)

TILES = ("received", "finished", "on_time_rate", "open", "open_overdue", "waiting", "online_rate", "average_days")
_TREND = ("received", "finished", "on_time_rate")
_BY_AGENCY = ("received", "finished", "on_time_rate", "open", "open_overdue", "online_rate")


@dataclass(frozen=True)
class Board:
    """Tiles by code, and a row an agency."""

    tiles: tuple[Figure, ...]
    agencies: tuple[tuple[str, str, tuple[Figure, ...]], ...]
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Month:
    """A month of the trend."""

    label: str
    first_on: date
    last_on: date
    received: int
    finished: int
    on_time: Figure

    @property
    def query(self) -> str:
        """Asks a page for this month alone."""
        return urlencode({"tu": day(self.first_on), "den": day(self.last_on)})


@dataclass(frozen=True)
class Trend:
    """The months of the trend, oldest first."""

    months: tuple[Month, ...]


def board(window: Window, *, agencies: Collection[str] | None, on: date) -> Board:
    """Two statements of counts, one of names."""
    tiles = figures(TILES, window, agencies=agencies, on=on)
    rows = figures_by("agency", _BY_AGENCY, window, agencies=agencies, on=on)
    return Board(
        tiles=tuple(tiles[code] for code in TILES if code in tiles),
        agencies=tuple(
            (key, label, tuple(found[code] for code in _BY_AGENCY if code in found)) for key, label, found in rows
        ),
        heads=tuple(tiles[code].indicator.name for code in _BY_AGENCY if code in tiles),
    )


def now_and_month(now: datetime, *, agencies: Collection[str] | None) -> dict[str, dict[str, Figure]]:
    """Today and this month up to now; one statement."""
    today = clock.local(now).date()
    windows = {"today": Window(clock.at(today), now), "month": Window(clock.at(today.replace(day=1)), now)}
    return figures_in(windows, _TREND, agencies=agencies, on=today)


def trend(
    reckoning: Reckoning, now: datetime, *, months: int, agencies: Collection[str] | None, on: date
) -> Trend | None:
    """The last months, the one that is not over up to now; one statement. None without definitions."""
    days = reckoning.last_months(months, clock.local(now).date())
    windows = {f"{month}/{year % 100:02}": window_of(period, until=now) for year, month, period in days}
    found = figures_in(windows, _TREND, agencies=agencies, on=on)
    if any(set(_TREND) - set(one) for one in found.values()):
        return None
    rows = tuple(
        Month(
            label,
            period.first_on,
            period.last_on,
            found[label]["received"].numerator,
            found[label]["finished"].numerator,
            found[label]["on_time_rate"],
        )
        for label, (_year, _month, period) in zip(windows, days, strict=True)
    )
    return Trend(rows)


def open_rates(shown: Board, *, fewest: int) -> list[tuple[str, list[int | None]]]:
    """Agency by agency the rates that everybody may see; counts are left to open data, where they are protected."""
    rates = [(label, [open_value(one, fewest) for one in row if one.denominator is not None])
             for _key, label, row in shown.agencies]  # fmt: skip
    return [(label, values) for label, values in rates if any(value is not None for value in values)]


def open_value(figure: Figure | None, fewest: int) -> int | None:
    """A rate in whole percents; None of fewer dossiers than `fewest`."""
    if figure is None or figure.value is None or (figure.denominator or 0) < fewest:
        return None
    return int(Decimal(figure.value).quantize(Decimal(1), ROUND_HALF_UP))
