"""The index of agencies now: our own points, what was published, what the year may come to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.oversight.insight.public import Figure, Period, Window, figures, figures_by
from motcua.oversight.service_index.models import PublishedScore
from motcua.oversight.service_index.rules.live import (
    Counts,
    LiveIndex,
    LiveItem,
    at_years_end,
    difference,
    live_index,
    needed,
)
from motcua.oversight.service_index.rules.sheet import Sheet
from motcua.registry.organisation.public import agencies as all_agencies

PROGRESS = "on_time_rate_with_open"
OPEN_IN_TIME = "open_in_time"


@dataclass(frozen=True)
class Row:
    """An item on the page: ours, what was published, and the points at the year's end if it goes on like this."""

    live: LiveItem
    indicator: str
    published: Decimal | None
    ahead: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """Published less ours."""
        return difference(self.live.points, self.published)


@dataclass(frozen=True)
class Forecast:
    """The index at the year's end with what it was reckoned from."""

    index: LiveIndex
    so_far: Counts | None
    open_in_time: int
    ahead: Counts | None


def index_now(sheet: Sheet, window: Window, *, agencies: Collection[str], on: date, level: str) -> LiveIndex:
    """All items of some agencies together in a window; one statement."""
    found = figures(needed(sheet), window, agencies=agencies, on=on)
    return live_index(sheet, _counts(found), level=level)


def index_by_agency(
    sheet: Sheet, window: Window, *, agencies: Collection[str], on: date
) -> list[tuple[str, str, LiveIndex]]:
    """Code, name and index of each agency that has figures, in Vietnamese order; one statement of counts."""
    levels = levels_of()
    return [
        (code, label, live_index(sheet, _counts(found), level=levels.get(code, "")))
        for code, label, found in figures_by("agency", needed(sheet), window, agencies=agencies, on=on)
    ]


def forecast(sheet: Sheet, year: Window, *, agencies: Collection[str], on: date, level: str) -> Forecast:
    """The year so far and what is open, carried to the year's end."""
    found = figures([*needed(sheet), OPEN_IN_TIME], year, agencies=agencies, on=on)
    counts = _counts(found)
    in_time = max(found[OPEN_IN_TIME].numerator, 0) if OPEN_IN_TIME in found else 0
    ahead = at_years_end(counts, progress=PROGRESS, open_in_time=in_time)
    index = live_index(sheet, ahead, level=level)
    return Forecast(index, counts.get(PROGRESS), in_time, ahead.get(PROGRESS))


def published(agency_code: str, sheet: Sheet, period: Period) -> dict[str, Decimal]:
    """The newest published points of an agency and period by item."""
    rows = PublishedScore.objects.filter(
        agency_code=agency_code, sheet_code=sheet.code, first_on=period.first_on, last_on=period.last_on
    )
    return {row.item_code: row.points for row in rows.order_by("imported_at", "id")}


def rows_of(index: LiveIndex, ahead: LiveIndex, told: Mapping[str, Decimal]) -> list[Row]:
    """The items of a page."""
    later = {one.item.code: one.points for one in ahead.items}
    return [
        Row(one, one.item.live if one.counts else "", told.get(one.item.code), later.get(one.item.code))
        for one in index.items
    ]


def levels_of() -> dict[str, str]:
    """Where each agency stands."""
    return {agency.code: str(agency.level) for agency in all_agencies()}


def _counts(found: Mapping[str, Figure]) -> dict[str, Counts]:
    """What events tell; an indicator of facts that nobody tells yet is left out, never 0."""
    return {code: Counts(figure.numerator, figure.denominator or 0) for code, figure in found.items() if figure.is_told}
