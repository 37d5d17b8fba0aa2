"""National days off as published: the `holidays` package, and above it the facts of `decisions.csv`."""

import csv
from dataclasses import dataclass
from datetime import date
from importlib import resources

import holidays

from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.rules.calendar import DayChange, DayKind

YEARS = range(2014, 2041)
PROVISIONAL_FROM = date(2027, 1, 1)
"""No decision for these days has been seen: the package computes Tết and the day beside Quốc khánh by itself."""
_HOLIDAY_LAW = mark("Bộ luật Lao động 2019, Điều 112")


@dataclass(frozen=True, slots=True)
class Published:
    """One day, and since when it was known where that is told."""

    change: DayChange
    known_on: date | None


def published_days() -> list[Published]:
    """Every national day off and every weekend worked of `YEARS`, in order; a row of ours replaces the package's."""
    days = {day: Published(_holiday(day, name), None) for day, name in _package_days().items()}
    days |= {row.change.day: row for row in _own_rows()}
    return [days[day] for day in sorted(days)]


def _package_days() -> dict[date, str]:
    return dict(holidays.country_holidays("VN", years=YEARS, categories=("public",), language="vi"))


def _holiday(day: date, name: str) -> DayChange:
    return DayChange(day, DayKind.HOLIDAY, name, _HOLIDAY_LAW, is_provisional=day >= PROVISIONAL_FROM)


def _own_rows() -> list[Published]:
    text = (resources.files("motcua.registry.worktime.adapters") / "decisions.csv").read_text(encoding="utf-8")
    return [_own_row(row) for row in csv.DictReader(text.splitlines())]


def _own_row(row: dict[str, str]) -> Published:
    change = DayChange(
        day=date.fromisoformat(row["day"]),
        kind=DayKind(row["kind"]),
        name=row["name"],
        legal_basis=row["legal_basis"],
        swapped_on=_day_or_none(row["swapped_on"]),
    )
    return Published(change, _day_or_none(row["known_on"]))


def _day_or_none(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
