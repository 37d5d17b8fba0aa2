"""Legal moves as forms and buttons: each asks the funnel, calls one action, and comes back to the dossier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from motcua.capabilities.workflow.public import TaskView, open_tasks
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.actions import decision, desk_work, pause_end, receipt, supplement
from motcua.casework.dossiers.errors import ResultFileMissing
from motcua.casework.dossiers.models import ClockStop, Dossier, Paper, Party, Result
from motcua.casework.dossiers.pages.apply_steps import party_of, read_party
from motcua.casework.dossiers.pages.desk import refused_page
from motcua.casework.dossiers.pages.reading import amount_of, day_end_of, day_of, defects_of
from motcua.casework.dossiers.queries.funnels import dossier_for
from motcua.casework.dossiers.queries.offers import (
    ASSIGN,
    PROPOSE,
    holder_of,
    may_do,
    may_take,
    needed_for,
    step_in_the_way,
)
from motcua.casework.dossiers.queries.timeline import moves_of
from motcua.casework.dossiers.rules.life import MOVE_LABELS, Move
from motcua.casework.dossiers.rules.side_lives import METHOD_LABELS, DeliveryMethod
from motcua.kernel import clock
from motcua.kernel.access.rights import FORBIDDEN, needs
from motcua.kernel.errors import DomainError, InvalidInput, NotAllowed
from motcua.kernel.files.store import store_file
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of, numbers_of
from motcua.registry.catalogue.public import agencies_offering
from motcua.registry.organisation.public import agency_names

FORM, STEP = "dossiers/desk/move.html", "dossiers/desk/step.html"
PAUSES = (ClockStop.Kind.OTHER_AGENCY, ClockStop.Kind.OTHER_GROUND)
CONSEQUENCES = {
    Move.REFUSE_RECEIPT: mark("Hồ sơ dừng ở đây. Người nộp nhận phiếu từ chối với đúng lý do ghi dưới đây."),
    Move.TRANSFER: mark("Hồ sơ rời cơ quan này và chờ ở cơ quan được chọn. Người nộp được báo."),
    Move.WITHDRAW: mark("Hồ sơ kết thúc theo yêu cầu của người dân, mọi bước đang làm dừng lại. Người nộp được báo."),
    Move.STOP: mark("Hồ sơ kết thúc mà không có kết quả. Người nộp nhận thông báo với đúng lý do ghi dưới đây."),
    Move.REOPEN: mark("Kết quả đã ký được thu hồi, hồ sơ trở lại bước xử lý; lần xong đầu vẫn là mốc tính đúng hạn."),
}
"""What will be different after the move, said before it is made."""
Maker = Callable[[HttpRequest, Dossier, datetime], Any]


@dataclass(frozen=True)
class MoveForm:
    """How a move is asked: `make` does it; without a `form` it is a plain button."""

    make: Maker
    form: str = ""


@needs(permissions.SEE)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, code: str, move: str) -> HttpResponseBase:
    """Ask for what a move needs, then make it."""
    if move not in set(Move):
        raise Http404
    wanted, at = Move(move), clock.now()
    dossier = dossier_for(request.user, code)
    if not may_do(request.user, dossier, needed_for(dossier, wanted)):
        raise NotAllowed(FORBIDDEN, permission=needed_for(dossier, wanted).label)
    if request.method == "GET":
        return answer(request, FORM, _page(request, dossier, wanted))
    try:
        _FORMS[wanted].make(request, dossier, at)
    except InvalidInput as refused:
        page = _page(request, dossier, wanted)
        return answer(request, FORM, {**page, "posted": request.POST}, refused=refused)
    except DomainError as refused:
        return refused_page(request, dossier, refused)
    said = _("Đã thực hiện: %(move)s.") % {"move": _(MOVE_LABELS[wanted])}
    return answer(request, FORM, {}, then=dossier, said=said)


@needs(permissions.SEE)
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, code: str, task: int) -> HttpResponseBase:
    """Finish an inner step: assign it, propose a result, agree or send back."""
    dossier = dossier_for(request.user, code)
    found = next((one for one in open_tasks(code) if one.id == task), None)
    if found is None or not may_take(request.user, found):
        raise Http404
    page = {"dossier": dossier, "task": found, "outcomes": [(o.value, o.label) for o in Result.Outcome]}
    if request.method == "GET":
        return answer(request, STEP, page)
    try:
        _finish(request, dossier, found, clock.now())
    except InvalidInput as refused:
        return answer(request, STEP, {**page, "posted": request.POST}, refused=refused)
    except DomainError as refused:
        return refused_page(request, dossier, refused)
    return answer(request, STEP, {}, then=dossier, said=_("Đã chuyển bước tiếp theo."))


@needs(permissions.PROCESS)
@require_POST
def hand_over(request: HttpRequest, code: str, task: int) -> HttpResponseBase:
    """Give a step on one's desk to a colleague."""
    dossier = dossier_for(request.user, code, may=permissions.PROCESS)
    found = next((one for one in open_tasks(code) if one.id == task), None)
    if found is None or not may_take(request.user, found):
        raise Http404
    to, officer = request.POST.get("to", ""), request.user.get_username()
    try:
        desk_work.hand_over_task(dossier, task=task, to=to, officer=officer, at=clock.now())
    except DomainError as refused:
        return refused_page(request, dossier, refused)
    return answer(request, FORM, {}, then=dossier, said=_("Đã bàn giao."))


@needs(permissions.RECEIVE)
@require_POST
def pay(request: HttpRequest, code: str) -> HttpResponseBase:
    """The fee was paid at the counter."""
    dossier = dossier_for(request.user, code, may=permissions.RECEIVE)
    try:
        receipt.collect_fee(dossier, officer=request.user.get_username(), at=clock.now())
    except DomainError as refused:
        return refused_page(request, dossier, refused)
    return answer(request, FORM, {}, then=dossier, said=_("Đã ghi nhận khoản thu."))


def _page(request: HttpRequest, dossier: Dossier, wanted: Move) -> dict[str, Any]:
    offering = agencies_offering(dossier.procedure_code, clock.today()) if wanted is Move.TRANSFER else []
    in_the_way = step_in_the_way(dossier.code) if wanted is Move.RESOLVE else None
    return {
        "dossier": dossier,
        "move": wanted,
        "label": MOVE_LABELS[wanted],
        "form": _FORMS[wanted].form,
        "consequence": CONSEQUENCES.get(wanted, ""),
        "in_the_way": in_the_way,
        "holder": holder_of(in_the_way) if in_the_way else "",
        "is_allowed": wanted in moves_of(dossier),
        "papers": _papers(request, dossier),
        "asked": dossier.supplements.filter(provided_at=None).prefetch_related("defects").first(),
        "owner": _owner(request, dossier) if wanted is Move.CORRECT else None,
        "kind_options": [("person", _("Cá nhân")), ("organisation", _("Tổ chức, doanh nghiệp"))],
        "agencies": sorted(agency_names(offering).items(), key=lambda pair: pair[1]),
        "grounds": [(kind.value, _(kind.label)) for kind in PAUSES],
        "methods": [(method.value, _(label)) for method, label in METHOD_LABELS.items()],
        "may_ask_again": may_do(request.user, dossier, permissions.APPROVE_SECOND_SUPPLEMENT),
        "request_number": dossier.supplements.count() + 1,
    }


def _papers(request: HttpRequest, dossier: Dossier) -> list[tuple[Paper, bool, str]]:
    """The papers with what was ticked and written of them before, so that a wrong date loses no word."""
    ticked = {*numbers_of(request.POST, "paper"), *numbers_of(request.POST, "brought")}
    papers = dossier.papers.all()
    return [(one, one.number in ticked, request.POST.get(f"defect-{one.number}", "")) for one in papers]


def _owner(request: HttpRequest, dossier: Dossier) -> Party | Mapping[str, str] | None:
    """As just typed, where something of it is wrong; else as it is known."""
    if request.method == "POST":
        return read_party(request.POST, "owner")[0]
    return dossier.parties.filter(role="owner").first()


def _finish(request: HttpRequest, dossier: Dossier, task: TaskView, at: datetime) -> None:
    officer, outcome = request.user.get_username(), request.POST.get("outcome", "")
    if outcome == PROPOSE:
        proposed = _result_of(request, dossier, at)
        decision.prepare_result(dossier, proposed, task=task.id, officer=officer, at=at)
    elif task.key == ASSIGN:
        to = request.POST.get("to", "")
        desk_work.assign_dossier(dossier, task=task.id, to=to, officer=officer, at=at)
    else:
        desk_work.complete_step(dossier, task=task.id, outcome=outcome, officer=officer, at=at)


def _result_of(request: HttpRequest, dossier: Dossier, at: datetime) -> decision.ResultInput:
    posted, given = request.POST, request.FILES.get("file")
    if given is None:
        raise ResultFileMissing(fields={"file": ResultFileMissing.text})
    return decision.ResultInput(
        title=line_of(posted, "title", longest=500) or dossier.procedure_name[:500],
        file=store_file(given, name=given.name or "", at=at).id,
        outcome="refused" if posted.get("result") == "refused" else "granted",
        document_number=line_of(posted, "document_number", longest=60),
        reason=posted.get("reason", ""),
    )


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")


def _ask_supplement(request: HttpRequest, dossier: Dossier, at: datetime) -> None:
    supplement.request_supplement(
        dossier,
        defects=defects_of(request.POST),
        reason=_reason(request),
        officer=request.user.get_username(),
        at=at,
        answer_by=day_of(request.POST, "answer_by"),
        legal_basis=request.POST.get("legal_basis", ""),
        is_approved=may_do(request.user, dossier, permissions.APPROVE_SECOND_SUPPLEMENT),
    )


def _take_supplement(request: HttpRequest, dossier: Dossier, at: datetime) -> None:
    officer, brought = request.user.get_username(), numbers_of(request.POST, "brought")
    supplement.provide_supplement(dossier, files={}, paper_copies=set(brought), actor=officer, at=at)


def _pause(request: HttpRequest, dossier: Dossier, at: datetime) -> None:
    posted, officer = request.POST, request.user.get_username()
    ground, legal_basis = posted.get("ground", ""), posted.get("legal_basis", "")
    pause_end.pause_clock(
        dossier, kind=ground, reason=_reason(request), legal_basis=legal_basis, officer=officer, at=at
    )


def _correct(request: HttpRequest, dossier: Dossier, at: datetime) -> None:
    party, errors = read_party(request.POST, "owner")
    if errors:
        raise InvalidInput(_("Có ô chưa đúng. Hãy xem các ô được đánh dấu."), fields=errors)
    changed = party_of("owner", party)
    pause_end.correct_party(dossier, changed, officer=request.user.get_username(), at=at)


def _give_back(request: HttpRequest, dossier: Dossier, at: datetime) -> None:
    method, officer = request.POST.get("method", ""), request.user.get_username()
    tracking_code = line_of(request.POST, "tracking_code", longest=60)
    if method == DeliveryMethod.POST and tracking_code:
        decision.post_result(dossier, tracking_code=tracking_code, officer=officer, at=at)
        return
    known = DeliveryMethod(method) if method in set(DeliveryMethod) else DeliveryMethod.COUNTER
    taken_by = line_of(request.POST, "taken_by", longest=200)
    decision.return_result(dossier, method=known, taken_by=taken_by, officer=officer, at=at)


def _by_officer(action: Callable[..., Dossier]) -> Maker:
    return lambda request, dossier, at: action(dossier, officer=request.user.get_username(), at=at)


def _with_reason(action: Callable[..., Dossier], *, who: str = "officer") -> Maker:
    return lambda request, dossier, at: action(
        dossier, reason=_reason(request), at=at, **{who: request.user.get_username()}
    )


_FORMS: dict[Move, MoveForm] = {
    Move.ACCEPT: MoveForm(_by_officer(receipt.accept_dossier)),
    Move.REFUSE_RECEIPT: MoveForm(_with_reason(receipt.refuse_receipt), "reason"),
    Move.REQUEST_SUPPLEMENT: MoveForm(_ask_supplement, "supplement"),
    Move.COMPLETE_PAPERS: MoveForm(_take_supplement, "brought"),
    Move.PROVIDE_SUPPLEMENT: MoveForm(_take_supplement, "brought"),
    Move.FORWARD: MoveForm(_by_officer(desk_work.forward_dossier)),
    Move.TRANSFER: MoveForm(
        lambda request, dossier, at: desk_work.transfer_dossier(
            dossier,
            to_agency_code=_offering_agency(request, dossier),
            reason=_reason(request),
            officer=request.user.get_username(),
            at=at,
        ),
        "transfer",
    ),
    Move.DEMAND_FEE: MoveForm(
        lambda request, dossier, at: pause_end.demand_fee(
            dossier,
            amount=amount_of(request.POST, "amount"),
            reason=_reason(request),
            legal_basis=request.POST.get("legal_basis", ""),
            officer=request.user.get_username(),
            at=at,
        ),
        "fee",
    ),
    Move.PAUSE: MoveForm(_pause, "pause"),
    Move.RESUME: MoveForm(_by_officer(pause_end.resume_clock)),
    Move.CONFIRM_FEE: MoveForm(_by_officer(pause_end.confirm_fee)),
    Move.EXTEND: MoveForm(
        lambda request, dossier, at: pause_end.extend_deadline(
            dossier,
            appointed_at=day_end_of(request.POST, "appointed_on", dossier),
            reason=_reason(request),
            officer=request.user.get_username(),
            at=at,
        ),
        "extend",
    ),
    Move.CORRECT: MoveForm(_correct, "correct"),
    Move.WITHDRAW: MoveForm(_with_reason(pause_end.withdraw_dossier, who="actor"), "reason"),
    Move.STOP: MoveForm(_with_reason(pause_end.stop_dossier), "reason"),
    Move.RESOLVE: MoveForm(_with_reason(decision.resolve_dossier), "take_back"),
    Move.REOPEN: MoveForm(_with_reason(decision.reopen_dossier), "reason"),
    Move.RETURN_RESULT: MoveForm(_give_back, "give_back"),
}


def _offering_agency(request: HttpRequest, dossier: Dossier) -> str:
    chosen = request.POST.get("agency", "")
    if chosen not in agencies_offering(dossier.procedure_code, clock.today()) or chosen == dossier.agency_code:
        text = _("Hãy chọn một cơ quan khác có thẩm quyền với thủ tục này.")
        raise InvalidInput(text, fields={"agency": text})
    return chosen
