"""Targets of plans, in bulk and one by one."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import Http404

from motcua.oversight.reform.models import Edition, Target
from motcua.oversight.reform.queries.plans import editions_on, visible_plans
from motcua.oversight.reform.queries.views import TargetView, target_view
from motcua.oversight.reform.rules.words import Area, PlanState, TargetKind

PROMISES = (TargetKind.TARGET, TargetKind.QUALITATIVE)


def targets_of(
    *,
    plans: Collection[str] | None = None,
    codes: Collection[str] | None = None,
    year: int | None = None,
    agency: str | None = None,
    area: Area | None = None,
    on: date | None = None,
) -> list[TargetView]:
    """Targets of issued plans (of a draft where `plans` names one) in their order; two queries however many."""
    state = None if plans is not None or codes is not None else PlanState.ISSUED
    editions = editions_on(on, state=state)
    if plans is not None:
        editions = editions.filter(plan__code__in=plans)
    elif codes is None:
        editions = editions.exclude(plan__agency_code="")
    rows = Target.objects.filter(edition__in=editions.values("pk"))
    if codes is not None:
        rows = rows.filter(code__in=codes)
    if year is not None:
        rows = rows.filter(Q(year=year) | Q(year=None, edition__plan__year_from__lte=year,
                                            edition__plan__year_to__gte=year))  # fmt: skip
    if agency is not None:
        rows = rows.filter(Q(agency_code=agency) | Q(agency_code="", edition__plan__agency_code=agency))
    if area is not None:
        rows = rows.filter(area=area)
    return _viewed(rows.select_related("edition__plan").prefetch_related("bounds"))


def targets_in(edition: Edition) -> list[TargetView]:
    """The targets of one edition, also of a draft or of the past."""
    return _viewed(edition.targets.select_related("edition__plan").prefetch_related("bounds"))


def target_for(user: Any, code: str) -> TargetView:
    """The funnel of one target: in the newest issued edition that has it, else in a draft; `Http404` where unseen."""
    found = target_rows(user, code)
    if not found:
        raise Http404
    row = next((one for one in found if one.edition.issued_at), found[0])
    return target_view(row, row.edition.plan, row.bounds.all())


def target_rows(user: Any, code: str) -> list[Target]:
    """The target in each edition that has it, the newest first, of plans the person may see."""
    rows = Target.objects.filter(code=code, edition__plan__in=visible_plans(user))
    return list(rows.select_related("edition__plan").prefetch_related("bounds").order_by("-edition__number"))


def _viewed(rows: Iterable[Target]) -> list[TargetView]:
    return [target_view(row, row.edition.plan, row.bounds.all()) for row in rows]
