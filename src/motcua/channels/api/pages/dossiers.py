"""Dossiers for partners: the same funnel, the same actions, the same refusals as on the pages."""

import base64
import binascii
from typing import Any

from django.http import HttpRequest
from ninja import File, Query, Router
from ninja.files import UploadedFile

from motcua.casework.dossiers.errors import AlreadySubmitted
from motcua.casework.dossiers.public import (
    Application,
    Channel,
    DeliveryMethod,
    PaperInput,
    PartyInput,
    StateView,
    everyone,
    find_sent,
    may_submit,
    papers_of,
    state_of,
    states_after,
    submit_dossier,
)
from motcua.channels.api.actions import note_upload
from motcua.channels.api.models import Upload
from motcua.channels.api.pages.shapes import DossierPage, DossierState, FileGiven, NewDossier, PaperGiven, Refusal
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.files.store import store_file
from motcua.kernel.texts.mark import mark
from motcua.registry.catalogue.public import ProcedureView, procedure_on

router = Router(tags=["dossiers"])
REFUSALS: dict[int, Any] = dict.fromkeys((400, 401, 403, 404, 409, 422), Refusal)
PROCEDURE_UNKNOWN = mark("Không có thủ tục mang mã «{code}».")
FILE_UNKNOWN = mark("Có tệp không do đối tác này gửi lên.")
CURSOR_WRONG = mark("Con trỏ trang không đọc được.")


@router.post("/files", response={201: FileGiven, **REFUSALS})
def upload(request: HttpRequest, file: File[UploadedFile]) -> tuple[int, Any]:
    """Bring a file; its type is looked at, its id is then named in a paper."""
    at = clock.now()
    stored = store_file(file, name=file.name or "", at=at)
    note_upload(request.auth, stored, at=at)  # type: ignore[attr-defined]
    return 201, stored


@router.post("/dossiers", response={200: DossierState, 201: DossierState, **REFUSALS})
def submit(request: HttpRequest, dossier: NewDossier) -> tuple[int, StateView]:
    """Send a dossier. The same `key` gives the same dossier again (200 instead of 201)."""
    may_submit(request.user, dossier.agency)
    sent = find_sent(request.user, dossier.key)
    if sent is not None:
        return 200, sent
    at = clock.now()
    procedure = procedure_on(dossier.procedure, clock.local(at).date())
    if procedure is None:
        raise InvalidInput(PROCEDURE_UNKNOWN, code=dossier.procedure)
    _check_files(request, dossier.papers)
    try:
        made = submit_dossier(_application(dossier, procedure), actor=request.user.get_username(), at=at)
    except AlreadySubmitted:
        sent = find_sent(request.user, dossier.key)  # the same request came twice at once
        if sent is None:
            raise
        return 200, sent
    return 201, state_of(request.user, made.code)


@router.get("/dossiers/{code}", response={200: DossierState, **REFUSALS})
def state(request: HttpRequest, code: str) -> StateView:
    """One dossier's state."""
    return state_of(request.user, code)


@router.get("/dossiers", response={200: DossierPage, **REFUSALS})
def listed(
    request: HttpRequest,
    after: Query[str] = "",
    state: Query[str] = "",
    limit: Query[int] = 50,
) -> dict[str, Any]:
    """Dossiers of the partner's agencies, oldest first, from a cursor."""
    if not 1 <= limit <= 200:  # noqa: PLR2004 - the page sizes offered
        raise InvalidInput(mark("limit phải từ 1 đến 200."), fields={"limit": "1–200"})
    items, last = states_after(request.user, _number(after), state=state, limit=limit)
    return {"items": items, "next": _cursor(last) if len(items) == limit else ""}


def _application(dossier: NewDossier, procedure: ProcedureView) -> Application:
    people = {person.role: PartyInput(**person.dict()) for person in dossier.people}
    if "owner" not in people:
        text = mark("Thiếu chủ hồ sơ (role «owner»).")
        raise InvalidInput(text, fields={"people": text})
    given = {paper.paper: tuple(paper.files) for paper in dossier.papers}
    papers = papers_of(procedure, dossier.case)
    return Application(
        submission_key=dossier.key,
        procedure_version=procedure.version_id,
        receiving_agency_code=dossier.agency,
        agency_code=dossier.agency,
        channel=Channel.ONLINE,
        case_id=dossier.case,
        answers=dossier.answers,
        parties=everyone(people["owner"], people.get("submitter"), people.get("receiver")),
        papers=tuple(
            PaperInput(name=one.name, code=one.code, is_required=one.is_required, files=given.get(one.id, ()))
            for one in papers
        ),
        delivery_method=DeliveryMethod(dossier.delivery),
        given_code=dossier.code,
    )


def _check_files(request: HttpRequest, papers: list[PaperGiven]) -> None:
    named = {file for paper in papers for file in paper.files}
    mine = Upload.objects.filter(token=request.auth, file_id__in=named).values_list("file_id", flat=True)  # type: ignore[attr-defined]
    if named - set(mine):
        raise InvalidInput(FILE_UNKNOWN, fields={"papers": FILE_UNKNOWN})


def _cursor(number: int) -> str:
    return base64.urlsafe_b64encode(str(number).encode()).decode()


def _number(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        number = int(base64.urlsafe_b64decode(cursor.encode("ascii")))
    except (ValueError, binascii.Error):
        raise InvalidInput(CURSOR_WRONG, fields={"after": CURSOR_WRONG}) from None
    if not 0 <= number < 2**62:
        raise InvalidInput(CURSOR_WRONG, fields={"after": CURSOR_WRONG})
    return number
