"""Checking answers: which questions are asked at all, what is missing, what does not fit and how to put it right."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from motcua.capabilities.forms.errors import AnswerRefused
from motcua.capabilities.forms.rules.fields import Form, FormField, Widget, is_same
from motcua.capabilities.forms.rules.reading import read_answer
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.mark import mark

NOT_FILLED = mark("Bạn chưa điền «{label}».")
NOT_CHOSEN = mark("Bạn chưa chọn «{label}».")
NOT_TICKED = mark("Bạn cần đánh dấu «{label}» để tiếp tục.")
TOO_LONG = mark("«{label}» dài quá {limit} ký tự.")
IN_FUTURE = mark("Ngày ở «{label}» chưa tới. Hãy nhập một ngày đã qua hoặc hôm nay.")
PATTERN = mark("«{label}» chưa đúng dạng. {hint}")
KEYWORDS = {
    "minLength": mark("«{label}» phải có ít nhất {limit} ký tự."),
    "const": mark("«{label}» không đúng giá trị quy định."),
    "minimum": mark("«{label}» không được nhỏ hơn {limit}."),
    "maximum": mark("«{label}» không được lớn hơn {limit}."),
    "exclusiveMinimum": mark("«{label}» phải lớn hơn {limit}."),
    "exclusiveMaximum": mark("«{label}» phải nhỏ hơn {limit}."),
    "multipleOf": mark("«{label}» phải là bội số của {limit}."),
    "minItems": mark("Ở «{label}» hãy chọn ít nhất {limit} mục."),
    "maxItems": mark("Ở «{label}» chỉ được chọn nhiều nhất {limit} mục."),
}
_CHOSEN = {Widget.SELECT, Widget.RADIO, Widget.CHECKBOXES, Widget.PLACE}
Check = Callable[[str], str]
"""A check of a text that needs more than the schema: gives the regular form, raises `InvalidInput`."""


@dataclass
class Outcome:
    """Values that were read and fit, by key; refusals by the name of the box."""

    values: dict[str, Any] = field(default_factory=dict)
    refusals: dict[str, InvalidInput] = field(default_factory=dict)


def check(
    form: Form, answers: Mapping[str, Any], *, keys: Collection[str], on: date, checks: Mapping[Widget, Check]
) -> Outcome:
    """Check the questions `keys` as the whole of `answers` shows them; answers to questions not shown are dropped."""
    outcome, shown = Outcome(), shown_fields(form, answers)
    for key in keys:
        if key in shown:
            _check_field(form.fields[key], answers.get(key), outcome, on, checks)
    return outcome


def shown_fields(form: Form, answers: Mapping[str, Any]) -> set[str]:
    """Keys of the questions that are asked, given the answers so far."""
    known: dict[str, bool] = {}

    def is_shown(key: str) -> bool:
        if key not in known:
            condition = form.fields[key].shown_when
            known[key] = condition is None or (
                is_shown(condition.field)
                and _is_among(form.fields[condition.field], answers.get(condition.field), condition.values)
            )
        return known[key]

    return {key for key in form.fields if is_shown(key)}


def _is_among(asked: FormField, raw: object, values: tuple[object, ...]) -> bool:
    try:
        value = read_answer(asked, raw)
    except AnswerRefused:
        return False
    value = False if value is None and asked.widget is Widget.CHECKBOX else value
    return any(is_same(value, one) for one in values)


def _check_field(asked: FormField, raw: object, outcome: Outcome, on: date, checks: Mapping[Widget, Check]) -> None:
    if asked.fields:
        _check_person(asked, raw, outcome, on, checks)
        return
    try:
        value = checked_value(asked, raw, on=on, checks=checks)
    except InvalidInput as refusal:
        outcome.refusals[asked.name] = refusal
    else:
        if value is not None:
            outcome.values[asked.key] = value


def _check_person(person: FormField, raw: object, outcome: Outcome, on: date, checks: Mapping[Widget, Check]) -> None:
    """A person who need not be named may be left out whole, never in part."""
    parts, given = Outcome(), raw if isinstance(raw, Mapping) else {}
    for part in person.fields:
        _check_field(part, given.get(part.key), parts, on, checks)
    is_named = any(given.get(part.key) not in (None, "", False) for part in person.fields)
    if person.is_required and not is_named and not parts.refusals:
        first = person.fields[0]
        parts.refusals[first.name] = AnswerRefused(NOT_FILLED, label=person.label)
    if is_named or person.is_required:
        outcome.refusals |= parts.refusals
        if parts.values:
            outcome.values[person.key] = parts.values


def checked_value(asked: FormField, raw: object, *, on: date, checks: Mapping[Widget, Check]) -> object:
    """The value of one answer that fits in every way, None if there is none. Raises `InvalidInput`."""
    value = read_answer(asked, raw)
    if asked.must_be_ticked and value is not True:
        raise AnswerRefused(NOT_TICKED, label=asked.label)
    if value is None:
        if asked.is_required and asked.widget is Widget.CHECKBOX:
            return False
        if asked.is_required:
            raise AnswerRefused(NOT_CHOSEN if asked.widget in _CHOSEN else NOT_FILLED, label=asked.label)
        return None
    _check_text(asked, value, on)
    for error in asked.validator.iter_errors(value):
        raise AnswerRefused(KEYWORDS[str(error.validator)], label=asked.label, limit=_said(error.validator_value))
    return checks[asked.widget](value) if asked.widget in checks and isinstance(value, str) else value


def _check_text(asked: FormField, value: object, on: date) -> None:
    if not isinstance(value, str) or asked.options:
        return
    if len(value) > asked.most:
        raise AnswerRefused(TOO_LONG, label=asked.label, limit=asked.most)
    if asked.pattern and not asked.pattern.search(value):
        raise AnswerRefused(PATTERN, label=asked.label, hint=asked.refusal or asked.help)
    if asked.is_not_future and asked.widget is Widget.DATE and value > on.isoformat():
        raise AnswerRefused(IN_FUTURE, label=asked.label)


def _said(limit: object) -> str:
    """A limit as Vietnamese write it: 1.000.000 and 0,5."""
    if isinstance(limit, int | float):
        return f"{limit:,}".translate(str.maketrans(",.", ".,"))
    return str(limit)


def prefilled(form: Form, known: Mapping[str, str]) -> dict[str, Any]:
    """First answers: what is `known` under the names of ``x-prefill``, else the defaults of the schema."""
    answers: dict[str, Any] = {}
    for asked in form.fields.values():
        if asked.fields:
            parts = {part.key: first for part in asked.fields if (first := _first(part, known)) is not None}
            if parts:
                answers[asked.key] = parts
        elif (first := _first(asked, known)) is not None:
            answers[asked.key] = first
    return answers


def _first(asked: FormField, known: Mapping[str, str]) -> object:
    return known.get(asked.prefill) or asked.default
