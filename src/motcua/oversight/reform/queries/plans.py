"""Plans and their editions: which there are, who may see them, what held on a day."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import Http404

from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import agencies_where, require
from motcua.oversight.reform.models import Edition, Plan
from motcua.oversight.reform.permissions import PLAN, SEE
from motcua.oversight.reform.queries.views import PlanView, plan_view
from motcua.oversight.reform.rules.words import PlanKind, PlanState
from motcua.registry.organisation.public import codes_under


def visible_plans(user: Any) -> QuerySet[Plan]:
    """Every list of plans starts here: those of one's agencies, the issued ones above them, other provinces' ones."""
    granted = agencies_where(user, SEE)
    if not granted:
        return Plan.objects.none()
    below = Q(agency_code__in=codes_under(granted))
    above = Q(agency_code__in=above_all(granted)) & ~Q(state=PlanState.DRAFT)
    return Plan.objects.filter(Q(agency_code="") | below | above)


def above_all(granted: Collection[str]) -> set[str]:
    """The codes of the agencies above these."""
    parts = [code.split(".") for code in granted]
    return {".".join(one[:length]) for one in parts for length in range(1, len(one))}


def plan_of(user: Any, code: str, *, may: Permission | None = None) -> Plan:
    """The plan as a row for our own pages: unseen is 404, seen but forbidden 403."""
    plan = visible_plans(user).filter(code=code).first()
    if plan is None:
        raise Http404
    if may is not None:
        require(user, may, plan.agency_code or "-")
    return plan


def edition_of(plan: Plan, user: Any, number: int | None = None) -> Edition:
    """The edition asked for, else the newest that was issued, else the draft; drafts only for who may write them."""
    editions = plan.editions.order_by("-number")
    if not may_write(user, plan):
        editions = editions.filter(issued_at__isnull=False)
    if number is not None:
        found = editions.filter(number=number).first()
    else:
        found = editions.filter(issued_at__isnull=False).first() or editions.first()
    if found is None:
        raise Http404
    return found


def may_write(user: Any, plan: Plan) -> bool:
    """Whether the person writes this plan."""
    return bool(plan.agency_code) and plan.agency_code in codes_under(agencies_where(user, PLAN))


def editions_on(
    on: date | None = None, *, state: PlanState | None = PlanState.ISSUED, **which: object
) -> QuerySet[Edition]:
    """One edition of each plan: that of a day, or the newest issued one; without a state also drafts alone."""
    rows = Edition.objects.filter(**which).select_related("plan")
    if on is not None:
        rows = rows.filter(issued_on__lte=on)
    if state is not None:
        rows = rows.filter(plan__state=state)
    drafts_last = F("issued_at").desc(nulls_last=True)
    return rows.order_by("plan_id", drafts_last, "-number").distinct("plan_id")


def plans_of(
    codes: Collection[str] | None = None,
    *,
    year: int | None = None,
    agency: str | None = None,
    kind: PlanKind | None = None,
    state: PlanState | None = PlanState.ISSUED,
    on: date | None = None,
) -> list[PlanView]:
    """Plans, each in one edition (see `editions_on`); other provinces' only where `codes` names them. One query."""
    rows = editions_on(on, state=state).filter(_which(codes, agency))
    if year is not None:
        rows = rows.filter(plan__year_from__lte=year, plan__year_to__gte=year)
    if kind is not None:
        rows = rows.filter(plan__kind=kind)
    return _in_order(rows)


def _which(codes: Collection[str] | None, agency: str | None) -> Q:
    which = ~Q(plan__agency_code="") if codes is None else Q(plan__code__in=codes)
    return which & Q(plan__agency_code=agency) if agency is not None else which


def plan_for(user: Any, code: str, *, may: Permission | None = None) -> PlanView:
    """The funnel for other modules: `Http404` where unseen, `NotAllowed` where `may` is not granted."""
    plan = plan_of(user, code, may=may)
    return plan_view(plan, edition_of(plan, user))


def plans_visible_to(user: Any, *, year: int | None = None) -> list[PlanView]:
    """All plans that a person may see, the newest years first; other provinces' programmes too. Two queries."""
    rows = editions_on(state=None).filter(plan__in=visible_plans(user))
    if year is not None:
        rows = rows.filter(plan__year_from__lte=year, plan__year_to__gte=year)
    return _in_order(rows)


def _in_order(rows: QuerySet[Edition]) -> list[PlanView]:
    views = [plan_view(edition.plan, edition) for edition in rows]
    return sorted(views, key=lambda view: (-view.year_from, view.agency_code, view.kind, view.code))
