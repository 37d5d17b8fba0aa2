"""The hub of reform, lists of programmes and plans, a plan, a target."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import may_at, needs
from motcua.kernel.files.kinds import MEDIA_TYPES
from motcua.kernel.questions import ask
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.menu import menu_of
from motcua.oversight.reform.permissions import ENTER, SEE
from motcua.oversight.reform.queries.boards import board_of, current_plan
from motcua.oversight.reform.queries.figures import figures_of
from motcua.oversight.reform.queries.history import editions_seen, past_of
from motcua.oversight.reform.queries.objecting import Serving
from motcua.oversight.reform.queries.plans import edition_of, may_write, plan_of, plans_of, plans_visible_to
from motcua.oversight.reform.queries.results import results_of
from motcua.oversight.reform.queries.targets import target_for, targets_in, targets_of
from motcua.oversight.reform.queries.views import plan_view
from motcua.oversight.reform.queries.writing import writable_agencies
from motcua.oversight.reform.rules.words import MeasureKind, PlanKind
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

DIGITS = 4
_LIVE = frozenset({MeasureKind.INDICATOR, MeasureKind.REGISTER, MeasureKind.MODULE})
_TYPED = frozenset({MeasureKind.TYPED, MeasureKind.IMPORT})


@needs(SEE)
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """This year's plan at a glance, and the way to everything that belongs to reform."""
    now = clock.now()
    plan = current_plan(request.user, on=now)
    cards = [item for item in menu_of(request, "reform") if item.entry.url_name != "reform:hub"]
    page: dict[str, Any] = {"plan": plan, "cards": cards, "year": clock.local(now).year,
                            "may_write": bool(writable_agencies(request.user))}  # fmt: skip
    if plan is not None:
        page["board"] = board_of(targets_of(plans=[plan.code]), at=now)
    return answer(request, "reform/hub.html", page)


@needs(SEE)
@require_safe
def programmes(request: HttpRequest) -> HttpResponse:
    """Resolutions and programmes, our own and those of other provinces."""
    found = [plan for plan in plans_visible_to(request.user) if not plan.is_ours or plan.kind is not PlanKind.PLAN]
    page = {
        "ours": [plan for plan in found if plan.is_ours],
        "others": [plan for plan in found if not plan.is_ours],
        "names": agency_names({plan.agency_code for plan in found}),
    }
    return answer(request, "reform/programmes.html", page)


@needs(SEE)
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Plans by year and agency."""
    every = [plan for plan in plans_visible_to(request.user) if plan.is_ours]
    years = sorted({year for plan in every for year in range(plan.year_from, plan.year_to + 1)}, reverse=True)
    names = agency_names({plan.agency_code for plan in every})
    year, agency = request.GET.get("nam", ""), request.GET.get("co-quan", "")
    rows = [
        plan
        for plan in every
        if (not year.isdecimal() or plan.year_from <= int(year) <= plan.year_to) and agency in {"", plan.agency_code}
    ]
    page = {
        "rows": rows,
        "names": names,
        "year": year,
        "agency": agency,
        "year_choices": [("", _("Mọi năm")), *((str(one), str(one)) for one in years)],
        "agency_choices": [("", _("Mọi cơ quan")), *sorted(names.items(), key=lambda pair: pair[0])],
        "may_write": bool(writable_agencies(request.user)),
    }
    return answer(request, "reform/plans.html", page)


@needs(SEE)
@require_safe
def plan(request: HttpRequest, code: str) -> HttpResponse:
    """A plan as one edition has it (`an-ban`), its targets by area with what came of them."""
    return _plan_page(request, code, "reform/plan.html")


def _plan_page(request: HttpRequest, code: str, template: str) -> HttpResponse:
    found = plan_of(request.user, code)
    edition = edition_of(found, request.user, _edition_asked(request))
    view = plan_view(found, edition)
    editions = editions_seen(found, request.user)
    parent = plans_of([found.parent_code]) if found.parent_code else []
    children = [one for one in plans_visible_to(request.user) if one.parent_code == found.code]
    page = {
        "plan": view,
        "edition": edition,
        "editions": editions,
        "is_newest": edition.number == max(one.number for one in editions),
        "draft": next((one for one in editions if one.issued_at is None), None),
        "parent": parent[0] if parent else None,
        "children": children,
        "names": agency_names({one.agency_code for one in children}),
        "board": board_of(targets_in(edition), at=clock.now()),
        "agency_name": agency_names([found.agency_code]).get(found.agency_code, found.province),
        "officers": officer_names({one.issued_by for one in editions} | {one.begun_by for one in editions}),
        "may_write": may_write(request.user, found),
        "acknowledgements": list(edition.acknowledgements.all()),
        "now": clock.now(),
    }
    return answer(request, template, page)


@needs(SEE)
@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The same on paper."""
    return _plan_page(request, code, "reform/print/plan.html")


@needs(SEE)
@require_safe
def workbook(request: HttpRequest, code: str) -> HttpResponse:
    """The plan's targets with what came of them, as Excel."""
    from motcua.oversight.reform.queries.workbook import workbook_of  # house: import-in-function - 14 MB, seldom

    found = plan_of(request.user, code)
    edition = edition_of(found, request.user, _edition_asked(request))
    content = workbook_of(plan_view(found, edition), targets_in(edition), at=clock.now())
    response = HttpResponse(content, content_type=MEDIA_TYPES["xlsx"])
    response["Content-Disposition"] = f'attachment; filename="{found.code}.xlsx"'
    return response


@needs(SEE)
@require_safe
def target(request: HttpRequest, code: str) -> HttpResponse:
    """One target: its bounds, measure, result, history of editions, typed-in figures, and what serves it."""
    view = target_for(request.user, code)
    now = clock.now()
    owner = plan_of(request.user, view.plan_code)
    figures = figures_of(request.user, view)
    page = {
        "target": view,
        "plan": plan_view(owner, edition_of(owner, request.user)),
        "result": results_of([view], at=now)[view.code],
        "past": past_of(request.user, code),
        "figures": figures,
        "officers": officer_names({one.entered_by for one in figures} | {one.approved_by for one in figures}),
        "parent": _parent(request, view.parent_code),
        "serving": [pair for told in ask(Serving(code)) for pair in told.items()],
        "agency_name": agency_names([view.agency_code]).get(view.agency_code, owner.province),
        "is_live": view.measure.kind in _LIVE,
        "may_enter": view.measure.kind in _TYPED and may_at(request.user, ENTER, view.agency_code or "-"),
    }
    return answer(request, "reform/target.html", page)


def _edition_asked(request: HttpRequest) -> int | None:
    asked = request.GET.get("an-ban", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) <= DIGITS else None


def _parent(request: HttpRequest, code: str) -> object:
    found = targets_of(codes=[code]) if code else []
    seen = {plan.code for plan in plans_visible_to(request.user)} if found else set()
    return found[0] if found and found[0].plan_code in seen else None
