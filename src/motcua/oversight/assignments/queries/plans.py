"""Plans and targets as tasks need them: asked of reform, by code."""

from collections.abc import Collection
from typing import Any

from django.http import Http404
from django.utils.translation import gettext

from motcua.kernel.access.rights import agencies_where, covers, require
from motcua.kernel.texts.fold import fold
from motcua.oversight.assignments.models import Assignment, SteeringDocument
from motcua.oversight.assignments.permissions import ASSIGN
from motcua.oversight.assignments.rules.annex import Around
from motcua.oversight.assignments.rules.drafts import Home
from motcua.oversight.reform.public import (
    Area,
    PlanState,
    PlanView,
    TargetView,
    plan_for,
    plans_of,
    plans_visible_to,
    targets_of,
)
from motcua.registry.organisation.public import Level, agencies


def plan_titles(codes: Collection[str]) -> dict[str, PlanView]:
    """Code → plan, whatever state it is in."""
    return {plan.code: plan for plan in plans_of(list(codes), state=None)}


def plans_to_assign_in(user: Any) -> list[PlanView]:
    """Plans whose tasks one may give, drafts too."""
    granted = agencies_where(user, ASSIGN)
    plans = [plan for plan in plans_visible_to(user) if plan.agency_code and covers(granted, plan.agency_code)]
    return [plan for plan in plans if plan.state != PlanState.WITHDRAWN]


def plan_to_assign_in(user: Any, code: str) -> PlanView:
    """The plan, 404 where it is not seen, refused where one may not give its tasks."""
    plan = plan_for(user, code)
    if not plan.agency_code or plan.state == PlanState.WITHDRAWN:
        raise Http404
    require(user, ASSIGN, plan.agency_code)
    return plan


def home_of(plan: PlanView) -> Home:
    """What giving a task must know of its plan."""
    years = (plan.year_from, plan.year_to)
    return Home(plan.code, plan.agency_code, years, is_issued=plan.state == PlanState.ISSUED)


def target_choices(plan: PlanView) -> list[TargetView]:
    """Targets that a task of the plan may serve."""
    return targets_of(plans=[plan.code])


def tasks_above(plan: PlanView) -> list[Assignment]:
    """Tasks of the plan above, which those of this one implement."""
    if not plan.parent_code:
        return []
    return list(Assignment.objects.filter(plan_code=plan.parent_code).order_by("number"))


def lead_choices(row: Assignment) -> list[tuple[str, str]]:
    """Agencies of the province that could lead it instead."""
    root = frozenset({row.agency_code.split(".")[0]})
    others = [
        one for one in agencies() if covers(root, one.code) and one.code not in {row.lead_code, row.supervisor_code}
    ]
    return [("", gettext("Chưa chọn")), *((one.code, one.name) for one in others)]


def around(plan: PlanView, *, year: int) -> Around:
    """What the names in an annex of the plan are looked up in."""
    views = [one for one in agencies() if covers(frozenset({plan.agency_code.split(".")[0]}), one.code)]
    names = {fold(name): one.code for one in views for name in (one.name, one.short_name, one.code) if name}
    documents = SteeringDocument.objects.filter(agency_code=plan.agency_code).values_list("number", "id")
    return Around(
        agencies=names,
        departments=tuple(one.code for one in views if one.level == Level.DEPARTMENT),
        communes=tuple(one.code for one in views if one.level == Level.COMMUNE),
        documents={fold(number): pk for number, pk in documents},
        targets=frozenset(target.code for target in target_choices(plan)),
        tasks_above=frozenset(row.code for row in tasks_above(plan)),
        year=year,
    )


def area_labels() -> dict[str, str]:
    """Code → label of the areas that tasks lie in."""
    return {area.value: area.label for area in Area if area not in {Area.IMPACT, Area.OUTSIDE}}
