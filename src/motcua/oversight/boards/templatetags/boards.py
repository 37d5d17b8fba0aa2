"""How spans and moments are written on boards."""

from datetime import datetime
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from motcua.kernel import clock

register = template.Library()
_HOURS_A_DAY, _MINUTES_AN_HOUR = 24, 60


@register.filter
def span_words(hours: float | None) -> str:
    """«45 phút», «3,5 giờ», «2,1 ngày»."""
    if hours is None:
        return "–"
    if hours < 1:
        return _("{n} phút").format(n=round(hours * _MINUTES_AN_HOUR))
    if hours < 2 * _HOURS_A_DAY:
        return _("{n} giờ").format(n=_one(hours))
    return _("{n} ngày").format(n=_one(hours / _HOURS_A_DAY))


@register.filter
def one_place(value: Decimal | None) -> str:
    """«2,1»."""
    return "–" if value is None else number_format(value, decimal_pos=1, use_l10n=True)


@register.filter
def brief(value: Decimal | int | None) -> str:
    """A figure as short as a map has room for."""
    return "" if value is None else number_format(value, decimal_pos=0, use_l10n=True)


@register.filter
def time_of_day(at: datetime) -> str:
    """«10:32:05» on the office's wall."""
    return f"{clock.local(at):%H:%M:%S}"


def _one(value: float) -> str:
    return number_format(Decimal(str(round(value, 1))), decimal_pos=1, use_l10n=True)
