"""How figures and lengths of registers are written."""

from decimal import Decimal

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def amount(value: int | Decimal) -> str:
    """«1.234» or «98,50» as the reader's language writes it."""
    places = 2 if isinstance(value, Decimal) else 0
    return str(number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


@register.filter
def plain(value: float) -> str:
    """A length as SVG wants it, whatever the reader's language."""
    return f"{value:g}"
