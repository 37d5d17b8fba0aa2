"""Why a figure moved and what would move it: the same formula, read term by term."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.kernel.memory import remembered
from motcua.oversight.insight.queries.counting import Asked, Window, counted
from motcua.oversight.insight.queries.definitions import IndicatorView
from motcua.oversight.insight.queries.figures import Figure
from motcua.oversight.insight.rules.facts import DETAIL_LABELS, FACTS
from motcua.oversight.insight.rules.formula import WINDOW_LABELS, Count, Formula, Term

DAY = timedelta(days=1)
KEPT_SECONDS = 600.0
"""What was known of a moment that is past changes only by what an older system is found to have known."""


@dataclass(frozen=True)
class Moved:
    """A part of a formula, as it was a day before and as it is."""

    words: str
    before: int
    now: int

    @property
    def change(self) -> int:
        return self.now - self.before


@dataclass(frozen=True)
class Better:
    """Finish so many open dossiers in time, and the figure becomes this."""

    count: int
    value: Decimal
    rise: Decimal


@dataclass(frozen=True)
class Explained:
    """A figure, as it was a day before, which parts changed since, and what would raise it."""

    figure: Figure
    before: Figure
    before_at: datetime
    moved: list[Moved]
    better: Better | None


def explained(
    view: IndicatorView,
    window: Window,
    *,
    agencies: Collection[str] | None,
    open_in_time: IndicatorView | None = None,
    where: tuple[str, str] | None = None,
) -> Explained:
    """The figure, and as it stood and was known a day before, at the full hour: that rests, and is kept for a while."""
    counts, earlier = _counts(view), _a_day_before(window)
    asked = _each(view, counts, window)
    if open_in_time:
        asked["open"] = Asked(open_in_time.ratio.numerator, window, open_in_time.ratio.scope)
    sums = counted(asked, agencies=agencies, where=where)[()]
    now = {count: sums[str(number)] for number, count in enumerate(counts)}
    before = _as_it_was(view, earlier, None if agencies is None else tuple(agencies), where)
    moved = [Moved(count_words(count), before[count], now[count]) for count in counts if before[count] != now[count]]
    figure = _figure(view, now)
    better = if_finished_in_time(figure, max(sums.get("open", 0), 0))
    return Explained(figure, _figure(view, before), earlier.to_at, moved if figure.is_told else [], better)


@remembered(seconds=KEPT_SECONDS)
def _as_it_was(
    view: IndicatorView, earlier: Window, agencies: tuple[str, ...] | None, where: tuple[str, str] | None
) -> dict[Count, int]:
    counts = _counts(view)
    sums = counted(_each(view, counts, earlier), agencies=agencies, where=where)[()]
    return {count: sums[str(number)] for number, count in enumerate(counts)}


def _counts(view: IndicatorView) -> list[Count]:
    """What a figure is made of, each once."""
    formulas = [view.ratio.numerator, *([view.ratio.denominator] if view.ratio.denominator else [])]
    return list(dict.fromkeys(term.count for formula in formulas for term in formula.terms))


def _each(view: IndicatorView, counts: list[Count], window: Window) -> dict[str, Asked]:
    return {
        str(number): Asked(Formula((Term(1, count),), view.ratio.unit), window, view.ratio.scope)
        for number, count in enumerate(counts)
    }


def if_finished_in_time(figure: Figure, open_in_time: int) -> Better | None:
    """What the figure becomes if all open dossiers that still can are finished in time; None if it does not rise."""
    ratio, value = figure.indicator.ratio, figure.value
    if ratio.denominator is None or not open_in_time or not isinstance(value, Decimal):
        return None
    numerator = figure.numerator + open_in_time * _by_one(ratio.numerator)
    denominator = (figure.denominator or 0) + open_in_time * _by_one(ratio.denominator)
    after = replace(figure, numerator=numerator, denominator=denominator).value
    if not isinstance(after, Decimal) or after <= value:
        return None
    return Better(open_in_time, after, after - value)


def count_words(count: Count) -> str:
    """«Hồ sơ đã giải quyết: trước hạn, đúng hạn (trong kỳ)»."""
    words = _(FACTS[count.fact].label)
    for one in count.conditions:
        values = ", ".join(_(DETAIL_LABELS[value]) for value in one.values)
        words += ": " + (_("không phải {values}").format(values=values) if one.is_not else values)
    return f"{words} ({_(WINDOW_LABELS[count.window])})"


def formula_words(formula: Formula) -> str:
    """A formula as a sentence of sums."""
    words = ""
    for term in formula.terms:
        sign = ("−" if term.times < 0 else "+") if words or term.times < 0 else ""
        times = f"{abs(term.times)} × " if abs(term.times) != 1 else ""
        words += f" {sign} {times}{count_words(term.count)}"
    return " ".join(words.split())


def _a_day_before(window: Window) -> Window:
    to_at = max((window.to_at - DAY).replace(minute=0, second=0, microsecond=0), window.from_at)
    return Window(window.from_at, to_at, known_at=to_at)


def _figure(view: IndicatorView, values: Mapping[Count, int]) -> Figure:
    ratio = view.ratio
    return Figure(
        view, _value(ratio.numerator, values), _value(ratio.denominator, values) if ratio.denominator else None
    )


def _value(formula: Formula, values: Mapping[Count, int]) -> int:
    return sum(term.times * values[term.count] for term in formula.terms)


def _by_one(formula: Formula) -> int:
    """What one dossier finished on time adds to a formula: a flow more, an open one less."""
    return sum(term.times * _adds(term.count) for term in formula.terms)


def _adds(count: Count) -> int:
    if count.window == "closing" and count.fact == "open":
        return -1
    if count.window != "during" or count.fact != "finished":
        return 0
    standing = [one for one in count.conditions if one.name == "standing"]
    return int(all(("on_time" in one.values) != one.is_not for one in standing))
