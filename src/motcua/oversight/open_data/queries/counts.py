"""The counts of a month that sets are made of."""

from datetime import date, datetime
from functools import partial

from motcua.kernel import clock
from motcua.oversight.insight.public import Period, Reckoning, figures_by, window_of
from motcua.oversight.open_data.queries.releases import months_told, versions_of_month
from motcua.oversight.open_data.rules.revision import hidden_anew
from motcua.oversight.open_data.rules.sets import INDICATORS, SETS, Counts, Row, rows_of

MONTHS = 24


def whole_months(now: datetime, *, count: int = MONTHS) -> list[tuple[str, Period]]:
    """The last months that are over, oldest first: «2026-03» and its days."""
    days = Reckoning().last_months(count + 1, clock.local(now).date())
    return [(f"{year}-{month:02}", period) for year, month, period in days[:-1]]


def rows_of_all(now: datetime) -> dict[str, list[Row]]:
    """Set code → all its rows, protected; months in which nothing happened at all are left out.

    A month that was published stays as it was told until it is far off (`rules/revision.py`).
    """
    found: dict[str, list[Row]] = {code: [] for code in SETS}
    last = {code: months_told(code) for code in SETS}
    for month, period in whole_months(now):
        counts, names = _counts(period, period.last_on)
        if not any(counts.values()):
            continue
        told = {code: rows[month] for code, rows in last.items() if month in rows}
        hidden = hidden_anew(counts, told, partial(versions_of_month, month))
        for code in SETS:
            found[code] += rows_of(month, counts[code], names[code], hidden[code]) if hidden else told[code]
    return found


def _counts(period: Period, on: date) -> tuple[dict[str, Counts], dict[str, dict[str, str]]]:
    counts: dict[str, Counts] = {}
    names: dict[str, dict[str, str]] = {}
    for code, dataset in SETS.items():
        rows = figures_by(dataset.by, INDICATORS, window_of(period), agencies=None, on=on)
        counts[code] = {key: {name: one.numerator for name, one in found.items()} for key, _label, found in rows}
        names[code] = {key: label for key, label, _found in rows}
    return counts, names
