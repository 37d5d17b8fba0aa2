"""A component of a sheet: what its points are made of, its files, all that was ever stated."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.files.store import download, store_file
from motcua.kernel.ui.answers import answer
from motcua.oversight.insight.permissions import SEE as SEE_FIGURES
from motcua.oversight.par_index.actions.evidence import attach_evidence, remove_evidence
from motcua.oversight.par_index.errors import EvidenceMissing
from motcua.oversight.par_index.models import ScoringSheet
from motcua.oversight.par_index.permissions import SEE
from motcua.oversight.par_index.queries.evidence import evidence_of, one_evidence
from motcua.oversight.par_index.queries.funnels import moves_for, sheet_for
from motcua.oversight.par_index.queries.scores import history_of, standpoint, surveys_of
from motcua.oversight.par_index.rules.criteria import Live
from motcua.oversight.par_index.rules.life import Move
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

_TEMPLATE = "par_index/component.html"


@needs(SEE)
@require_safe
def component(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """Formula, numbers, source, evidence, versions."""
    return answer(request, _TEMPLATE, _page(request, sheet_for(request.user, pk), number))


@needs(SEE)
@require_POST
def add_file(request: HttpRequest, pk: int, number: str) -> HttpResponse:
    """Put files beside the component."""
    found, refused = sheet_for(request.user, pk, move=Move.SCORE), None
    page = _page(request, found, number)
    try:
        given = request.FILES.getlist("tep")
        if not given:
            raise EvidenceMissing(fields={"tep": EvidenceMissing.text})
        for one in given:
            file = store_file(one, name=one.name or "", at=clock.now())
            attach_evidence(found, number, file=file, officer=request.user.get_username(), at=clock.now())
    except DomainError as error:
        refused = error
    said = _("Đã thêm tài liệu kiểm chứng.")
    return answer(request, _TEMPLATE, page, refused=refused, then=page["url"], said=said)


@needs(SEE)
@require_POST
def take_file_away(request: HttpRequest, pk: int, evidence: int) -> HttpResponse:
    """A file stands there no longer."""
    found, refused = sheet_for(request.user, pk, move=Move.SCORE), None
    row = one_evidence(found, evidence)
    page = _page(request, found, row.number)
    try:
        remove_evidence(row, officer=request.user.get_username(), at=clock.now())
    except DomainError as error:
        refused = error
    return answer(request, _TEMPLATE, page, refused=refused, then=page["url"], said=_("Đã bỏ tài liệu."))


@needs(SEE)
@require_safe
def evidence_file(request: HttpRequest, pk: int, evidence: int) -> HttpResponseBase:
    """The file itself; also one that was taken away, for who looks at the history."""
    return download(one_evidence(sheet_for(request.user, pk), evidence).file, inline=True)


def _page(request: HttpRequest, found: ScoringSheet, number: str) -> dict[str, object]:
    stands = standpoint(found, at=clock.now())
    row = stands.rows.get(number)
    if row is None:
        raise Http404
    area = next(one for one in stands.criteria.areas if any(x.number == number for x in one.components))
    history, files = history_of(found, number), evidence_of(found, number)
    surveys = surveys_of(found.round, found.agency_code, number)
    people = {one.entered_by for one in history} | {one.added_by for one in files}
    may_follow = row.component.live is not Live.INDICATOR or bool(agencies_where(request.user, SEE_FIGURES))
    return {
        "sheet": found,
        "row": row,
        "component": row.component,
        "area": area,
        "history": history,
        "files": files,
        "surveys": surveys,
        "officers": officer_names(people | {one.removed_by for one in files if one.removed_by}),
        "live_url": row.live.url if row.live is not None and may_follow else "",
        "may_score": Move.SCORE in moves_for(request.user, found),
        "name": agency_names([found.agency_code]).get(found.agency_code, found.agency_code),
        "url": request.path if request.method == "GET" else _url(found, number),
    }


def _url(found: ScoringSheet, number: str) -> str:
    return f"{found.get_absolute_url()}tieu-chi/{number}/"
