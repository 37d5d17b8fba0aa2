"""How figures are written: «1.234», «98,50», «–» where there is none."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def counted(value: int | Decimal | None) -> str:
    """A figure as the reader's language writes it."""
    if value is None:
        return "–"
    places = 2 if isinstance(value, Decimal) else 0
    return number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True).replace("-", "−")


@register.filter
def signed(value: int | Decimal) -> str:
    """A change, with its sign."""
    return ("+" if value > 0 else "") + counted(value)


@register.filter
def unlocalised(value: float) -> str:
    """A coordinate as SVG wants it, whatever the reader's language."""
    return f"{value:g}"
