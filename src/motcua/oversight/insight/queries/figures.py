"""Figures as they are shown: an indicator with what it is made of, a report form with all its rows."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from motcua.kernel.rounding import share
from motcua.kernel.texts.fold import sort_key
from motcua.kernel.ui.wording import long_day
from motcua.oversight.insight.queries.counting import Asked, Window, counted
from motcua.oversight.insight.queries.definitions import IndicatorView, indicators_on, known_on
from motcua.oversight.insight.rules.facts import DETAIL_LABELS, Unit
from motcua.registry.catalogue.public import procedure_names
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

MINUTES_A_DAY = 24 * 60
_SCALE = {Unit.PERCENT: Fraction(100), Unit.DAY: Fraction(1, MINUTES_A_DAY)}


@dataclass(frozen=True)
class Figure:
    """A number with what it is made of; `value` is None where nothing tells it or there is nothing to divide by."""

    indicator: IndicatorView
    numerator: int
    denominator: int | None

    @property
    def is_told(self) -> bool:
        """Whether events tell all that it needs."""
        return not self.indicator.untold

    @property
    def value(self) -> Decimal | int | None:
        """Rounded where it is a ratio."""
        if not self.is_told:
            return None
        if self.denominator is None:
            return self.numerator
        return share(self.numerator, self.denominator, scale=_SCALE[self.indicator.ratio.unit])


def figures(
    codes: Collection[str],
    window: Window,
    *,
    agencies: Collection[str] | None,
    on: date,
    where: tuple[str, str] | None = None,
) -> dict[str, Figure]:
    """Indicators as defined on a day, counted in a window; one statement."""
    return figures_in({"": window}, codes, agencies=agencies, on=on, where=where)[""]


def figures_in(
    windows: Mapping[str, Window],
    codes: Collection[str],
    *,
    agencies: Collection[str] | None,
    on: date,
    where: tuple[str, str] | None = None,
) -> dict[str, dict[str, Figure]]:
    """The same in several windows, still in one statement."""
    views = {code: view for code, view in known_on(on).items() if code in codes}
    asked = {
        f"w{number}_{code}_{part}": one
        for number, window in enumerate(windows.values())
        for code, view in views.items()
        for part, one in _parts(view, window).items()
    }
    sums = counted(asked, agencies=agencies, where=where)[()] if asked else {}
    return {
        name: {code: _figure(view, sums, f"w{number}_{code}") for code, view in views.items()}
        for number, name in enumerate(windows)
    }


def figures_by(
    name: str, codes: Collection[str], window: Window, *, agencies: Collection[str] | None, on: date
) -> list[tuple[str, str, dict[str, Figure]]]:
    """Key, label and indicators of each agency, field … that has any, in Vietnamese order; one statement of counts."""
    views = {code: view for code, view in indicators_on(on).items() if code in codes}
    asked = {f"{code}_{part}": one for code, view in views.items() for part, one in _parts(view, window).items()}
    sums = counted(asked, agencies=agencies, by=(name,))
    labels = labels_of(name, {key[0] for key in sums})
    found = [
        (key[0], labels[key[0]], {code: _figure(view, row, code) for code, view in views.items()})
        for key, row in sums.items()
        if any(row.values())
    ]
    return sorted(found, key=lambda row: sort_key(row[1]))


def labels_of(name: str, keys: Collection[str]) -> dict[str, str]:
    """What rows are called on a page."""
    known = _LABELS.get(name, _own_labels)(set(keys))
    return {key: known.get(key) or key or _("Chưa rõ") for key in keys}


def _own_labels(keys: Collection[str]) -> dict[str, str]:
    return {key: _(DETAIL_LABELS[key]) for key in keys if key in DETAIL_LABELS}


def _days(keys: Collection[str]) -> dict[str, str]:
    return {key: long_day(key) for key in keys}


_LABELS: dict[str, Callable[[Collection[str]], dict[str, str]]] = {
    "day": _days,
    "officer": officer_names,
    "agency": agency_names,
    "procedure": procedure_names,
}


def _parts(view: IndicatorView, window: Window) -> dict[str, Asked]:
    ratio = view.ratio
    parts = {"n": ratio.numerator, **({"d": ratio.denominator} if ratio.denominator else {})}
    return {part: Asked(formula, window, ratio.scope) for part, formula in parts.items()}


def _figure(view: IndicatorView, sums: Mapping[str, int], key: str) -> Figure:
    return Figure(view, sums[f"{key}_n"], sums.get(f"{key}_d"))
