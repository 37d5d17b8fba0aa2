"""The honest rate beside the official one: the same dossiers, less those that were on time only by a trick."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count

from motcua.kernel.access.rights import agencies_where
from motcua.oversight.honesty.permissions import SEE
from motcua.oversight.honesty.queries.alerts import rejected
from motcua.oversight.insight.public import Figure, Wanted, Window, figures, figures_by, share
from motcua.registry.organisation.public import codes_under

OFFICIAL = "on_time_rate"
CORRECTIONS = ("corrected", "reopened", "second_supplements")
"""Indicators of what was put right by hand, or asked a second time."""


@dataclass(frozen=True)
class Rates:
    """Finished dossiers, how many count as on time officially, and how many of those only by a trick."""

    finished: int
    official: int
    rejected: int

    @property
    def honest(self) -> int:
        """On time without tricks."""
        return self.official - self.rejected

    @property
    def official_rate(self) -> Decimal | None:
        """In per cent; None of nothing."""
        return share(self.official, self.finished, scale=Fraction(100))

    @property
    def honest_rate(self) -> Decimal | None:
        """In per cent; None of nothing."""
        return share(self.honest, self.finished, scale=Fraction(100))

    @property
    def gap(self) -> Decimal | None:
        """Points between the two."""
        if self.official_rate is None or self.honest_rate is None:
            return None
        return self.official_rate - self.honest_rate


@dataclass(frozen=True)
class Beside:
    """What stands beside official figures: both rates, how often something was put right by hand, and the address."""

    rates: Rates
    corrections: tuple[Figure, ...]
    query: str

    @property
    def corrected(self) -> int:
        """Corrections of all kinds."""
        return sum(figure.numerator for figure in self.corrections)


def beside(user: Any, asked: Wanted) -> Beside | None:
    """For the period and agencies of a page of figures; None for who may not see honest figures."""
    granted = set(codes_under(agencies_where(user, SEE)))
    agencies = tuple(granted & set(asked.agencies))
    if not agencies:
        return None
    found = figures([OFFICIAL, *CORRECTIONS], asked.window, agencies=agencies, on=asked.on)
    if OFFICIAL not in found:
        return None
    official = found[OFFICIAL]
    taken = _rejected_count(asked.window, agencies)
    corrections = tuple(found[code] for code in CORRECTIONS if code in found)
    return Beside(Rates(official.denominator or 0, official.numerator, taken), corrections, asked.query)


def rates(window: Window, *, agencies: Collection[str] | None, on: date) -> Rates:
    """Both rates of a window; two statements."""
    found = figures([OFFICIAL], window, agencies=agencies, on=on).get(OFFICIAL)
    if found is None:
        return Rates(0, 0, 0)
    return Rates(found.denominator or 0, found.numerator, _rejected_count(window, agencies))


def _rejected_count(window: Window, agencies: Collection[str] | None) -> int:
    return rejected(window, agencies=agencies).values("subject").distinct().count()


def rates_by_agency(window: Window, *, agencies: Collection[str] | None, on: date) -> list[tuple[str, str, Rates]]:
    """Code, name and both rates of each agency that finished anything, in Vietnamese order."""
    rows = rejected(window, agencies=agencies).values_list("alert__agency_code")
    taken = dict(rows.annotate(n=Count("subject", distinct=True)).values_list("alert__agency_code", "n"))
    return [
        (code, label, Rates(found[OFFICIAL].denominator or 0, found[OFFICIAL].numerator, taken.get(code, 0)))
        for code, label, found in figures_by("agency", (OFFICIAL,), window, agencies=agencies, on=on)
        if OFFICIAL in found and found[OFFICIAL].denominator
    ]
