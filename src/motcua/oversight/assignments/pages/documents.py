"""The register of steering documents: what tasks come from."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs, require
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.files.store import download, store_file
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import read_day
from motcua.oversight.assignments.actions.documents import register_document
from motcua.oversight.assignments.errors import FaultyEntry
from motcua.oversight.assignments.models import SteeringDocument
from motcua.oversight.assignments.pages.listed import shown
from motcua.oversight.assignments.permissions import ASSIGN, SEE
from motcua.oversight.assignments.queries.documents import documents_page
from motcua.oversight.assignments.queries.funnels import document_for
from motcua.oversight.assignments.queries.listing import Wish, found, rows_in_order
from motcua.registry.organisation.public import agency_names, codes_under

SIZE = 30
_LONGEST_NUMBER, _LONGEST_ISSUER, _LONGEST_ABSTRACT = 60, 200, 1000


@needs(SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The newest first, with how many tasks come from each."""
    number, text = asked_page(request), request.GET.get("q", "").strip()[:200]
    first, last = _period(request.GET.get("tu", "")), _period(request.GET.get("den", ""))
    rows, has_next = documents_page(
        request.user,
        text=text,
        days=(first, last),
        agency=request.GET.get("co-quan", ""),
        offset=number * SIZE,
        size=SIZE,
    )
    page = {
        "rows": rows,
        "names": agency_names({row.agency_code for row in rows}),
        "q": text,
        "first": first,
        "last": last,
        "turn": turning(request, number, has_next=has_next),
        "may_add": bool(agencies_where(request.user, ASSIGN)),
    }
    return answer(request, "assignments/desk/documents.html", page)


@needs(SEE)
@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """One with the tasks that come from it and that the reader may see."""
    row, now = document_for(request.user, pk), clock.now()
    result = found(request.user, Wish(document=str(row.pk)), now=now)
    page = {
        "document": row,
        "agency": agency_names([row.agency_code]).get(row.agency_code, row.agency_code),
        "rows": shown(rows_in_order(result.ids[:200]), result),
    }
    return answer(request, "assignments/desk/document.html", page)


@needs(SEE)
@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The document itself."""
    row = document_for(request.user, pk)
    if row.file is None:
        raise Http404
    return download(row.file, inline="tai" not in request.GET)


@needs(ASSIGN)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """One more line of the register."""
    granted = codes_under(agencies_where(request.user, ASSIGN))
    made, refused = None, None
    if request.method == "POST":
        try:
            made = _registered(request)
        except DomainError as error:
            refused = error
    names = agency_names(granted)
    page = {"agencies": [(code, names.get(code, code)) for code in granted], "posted": request.POST}
    page["form_key"] = key_field(request, refused)
    return answer(request, "assignments/desk/add_document.html", page, refused=refused, then=made,
                  said=_("Đã ghi vào sổ."))  # fmt: skip


def _registered(request: HttpRequest) -> SteeringDocument:
    posted, at = request.POST, clock.now()
    agency = posted.get("agency", "")
    require(request.user, ASSIGN, agency)
    try:
        issued_on = read_day(posted.get("issued_on", ""))
    except InvalidInput as error:
        raise FaultyEntry(fields={"issued_on": error.text}) from None
    given = request.FILES.get("file")
    return register_document(
        agency,
        number=line_of(posted, "number", longest=_LONGEST_NUMBER),
        issued_on=issued_on,
        issuer=line_of(posted, "issuer", longest=_LONGEST_ISSUER),
        abstract=line_of(posted, "abstract", longest=_LONGEST_ABSTRACT),
        file=store_file(given, name=given.name or "", at=at) if given else None,
        officer=request.user.get_username(),
        at=at,
        once=once_of(request),
    )


def _period(text: str) -> date | None:
    try:
        return read_day(text)
    except InvalidInput:
        return None
