"""Files in, documents out. Reading what holds personal data leaves a trace."""

from typing import Any

from django.http import HttpResponseBase
from ninja import File, Path, Router, Status
from ninja.files import UploadedFile

from motcua.casework.dossiers.permissions import RECEIVE
from motcua.casework.dossiers.public import partners
from motcua.channels.api.actions import note_upload
from motcua.channels.api.pages.door import PartnerRequest
from motcua.channels.api.pages.given import DossierCode, NumberInAddress
from motcua.channels.api.pages.shapes import Documents, FileKept, answers
from motcua.kernel import clock
from motcua.kernel.access.rights import FORBIDDEN, agencies_where, leave_trace
from motcua.kernel.errors import NotAllowed
from motcua.kernel.files.store import download, store_file
from motcua.kernel.texts.mark import mark

router = Router(tags=["papers"])
ANY_FILE: dict[str, Any] = {"responses": {200: {"content": {"*/*": {}}}}}


@router.post(
    "/files",
    response=answers(201, FileKept, 400, 403, 413, 422),
    summary=mark("Gửi một tệp"),
    description=mark("PDF, ảnh hoặc văn bản. Số của tệp được ghi vào giấy tờ của hồ sơ trong vòng 30 ngày."),
)
def upload(request: PartnerRequest, file: File[UploadedFile]) -> Status[Any]:
    """Keep a file; its content says what it is."""
    if not agencies_where(request.user, RECEIVE):
        raise NotAllowed(FORBIDDEN, permission=RECEIVE.label)
    at = clock.now()
    stored = store_file(file, name=file.name or "", at=at)
    note_upload(request.auth, stored, at=at)
    return Status(201, stored)


@router.get(
    "/dossiers/{code}/documents",
    response=answers(200, Documents, 404, 422),
    summary=mark("Liệt kê phiếu và kết quả"),
    description=mark("Các phiếu đã in theo mẫu và kết quả đã ký."),
)
def documents(request: PartnerRequest, code: Path[DossierCode]) -> dict[str, Any]:
    """Slips and the signed result, without their content."""
    return {"items": partners.documents_of(partners.dossier_for(request.user, code))}


@router.get(
    "/dossiers/{code}/documents/{number}",
    response=answers(200, None, 404, 422),
    openapi_extra=ANY_FILE,
    summary=mark("Tải một phiếu hoặc kết quả"),
    description=mark("Nội dung tệp. Mỗi lần tải đều được ghi vết."),
)
def document(request: PartnerRequest, code: Path[DossierCode], number: Path[NumberInAddress]) -> HttpResponseBase:
    """The file itself."""
    dossier = partners.dossier_for(request.user, code)
    file = partners.document_of(dossier, number)
    leave_trace(request.user, code, page="api:document", at=clock.now())
    return download(file)
