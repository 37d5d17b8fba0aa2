"""«4 không, 1 có»: five lines of ratios, each with its numbers and its way on; what nothing tells yet says so."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.ui.wording import day
from motcua.oversight.insight.public import Figure, Period, Span, figures, period_rules_on, window_of
from motcua.oversight.scorecards.queries.chosen import Chosen
from motcua.oversight.scorecards.rules.definitions import Line, Part, lines_of
from motcua.registry.organisation.public import codes_under

RULE = "vpcp"
OUR_OWN = Path(__file__).resolve().parent.parent / "definitions" / "four_no.toml"


@dataclass(frozen=True)
class Told:
    """A ratio as it stands; `value` None: nothing tells it, or there was nothing to divide by. Never 0 for that."""

    part: Part
    numerator: int | None
    denominator: int | None
    value: Decimal | int | None
    url: str

    @property
    def is_told(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class FourLine:
    """One of the five."""

    line: Line
    told: tuple[Told, ...]

    @property
    def main(self) -> Told:
        """The first ratio that something tells, else the first."""
        return next((one for one in self.told if one.is_told), self.told[0])

    @property
    def others(self) -> tuple[Told, ...]:
        return tuple(one for one in self.told if one is not self.main)


@cache
def four_lines() -> tuple[Line, ...]:
    """As they are written."""
    return lines_of(tomllib.loads(OUR_OWN.read_text(encoding="utf-8")))


def four_of(asked: Chosen) -> list[FourLine]:
    """All five for the chosen agency and part of the year; one statement of counts."""
    lines = four_lines()
    codes = {part.indicator for line in lines for part in line.parts if part.indicator}
    period = _period(asked)
    window = window_of(period, until=asked.at)
    found = figures(codes, window, agencies=codes_under({asked.agency}), on=period.last_on)
    days = {"tu": day(period.first_on), "den": day(period.last_on), "co-quan": asked.agency}
    return [FourLine(line, tuple(_told(part, found, urlencode(days)) for part in line.parts)) for line in lines]


def _period(asked: Chosen) -> Period:
    """From the first day of the reporting year, as targets are counted, to the last day that is told of."""
    rule = period_rules_on(clock.local(asked.now).date()).get(RULE)
    whole = Period(date(asked.year, 1, 1), date(asked.year, 12, 31))
    year = rule.reckoning.period(Span.YEAR, asked.year, 1) if rule else whole
    told_on = clock.local(asked.at - timedelta(seconds=1)).date()
    return Period(year.first_on, max(year.first_on, min(year.last_on, told_on)))


def _told(part: Part, found: dict[str, Figure], query: str) -> Told:
    figure = found.get(part.indicator)
    if figure is None:
        return Told(part, None, None, None, "")
    url = f"{reverse('insight:indicator', args=[part.indicator])}?{query}"
    if not figure.is_told:
        return Told(part, None, None, None, url)
    return Told(part, figure.numerator, figure.denominator, figure.value, url)
