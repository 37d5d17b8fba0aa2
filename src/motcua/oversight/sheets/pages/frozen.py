"""Forms that were sent in: freezing one, looking at it, and what has moved since."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs, require
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import sheets_on, wanted
from motcua.oversight.sheets.actions.freezing import freeze_sheet
from motcua.oversight.sheets.models import FrozenSheet
from motcua.oversight.sheets.pages.sheets import handed_out
from motcua.oversight.sheets.pages.tables import shown
from motcua.oversight.sheets.permissions import SUBMIT
from motcua.oversight.sheets.queries.changes import changes_since, movers_of
from motcua.oversight.sheets.queries.frozen import frozen_for, frozen_visible_to
from motcua.oversight.sheets.queries.paper import head_of
from motcua.oversight.sheets.queries.sealing import Ordered, has_other_definitions, is_whole, paper_of_frozen, view_of
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

SIZE = 30


@needs(SUBMIT)
@require_http_methods(["GET", "POST"])
def freeze(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then fix the form of the period and agency of the address."""
    asked = wanted(request.user, request.GET, now=clock.now())
    view = sheets_on(asked.on).get(code)
    if view is None:
        raise Http404
    agency = asked.agency or head_of(asked.agencies)
    if agency:
        require(request.user, SUBMIT, agency)
    frozen, refused = None, None
    if request.method == "POST":
        try:
            ordered = Ordered(view, agency, asked.agencies, asked.period.first_on, asked.period.last_on, asked.rule)
            frozen = freeze_sheet(ordered, user=request.user, at=asked.now)
        except DomainError as error:
            refused = error
    page = {"asked": asked, "sheet": view, "agency_name": agency_names([agency]).get(agency, "")}
    said = _("Đã chốt biểu. Từ đây số đã chốt không đổi nữa.")
    return answer(request, "sheets/desk/freeze.html", page, refused=refused, then=frozen, said=said)


@needs(SEE)
@require_safe
def frozen_list(request: HttpRequest) -> HttpResponse:
    """Forms that were frozen, the newest first."""
    number = asked_page(request)
    rows = frozen_visible_to(request.user).defer("content")
    found = list(rows[number * SIZE : (number + 1) * SIZE + 1])
    page = {
        "rows": found[:SIZE],
        "agencies": agency_names({row.agency_code for row in found}),
        "officers": officer_names({row.frozen_by for row in found}),
        "turn": turning(request, number, has_next=len(found) > SIZE),
    }
    return answer(request, "sheets/desk/frozen_list.html", page)


@needs(SEE)
@require_safe
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """The form as it was sent in, whether it is whole, and each cell that is otherwise today."""
    found = frozen_for(request.user, pk)
    page = {
        "frozen": found,
        "is_whole": is_whole(found),
        "changes": changes_since(found),
        "is_redefined": has_other_definitions(found),
        "indicators": found.content["indicators"],
        "kinds": (("xlsx", _("Tải Excel")), ("docx", _("Tải Word")), ("csv", _("Tải CSV"))),
        "officer": officer_names([found.frozen_by]).get(found.frozen_by, found.frozen_by),
        **shown(paper_of_frozen(found)),
    }
    return answer(request, "sheets/desk/frozen.html", page)


@needs(SEE)
@require_safe
def movers(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The dossiers that moved one cell since, with what was told of them; `la` names the row."""
    found = frozen_for(request.user, pk)
    column = _column(found, number)
    key = request.GET.get("la")
    change = next((one for one in changes_since(found) if (one.key, one.column.number) == (key, number)), None)
    rows, hidden = movers_of(found, number, key, request.user)
    page = {"frozen": found, "column": column, "change": change, "rows": rows, "hidden": hidden}
    return answer(request, "sheets/desk/movers.html", page)


@needs(SEE)
@require_safe
def frozen_printed(request: HttpRequest, pk: int) -> HttpResponse:
    """As it goes on paper, with its seal."""
    found = frozen_for(request.user, pk)
    return answer(request, "sheets/print/frozen.html", {"frozen": found, **shown(paper_of_frozen(found), most=None)})


@needs(SEE)
@require_safe
def frozen_download(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The same as a file."""
    return handed_out(paper_of_frozen(frozen_for(request.user, pk)), kind)


def _column(found: FrozenSheet, number: int) -> object:
    column = next((one for one in view_of(found).columns if one.number == number and not one.says), None)
    if column is None:
        raise Http404
    return column
