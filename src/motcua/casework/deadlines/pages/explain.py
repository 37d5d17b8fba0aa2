"""«Vì sao là ngày này?» as a page, a sheet and data; officers through the funnel, citizens their own."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.casework.deadlines.actions.legs import finish_leg
from motcua.casework.deadlines.queries.explanation import Explained, as_data, explained
from motcua.casework.deadlines.queries.legs import leg_for, legs_of, may_finish, may_open, seen_clock
from motcua.casework.deadlines.queries.sheet import sheet_of
from motcua.casework.dossiers.permissions import SEE
from motcua.casework.dossiers.public import clocks
from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.printing.pdf import render_pdf
from motcua.kernel.ui.answers import answer

DESK, OWN = "deadlines/desk/explain.html", "deadlines/portal/explain.html"
SHEET = "deadlines/print/explanation.typ"


@needs(SEE)
@require_safe
def explain(request: HttpRequest, code: str, shape: str = "") -> HttpResponseBase:
    """For an officer who may see the dossier, or whose agency has a leg of it."""
    told = explained(seen_clock(request.user, code))
    leave_trace(request.user, code, page="deadlines:explain", at=clock.now())
    return _shown(request, told, shape, DESK)


@needs()
@require_safe
def own(request: HttpRequest, code: str, shape: str = "") -> HttpResponseBase:
    """For the citizen whose dossier it is; the page of the dossier fetches the plain words."""
    return _shown(request, explained(clocks.own_clock(request.user, code)), shape, OWN)


@needs(SEE)
@require_POST
def end_leg(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    """«Xong chặng», by an officer of the leg's agency."""
    at = clock.now()
    leg = leg_for(request.user, code, number, at)
    try:
        finish_leg(leg, officer=request.user.get_username(), at=at)
    except DomainError as refused:
        told = explained(seen_clock(request.user, code))
        return answer(request, DESK, _page(request, told), refused=refused)
    own, here = reverse("deadlines:own-legs"), reverse("deadlines:explain", args=[code])
    then = own if request.POST.get("from") == "list" else here
    return answer(request, DESK, {}, then=then, said=_("Đã ghi xong chặng."))


def _shown(request: HttpRequest, told: Explained, shape: str, page: str) -> HttpResponseBase:
    if shape and shape not in _SHAPES:
        raise Http404
    if shape:
        return _SHAPES[shape](told)
    return answer(request, page, _page(request, told), part="plain")


def _page(request: HttpRequest, told: Explained) -> dict[str, Any]:
    now = clock.now()
    linked = legs_of(told.clock, now)
    mine = [leg.number for leg in linked.legs if leg.is_open and may_finish(request.user, leg)] if linked else []
    standing, opens = told.clock.standing(now), may_open(request.user, told.clock.code)
    return {"told": told, "one": told.clock, "standing": standing, "linked": linked, "mine": mine, "may_open": opens}


def _data(told: Explained) -> HttpResponse:
    return JsonResponse(as_data(told, at=clock.now()), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _sheet(told: Explained) -> HttpResponse:
    pdf = render_pdf(SHEET, sheet_of(told, language=get_language() or "vi", at=clock.now()))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{told.clock.code}-{_("vi-sao")}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


_SHAPES: dict[str, Callable[[Explained], Any]] = {"json": _data, "pdf": _sheet}
