"""Reading a posted form and checking answers, in the language of the request."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from motcua.capabilities.forms.errors import AnswerRefused, AnswersUnreadable
from motcua.capabilities.forms.queries.places import check_place, place_typed
from motcua.capabilities.forms.queries.versions import FormView
from motcua.capabilities.forms.rules.checking import Check, check
from motcua.capabilities.forms.rules.fields import FormField, Group, Widget
from motcua.capabilities.forms.rules.reading import MOST_CHOSEN, cleaned, read_answer
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.registry.people.public import check_email, check_personal_number, check_tax_code, normal_phone

CHECKS: Mapping[Widget, Check] = {
    Widget.PHONE: normal_phone,
    Widget.EMAIL: check_email,
    Widget.IDENTITY_NUMBER: check_personal_number,
    Widget.TAX_CODE: check_tax_code,
    Widget.PLACE: check_place,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """`values`: the answers that fit, regular, by key. `errors`: what is wrong, by the name of the box, translated."""

    values: dict[str, Any]
    errors: dict[str, str]


def check_answers(
    form: FormView, answers: Mapping[str, Any], *, group: str | Group | None = None, on: date | None = None
) -> Checked:
    """Check a group's answers, or all. Answers to questions that are not shown, or not of the form, are dropped.

    Conditions look at all of `answers`. `on` is the day from which dates lie in the future (today). Raises
    `AnswersUnreadable` for what is no set of answers; anything else wrong is told in `errors`.
    """
    if not isinstance(answers, Mapping):
        raise AnswersUnreadable
    keys = tuple(form.fields) if group is None else _group(form, group).keys
    outcome = check(form.form, answers, keys=keys, on=on or clock.today(), checks=CHECKS)
    return Checked(outcome.values, {name: _said(refusal) for name, refusal in outcome.refusals.items()})


def answers_from_post(form: FormView, posted: QueryDict, *, group: str | Group | None = None) -> dict[str, Any]:
    """The answers of a posted group (or of all), for `check_answers` and for the draft.

    What can be read is regular already; what cannot stays as typed, so that the person finds it again. A box that was
    emptied answers ""; one that was not on the page is left out.
    """
    keys = tuple(form.fields) if group is None else _group(form, group).keys
    return dict(_posted(form.fields[key], posted) for key in keys if _is_there(form.fields[key], posted))


def _group(form: FormView, group: str | Group) -> Group:
    return form.group(group) if isinstance(group, str) else group


def _is_there(asked: FormField, posted: QueryDict) -> bool:
    unticked = {Widget.CHECKBOX, Widget.CHECKBOXES, Widget.RADIO}
    return asked.widget in unticked or any(name in posted for name in asked.boxes)


def _posted(asked: FormField, posted: QueryDict) -> tuple[str, Any]:
    if asked.fields:
        return asked.key, dict(_posted(part, posted) for part in asked.fields)
    return asked.key, _regular(asked, _typed(asked, posted))


def _typed(asked: FormField, posted: QueryDict) -> Any:
    if asked.widget is Widget.CHECKBOX:
        return asked.name in posted
    if asked.widget is Widget.CHECKBOXES:
        return [cleaned(one, asked.most) for one in posted.getlist(asked.name)[:MOST_CHOSEN]]
    if asked.widget is Widget.PLACE:
        return place_typed(asked.name, posted)
    return cleaned(posted.get(asked.name) or "", asked.most)


def _regular(asked: FormField, typed: Any) -> Any:
    try:
        value = read_answer(asked, typed)
    except AnswerRefused:
        return typed
    return type(typed)() if value is None else value


def _said(refusal: InvalidInput) -> str:
    """The text in the reader's language, its own marked parameters too."""
    said = {name: gettext(value) if isinstance(value, str) and value else value
            for name, value in refusal.parameters.items()}  # fmt: skip
    return gettext(refusal.text).format(**said).strip()
