"""The applicant's own dossiers: the list, the story of one, the answer to a request, the withdrawal."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.dossiers.actions.pause_end import withdraw_dossier
from motcua.casework.dossiers.actions.supplement import provide_supplement
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.pages.shown import entries_of, standing_shown, state_tone
from motcua.casework.dossiers.queries.clocks import standings_of
from motcua.casework.dossiers.queries.funnels import file_of, own_dossier, own_dossiers, own_drafts
from motcua.casework.dossiers.queries.timeline import moves_of, timeline_of, who_has_the_ball
from motcua.casework.dossiers.rules.life import Move, State
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError
from motcua.kernel.files.store import download, store_file
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.registry.catalogue.public import procedure_names
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import actor_of

DETAIL, SUPPLEMENT, WITHDRAW = (f"dossiers/portal/{name}.html" for name in ("detail", "supplement", "withdraw"))
PAGE_SIZE = 20


@needs()
@require_safe
def listed(request: HttpRequest) -> HttpResponseBase:
    """«Hồ sơ của tôi»: what waits for me first, then drafts, then all."""
    number = asked_page(request)
    first = number * PAGE_SIZE
    found = list(own_dossiers(request.user)[first : first + PAGE_SIZE + 1])
    drafts = own_drafts(request.user, limit=PAGE_SIZE)
    names = procedure_names(draft.procedure_code for draft in drafts)
    context = {
        "page": turning(request, number, has_next=len(found) > PAGE_SIZE),
        "rows": [(dossier, state_tone(dossier.life)) for dossier in found[:PAGE_SIZE]],
        "drafts": [(draft, names.get(draft.procedure_code, "")) for draft in drafts],
    }
    return answer(request, "dossiers/portal/list.html", context)


@needs()
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponseBase:
    """The story in plain words; what is asked of me stands on top."""
    return answer(request, DETAIL, _page(own_dossier(request.user, code)))


@needs()
@require_safe
def sent(request: HttpRequest, code: str) -> HttpResponseBase:
    """The confirmation after sending: the code large, the time large, and what happens next."""
    dossier = own_dossier(request.user, code)
    names = agency_names([dossier.receiving_agency_code])
    context = {"dossier": dossier, "agency_name": names.get(dossier.receiving_agency_code, "")}
    return answer(request, "dossiers/portal/sent.html", context)


@needs()
@require_http_methods(["GET", "POST"])
def supplement(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer a request: the list of all that is missing, with a place for each."""
    dossier = own_dossier(request.user, code)
    asked = dossier.supplements.filter(provided_at=None).prefetch_related("defects").first()
    if asked is None:
        return redirect(dossier_url(dossier))
    page: dict[str, Any] = {"dossier": dossier, "asked": asked, "max_mb": settings.FILE_MAX_BYTES // 1024 // 1024}
    page["rows"] = _rows_of(dossier, asked)
    if request.method == "GET":
        return answer(request, SUPPLEMENT, page)
    at, field = clock.now(), ""
    try:
        files: dict[int, list[int]] = {}
        for field, number in _upload_fields(page["rows"]):
            for one in request.FILES.getlist(field):
                files.setdefault(number, []).append(store_file(one, name=one.name or "", at=at).id)
        field = ""
        provide_supplement(dossier, files=files, actor=actor_of(request.user), at=at)
    except DomainError as refused:
        if not dossier.supplements.filter(pk=asked.pk, provided_at=None).exists():
            return answer(request, DETAIL, {}, then=dossier_url(dossier))  # a second click: the first one stands
        shown = {**page, "errors": {field: str(refused)} if field else {}}
        return answer(request, SUPPLEMENT, shown, refused=refused)
    return answer(request, DETAIL, {}, then=dossier_url(dossier), said=_("Đã nhận giấy tờ bổ sung của bạn."))


@needs()
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take the dossier back, with a reason; the page says what will be different."""
    dossier = own_dossier(request.user, code)
    if request.method == "GET":
        return answer(request, WITHDRAW, {"dossier": dossier})
    try:
        reason = request.POST.get("reason", "")
        withdraw_dossier(dossier, reason=reason, actor=actor_of(request.user), at=clock.now())
    except DomainError as refused:
        return answer(request, WITHDRAW, {"dossier": dossier, "reason": request.POST.get("reason")}, refused=refused)
    return answer(request, WITHDRAW, {}, then=dossier_url(dossier), said=_("Bạn đã rút hồ sơ."))


@needs()
@require_safe
def own_file(request: HttpRequest, code: str, file: int) -> HttpResponseBase:
    """A paper, a slip or the result of one's own dossier."""
    dossier = own_dossier(request.user, code)
    return download(file_of(dossier, file, to_applicant=True), inline="xem" in request.GET)


def dossier_url(dossier: Dossier) -> str:
    """The applicant's page of the dossier."""
    return reverse("dossiers:own-detail", args=[dossier.code])


def _page(dossier: Dossier) -> dict[str, Any]:
    moves = moves_of(dossier)
    names = agency_names([dossier.agency_code, dossier.receiving_agency_code])
    return {
        "standing": standing_shown(standings_of([dossier], clock.now()).get(dossier.code)),
        "dossier": dossier,
        "tone": state_tone(dossier.life),
        "ball": who_has_the_ball(dossier),
        "agency_name": names.get(dossier.agency_code, ""),
        "entries": entries_of(timeline_of(dossier, is_inner=False)),
        "asked": dossier.supplements.filter(provided_at=None).prefetch_related("defects").first(),
        "result": dossier.results.filter(signed_at__isnull=False, recalled_at=None).select_related("file").first(),
        "slips": list(dossier.slips.select_related("file")),
        "papers": list(dossier.papers.prefetch_related("files__file")),
        "may_withdraw": Move.WITHDRAW in moves,
        "is_waiting_for_fee": dossier.life is State.FEE_DEMANDED,
    }


def _rows_of(dossier: Dossier, asked: Any) -> list[tuple[Any, str, Any]]:
    """Each defect with the field its files come by and the paper it is about (the first one if it names none)."""
    papers = {paper.number: paper for paper in dossier.papers.all()}
    first = min(papers, default=0)
    return [(defect, f"defect-{defect.id}", papers.get(defect.paper_number or first)) for defect in asked.defects.all()]


def _upload_fields(rows: list[tuple[Any, str, Any]]) -> list[tuple[str, int]]:
    return [(field, paper.number) for _defect, field, paper in rows if paper is not None]
