"""Why a figure moved and what would move it: the same formula, read term by term."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from motcua.oversight.insight.queries.counting import Asked, Window, counted
from motcua.oversight.insight.queries.figures import Figure, figures_in
from motcua.oversight.insight.rules.facts import DETAIL_LABELS, FACTS
from motcua.oversight.insight.rules.formula import WINDOW_LABELS, Count, Formula, Term

DAY = timedelta(days=1)


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


def figure_and_before(
    code: str, window: Window, *, agencies: Collection[str] | None, on: date, where: tuple[str, str] | None = None
) -> tuple[Figure, Figure]:
    """The figure, and as it stood and was known a day before the window's end."""
    earlier = _a_day_before(window)
    found = figures_in({"now": window, "before": earlier}, [code], agencies=agencies, on=on, where=where)
    return found["now"][code], found["before"][code]


def why_it_moved(
    figure: Figure, window: Window, *, agencies: Collection[str] | None, where: tuple[str, str] | None = None
) -> list[Moved]:
    """Each part of the formula that changed within a day, in one statement."""
    ratio = figure.indicator.ratio
    formulas = [ratio.numerator, *([ratio.denominator] if ratio.denominator else [])]
    counts = list(dict.fromkeys(term.count for formula in formulas for term in formula.terms))
    earlier = _a_day_before(window)
    asked = {
        f"{name}{number}": Asked(Formula(_only(formulas, count), ratio.unit), one, ratio.scope)
        for number, count in enumerate(counts)
        for name, one in (("now", window), ("before", earlier))
    }
    sums = counted(asked, agencies=agencies, where=where)[()]
    moved = [
        Moved(count_words(count), sums[f"before{number}"], sums[f"now{number}"]) for number, count in enumerate(counts)
    ]
    return [one for one in moved if one.change]


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
    to_at = max(window.to_at - DAY, window.from_at)
    return Window(window.from_at, to_at, known_at=to_at)


def _only(formulas: list[Formula], count: Count) -> tuple[Term, ...]:
    return next((replace(term, times=1),) for one in formulas for term in one.terms if term.count == count)


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
