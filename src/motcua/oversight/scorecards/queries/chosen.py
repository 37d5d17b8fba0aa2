"""What an address asks for: year, part of the year, agency, level; kept in every link of these pages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import Http404

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where
from motcua.oversight.scorecards.permissions import SEE
from motcua.oversight.scorecards.rules.cuts import Cut, ends_before
from motcua.registry.organisation.public import AgencyView, Level, agencies, codes_under

FIRST_YEAR, LAST_YEARS = 2020, 6


@dataclass(frozen=True)
class Chosen:
    """The filter of a page and what it comes to; `agency` is the one whose card it is."""

    year: int
    cut: Cut
    agency: str
    level: str
    now: datetime
    seen: tuple[AgencyView, ...]

    @property
    def at(self) -> datetime:
        """The moment of which it is told: the end of the part, not later than now."""
        return min(self.now, clock.at(ends_before(self.cut, self.year)))

    @property
    def query(self) -> str:
        """Asks for the same again."""
        return self.but()

    def but(self, **changes: Any) -> str:
        """Asks for the same with something else."""
        one = replace(self, **changes)
        said = {"nam": one.year, "ky": one.cut.value, "don-vi": one.agency, "cap": one.level}
        return urlencode({key: value for key, value in said.items() if value})

    @cached_property
    def agencies(self) -> list[AgencyView]:
        """Of what one may see, the chosen agency and those below it, of the chosen level."""
        below = set(codes_under({self.agency}))
        return [one for one in self.seen if one.code in below and self.level in {"", one.level}]

    @cached_property
    def names(self) -> dict[str, str]:
        return {one.code: one.name for one in self.seen}

    @property
    def name(self) -> str:
        return self.names.get(self.agency, self.agency)

    @property
    def is_over(self) -> bool:
        return self.at < self.now


def chosen(user: Any, said: Mapping[str, str], *, now: datetime) -> Chosen:
    """What the address says (`nam`, `ky`, `don-vi`, `cap`); an agency that one may not see is not there: 404."""
    granted = set(codes_under(agencies_where(user, SEE)))
    seen = tuple(one for one in agencies() if one.code in granted)
    agency = said.get("don-vi", "") or next((one.code for one in sorted(seen, key=_highest)), "")
    if agency not in {one.code for one in seen}:
        raise Http404
    today = clock.local(now).date()
    level, cut = said.get("cap", ""), said.get("ky", "")
    return Chosen(
        year=_year(said.get("nam", ""), today.year),
        cut=Cut(cut) if cut in set(Cut) else Cut.NOW,
        agency=agency,
        level=level if level in set(Level) else "",
        now=now,
        seen=seen,
    )


def _highest(agency: AgencyView) -> tuple[int, str]:
    return len(agency.code.split(".")), agency.code


def _year(typed: str, this_year: int) -> int:
    is_year = typed.isascii() and typed.isdecimal() and len(typed) == 4  # noqa: PLR2004 - digits of a year
    return int(typed) if is_year and FIRST_YEAR <= int(typed) <= this_year + LAST_YEARS else this_year
