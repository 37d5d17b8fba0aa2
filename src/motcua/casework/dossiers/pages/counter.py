"""Counter intake: one column, by keyboard alone – who, which procedure, which papers, receipt."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.actions.receipt import receive_at_counter
from motcua.casework.dossiers.actions.slips import print_slip
from motcua.casework.dossiers.errors import AlreadySubmitted
from motcua.casework.dossiers.events import DossierAccepted
from motcua.casework.dossiers.models import Slip
from motcua.casework.dossiers.pages.apply_steps import case_options, party_of, read_party
from motcua.casework.dossiers.queries.funnels import dossier_for, sent_under
from motcua.casework.dossiers.queries.papers import papers_of
from motcua.casework.dossiers.rules.application import Application, PaperInput, PartyInput, everyone
from motcua.casework.dossiers.rules.side_lives import CHANNEL_LABELS, METHOD_LABELS, Channel, DeliveryMethod
from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, leave_trace, needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.events.store import history_of
from motcua.kernel.files.store import download
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.registry.catalogue.public import agencies_offering, find_procedures, procedure_on
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import find_profile

PAGE, DONE = "dossiers/desk/intake.html", "dossiers/desk/received.html"
FIELDS_WRONG = mark("Có ô chưa đúng. Hãy xem các ô được đánh dấu.")
PROCEDURE_MISSING = mark("Bạn chưa chọn thủ tục.")
MOST_COPIES = 99


@needs(permissions.RECEIVE)
@require_http_methods(["GET", "POST"])
def intake(request: HttpRequest) -> HttpResponseBase:
    """Take in a person who stands at the counter. «Tìm» looks up, «Tiếp nhận» receives."""
    posted = request.POST if request.method == "POST" else request.GET
    part = request.headers.get("HX-Target") or None
    page = _page(request, posted) | {"is_part": part is not None, "is_whole": part is None}
    if posted.get("do") != "receive":
        return answer(request, PAGE, page, part=part if part in {"person", "procedure", "papers"} else None)
    try:
        application = _application(posted, page)
        officer = request.user.get_username()
        dossier = receive_at_counter(application, officer=officer, at=clock.now())
    except AlreadySubmitted:
        dossier = sent_under(page["submission_key"])
    except DomainError as refused:
        return answer(request, PAGE, page, refused=refused)
    return answer(request, PAGE, {}, then=reverse("dossiers:received", args=[dossier.code]))


@needs(permissions.RECEIVE)
@require_safe
def received(request: HttpRequest, code: str) -> HttpResponseBase:
    """What was just taken in: code and date large, the receipt to print, the next person one key away."""
    dossier = dossier_for(request.user, code, may=permissions.RECEIVE)
    return answer(request, DONE, {"dossier": dossier})


@needs(permissions.SEE)
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponseBase:
    """The receipt (form 01), printed at once if the worker has not got to it yet."""
    dossier = dossier_for(request.user, code)
    accepted = next((event for event in history_of(code) if event.kind == DossierAccepted.kind), None)
    if accepted is None:
        raise InvalidInput(mark("Hồ sơ chưa được tiếp nhận nên chưa có giấy tiếp nhận."))
    at = clock.now()
    slip = print_slip(dossier, Slip.Form.RECEIPT, event_key=accepted.id, actor=accepted.actor, at=accepted.at)
    leave_trace(request.user, code, page="dossiers:desk-receipt", at=at)
    return download(slip.file, inline=True)


def _page(request: HttpRequest, posted: QueryDict) -> dict[str, Any]:
    today = clock.today()
    words = posted.get("procedure", "").strip()
    procedure = procedure_on(posted.get("chosen") or words, today) if words or posted.get("chosen") else None
    here = sorted(agencies_where(request.user, permissions.RECEIVE))
    offering = agencies_offering(procedure.code, today) if procedure else []
    options = case_options(procedure) if procedure else []
    case = next(
        (value for value, _label in options if str(value) == posted.get("case")), options[0][0] if options else None
    )
    names = agency_names([*here, *offering])
    competent = posted.get("agency") or next((code for code in offering if code in here), "")
    return {
        "posted": posted,
        "person": _person(posted),
        "procedure": procedure,
        "hits": find_procedures(words, limit=7) if words and not procedure else [],
        "case": case,
        "papers": papers_of(procedure, case) if procedure else (),
        "ticked": posted.getlist("paper"),
        "here": [(code, names.get(code, code)) for code in here],
        "agencies": [(code, names.get(code, code)) for code in offering],
        "agency": competent or (offering[0] if offering else ""),
        "methods": [(method.value, _(label)) for method, label in METHOD_LABELS.items()],
        "channels": [(one.value, _(CHANNEL_LABELS[one])) for one in (Channel.COUNTER, Channel.POST)],
        "kind_options": [("person", _("Cá nhân")), ("organisation", _("Tổ chức"))],
        "case_options": options,
        "submission_key": _key(posted),
    }


def _person(posted: QueryDict) -> dict[str, str]:
    """What was typed; empty boxes are filled from what is known of that identity number."""
    typed = {name.removeprefix("owner_"): str(posted.get(name, "")) for name in posted if name.startswith("owner_")}
    number = typed.get("identity_number", "").strip()
    known = find_profile(identity_number=number)[:1] if number else []
    if not known:
        return typed
    profile = known[0]
    found = {
        "kind": str(profile.kind),
        "full_name": profile.full_name,
        "phone": profile.phone,
        "email": profile.email,
        "address": profile.address_line,
    }
    return {**typed, **{name: typed.get(name) or value for name, value in found.items()}, "is_known": "1"}


def _application(posted: QueryDict, page: dict[str, Any]) -> Application:
    owner, errors = read_party(posted, "owner")
    if page["procedure"] is None:
        errors["procedure"] = _(PROCEDURE_MISSING)
    if errors:
        raise InvalidInput(FIELDS_WRONG, fields=errors)
    receiving = posted.get("receiving") or page["here"][0][0]
    if receiving not in dict(page["here"]):
        raise InvalidInput(FIELDS_WRONG, fields={"receiving": _("Bạn không tiếp nhận cho cơ quan này.")})
    by = line_of(posted, "by", longest=200)
    submitter = PartyInput(role="submitter", full_name=by) if by else None
    channel = Channel.POST if posted.get("channel") == Channel.POST else Channel.COUNTER
    method = posted.get("delivery_method", "")
    return Application(
        submission_key=page["submission_key"],
        procedure_version=page["procedure"].version_id,
        receiving_agency_code=receiving,
        agency_code=page["agency"],
        channel=channel,
        case_id=page["case"] or None,
        parties=everyone(party_of("owner", owner), submitter, None),
        papers=tuple(_paper(paper, posted) for paper in page["papers"]),
        delivery_method=DeliveryMethod(method) if method in set(DeliveryMethod) else DeliveryMethod.COUNTER,
        note=posted.get("note", ""),
    )


def _paper(paper: Any, posted: QueryDict) -> PaperInput:
    """A ticked paper was given in the numbers that the procedure asks for, or in those typed."""
    is_given = str(paper.id) in posted.getlist("paper")
    asked = {"originals": paper.originals or 0, "copies": paper.copies or 0}
    if is_given and not any(asked.values()):
        asked["originals"] = 1
    typed = {kind: _count(posted.get(f"{kind}-{paper.id}", ""), asked[kind]) for kind in asked}
    counts = typed if is_given else {"originals": 0, "copies": 0}
    return PaperInput(
        name=paper.name,
        code=paper.code,
        is_required=paper.is_required,
        originals=counts["originals"],
        copies=counts["copies"],
    )


def _count(typed: str, usual: int) -> int:
    return min(int(typed), MOST_COPIES) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else usual  # noqa: PLR2004


def _key(posted: QueryDict) -> UUID:
    """One key a page: a second click finds the first dossier."""
    try:
        return UUID(posted.get("submission_key", ""))
    except ValueError:
        return uuid4()
