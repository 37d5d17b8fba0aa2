"""Which policy of the clock holds when, and declaring the next version after seeing what it moves."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, NotAllowed
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.registry.worktime import permissions
from motcua.registry.worktime.actions import declare_policy
from motcua.registry.worktime.pages.looking import mark_of, moved_by
from motcua.registry.worktime.pages.policy_form import (
    ANSWER_UNITS,
    Proposal,
    changed,
    names_of,
    proposal_of,
    told,
    values_from,
    values_of,
)
from motcua.registry.worktime.pages.scopes import stands_at_the_top
from motcua.registry.worktime.queries.calendars import policy_for
from motcua.registry.worktime.queries.moves import WhatMoves
from motcua.registry.worktime.queries.versions import PolicyVersion, policy_versions, split_replaced
from motcua.registry.worktime.rules.inheritance import DeclaredPolicy
from motcua.registry.worktime.rules.terms import (
    AFTER_SUPPLEMENT_LABELS,
    EARLY_RULE_LABELS,
    FIRST_DAY_LABELS,
    UNIT_LABELS,
)

LIST, DECLARE = "worktime/desk/policies.html", "worktime/desk/declare_policy.html"
ONLY_AT_THE_TOP = mark(
    "Quy định tính thời hạn áp dụng cho cả tỉnh, nên chỉ người có quyền «{permission}» ở cấp tỉnh khai báo được."
)
_CHOICES: dict[str, Mapping[Any, str]] = {
    "first_days": FIRST_DAY_LABELS,
    "after": AFTER_SUPPLEMENT_LABELS,
    "early_rules": EARLY_RULE_LABELS,
}


@needs(permissions.POLICY)
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """What holds today for all procedures, then every version, by procedure."""
    today = clock.today()
    held, replaced = split_replaced(policy_versions(today))
    now = policy_for("", today)
    names = names_of([one.procedure_code for one in (*held, *replaced)])
    context = {
        "today": today,
        "now": now,
        "points": told(now),
        "groups": [(code, names.get(code, ""), _rows(rows)) for code, rows in _by_procedure(held)],
        "replaced": [(code, names.get(code, ""), _rows(rows)) for code, rows in _by_procedure(replaced)],
        "may_declare": stands_at_the_top(request.user, permissions.POLICY),
    }
    return answer(request, LIST, context)


@needs(permissions.POLICY)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """The next version: looking at what would move comes before saving."""
    if not stands_at_the_top(request.user, permissions.POLICY):
        raise NotAllowed(ONLY_AT_THE_TOP, permission=permissions.POLICY.label)
    if request.method != "POST":
        return answer(request, DECLARE, _form(_values_now(request.GET.get("procedure", ""))), part="filled")
    values = values_of(request.POST)
    context, refusal, then = _form(values), None, None
    try:
        proposal, looked_at = proposal_of(values), mark_of(values)
        if request.POST.get("looked_at") == looked_at:
            _save(proposal, actor=request.user.get_username())
            then = "worktime:policies"
        else:
            context |= {"looked_at": looked_at, **_look(proposal)}
    except DomainError as error:
        refusal = error
    said = gettext("Đã ghi quy định. Hạn của các hồ sơ đang giải quyết được tính lại.") if then else ""
    return answer(request, DECLARE, context, part=None if then else "filled", refused=refusal, then=then, said=said)


def _save(proposal: Proposal, *, actor: str) -> None:
    declare_policy(
        proposal.procedure_code,
        proposal.policy,
        valid_from=proposal.valid_from,
        valid_to=proposal.valid_to,
        actor=actor,
        at=clock.now(),
    )


def _form(values: dict[str, str]) -> dict[str, Any]:
    options = {
        name: [(one.value, gettext(label)) for one, label in labels.items()] for name, labels in _CHOICES.items()
    }
    units = [(unit.value, gettext(UNIT_LABELS[unit])) for unit in ANSWER_UNITS]
    return {"values": values, "units": units, "back": reverse("worktime:policies"), **options}


def _values_now(code: str) -> dict[str, str]:
    today = clock.today()
    return values_from(policy_for(code[:30], today), code[:30], today)


def _look(proposal: Proposal) -> dict[str, Any]:
    """What the version would change, beside what holds on its first day, and how many dates it would move."""
    code, at, today = proposal.procedure_code, clock.now(), clock.today()
    policy = DeclaredPolicy(code, proposal.policy, proposal.valid_from, proposal.valid_to, at)
    return {
        "proposal": proposal,
        "procedure_name": names_of([code]).get(code, ""),
        "changed": changed(policy_for(code, proposal.valid_from), proposal.policy),
        "is_backdated": proposal.valid_from < today,
        "moved": moved_by(WhatMoves("", (), at, policy=policy)),
    }


def _by_procedure(versions: list[PolicyVersion]) -> Any:
    return groupby(versions, key=lambda one: one.procedure_code)


def _rows(versions: Any) -> list[tuple[PolicyVersion, dict[str, str]]]:
    names = ("first_day", "after_supplement", "same_day", "forward", "answer", "early")
    return [(one, dict(zip(names, (words for _name, words in told(one.policy)), strict=True))) for one in versions]
