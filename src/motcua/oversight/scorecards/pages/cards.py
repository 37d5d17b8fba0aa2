"""Scorecards: the card of an agency, units beside each other, «4 không, 1 có», reviews, provinces; print and Excel."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.texts.fold import sort_key
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import Tab
from motcua.kernel.ui.wording import translated
from motcua.oversight.par_index.public import home_province, published_for
from motcua.oversight.reform.public import PlanKind, plan_for, plans_visible_to
from motcua.oversight.scorecards.permissions import SEE
from motcua.oversight.scorecards.queries.beside import beside_of, units_of
from motcua.oversight.scorecards.queries.cards import card_of
from motcua.oversight.scorecards.queries.chosen import Chosen, chosen
from motcua.oversight.scorecards.queries.four import four_of
from motcua.oversight.scorecards.queries.provinces import comparison_for
from motcua.oversight.scorecards.queries.reviews import Stage, review_of
from motcua.oversight.scorecards.rules.cuts import Cut
from motcua.registry.organisation.public import Level

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGES = {
    "scorecards:card": mark("Thẻ điểm"),
    "scorecards:units": mark("Các đơn vị"),
    "scorecards:four": mark("4 không, 1 có"),
    "scorecards:reviews": mark("Sơ kết, tổng kết"),
    "scorecards:provinces": mark("So sánh các tỉnh"),
}


@needs(SEE)
@require_safe
def card(request: HttpRequest) -> HttpResponse:
    """The card of an agency: six areas, each target one line, and what stands beside them."""
    asked = chosen(request.user, request.GET, now=clock.now())
    page = {**_page(request, asked), **_card(asked)}
    return answer(request, "scorecards/card.html", page, part="card")


@needs(SEE)
@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    asked = chosen(request.user, request.GET, now=clock.now())
    page = {**_page(request, asked), **_card(asked)}
    return answer(request, "scorecards/print/card.html", page)


def _card(asked: Chosen) -> dict[str, Any]:
    found = card_of(asked)
    return {"card": found, "beside": beside_of(asked, (*found.plans, *found.above))}


@needs(SEE)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same as an Excel file."""
    from motcua.oversight.scorecards.queries.workbook import workbook_of  # house: import-in-function - 14 MB, seldom

    asked = chosen(request.user, request.GET, now=clock.now())
    response = HttpResponse(workbook_of(asked, card_of(asked)), content_type=EXCEL)
    name = f"the-diem-{asked.agency}-{asked.year}.xlsx"
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


@needs(SEE)
@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Agencies beside each other, each leading to its card."""
    asked = chosen(request.user, request.GET, now=clock.now())
    return answer(request, "scorecards/units.html", {**_page(request, asked), "rows": units_of(asked)}, part="rows")


@needs(SEE)
@require_safe
def four(request: HttpRequest) -> HttpResponse:
    """«4 không, 1 có»."""
    asked = chosen(request.user, request.GET, now=clock.now())
    return answer(request, "scorecards/four.html", {**_page(request, asked), "lines": four_of(asked)})


@needs(SEE)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """Programmes over years, to be looked at halfway and at their end."""
    asked = chosen(request.user, request.GET, now=clock.now())
    plans = [one for one in plans_visible_to(request.user) if one.kind in {PlanKind.PROGRAMME, PlanKind.RESOLUTION}]
    return answer(request, "scorecards/reviews.html", {**_page(request, asked), "plans": plans})


@needs(SEE)
@require_safe
def review(request: HttpRequest, code: str, stage: str) -> HttpResponse:
    """One programme, halfway (`giua-ky`) or at its end (`cuoi-ky`)."""
    if stage not in set(Stage):
        raise Http404
    asked = chosen(request.user, request.GET, now=clock.now())
    plan = plan_for(request.user, code)
    page = {**_page(request, asked), "plan": plan, "review": review_of(plan, asked, Stage(stage))}
    return answer(request, "scorecards/review.html", page)


@needs(SEE)
@require_safe
def provinces(request: HttpRequest) -> HttpResponse:
    """Provinces beside each other, for a ministry or to learn from."""
    asked = chosen(request.user, request.GET, now=clock.now())
    comparison = comparison_for(request.user, asked)
    published = published_for({*comparison.provinces, home_province(request.user)}, year=asked.year)
    names = sorted({name for one in published for name in one.cells}, key=sort_key)
    page = {**_page(request, asked), "comparison": comparison, "published": published, "published_names": names}
    return answer(request, "scorecards/provinces.html", page)


def _page(request: HttpRequest, asked: Chosen) -> dict[str, Any]:
    here = getattr(request.resolver_match, "view_name", "")
    this_year = clock.local(asked.now).year
    return {
        "asked": asked,
        "tabs": [
            Tab(translated(label), f"{reverse(name)}?{asked.query}", is_current=name == here)
            for name, label in PAGES.items()
        ],
        "year_choices": [(str(year), str(year)) for year in range(this_year + 1, this_year - 5, -1)],
        "cut_choices": [(one.value, translated(one.label)) for one in Cut],
        "agency_choices": [(one.code, one.name) for one in asked.seen],
        "level_choices": [("", _("Mọi cấp")), *((one.value, translated(one.label)) for one in Level)],
    }
