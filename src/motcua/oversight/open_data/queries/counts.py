"""The counts of a month that sets are made of."""

from collections.abc import Iterator
from datetime import date, datetime

from motcua.kernel import clock
from motcua.oversight.insight.public import Period, Reckoning, figures_by, window_of
from motcua.oversight.open_data.rules.sets import INDICATORS, SETS, Counts, Row, month_of_all, rows_of

MONTHS = 24


def whole_months(now: datetime, *, count: int = MONTHS) -> list[tuple[str, Period]]:
    """The last months that are over, oldest first: «2026-03» and its days."""
    days = Reckoning().last_months(count + 1, clock.local(now).date())
    return [(f"{year}-{month:02}", period) for year, month, period in days[:-1]]


def rows_of_all(now: datetime) -> dict[str, list[Row]]:
    """Set code → all its rows, protected; months in which nothing happened at all are left out."""
    found: dict[str, list[Row]] = {code: [] for code in SETS}
    for month, period in whole_months(now):
        for code, rows in _month(month, period):
            found[code] += rows
    return found


def _month(month: str, period: Period) -> Iterator[tuple[str, list[Row]]]:
    counts, names = _counts(period, period.last_on)
    if not any(counts.values()):
        return
    hidden = month_of_all(counts)
    for code in SETS:
        yield code, rows_of(month, counts[code], names[code], hidden[code])


def _counts(period: Period, on: date) -> tuple[dict[str, Counts], dict[str, dict[str, str]]]:
    counts: dict[str, Counts] = {}
    names: dict[str, dict[str, str]] = {}
    for code, dataset in SETS.items():
        rows = figures_by(dataset.by, INDICATORS, window_of(period), agencies=None, on=on)
        counts[code] = {key: {name: one.numerator for name, one in found.items()} for key, _label, found in rows}
        names[code] = {key: label for key, label, _found in rows}
    return counts, names
