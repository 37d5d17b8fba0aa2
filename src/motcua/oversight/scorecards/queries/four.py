"""«4 không, 1 có»: five lines of ratios, each with its numbers and its way on; what nothing tells yet says so."""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from django.urls import reverse

from motcua.oversight.insight.public import Figure, Period, figures, window_of
from motcua.oversight.scorecards.queries.chosen import Chosen
from motcua.oversight.scorecards.rules.cuts import ends_before
from motcua.oversight.scorecards.rules.definitions import Line, Part, lines_of
from motcua.registry.organisation.public import codes_under

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
    first_on, last_on = date(asked.year, 1, 1), date.fromordinal(ends_before(asked.cut, asked.year).toordinal() - 1)
    window = window_of(Period(first_on, last_on), until=asked.at)
    found = figures(codes, window, agencies=codes_under({asked.agency}), on=last_on)
    days = {"tu": f"{first_on:%d/%m/%Y}", "den": f"{last_on:%d/%m/%Y}", "co-quan": asked.agency}
    return [FourLine(line, tuple(_told(part, found, urlencode(days)) for part in line.parts)) for line in lines]


def _told(part: Part, found: dict[str, Figure], query: str) -> Told:
    figure = found.get(part.indicator)
    if figure is None:
        return Told(part, None, None, None, "")
    url = f"{reverse('insight:indicator', args=[part.indicator])}?{query}"
    if not figure.is_told:
        return Told(part, None, None, None, url)
    return Told(part, figure.numerator, figure.denominator, figure.value, url)
