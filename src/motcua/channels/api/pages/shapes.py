"""What partners get, typed; OpenAPI is made from this. States and events carry no personal data."""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Schema
from pydantic import AfterValidator, Field

from motcua.casework.dossiers.public import partners
from motcua.kernel import clock
from motcua.kernel.texts.mark import mark

Moment = Annotated[datetime, AfterValidator(clock.local)]
"""Told on a Vietnamese wall clock, with its offset."""


class DossierState(Schema):
    code: str
    procedure: str
    agency: str
    receiving_agency: str
    channel: partners.Channel
    state: partners.State
    state_label: str
    national_code: Annotated[int, Field(ge=1, le=10, description=mark("Mã trạng thái 1–10 của Cổng quốc gia"))]
    submitted_at: Moment
    accepted_at: Moment | None
    due_at: Moment | None
    ended_at: Moment | None
    returned_at: Moment | None
    fee_state: partners.Fee
    fee_amount: Annotated[int, Field(ge=0, description=mark("Số tiền, tính bằng đồng"))]
    delivery_state: partners.Delivery
    standing: Annotated[
        Literal["early", "on_time", "late"] | None,
        Field(description=mark("Trước hạn, đúng hạn, quá hạn; trống khi chưa tiếp nhận hoặc chưa có hạn")),
    ]
    standing_label: str | None


class StopSaid(Schema):
    reason: Annotated[str, Field(description=mark("Loại căn cứ dừng đồng hồ"))]
    text: str
    legal_basis: str
    from_at: Moment
    to_at: Moment | None
    started_by: str
    ended_by: str


class DaySaid(Schema):
    day: date
    is_counted: bool
    number: Annotated[int | None, Field(description=mark("Ngày thứ mấy của thời hạn"))]
    kind: str
    why: str
    legal_basis: str
    is_provisional: bool


class DateBeforeSaid(Schema):
    at: Moment
    old_due_at: Moment | None
    due_at: Moment
    why: str


class AllowanceSaid(Schema):
    amount: str
    unit: str


class LegSaid(Schema):
    number: int
    name: str
    agency: str
    period: str
    is_parallel: bool
    started_at: Moment | None
    due_at: Annotated[Moment | None, Field(description=mark("Hạn của chặng"))]
    promised_at: Annotated[Moment | None, Field(description=mark("Hạn theo kế hoạch"))]
    ended_at: Moment | None
    standing: str
    late_minutes: int


class LinkedSaid(Schema):
    due_at: Moment
    standing: str
    said: Annotated[list[str], Field(description=mark("Chặng nào làm cả hồ sơ trễ"))]
    legal_basis: str
    legs: list[LegSaid]


class DeadlineSaid(Schema):
    code: str
    procedure: str
    agency: str
    allowance: AllowanceSaid | None
    started_at: Moment | None
    start: str
    due_at: Annotated[Moment | None, Field(description=mark("Hạn tính lại theo luật; «stored_due_at» là hạn đã ghi"))]
    stored_due_at: Moment | None
    appointed_at: Moment | None
    given_due_at: Annotated[Moment | None, Field(description=mark("Hạn do hệ thống cũ cấp, nếu có"))]
    given_at: Annotated[Moment | None, Field(description=mark("Lúc nhận hạn đó từ hệ thống cũ"))]
    rule: str
    lacks: Annotated[str, Field(description=mark("Vì sao chưa có hạn; trống khi đã có"))]
    stops: list[StopSaid]
    days: list[DaySaid]
    dates_before: list[DateBeforeSaid]
    linked: Annotated[LinkedSaid | None, Field(description=mark("Các chặng liên thông; không có thì để trống"))]


class DossierPage(Schema):
    items: list[DossierState]
    cursor: Annotated[int, Field(description=mark("Con trỏ của trang sau"))]
    is_last: Annotated[bool, Field(description=mark("Đã hết, chưa có gì thêm"))]


class EventItem(Schema):
    position: int
    id: UUID
    kind: str
    version: int
    subject: Annotated[str, Field(description=mark("Mã hồ sơ"))]
    agency: str
    at: Moment
    payload: dict[str, Any]


class EventPage(Schema):
    items: list[EventItem]
    cursor: Annotated[int, Field(description=mark("Con trỏ để hỏi tiếp; giữ lại sau khi đã xử lý xong"))]
    is_last: Annotated[bool, Field(description=mark("Đã hết, chưa có gì thêm"))]


class FileKept(Schema):
    id: int
    name: str
    media_type: str
    size: int
    sha256: str


class DefectSaid(Schema):
    text: str
    paper: int | None


class PaperSaid(Schema):
    number: int
    code: str
    name: str
    is_required: bool
    files: int


class SupplementSaid(Schema):
    number: Annotated[int | None, Field(description=mark("Lần yêu cầu; trống nếu không có yêu cầu nào đang chờ"))]
    requested_at: Moment | None
    answer_by: date | None
    reason: str
    defects: list[DefectSaid]
    papers: list[PaperSaid]


class Document(Schema):
    id: int
    kind: Annotated[str, Field(description=mark("«slip»: phiếu theo mẫu; «result»: kết quả đã ký"))]
    form: Annotated[str, Field(description=mark("Số của mẫu phiếu, ví dụ «01» là giấy tiếp nhận và hẹn trả"))]
    media_type: str
    size: int
    sha256: str
    at: Moment


class Documents(Schema):
    items: list[Document]


class Refusal(Schema):
    message: Annotated[str, Field(description=mark("Việc gì không thực hiện được, vì sao, phải làm gì"))]
    fields: Annotated[dict[str, str], Field(description=mark("Chỗ phải sửa, theo tên trường"))]


BY_CODE = ("state", "why", "accept", "refuse", "ask", "asked", "supplement", "forward", "fee", "withdraw", "documents")


def leads_on(status: int, code: str) -> dict[str, Any]:
    """What may be asked next about the dossier whose code stands at that place of the answer: OpenAPI links."""
    links = {name: {"operationId": name, "parameters": {"code": f"$response.body#/{code}"}} for name in BY_CODE}
    return {"responses": {status: {"links": links}}}


def answers(status: int, shape: Any, *refusals: int) -> dict[int, Any]:
    """What an operation may answer: `shape` with `status`, or a refusal with one of `refusals`; 401 always."""
    return {status: shape, **dict.fromkeys(sorted({401, *refusals}), Refusal)}
