"""How points and scores are written: «86,5», «0,00», «−0,25»."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from motcua.oversight.par_index.rules.criteria import Component, Way

register = template.Library()
_MOST_PLACES = 4


@register.filter
def points(value: Decimal | int | None) -> str:
    """Two decimals, as points are counted."""
    return "–" if value is None else number_format(value, decimal_pos=2, use_l10n=True).replace("-", "−")


@register.filter
def plain_number(value: Decimal | None) -> str:
    """As many decimals as the number has, four at most."""
    if value is None:
        return "–"
    places = max(-int(value.normalize().as_tuple().exponent), 0)
    return number_format(value, decimal_pos=min(places, _MOST_PLACES), use_l10n=True, force_grouping=True)


@register.filter
def gained(value: Decimal) -> str:
    """With its sign."""
    return ("+" if value > 0 else "") + points(value)


@register.filter
def way_words(component: Component) -> str:
    """How its points are made, in words."""
    unit = component.unit
    if component.way is Way.STEPS:
        return "; ".join(
            _("từ {least} {unit}: {points} điểm").format(
                least=plain_number(step.least), unit=unit, points=plain_number(step.points))
            for step in component.steps
        )  # fmt: skip
    if component.way is Way.RATIO:
        text = _("{points} điểm × kết quả ÷ {full} {unit}, nhiều nhất {points} điểm")
        return text.format(points=plain_number(component.maximum), full=plain_number(component.full_at), unit=unit)
    if component.way is Way.YES_NO:
        return _("có: {points} điểm; không: 0 điểm").format(points=plain_number(component.maximum))
    return _("chấm trực tiếp từ 0 đến {points} điểm").format(points=plain_number(component.maximum))


@register.filter
def coordinate(value: float) -> str:
    """As SVG wants it, whatever the reader's language."""
    return f"{value:g}"
