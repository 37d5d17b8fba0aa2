"""What nobody types: figures of live indicators and of reform targets, by agency; a constant number of statements."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.access.rights import covers
from motcua.kernel.ui.wording import day
from motcua.oversight.insight.public import Figure, Period, Window, figures_by, window_of
from motcua.oversight.par_index.rules.criteria import Component, Criteria, Given, Live
from motcua.oversight.reform.public import results_of, targets_of


@dataclass(frozen=True)
class LiveFigure:
    """What the system knows of a component; `url`: what it is made of."""

    given: Given
    url: str


Key = tuple[str, str]
"""Agency code and component number."""


def live_figures(criteria: Criteria, agencies: Collection[str], *, at: datetime) -> dict[Key, LiveFigure]:
    """Agency and component → its figure in the set's year up to `at`; nothing where nothing is known."""
    bound = [one for one in criteria.components if one.live]
    if not bound or not agencies or criteria.year > clock.local(at).year:
        return {}
    period = Period(date(criteria.year, 1, 1), date(criteria.year, 12, 31))
    indicators = [one for one in bound if one.live is Live.INDICATOR]
    targets = [one for one in bound if one.live is Live.TARGET]
    found = _of_indicators(indicators, agencies, period, at) if indicators else {}
    return found | (_of_targets(targets, agencies, at) if targets else {})


def _of_indicators(
    bound: Collection[Component], agencies: Collection[str], period: Period, at: datetime
) -> dict[Key, LiveFigure]:
    """Counted once by agency; what lies below an agency adds to it."""
    codes = {one.live_code for one in bound}
    window: Window = window_of(period, until=at)
    rows = figures_by("agency", codes, window, agencies=None, on=period.last_on)
    found = {}
    for agency in agencies:
        own = [figures for key, _label, figures in rows if covers(frozenset({agency}), key)]
        for component in bound:
            given = _added([figures[component.live_code] for figures in own if component.live_code in figures])
            if given is not None:
                url = _indicator_url(component.live_code, agency, period)
                found[agency, component.number] = LiveFigure(given, url)
    return found


def _added(figures: Collection[Figure]) -> Given | None:
    told = [one for one in figures if one.is_told and one.denominator is not None]
    denominator = sum(one.denominator or 0 for one in told)
    return Given(Decimal(sum(one.numerator for one in told)), Decimal(denominator)) if denominator else None


def _indicator_url(code: str, agency: str, period: Period) -> str:
    asked = {"tu": day(period.first_on), "den": day(period.last_on), "co-quan": agency}
    return f"{reverse('insight:indicator', args=[code])}?{urlencode(asked)}"


def _of_targets(bound: Collection[Component], agencies: Collection[str], at: datetime) -> dict[Key, LiveFigure]:
    """Only sets of a province are bound to targets, so there is one agency: its own target's result."""
    targets = targets_of(codes={one.live_code for one in bound})
    results: Mapping[str, object] = results_of(targets, at=at)
    found = {}
    for component in bound:
        result = results_of_code(results, component.live_code)
        if result is not None:
            for agency in agencies:
                found[agency, component.number] = result
    return found


def results_of_code(results: Mapping[str, object], code: str) -> LiveFigure | None:
    """A target's result as a figure of ours; None while nothing is known."""
    result = results.get(code)
    value = getattr(result, "value", None)
    if result is None or value is None:
        return None
    given = Given(getattr(result, "numerator", None), getattr(result, "denominator", None), value)
    return LiveFigure(given, str(getattr(result, "url", "")))
