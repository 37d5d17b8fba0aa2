"""Deadlines in words a person reads, in the language of the request."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from motcua.registry.worktime.rules.calendar import Calendar
from motcua.registry.worktime.rules.explanation import WHY_TEXTS, Line
from motcua.registry.worktime.rules.remaining import Remaining, remaining
from motcua.registry.worktime.rules.terms import UNIT_LABELS, Allowance


def remaining_words(calendar: Calendar, now: datetime, due_at: datetime) -> str:
    """«còn 3 giờ 20», «còn 2 ngày», «quá hạn 2 ngày»: working time, in the agency's own days."""
    left = remaining(calendar, now, due_at)
    return _late_words(left) if left.is_late else _left_words(left)


def allowance_words(allowance: Allowance) -> str:
    """«3 ngày làm việc», «0,5 ngày»."""
    unit = UNIT_LABELS[allowance.unit]
    return f"{_number(allowance.amount)} {ngettext(unit, unit, 1 if allowance.amount == 1 else 2)}"


def line_words(line: Line) -> str:
    """Why a day counts or not: «Ngày nghỉ: Ngày Văn hóa Việt Nam»."""
    name, detail = (gettext(text) if text else "" for text in (line.name, line.detail))
    return gettext(WHY_TEXTS[line.why]).format(name=name, detail=detail)


def _left_words(left: Remaining) -> str:
    if left.days:
        return ngettext("còn {days} ngày", "còn {days} ngày", left.days).format(days=left.days)
    if left.hours:
        text = gettext("còn {hours} giờ {minutes:02d}") if left.minutes else gettext("còn {hours} giờ")
        return text.format(hours=left.hours, minutes=left.minutes)
    return gettext("còn {minutes} phút").format(minutes=left.minutes) if left.minutes else gettext("đến hạn")


def _late_words(left: Remaining) -> str:
    if left.days:
        return ngettext("quá hạn {days} ngày", "quá hạn {days} ngày", left.days).format(days=left.days)
    if left.hours:
        text = gettext("quá hạn {hours} giờ {minutes:02d}") if left.minutes else gettext("quá hạn {hours} giờ")
        return text.format(hours=left.hours, minutes=left.minutes)
    return gettext("quá hạn {minutes} phút").format(minutes=left.minutes) if left.minutes else gettext("vừa quá hạn")


def _number(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:.0f}" if whole else f"{amount.normalize():f}".replace(".", ",")
