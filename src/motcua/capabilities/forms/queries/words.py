"""Answers as a person reads them."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from motcua.capabilities.forms.rules.fields import FormField, Widget, is_same
from motcua.kernel.money import dong
from motcua.kernel.ui.wording import day, phone


def answer_words(asked: FormField, value: Any, places: Mapping[str, str]) -> str:
    """An answer in words: the label of a choice, a date, a sum of money, the name of a place."""
    if isinstance(value, bool):
        return gettext("Có") if value else gettext("Không")
    if asked.options:
        chosen = value if isinstance(value, list) else [value]
        return "; ".join(_label(asked, one) for one in chosen)
    return f"{box_text(asked, value, places)}{_unit(asked, value)}"


def box_text(asked: FormField, value: Any, places: Mapping[str, str]) -> str:
    """What stands in the box: as a person would type it."""
    if value is None or isinstance(value, list | dict | bool):
        return ""
    if isinstance(value, int | float):
        return _figure(asked, value)
    text = str(value)
    if asked.widget is Widget.DATE:
        return day(text)
    if asked.widget is Widget.PLACE:
        return places.get(text, text)
    return phone(text) if asked.widget is Widget.PHONE else text


def _figure(asked: FormField, value: int | float) -> str:
    """Money with dots between thousands, other figures with none: «1.250.000», «1250,5»."""
    if asked.widget is Widget.MONEY and isinstance(value, int):
        return dong(value).removesuffix(" đ")
    return str(value).replace(".", ",")


def _unit(asked: FormField, value: Any) -> str:
    if not isinstance(value, int | float):
        return ""
    if asked.widget is Widget.MONEY:
        return " đ"
    return f" {asked.suffix}" if asked.suffix else ""


def _label(asked: FormField, value: Any) -> str:
    return next((gettext(option.label) for option in asked.options if is_same(option.value, value)), str(value))
