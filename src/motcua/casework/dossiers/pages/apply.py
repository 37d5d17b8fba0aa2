"""Applying online: a draft that keeps itself, one question group a page, and one confirmation."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.casework.dossiers.actions.drafts import add_files, drop_draft, renew_draft, save_draft, start_draft
from motcua.casework.dossiers.actions.drafts import remove_file as take_out
from motcua.casework.dossiers.actions.submit import submit_draft
from motcua.casework.dossiers.errors import DraftGone, DraftIncomplete
from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.pages.apply_steps import (
    PAPERS,
    REVIEW,
    Step,
    Way,
    errors_of_all,
    options_of,
    party_of,
    read_step,
    way_of,
)
from motcua.casework.dossiers.queries.funnels import own_draft, own_sent
from motcua.casework.dossiers.rules.application import Application, PaperInput, PartyInput, everyone
from motcua.casework.dossiers.rules.side_lives import Channel, DeliveryMethod
from motcua.kernel import clock
from motcua.kernel.access.rights import needs, open_to_all
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.files.store import store_file
from motcua.kernel.texts.fold import sort_key
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer, wants_part
from motcua.registry.catalogue.public import ProcedureView, agencies_offering, procedure_on, procedure_version
from motcua.registry.organisation.public import agencies, agency_names
from motcua.registry.people.public import actor_of, profile_of

START, STEP = "dossiers/portal/apply_start.html", "dossiers/portal/apply_step.html"
PAPERS_PART = "dossiers/portal/apply_papers.html"
FILE_MISSING = mark("Bạn chưa chọn tệp nào.")


@open_to_all
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, procedure: str) -> HttpResponseBase:
    """Choose the agency, then begin (or go on with) the draft."""
    at = clock.now()
    found = _procedure_today(procedure, at)
    names = agency_names(agencies_offering(procedure, clock.local(at).date()))
    sorted_names = sorted(names.items(), key=lambda pair: sort_key(pair[1]))
    page = {"procedure": found, "agencies": sorted_names, "agency_options": [("", _("Chọn cơ quan")), *sorted_names]}
    if not names:
        return answer(request, START, page)
    if request.method == "GET" or not request.user.is_authenticated:
        page["chosen"] = request.POST.get("agency") or request.GET.get("agency") or _usual_agency(names, request.user)
        return answer(request, START, page)
    agency = request.POST.get("agency", "")
    if agency not in names:
        errors = {"agency": _("Bạn chưa chọn cơ quan nhận hồ sơ.")}
        return answer(request, START, {**page, "errors": errors}, status=422)
    username = request.user.get_username()
    draft = start_draft(procedure, found.version_id, agency_code=agency, username=username, at=at)
    draft = save_draft(draft, {"agency_code": agency, **_prefilled(draft, username)}, at=at)
    way = way_of(draft, found, clock.local(at).date())
    return redirect(way.url(way.steps[0]))


def _or_sent(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A draft that was sent, by a first click or in another tab, leads to its dossier."""

    @wraps(view)
    def led(request: HttpRequest, draft: UUID, **rest: Any) -> HttpResponseBase:
        try:
            return view(request, draft, **rest)
        except (Http404, DraftGone):
            sent = own_sent(request.user, draft)
            if sent is None:
                raise
            url = reverse("dossiers:own-sent", args=[sent.code])
            return answer(request, STEP, {}, then=url) if request.method == "POST" else redirect(url)

    return led


@needs()
@require_http_methods(["GET", "POST"])
@_or_sent
def step(request: HttpRequest, draft: UUID, key: str) -> HttpResponseBase:
    """One step: show it; keep what is typed; go on when it is right."""
    at = clock.now()
    if request.method == "POST" and key == REVIEW and not request.headers.get("X-Autosave"):
        return _send(request, draft, at)
    way = _own_way(request, draft, at)
    here = way.step(key)
    if here is None:
        return redirect(way.url(way.steps[0]))
    if request.method == "GET":
        return _show(request, way, here, at)
    read = read_step(way, here, request.POST)
    kept = save_draft(way.draft, read.changes, at=at) if read.changes else way.draft
    if request.headers.get("X-Autosave"):
        return HttpResponse(status=204)
    way = way_of(kept, way.procedure, clock.local(at).date())
    if read.errors:
        return answer(request, STEP, {**_page(way, here), "errors": read.errors}, status=422)
    return redirect(way.url(way.after(here)))


@needs()
@require_POST
@_or_sent
def upload(request: HttpRequest, draft: UUID, paper: int) -> HttpResponseBase:
    """Take files for one paper; the type is looked at before anything is kept."""
    at = clock.now()
    way = _own_way(request, draft, at)
    here = way.step(PAPERS)
    if here is None or paper not in {one.id for one in way.papers}:
        raise Http404
    files, refused = _stored(request, at)
    way = way_of(add_files(way.draft, paper, files, at=at), way.procedure, clock.local(at).date())
    page = _page(way, here) | ({"errors": {f"paper-{paper}": str(refused)}} if refused else {})
    template = PAPERS_PART if wants_part(request) else STEP
    return answer(request, template, page, part="papers", refused=refused, then=way.url(here))


def _stored(request: HttpRequest, at: datetime) -> tuple[list[dict[str, Any]], InvalidInput | None]:
    """The good files, up to the first that is refused, and why."""
    files: list[dict[str, Any]] = []
    given = request.FILES.getlist("files")
    try:
        for one in given:
            stored = store_file(one, name=one.name or "", at=at)
            files.append({"id": stored.id, "name": stored.name, "size": stored.size})
    except InvalidInput as refused:
        return files, refused
    return files, None if given else InvalidInput(FILE_MISSING)


@needs()
@require_POST
@_or_sent
def remove_file(request: HttpRequest, draft: UUID, paper: int, file: int) -> HttpResponseBase:
    """Take a file out of the draft again."""
    at = clock.now()
    way = _own_way(request, draft, at)
    here = way.step(PAPERS)
    if here is None:
        raise Http404
    way = way_of(take_out(way.draft, paper, file, at=at), way.procedure, clock.local(at).date())
    template = PAPERS_PART if wants_part(request) else STEP
    return answer(request, template, _page(way, here), part="papers", then=way.url(here))


@needs()
@require_POST
@_or_sent
def drop(request: HttpRequest, draft: UUID) -> HttpResponseBase:
    """Throw the draft away."""
    drop_draft(own_draft(request.user, draft))
    return redirect("dossiers:own-list")


def _send(request: HttpRequest, key: UUID, at: datetime) -> HttpResponseBase:
    """The last click: what is sent is what the draft says at that moment; if it is refused, the draft stays."""

    def read(draft: Draft) -> Application:
        way = _way(draft, at)
        if wrong := errors_of_all(way):
            raise DraftIncomplete(fields=wrong)
        return application_of(way)

    try:
        username, actor = request.user.get_username(), actor_of(request.user)
        dossier = submit_draft(key, read, username=username, actor=actor, at=at)
    except DraftGone:
        raise Http404 from None
    except DraftIncomplete as refused:
        way = _own_way(request, key, at)
        return answer(request, STEP, {**_page(way, way.steps[-1]), "wrong": refused.fields}, status=refused.status)
    except DomainError as refused:
        way = _own_way(request, key, at)
        return answer(request, STEP, _page(way, way.steps[-1]), refused=refused)
    return redirect("dossiers:own-sent", code=dossier.code)


def application_of(way: Way) -> Application:
    """The draft as an application."""
    draft = way.draft
    people = {role: party_of(role, given) for role, given in draft.parties.items() if given}
    owner, submitter = people["owner"], people.get("submitter")
    signer = PartyInput(**{**vars(submitter or owner), "username": draft.username})
    parties = everyone(owner if submitter else signer, signer, None)
    papers = tuple(
        PaperInput(
            name=paper.name,
            code=paper.code,
            is_required=paper.is_required,
            files=tuple(int(file["id"]) for file in draft.files.get(str(paper.id), [])),
        )
        for paper in way.papers
    )
    return Application(
        submission_key=draft.key,
        procedure_version=way.procedure.version_id,
        receiving_agency_code=draft.agency_code,
        agency_code=draft.agency_code,
        channel=Channel.ONLINE,
        case_id=draft.case_id or None,
        answers=draft.answers,
        parties=parties,
        papers=papers,
        delivery_method=DeliveryMethod(draft.delivery_method),
    )


def _show(request: HttpRequest, way: Way, here: Step, at: datetime) -> HttpResponseBase:
    """The step's page; if the law changed meanwhile, the draft goes on under what is in force now, and says so."""
    today = _procedure_today(way.procedure.code, at)
    if today.version_id == way.procedure.version_id:
        return answer(request, STEP, _page(way, here))
    renewed = way_of(renew_draft(way.draft, today, at=at), today, clock.local(at).date())
    first = renewed.step(here.key) or renewed.steps[0]
    return answer(request, STEP, {**_page(renewed, first), "is_renewed": True})


def _own_way(request: HttpRequest, key: UUID, at: datetime) -> Way:
    return _way(own_draft(request.user, key), at)


def _way(draft: Draft, at: datetime) -> Way:
    return way_of(draft, procedure_version(draft.procedure_version), clock.local(at).date())


def _page(way: Way, here: Step) -> dict[str, Any]:
    steps = way.steps
    group = next((one for one in way.form.groups if here.key.endswith(f"-{one.key}")), None) if way.form else None
    return {
        "way": way,
        "draft": way.draft,
        "procedure": way.procedure,
        "step": here,
        "step_url": way.url(here),
        "number": steps.index(here) + 1,
        "total": len(steps),
        "back_url": way.url(before) if (before := way.before(here)) else "",
        "group": group,
        "papers": [(paper, way.draft.files.get(str(paper.id), []), f"paper-{paper.id}") for paper in way.papers],
        "step_urls": {one.key: way.url(one) for one in steps},
        "agency_name": agency_names([way.draft.agency_code]).get(way.draft.agency_code, ""),
        **options_of(way),
        "max_mb": settings.FILE_MAX_BYTES // 1024 // 1024,
        "template": f"dossiers/portal/apply_{here.template}.html",
    }


def _procedure_today(code: str, at: datetime) -> ProcedureView:
    found = procedure_on(code, clock.local(at).date())
    if found is None:
        raise Http404
    return found


def _usual_agency(names: dict[str, str], user: Any) -> str:
    """The only agency there is, or that of the place where the person lives; else none, the person chooses."""
    if len(names) == 1:
        return next(iter(names))
    profile = profile_of(user.get_username()) if user.is_authenticated else None
    if profile is None or not profile.place_code:
        return ""
    at_home = (one.code for one in agencies() if one.place_code == profile.place_code)
    return next((code for code in at_home if code in names), "")


def _prefilled(draft: Draft, username: str) -> dict[str, Any]:
    """What the account says of the person, once, for a new draft."""
    profile = profile_of(username)
    if draft.parties or profile is None:
        return {}
    owner = {
        "kind": profile.kind,
        "full_name": profile.full_name,
        "identity_number": profile.identity_number,
        "phone": profile.phone,
        "email": profile.email,
        "address": profile.address_line,
    }
    return {"parties": {"owner": owner, "submitter": None}}
