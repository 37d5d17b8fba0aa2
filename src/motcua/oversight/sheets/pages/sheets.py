"""Report forms: on screen, on paper, as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs
from motcua.kernel.ui.answers import answer
from motcua.oversight.honesty.public import beside
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import SheetView, Wanted, sheets_on, wanted
from motcua.oversight.sheets.pages.tables import shown
from motcua.oversight.sheets.permissions import SUBMIT
from motcua.oversight.sheets.queries.files import KINDS, file_of
from motcua.oversight.sheets.queries.live import live_paper
from motcua.oversight.sheets.queries.paper import Paper


@needs(SEE)
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a period with every number a link to what it is made of."""
    asked, view = _asked(request, code)
    page = {
        "asked": asked,
        "sheet": view,
        "sheets": sheets_on(asked.on),
        "honest": beside(request.user, asked),
        "may_freeze": bool(agencies_where(request.user, SUBMIT)),
        **shown(live_paper(request.user, view, asked), leading=asked),
    }
    return answer(request, "sheets/desk/sheet.html", page, part="table")


@needs(SEE)
@require_safe
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """The form as it goes on paper: national head, bounds, joined headings, signatures."""
    asked, view = _asked(request, code)
    honest = beside(request.user, asked)
    page = {"asked": asked, "sheet": view, "honest": honest, **shown(live_paper(request.user, view, asked), most=None)}
    return answer(request, "sheets/print/sheet.html", page)


@needs(SEE)
@require_safe
def download(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The same as a file: Excel with formulas for totals, Word, CSV."""
    asked, view = _asked(request, code)
    return handed_out(live_paper(request.user, view, asked), kind)


def handed_out(paper: Paper, kind: str) -> HttpResponse:
    """A form as a file to keep; 404 for a kind that there is not."""
    if kind not in KINDS:
        raise Http404
    made = file_of(paper, kind)
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _asked(request: HttpRequest, code: str) -> tuple[Wanted, SheetView]:
    asked = wanted(request.user, request.GET, now=clock.now())
    view = sheets_on(asked.on).get(code)
    if view is None:
        raise Http404
    return asked, view
