"""Sending a dossier, asking where one stands, listing them: the funnel, the actions and the refusals of the pages."""

from typing import Any

from ninja import Path, Query, Router, Status

from motcua.casework.deadlines.public import as_data, explained
from motcua.casework.dossiers.errors import AlreadySubmitted
from motcua.casework.dossiers.permissions import SEE
from motcua.casework.dossiers.public import (
    Application,
    Channel,
    StateView,
    clocks,
    partners,
    receive_at_counter,
    submit_dossier,
)
from motcua.channels.api.actions import claim_key
from motcua.channels.api.errors import KeyReused, ProcedureUnknown
from motcua.channels.api.pages.application import application_of
from motcua.channels.api.pages.door import PartnerRequest
from motcua.channels.api.pages.given import DossierCode, DossiersAsked, NewDossier
from motcua.channels.api.pages.shapes import DeadlineSaid, DossierPage, DossierState, answers, leads_on
from motcua.channels.api.queries import digest_sent
from motcua.channels.api.rules import content_digest
from motcua.kernel import clock
from motcua.kernel.access.rights import FORBIDDEN, agencies_where, leave_trace
from motcua.kernel.errors import NotAllowed
from motcua.kernel.texts.mark import mark
from motcua.registry.catalogue.public import procedure_on

router = Router(tags=["dossiers"])


@router.post(
    "/dossiers",
    response={200: DossierState, **answers(201, DossierState, 400, 403, 404, 409, 413, 422)},
    openapi_extra=leads_on(201, "code"),
    summary=mark("Nộp hồ sơ"),
    description=mark(
        "Hồ sơ trực tuyến được gửi vào Bộ phận Một cửa; hồ sơ giấy («counter», «post») được tiếp nhận ngay. "
        "Gửi lại cùng khoá và cùng nội dung thì nhận lại hồ sơ đã có (200 thay cho 201); "
        "cùng khoá nhưng khác nội dung thì bị từ chối (409)."
    ),
)
def submit(request: PartnerRequest, dossier: NewDossier) -> Status[StateView]:
    """Send it once, however often the request comes."""
    partners.may_submit(request.user, dossier.receiving_agency or dossier.agency)
    username = request.user.get_username()
    digest = content_digest(dossier.model_dump(mode="json", exclude_defaults=True))
    if (sent := partners.find_sent(request.user, dossier.key)) is not None:
        if digest_sent(username, dossier.key) != digest:
            raise KeyReused(key=dossier.key)
        return Status(200, sent)
    at = clock.now()
    procedure = procedure_on(dossier.procedure, clock.local(at).date())
    if procedure is None:
        raise ProcedureUnknown(code=dossier.procedure, fields={"procedure": ProcedureUnknown.text})
    application = application_of(dossier, procedure, username=username)
    claim_key(dossier.key, username=username, digest=digest, at=at)
    try:
        made = _open(application, username, at)
    except AlreadySubmitted:
        sent = partners.find_sent(request.user, dossier.key)  # the same request came twice at once
        if sent is None:
            raise
        return Status(200, sent)
    return Status(201, partners.state_view(made))


@router.get(
    "/dossiers/{code}",
    response=answers(200, DossierState, 404, 422),
    summary=mark("Xem trạng thái một hồ sơ"),
    description=mark("Trạng thái, các mốc thời gian, lệ phí. Không có thông tin cá nhân."),
)
def state(request: PartnerRequest, code: Path[DossierCode]) -> StateView:
    """Where it stands."""
    return partners.state_of(request.user, code)


@router.get(
    "/dossiers/{code}/deadline",
    response=answers(200, DeadlineSaid, 404, 422),
    summary=mark("Vì sao là ngày hẹn này"),
    description=mark("Từng ngày từ lúc tiếp nhận đến hạn: tính hay không, vì sao; các lần dừng; hạn trước đây."),
)
def why(request: PartnerRequest, code: Path[DossierCode]) -> dict[str, Any]:
    """The explanation of its date; that it was read leaves a trace, as on the page."""
    at = clock.now()
    told = as_data(explained(clocks.clock_for(request.user, code)), at=at)
    leave_trace(request.user, code, page="api:why", at=at)
    return told


@router.get(
    "/dossiers",
    response=answers(200, DossierPage, 403, 422),
    openapi_extra=leads_on(200, "items/0/code"),
    summary=mark("Liệt kê hồ sơ"),
    description=mark(
        "Hồ sơ của các cơ quan mà khoá được xem, theo thứ tự ghi nhận, từ con trỏ. "
        "Muốn theo dõi thay đổi, hãy dùng dòng sự kiện."
    ),
)
def listed(request: PartnerRequest, page: Query[DossiersAsked]) -> dict[str, Any]:
    """A page of them."""
    must_see_somewhere(request)
    items, last = partners.states_after(request.user, page.cursor, state=page.state, limit=page.limit)
    return {"items": items, "cursor": last, "is_last": len(items) < page.limit}


def must_see_somewhere(request: PartnerRequest) -> None:
    """Refuse (403) an account that may see no dossiers at all, as the pages do."""
    if not agencies_where(request.user, SEE):
        raise NotAllowed(FORBIDDEN, permission=SEE.label)


def _open(application: Application, username: str, at: Any) -> Any:
    if application.channel is Channel.ONLINE:
        return submit_dossier(application, actor=username, at=at)
    return receive_at_counter(application, officer=username, at=at)
