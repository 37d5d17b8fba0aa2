"""Yearly plans: the overview, drafting one, issuing it, opening an inspection under it; checklists."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, may_at, needs, require
from motcua.kernel.errors import DomainError
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import translated
from motcua.oversight.inspection.actions.planning import Draft, draft_plan, issue_plan
from motcua.oversight.inspection.actions.visiting import open_inspection
from motcua.oversight.inspection.models import InspectionPlan
from motcua.oversight.inspection.pages.reading import (
    day_in,
    key_of,
    number_in,
    planned_in,
    visit_in,
    year_in,
)
from motcua.oversight.inspection.permissions import PLAN, SEE
from motcua.oversight.inspection.queries.funnels import plan_for
from motcua.oversight.inspection.queries.lists import checklists_on, follow_up, inspections_listed, plans_listed
from motcua.oversight.inspection.queries.ratios import digital_share, planned_share
from motcua.oversight.inspection.queries.units import units_below, units_below_any
from motcua.oversight.inspection.rules.words import AREAS, Mode
from motcua.registry.organisation.public import agency_names, codes_under, officers_at

LAST_YEARS = 3


@needs(SEE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What was planned, what was done, what is still to be put right, in a year."""
    today = clock.today()
    year = year_in(request.GET) or today.year
    plans = plans_listed(request.user, year)
    due = follow_up(request.user, on=today)
    tops = sorted(agencies_where(request.user, SEE))
    page = {
        "year": year,
        "years": [(str(one), str(one)) for one in range(today.year + 1, today.year - LAST_YEARS, -1)],
        "plans": [(plan, name, named, planned_share(plan, named)) for plan, name, named in plans],
        "rows": inspections_listed(request.user, year=year),
        "digital": digital_share(agency=tops[0], year=year) if tops else None,
        "due": due,
        "late": sum(one.is_late for one in due),
        "may_plan": bool(agencies_where(request.user, PLAN)),
    }
    return answer(request, "inspection/overview.html", page)


@needs(SEE)
@require_safe
def inspections(request: HttpRequest) -> HttpResponse:
    """Inspections of a year; `da-lam` those with minutes: what the share done digitally is made of."""
    today = clock.today()
    is_done, agency = request.GET.get("da-lam") == "1", request.GET.get("co-quan", "")
    agency = agency if agency in codes_under(agencies_where(request.user, SEE)) else ""
    year = year_in(request.GET)
    rows = inspections_listed(request.user, year=year, is_done=is_done, agency=agency)
    page = {
        "rows": rows,
        "year": year,
        "is_done": is_done,
        "agency_name": agency_names([agency]).get(agency, ""),
        "remote": sum(row.inspection.mode == Mode.REMOTE for row in rows),
        "years": [("", _("Mọi năm")), *((str(y), str(y)) for y in range(today.year + 1, today.year - LAST_YEARS, -1))],
    }
    return answer(request, "inspection/inspections.html", page)


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Write a plan down; whom it names is ticked, with the month."""
    made, refused = None, None
    if request.method == "POST":
        try:
            made = _drafted(request)
        except DomainError as error:
            refused = error
    page = {**_plan_page(request), "form_key": key_field(request, refused)}
    said = _("Đã lưu dự thảo. Ban hành rồi mới mở được cuộc kiểm tra.")
    return answer(request, "inspection/new_plan.html", page, refused=refused, then=made, said=said)


def _drafted(request: HttpRequest) -> InspectionPlan:
    posted = request.POST
    require(request.user, PLAN, posted.get("agency_code", ""))
    return draft_plan(
        posted["agency_code"],
        Draft(
            year=number_in(posted, "year"),
            number=line_of(posted, "number", longest=60),
            signed_on=day_in(posted, "signed_on"),
            title=line_of(posted, "title", longest=300),
            agencies=planned_in(posted),
        ),
        key=key_of(posted),
        officer=request.user.get_username(),
        at=clock.now(),
        once=once_of(request),
    )


def _plan_page(request: HttpRequest) -> dict[str, Any]:
    granted, today = agencies_where(request.user, PLAN), clock.today()
    units = units_below_any(granted, on=today)
    names = agency_names(granted)
    ticked = planned_in(request.POST)
    return {
        "units": [(unit, unit.code in ticked, ticked.get(unit.code)) for unit in units],
        "agencies": [(code, names.get(code, code)) for code in sorted(granted)],
        "months": range(1, 13),
        "posted": request.POST,
        "next_year": today.year + 1,
    }


@needs(SEE)
@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """A plan: whom it names, what became of it."""
    found = plan_for(request.user, pk)
    return answer(request, "inspection/plan.html", _shown(request, found))


def _shown(request: HttpRequest, found: InspectionPlan) -> dict[str, Any]:
    named = list(found.agencies.all())
    rows = inspections_listed(request.user, plan=found.pk)
    visited = {row.inspection.inspected_code: row for row in rows}
    names = agency_names({found.agency_code, *(one.agency_code for one in named)})
    return {
        "plan": found,
        "by": names.get(found.agency_code, found.agency_code),
        "named": [(one, names.get(one.agency_code, one.agency_code), visited.get(one.agency_code)) for one in named],
        "rows": rows,
        "share": planned_share(found, len(named)),
        "may_plan": may_at(request.user, PLAN, found.agency_code),
    }


@needs(PLAN)
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan holds from now on."""
    found = plan_for(request.user, pk, may=PLAN)
    refused = None
    try:
        found = issue_plan(found, officer=request.user.get_username(), at=clock.now())
    except DomainError as error:
        refused = error
    said = _("Đã ban hành kế hoạch.")
    return answer(request, "inspection/plan.html", _shown(request, found), refused=refused, then=found, said=said)


@needs(PLAN)
@require_http_methods(["GET", "POST"])
def new_inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """Prepare an inspection: whom, how, over which days, by whom."""
    found = plan_for(request.user, pk, may=PLAN)
    made, refused = None, None
    if request.method == "POST":
        try:
            made = open_inspection(
                found,
                visit_in(request.POST),
                key=key_of(request.POST),
                officer=request.user.get_username(),
                at=clock.now(),
                once=once_of(request),
            )
        except DomainError as error:
            refused = error
    page = {**_visit_page(request, found), "form_key": key_field(request, refused)}
    said = _("Đã mở cuộc kiểm tra. Thông báo cho đơn vị khi sẵn sàng.")
    return answer(request, "inspection/new_inspection.html", page, refused=refused, then=made, said=said)


def _visit_page(request: HttpRequest, found: InspectionPlan) -> dict[str, Any]:
    today = clock.today()
    units = units_below(found.agency_code, on=today)
    named = set(found.agencies.values_list("agency_code", flat=True))
    officers = {one.username: one.full_name for one in officers_at(found.agency_code)}
    first = sorted(units, key=lambda unit: unit.code not in named)
    return {
        "plan": found,
        "units": [(one.code, one.name, "" if one.code in named else _("ngoài kế hoạch")) for one in first],
        "modes": [(mode.value, translated(mode.label)) for mode in Mode],
        "checklists": [(one.code, one.name) for one in checklists_on(today)],
        "officers": list(officers.items()),
        "posted": request.POST,
        "members": request.POST.getlist("member"),
        "inspected": request.POST.get("inspected") or request.GET.get("don-vi", ""),
        "today": today,
        "year_began": today.replace(month=1, day=1),
    }


@needs(SEE)
@require_safe
def checklists(request: HttpRequest) -> HttpResponse:
    """What is looked at, as it holds today, with its law."""
    return answer(request, "inspection/checklists.html", {"checklists": checklists_on(clock.today()), "areas": AREAS})
