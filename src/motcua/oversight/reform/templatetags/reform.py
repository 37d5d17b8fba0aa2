"""How bounds and figures of targets are written."""

from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils.translation import gettext

from motcua.oversight.insight.public import share
from motcua.oversight.reform.models import Figure
from motcua.oversight.reform.queries.views import ResultView, TargetView
from motcua.oversight.reform.rules.judging import PERCENT, Found, exact
from motcua.oversight.reform.rules.saying import limit_words, limits_words, plain

register = template.Library()


@register.filter
def bounds(target: TargetView) -> str:
    """«≥ 80 %, phấn đấu ≥ 100 %»."""
    return limits_words(target.limits, target.unit, translate=gettext)


@register.filter
def bound_words(target: TargetView) -> list[str]:
    """Each half on its own."""
    return [limit_words(limit, target.unit, translate=gettext).replace(" %", "\u00a0%") for limit in target.limits]


@register.filter
def figured(value: Decimal | None) -> str:
    """«1.315», «99,38»; a dash for None."""
    return "–" if value is None else plain(Fraction(value))


@register.filter
def result_words(result: ResultView, target: TargetView) -> str:
    """«50,34 %»: the figure in the target's unit, two places where it is a share."""
    if result.value is None:
        return "–"
    shown = f"{result.value:.2f}".replace(".", ",") if target.unit == "%" else plain(Fraction(result.value))
    return f"{shown}\u00a0{target.unit}".strip()


@register.filter
def made_of(result: ResultView) -> str:
    """«662/1.315»; nothing where there is no ratio."""
    if result.numerator is None or result.denominator is None:
        return ""
    return f"{figured(result.numerator)}/{figured(result.denominator)}"


@register.filter
def amount_of(figure: Figure, target: TargetView) -> str:
    """A typed-in figure in the target's unit: «50,34 %»."""
    amount = Found(exact(figure.numerator), exact(figure.denominator), exact(figure.value)).amount(target.unit)
    if amount is None:
        return "–"
    shown = share(amount.numerator, amount.denominator, scale=Fraction(1)) or Decimal(0)
    words = f"{shown:.2f}".replace(".", ",") if target.unit == PERCENT else plain(Fraction(shown))
    return f"{words} {target.unit}".strip()
