"""What speaks against issuing a plan, seen from its tasks; and what tasks do for a target."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.questions import answers
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.queries.plans import plan_titles
from motcua.oversight.assignments.rules.life import State
from motcua.oversight.reform.public import (
    Objection,
    Objections,
    PlanView,
    Serving,
    TargetKind,
    TargetView,
    Weight,
    targets_of,
)
from motcua.registry.organisation.public import Hanging, WhatHangsOn

_NAMED = 5


@answers(Objections)
def objections_of_tasks(question: Objections) -> list[Objection]:
    """Tasks without a target, targets without a task, tasks of the plan above that the unit has forgotten."""
    plan = plan_titles([question.plan_code]).get(question.plan_code)
    if plan is None or not plan.agency_code:
        return []
    rows = list(Assignment.objects.filter(plan_code=plan.code).order_by("number"))
    targets = targets_of(plans=[plan.code])
    found = [_without_target(plan, rows, targets), _without_task(plan, rows, targets), _missed(plan, rows)]
    return [objection for objection in found if objection]


@answers(Serving)
def tasks_for_target(question: Serving) -> dict[str, str]:
    """How many tasks serve a target, and where they are listed."""
    count = Assignment.objects.filter(target_code=question.target_code).count()
    if not count:
        return {}
    words = ngettext("{n} nhiệm vụ phục vụ chỉ tiêu này", "{n} nhiệm vụ phục vụ chỉ tiêu này", count).format(n=count)
    return {words: f"{reverse('assignments:list')}?{urlencode({'chi-tieu': question.target_code})}"}


@answers(WhatHangsOn)
def tasks_led_by(question: WhatHangsOn) -> Hanging:
    """Tasks that an agency leads and has not finished."""
    rows = Assignment.objects.filter(lead_code=question.agency_code).exclude(state=State.DONE)
    count = rows.count()
    words = ngettext("{n} nhiệm vụ đang chủ trì", "{n} nhiệm vụ đang chủ trì", count).format(n=count)
    url = f"{reverse('assignments:list')}?{urlencode({'don-vi': question.agency_code})}"
    return Hanging(words, count, url, is_open=True)


def _without_target(plan: PlanView, rows: Sequence[Assignment], targets: Sequence[TargetView]) -> Objection | None:
    known = {target.code for target in targets}
    lost = [row for row in rows if row.target_code not in known]
    if not lost:
        return None
    text = ngettext(
        "{n} nhiệm vụ không gắn với chỉ tiêu nào: {codes}. Hãy gắn chỉ tiêu mà việc ấy phục vụ.",
        "{n} nhiệm vụ không gắn với chỉ tiêu nào: {codes}. Hãy gắn chỉ tiêu mà việc ấy phục vụ.",
        len(lost),
    )
    codes = [row.code for row in lost]
    return Objection("task_without_target", Weight.WARNS, tuple(codes), _filled(text, codes), _list(plan.code))


def _without_task(plan: PlanView, rows: Sequence[Assignment], targets: Sequence[TargetView]) -> Objection | None:
    served = {row.target_code for row in rows}
    promised = [one for one in targets if one.kind in {TargetKind.TARGET, TargetKind.QUALITATIVE}]
    lost = [target.code for target in promised if target.code not in served]
    if not lost:
        return None
    text = ngettext(
        "{n} chỉ tiêu không có nhiệm vụ nào phục vụ: {codes}. Hãy giao việc để đạt chỉ tiêu.",
        "{n} chỉ tiêu không có nhiệm vụ nào phục vụ: {codes}. Hãy giao việc để đạt chỉ tiêu.",
        len(lost),
    )
    address = f"{reverse('assignments:give')}?{urlencode({'ke-hoach': plan.code})}"
    return Objection("target_without_task", Weight.WARNS, tuple(lost), _filled(text, lost), address)


def _missed(plan: PlanView, rows: Sequence[Assignment]) -> Objection | None:
    """What the plan above gave to this very agency must stand in its own plan."""
    if not plan.parent_code:
        return None
    implemented = {row.implements_code for row in rows}
    above = Assignment.objects.filter(plan_code=plan.parent_code, lead_code=plan.agency_code).order_by("number")
    lost = [code for code in above.values_list("code", flat=True) if code not in implemented]
    if not lost:
        return None
    text = ngettext(
        "{n} nhiệm vụ cấp trên giao cơ quan này chủ trì chưa có trong kế hoạch: {codes}. Hãy thêm việc thực hiện.",
        "{n} nhiệm vụ cấp trên giao cơ quan này chủ trì chưa có trong kế hoạch: {codes}. Hãy thêm việc thực hiện.",
        len(lost),
    )
    address = f"{reverse('assignments:give')}?{urlencode({'ke-hoach': plan.code})}"
    return Objection("misses_provincial_task", Weight.STOPS, tuple(lost), _filled(text, lost), address)


def _filled(text: str, codes: Sequence[str]) -> str:
    return text.format(n=len(codes), codes=_named(codes))


def _named(codes: Iterable[str]) -> str:
    listed = list(codes)
    shown = ", ".join(listed[:_NAMED])
    left = len(listed) - _NAMED
    return shown if left <= 0 else _("{shown} và {left} mã nữa").format(shown=shown, left=left)


def _list(plan_code: str) -> str:
    return f"{reverse('assignments:list')}?{urlencode({'ke-hoach': plan_code, 'tinh-trang': 'du-thao'})}"
