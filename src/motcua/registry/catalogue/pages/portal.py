"""Public pages: finding a procedure and reading what it asks."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.questions import ask
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.passages import passages
from motcua.kernel.ui.answers import answer
from motcua.registry.catalogue.errors import NoSuchProcedure
from motcua.registry.catalogue.pages import shown
from motcua.registry.catalogue.queries.finding import browse_procedures
from motcua.registry.catalogue.queries.really import HowLongReally
from motcua.registry.catalogue.queries.versions import agencies_offering, procedure_on
from motcua.registry.descriptions.public import Level, ProcedureView
from motcua.registry.organisation.public import agency_names

A_PAGE = 20
LONGEST = 200
FEW = 3


@open_to_all
@require_safe
def procedure_list(request: HttpRequest) -> HttpResponse:
    """Search as you type, a field, a level, only what can be handed in here; twenty a page."""
    asked = _asked(request)
    hits, fields = browse_procedures(
        asked["q"], field_name=asked["field"], level=asked["level"], only_offered=asked["is_offered"]
    )
    page = Paginator(hits, A_PAGE).get_page(request.GET.get("trang"))
    shown_page = {
        **asked,
        "page": page,
        "fields": [("", gettext("Mọi lĩnh vực")), *((name, name) for name in fields)],
        "levels": [("", gettext("Mọi cấp")), *((level.value, gettext(level.label)) for level in Level)],
        "is_narrowed": bool(asked["field"] or asked["level"] or asked["is_offered"]),
    }
    return answer(request, "catalogue/portal/list.html", shown_page, part="found")


@open_to_all
@require_safe
def procedure_detail(request: HttpRequest, code: str) -> HttpResponse:
    """What you get, how long, what it costs, what to bring, how to apply; then steps and law, folded away."""
    today = clock.today()
    procedure = procedure_on(code, today)
    if procedure is None:
        raise NoSuchProcedure(code=code[:40])
    offering = agency_names(agencies_offering(code, today))
    told = next((one for one in ask(HowLongReally(code)) if one), None)
    page = {**_page(procedure), "offices": sorted(offering.values()), "really": told}
    return answer(request, "catalogue/portal/detail.html", page)


def _asked(request: HttpRequest) -> dict[str, Any]:
    return {
        "q": nfc(request.GET.get("q", ""))[:LONGEST],
        "field": nfc(request.GET.get("linh-vuc", ""))[:300],
        "level": request.GET.get("cap", "")[:10],
        "is_offered": request.GET.get("tai-tinh") == "1",
    }


def _page(procedure: ProcedureView) -> dict[str, Any]:
    cases, times, fees = shown.cases(procedure), shown.times(procedure), shown.fees(procedure)
    return {
        "procedure": procedure,
        "results": [row for row in procedure.results if row.name],
        "times": times,
        "fees": fees,
        "is_wordy": shown.is_wordy(times, fees),
        "cases": cases,
        "is_many_cases": len(cases) > FEW,
        "ways": shown.ways(procedure),
        "paper_notes": passages(procedure.paper_notes),
        "steps": passages(procedure.steps_text),
        "requirements": passages(procedure.requirements),
        "levels": [gettext(Level(level).label) for level in procedure.levels],
    }
