"""Legal moves for partner counters and portals: the table of moves and its rights decide, as on the desk."""

from typing import Any

from ninja import Path, Router

from motcua.casework.dossiers.permissions import RECEIVE
from motcua.casework.dossiers.public import (
    DefectInput,
    DeliveryMethod,
    StateView,
    accept_dossier,
    collect_fee,
    forward_dossier,
    partners,
    post_result,
    provide_supplement,
    refuse_receipt,
    request_supplement,
    return_result,
    withdraw_dossier,
)
from motcua.channels.api.pages.application import check_files
from motcua.channels.api.pages.door import PartnerRequest
from motcua.channels.api.pages.given import DossierCode, Posted, Reasoned, Returned, SupplementAsked, SupplementGiven
from motcua.channels.api.pages.shapes import DossierState, SupplementSaid, answers
from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace
from motcua.kernel.texts.mark import mark

router = Router(tags=["moves"])
Move = partners.Move
BARE = answers(200, DossierState, 403, 404, 409, 422)
FILLED = answers(200, DossierState, 400, 403, 404, 409, 413, 422)


@router.post(
    "/dossiers/{code}/accept",
    response=BARE,
    summary=mark("Tiếp nhận hồ sơ"),
    description=mark("Hồ sơ vào sổ, có ngày hẹn trả; giấy tiếp nhận (mẫu 01) được in sau đó ít giây."),
)
def accept(request: PartnerRequest, code: Path[DossierCode]) -> StateView:
    """Take it in."""
    dossier = partners.dossier_to(request.user, code, Move.ACCEPT)
    return partners.state_view(accept_dossier(dossier, officer=_who(request), at=clock.now()))


@router.post(
    "/dossiers/{code}/refuse",
    response=FILLED,
    summary=mark("Từ chối tiếp nhận hồ sơ"),
    description=mark("Hồ sơ không thuộc thẩm quyền, không phải thủ tục hành chính hoặc giả mạo (phiếu mẫu 03)."),
)
def refuse(request: PartnerRequest, code: Path[DossierCode], why: Reasoned) -> StateView:
    """Do not take it in."""
    dossier = partners.dossier_to(request.user, code, Move.REFUSE_RECEIPT)
    return partners.state_view(refuse_receipt(dossier, reason=why.reason, officer=_who(request), at=clock.now()))


@router.post(
    "/dossiers/{code}/ask",
    response=FILLED,
    summary=mark("Yêu cầu bổ sung"),
    description=mark(
        "Nêu mọi thiếu sót trong một lần (phiếu mẫu 02). "
        "Lần thứ hai phải do lãnh đạo cơ quan yêu cầu, không qua cổng này."
    ),
)
def ask(request: PartnerRequest, code: Path[DossierCode], asked: SupplementAsked) -> StateView:
    """Tell the applicant all that is missing."""
    dossier = partners.dossier_to(request.user, code, Move.REQUEST_SUPPLEMENT)
    dossier = request_supplement(
        dossier,
        defects=[DefectInput(defect.text, defect.paper) for defect in asked.defects],
        reason=asked.reason,
        answer_by=asked.answer_by,
        officer=_who(request),
        at=clock.now(),
    )
    return partners.state_view(dossier)


@router.post(
    "/dossiers/{code}/supplement",
    response=FILLED,
    summary=mark("Nộp bổ sung"),
    description=mark("Đáp lại yêu cầu bổ sung: tệp theo số của giấy tờ trong hồ sơ, hoặc bản giấy đã nộp tại quầy."),
)
def supplement(request: PartnerRequest, code: Path[DossierCode], given: SupplementGiven) -> StateView:
    """Answer for the applicant."""
    dossier = partners.dossier_to(request.user, code, Move.PROVIDE_SUPPLEMENT)
    files: dict[int, list[int]] = {}
    for added in given.papers:
        files.setdefault(added.paper, []).extend(added.files)
    check_files(set().union(*files.values()), username=_who(request))
    dossier = provide_supplement(
        dossier,
        files=files,
        paper_copies={added.paper for added in given.papers if added.is_on_paper},
        actor=_who(request),
        at=clock.now(),
    )
    return partners.state_view(dossier)


@router.get(
    "/dossiers/{code}/supplement",
    response=answers(200, SupplementSaid, 404, 422),
    summary=mark("Xem yêu cầu bổ sung"),
    description=mark("Mọi thiếu sót phải khắc phục và các giấy tờ của hồ sơ. Mỗi lần xem đều được ghi vết."),
)
def asked(request: PartnerRequest, code: Path[DossierCode]) -> Any:
    """What the applicant must bring; the words were typed by people, so reading them leaves a trace."""
    dossier = partners.dossier_for(request.user, code)
    leave_trace(request.user, code, page="api:asked", at=clock.now())
    return partners.asked_of(dossier)


@router.post(
    "/dossiers/{code}/forward",
    response=BARE,
    summary=mark("Chuyển hồ sơ đến nơi giải quyết"),
    description=mark("Bàn giao hồ sơ đã tiếp nhận cho cơ quan có thẩm quyền (phiếu mẫu 06)."),
)
def forward(request: PartnerRequest, code: Path[DossierCode]) -> StateView:
    """Hand it to the competent agency."""
    dossier = partners.dossier_to(request.user, code, Move.FORWARD)
    return partners.state_view(forward_dossier(dossier, officer=_who(request), at=clock.now()))


@router.post(
    "/dossiers/{code}/fee",
    response=BARE,
    summary=mark("Ghi nhận đã thu phí, lệ phí"),
    description=mark("Số tiền phải nộp đã được thu đủ tại quầy."),
)
def fee(request: PartnerRequest, code: Path[DossierCode]) -> StateView:
    """The fee was paid at the partner's counter."""
    dossier = partners.dossier_for(request.user, code, may=RECEIVE)
    return partners.state_view(collect_fee(dossier, officer=_who(request), at=clock.now()))


@router.post(
    "/dossiers/{code}/withdraw",
    response=FILLED,
    summary=mark("Rút hồ sơ"),
    description=mark("Người nộp xin rút, trước khi có kết quả."),
)
def withdraw(request: PartnerRequest, code: Path[DossierCode], why: Reasoned) -> StateView:
    """Take it back for the applicant."""
    dossier = partners.dossier_to(request.user, code, Move.WITHDRAW)
    return partners.state_view(withdraw_dossier(dossier, reason=why.reason, actor=_who(request), at=clock.now()))


@router.post(
    "/dossiers/{code}/post",
    response=FILLED,
    summary=mark("Gửi kết quả qua bưu chính"),
    description=mark("Bưu chính công ích đã nhận kết quả để phát; khi phát xong, hãy ghi nhận trả kết quả."),
)
def post(request: PartnerRequest, code: Path[DossierCode], posted: Posted) -> StateView:
    """The public post has the result."""
    dossier = partners.dossier_to(request.user, code, Move.RETURN_RESULT)
    sent = post_result(dossier, tracking_code=posted.tracking_code, officer=_who(request), at=clock.now())
    return partners.state_view(sent)


@router.post(
    "/dossiers/{code}/return",
    response=FILLED,
    summary=mark("Trả kết quả"),
    description=mark("Người nhận đã có kết quả trong tay, tại quầy, qua bưu chính hoặc bản điện tử."),
)
def return_to_applicant(request: PartnerRequest, code: Path[DossierCode], returned: Returned) -> StateView:
    """The person has the result."""
    dossier = partners.dossier_to(request.user, code, Move.RETURN_RESULT)
    dossier = return_result(
        dossier,
        method=DeliveryMethod(returned.method),
        taken_by=returned.taken_by,
        note=returned.note,
        officer=_who(request),
        at=clock.now(),
    )
    return partners.state_view(dossier)


def _who(request: PartnerRequest) -> str:
    return request.user.get_username()
