"""«Tính thử»: what another calendar, period or rule would have made of last year's dossiers. Nothing is saved."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.questions import ask
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import read_day
from motcua.registry.worktime import permissions
from motcua.registry.worktime.queries.calendars import policy_for
from motcua.registry.worktime.queries.what_if import TriedAll, WhatIf
from motcua.registry.worktime.rules.calendar import DayChange, DayKind
from motcua.registry.worktime.rules.terms import (
    AFTER_SUPPLEMENT_LABELS,
    FIRST_DAY_LABELS,
    UNIT_LABELS,
    AfterSupplement,
    Allowance,
    FirstDay,
    Policy,
    Unit,
)

PAGE = "worktime/desk/what_if.html"
A_YEAR = timedelta(days=365)
NOTHING_TRIED = mark("Hãy nhập ít nhất một thay đổi để tính thử: một ngày, một thời hạn hoặc một cách tính.")
AMOUNT_WRONG = mark("Thời hạn phải là một số lớn hơn 0, ví dụ 3 hoặc 0,5.")
PROCEDURE_MISSING = mark("Thời hạn tính thử là của một thủ tục. Hãy nhập mã thủ tục.")
DAYS_TURNED = mark("Ngày đầu phải trước ngày cuối.")
KINDS = {DayKind.CLOSURE: mark("Nghỉ thêm ngày này"), DayKind.SWAP_WORKED: mark("Làm việc ngày này")}


@dataclass(frozen=True)
class Share:
    """«96,2 %» with what it is made of."""

    part: int
    whole: int

    @property
    def percent(self) -> str:
        """With one decimal, as Vietnamese write it; empty of nothing."""
        return f"{100 * self.part / self.whole:.1f}".replace(".", ",") if self.whole else ""


@needs(permissions.TRY)
@require_safe
def what_if(request: HttpRequest) -> HttpResponseBase:
    """The form, and what the trial finds."""
    asked = request.GET
    page = _form(asked)
    if "thu" not in asked:
        return answer(request, PAGE, page)
    try:
        question = _question(request.user, asked)
    except DomainError as refused:
        return answer(request, PAGE, page, refused=refused)
    found: list[TriedAll] = ask(question)
    return answer(request, PAGE, {**page, **_found(found)})


def _form(asked: QueryDict) -> dict[str, Any]:
    today = clock.today()
    given = {name: asked.get(name, "") for name in asked}
    usual = {"tu": (today - A_YEAR).isoformat(), "den": today.isoformat(), "don-vi": Unit.WORKING_DAY.value}
    return {
        "values": {**usual, **given},
        "kinds": [(kind.value, _(label)) for kind, label in KINDS.items()],
        "units": [(unit.value, _(UNIT_LABELS[unit])) for unit in Unit],
        "first_days": [("", _("Như hiện hành")), *((one.value, _(text)) for one, text in FIRST_DAY_LABELS.items())],
        "after": [("", _("Như hiện hành")), *((one.value, _(text)) for one, text in AFTER_SUPPLEMENT_LABELS.items())],
    }


def _question(user: Any, asked: QueryDict) -> WhatIf:
    procedure, at = asked.get("thu-tuc", "").strip(), clock.now()
    from_on, to_on = _day(asked, "tu"), _day(asked, "den")
    if from_on is None or to_on is None or from_on > to_on:
        raise InvalidInput(DAYS_TURNED, fields={"tu": DAYS_TURNED})
    change, allowance = _change(asked), _allowance(asked, procedure)
    policy = _policy(asked, procedure, to_on)
    if change is None and allowance is None and policy is None:
        raise InvalidInput(NOTHING_TRIED, fields={"ngay": NOTHING_TRIED})
    return WhatIf(
        user=user,
        from_on=from_on,
        to_on=to_on,
        at=at,
        procedure_code=procedure,
        change=change,
        allowance=allowance,
        policy=policy,
    )


def _day(asked: QueryDict, name: str) -> date | None:
    try:
        return read_day(asked.get(name, ""))
    except InvalidInput as wrong:
        raise InvalidInput(wrong.text, fields={name: wrong.text}) from wrong


def _change(asked: QueryDict) -> DayChange | None:
    day, kind = _day(asked, "ngay"), asked.get("loai", "")
    if day is None:
        return None
    known = DayKind(kind) if kind in set(KINDS) else DayKind.CLOSURE
    return DayChange(day, known, _("Ngày tính thử"))


def _allowance(asked: QueryDict, procedure: str) -> Allowance | None:
    typed, unit = asked.get("thoi-han", "").strip().replace(",", "."), asked.get("don-vi", "")
    if not typed:
        return None
    if not procedure:
        raise InvalidInput(PROCEDURE_MISSING, fields={"thu-tuc": PROCEDURE_MISSING})
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        amount = Decimal(0)
    if not amount.is_finite() or amount <= 0:
        raise InvalidInput(AMOUNT_WRONG, fields={"thoi-han": AMOUNT_WRONG})
    return Allowance(amount, Unit(unit) if unit in set(Unit) else Unit.WORKING_DAY)


def _policy(asked: QueryDict, procedure: str, on: date) -> Policy | None:
    """The rule in force on the last day, with what is tried of it; None if nothing is."""
    first, after = asked.get("ngay-dau", ""), asked.get("sau-bo-sung", "")
    policy = policy_for(procedure, on)
    if first in set(FirstDay):
        policy = replace(policy, first_day=FirstDay(first))
    if after in set(AfterSupplement):
        policy = replace(policy, after_supplement=AfterSupplement(after))
    return policy if first in set(FirstDay) or after in set(AfterSupplement) else None


def _found(answers: list[TriedAll]) -> dict[str, Any]:
    rows = [row for one in answers for row in one.rows]
    ended = sum(row.ended for row in rows)
    return {
        "is_tried": True,
        "is_cut": any(one.is_cut for one in answers),
        "ended": ended,
        "moved": sum(row.moved for row in rows),
        "now": Share(sum(row.on_time for row in rows), ended),
        "then": Share(sum(row.would_be for row in rows), ended),
        "rows": [(row, Share(row.on_time, row.ended), Share(row.would_be, row.ended)) for row in rows],
    }
