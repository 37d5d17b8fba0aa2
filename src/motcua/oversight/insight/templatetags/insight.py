"""How figures are written: «1.234», «98,50», «–» where there is none."""

from decimal import Decimal

from django import template

from motcua.kernel.ui.wording import counted

register = template.Library()
register.filter("counted", counted)


@register.filter
def signed(value: int | Decimal) -> str:
    """A change, with its sign."""
    return ("+" if value > 0 else "") + counted(value)


@register.filter
def unlocalised(value: float) -> str:
    """A coordinate as SVG wants it, whatever the reader's language."""
    return f"{value:g}"
