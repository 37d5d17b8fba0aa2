"""Drawing forms with the field component of kernel.ui: a page of questions, and a list of answers to look over."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from motcua.capabilities.forms.queries.places import CHOICE, names_of, offered_places
from motcua.capabilities.forms.queries.versions import FormView
from motcua.capabilities.forms.queries.words import answer_words, box_text
from motcua.capabilities.forms.rules.checking import shown_fields
from motcua.capabilities.forms.rules.fields import Condition, FormField, Group, Widget
from motcua.kernel.ui.pieces import Row
from motcua.kernel.ui.templatetags.ui import field as draw_field

register = template.Library()
KINDS = {
    Widget.PHONE: "tel",
    Widget.IDENTITY_NUMBER: "text",
    Widget.TAX_CODE: "text",
    Widget.PLACE: "text",
}
_DIGITS: dict[str, Any] = {"inputmode": "numeric", "autocomplete": "off"}
EXTRAS: dict[Widget, dict[str, Any]] = {Widget.IDENTITY_NUMBER: _DIGITS, Widget.TAX_CODE: _DIGITS}
_SHORT = {Widget.DATE, Widget.NUMBER, Widget.MONEY, Widget.PHONE, Widget.IDENTITY_NUMBER, Widget.TAX_CODE}
_TYPED_WIDE = {Widget.TEXT, Widget.TEXTAREA, Widget.EMAIL}


@dataclass(frozen=True, slots=True)
class DrawnCondition:
    """A condition on a question of the same page, for the script."""

    field: str
    values: str


@dataclass(frozen=True, slots=True)
class DrawnQuestion:
    """A question of the page; a person has a legend over its boxes."""

    boxes: list[SafeString]
    legend: str = ""
    help: str = ""
    condition: DrawnCondition | None = None


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """A page of questions, answered."""

    title: str
    rows: list[Row]


@register.simple_tag
def form_group(
    form: FormView,
    group: Group | str,
    answers: Mapping[str, Any] | None = None,
    errors: Mapping[str, str] | None = None,
) -> SafeString:
    """The questions of one page, as far as the answers of earlier pages show them."""
    page = form.group(group) if isinstance(group, str) else group
    given, wrong = answers or {}, errors or {}
    places = names_of(_place_answers(form, given))
    questions = [_question(form.fields[key], given, wrong, places, page) for key in _asked_on(form, page, given)]
    shown = {"group": page, "questions": questions, "has_conditions": any(one.condition for one in questions)}
    return render_to_string("forms/group.html", shown)


@register.simple_tag
def form_review(
    form: FormView,
    answers: Mapping[str, Any] | None = None,
    urls: Mapping[str, str] | None = None,
    prefix: str = "",
    level: int = 2,
) -> SafeString:
    """All answers by page. `urls`: where a page is changed, by `prefix` and its key; `level` of the headings."""
    given, ways = answers or {}, urls or {}
    shown, places = shown_fields(form.form, given), names_of(_place_answers(form, given))
    groups = []
    for group in form.groups:
        asked = [form.fields[key] for key in group.keys if key in shown]
        rows = list(_rows(asked, given, places, ways.get(f"{prefix}{group.key}", "")))
        groups += [ReviewGroup(gettext(group.title), rows)] if rows else []
    return render_to_string("forms/review.html", {"groups": groups, "level": level})


def _asked_on(form: FormView, page: Group, given: Mapping[str, Any]) -> list[str]:
    """Keys shown now, and those that an answer of the same page may show: script and check see to them."""
    shown = shown_fields(form.form, given)

    def may_show(key: str) -> bool:
        condition = form.fields[key].shown_when
        return key in shown or (condition is not None and condition.field in page.keys and may_show(condition.field))

    return [key for key in page.keys if may_show(key)]


def _question(
    asked: FormField, given: Mapping[str, Any], errors: Mapping[str, str], places: Mapping[str, str], page: Group
) -> DrawnQuestion:
    condition = _drawn(asked.shown_when, page)
    if not asked.fields:
        return DrawnQuestion([_box(asked, given.get(asked.key), errors, places)], condition=condition)
    parts = given.get(asked.key)
    of_part = parts if isinstance(parts, Mapping) else {}
    boxes = [_box(part, of_part.get(part.key), errors, places, in_person=asked) for part in asked.fields]
    return DrawnQuestion(boxes, gettext(asked.label), gettext(asked.help) if asked.help else "", condition)


def _drawn(condition: Condition | None, page: Group) -> DrawnCondition | None:
    if condition is None or condition.field not in page.keys:
        return None
    values = [str(value).lower() if isinstance(value, bool) else str(value) for value in condition.values]
    return DrawnCondition(condition.field, json.dumps(values, ensure_ascii=False))


def _box(
    asked: FormField,
    value: Any,
    errors: Mapping[str, str],
    places: Mapping[str, str],
    in_person: FormField | None = None,
) -> SafeString:
    is_required = asked.is_required and (in_person is None or in_person.is_required)
    given: dict[str, Any] = {"help": asked.help, "required": is_required, "errors": errors, "suffix": asked.suffix}
    given |= _value(asked, value, places) | EXTRAS.get(asked.widget, {})
    if asked.widget in _SHORT:
        given["width"] = "medium"
    if asked.widget in _TYPED_WIDE:
        given["maxlength"] = asked.most
    if asked.widget is Widget.PLACE:
        return _place_box(asked, value, given, places)
    return draw_field(asked.name, asked.label, KINDS.get(asked.widget, asked.widget.value), **given)


def _value(asked: FormField, value: Any, places: Mapping[str, str]) -> dict[str, Any]:
    if asked.options:
        options = [(option.value, option.label, option.hint) for option in asked.options]
        empty = [("", gettext("Hãy chọn"))] if asked.widget is Widget.SELECT else []
        return {"options": [*empty, *options], "value": value}
    return {"value": value is True if asked.widget is Widget.CHECKBOX else box_text(asked, value, places)}


def _place_box(asked: FormField, value: Any, given: dict[str, Any], places: Mapping[str, str]) -> SafeString:
    """A box that finds places as one types; under it, what an unclear name may mean."""
    hits = f"id_{asked.name}_hits"
    live = {
        "list": hits,
        "autocomplete": "off",
        "hx_get": reverse("forms:place-hits"),
        "hx_trigger": "input changed delay:200ms",
        "hx_target": f"#{hits}",
        "hx_vals": json.dumps({"o": asked.name}),
        "hx_sync": "this:replace",
        "maxlength": 200,
    }
    drawn = [draw_field(asked.name, asked.label, "text", **given, **live)]
    drawn.append(render_to_string("forms/place_list.html", {"list_id": hits}))
    if isinstance(value, str) and value.strip() and value not in places and (offered := offered_places(value)):
        label = gettext("Có phải bạn muốn nói đến nơi này?")
        drawn.append(draw_field(f"{asked.name}{CHOICE}", label, "radio", options=offered, required=False))
    return mark_safe("".join(drawn))  # noqa: S308 - each part is a rendered template


def _rows(
    questions: Iterable[FormField], given: Mapping[str, Any], places: Mapping[str, str], url: str
) -> Iterator[Row]:
    for asked in questions:
        value = given.get(asked.key)
        if not asked.fields:
            yield Row(asked.label, _words(asked, value, places), url)
        parts = value if isinstance(value, Mapping) else {}
        for part in asked.fields:
            term = f"{gettext(asked.label)}: {gettext(part.label)}"
            yield Row(term, _words(part, parts.get(part.key), places), url)


def _words(asked: FormField, value: Any, places: Mapping[str, str]) -> str:
    is_empty = value is None or value in ("", [])
    return "" if is_empty else answer_words(asked, value, places)


def _place_answers(form: FormView, given: Mapping[str, Any]) -> Iterator[Any]:
    for key, asked in form.fields.items():
        if asked.widget is Widget.PLACE:
            yield given.get(key)
        parts = given.get(key)
        for part in asked.fields:
            if part.widget is Widget.PLACE and isinstance(parts, Mapping):
                yield parts.get(part.key)
