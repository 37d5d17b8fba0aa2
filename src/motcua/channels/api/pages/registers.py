"""Registers at the door: any of them, by the rights and refusals of its pages."""

from typing import Annotated, Any

from ninja import Path, Query, Router, Schema, Status
from ninja.params import functions as param_functions
from pydantic import Field, StringConstraints, WithJsonSchema

from motcua.capabilities.registers.public import (
    Asked,
    Finder,
    Line,
    Record,
    Scope,
    change_record,
    lines_of,
    move_record,
    record_for,
    record_schema,
    register_counts,
    require_shape,
    scope_for,
    scopes_for,
    subject_of,
    write_record,
)
from motcua.channels.api.errors import KeyReused
from motcua.channels.api.pages.door import PartnerRequest
from motcua.channels.api.pages.given import (
    AgencyCode,
    Answers,
    Day,
    Given,
    NoAgencyOrOne,
    Number,
    Page,
)
from motcua.channels.api.pages.given import Line as LineGiven
from motcua.channels.api.pages.shapes import Moment, answers
from motcua.channels.api.rules import content_digest
from motcua.kernel import clock
from motcua.kernel.access.rights import FORBIDDEN, leave_trace
from motcua.kernel.errors import InvalidInput, NotAllowed
from motcua.kernel.once.keeping import LONGEST_KEY, Once, SentOtherwise
from motcua.kernel.texts.mark import mark

router = Router(tags=["registers"])
NO_AGENCY = mark("Hãy chọn cơ quan mà khoá được ghi sổ.")
MOVE_LABEL = mark("Chuyển trạng thái bản ghi")
RegisterCode = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z0-9-]*$")]
RecordCode = Annotated[str, StringConstraints(max_length=45, pattern=r"^[A-Z0-9][A-Z0-9.-]*$")]
SendingKey = Annotated[str, StringConstraints(max_length=LONGEST_KEY, pattern=r"^[\x21-\x7e]*$")]
KEY_HEADER: Any = param_functions.Header(
    "",
    alias="Idempotency-Key",
    description=mark("Khoá của lần gửi, ví dụ một UUID; bỏ trống thì mỗi lần gửi là một bản ghi"),
)
MoveCode = Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z][a-z0-9_]*$")]


class RecordsAsked(Page):
    q: Annotated[LineGiven, Field(description=mark("Từ khoá, có dấu hoặc không"))] = ""
    state: Annotated[LineGiven, Field(description=mark("Chỉ bản ghi ở trạng thái này"))] = ""
    agency: Annotated[NoAgencyOrOne, Field(description=mark("Chỉ bản ghi của cơ quan này và cấp dưới"))] = ""


class CountsAsked(Schema):
    agency: Annotated[NoAgencyOrOne, Field(description=mark("Chỉ tính cơ quan này và cấp dưới"))] = ""
    on: Annotated[
        Day | None,
        Field(description=mark("Như sổ cuối ngày này")),
        WithJsonSchema({"type": "string", "format": "date"}),
    ] = None


class NewRecord(Given):
    agency: Annotated[AgencyCode, Field(description=mark("Mã cơ quan quản lý bản ghi"))]
    values: Annotated[Answers, Field(description=mark("Giá trị theo mã trường; xem lược đồ của sổ"))]
    code: Annotated[
        str,
        StringConstraints(max_length=45, pattern=r"^([A-Z0-9][A-Z0-9.-]*)?$"),
        Field(description=mark("Mã đã có ở nơi khác; bỏ trống thì được cấp")),
    ] = ""


class ChangedRecord(Given):
    edition: Annotated[Number, Field(description=mark("Lần ghi mà đối tác đã đọc"))]
    values: Annotated[Answers, Field(description=mark("Trường nào có mặt thì ghi lại; null là để trống"))]


class Moved(Given):
    reason: Annotated[LineGiven, Field(description=mark("Lý do, khi bước chuyển đòi hỏi"))] = ""


class RegisterSaid(Schema):
    code: str
    name: str
    group: str
    states: dict[str, str]
    moves: dict[str, str]
    may_write: bool


class Registers(Schema):
    items: list[RegisterSaid]


class RecordSaid(Schema):
    code: str
    title: str
    agency: str
    state: str
    edition: int
    values: dict[str, Any]


class RecordWhole(RecordSaid):
    register_code: str
    version: Annotated[int, Field(description=mark("Phiên bản định nghĩa mà bản ghi được ghi theo"))]
    changed_at: Moment
    moves: Annotated[list[str], Field(description=mark("Các bước chuyển mà khoá được đi"))]


class Records(Schema):
    items: list[RecordSaid]
    cursor: Annotated[int, Field(description=mark("Con trỏ của trang sau"))]
    is_last: bool


class CountSaid(Schema):
    code: str
    numerator: float
    denominator: float | None
    url: str


class Counts(Schema):
    items: list[CountSaid]


@router.get(
    "/registers",
    response=answers(200, Registers, 422),
    summary=mark("Các sổ quản lý"),
    description=mark("Những sổ mà khoá được xem, với trạng thái và bước chuyển."),
)
def registers(request: PartnerRequest) -> dict[str, Any]:
    """What there is for this token."""
    return {"items": [_register(scope) for scope in scopes_for(request.user)]}


@router.get(
    "/registers/{register_code}/schema",
    response=answers(200, dict[str, Any], 404, 422),
    summary=mark("Lược đồ bản ghi của sổ"),
    description=mark("JSON Schema 2020-12 của các giá trị, theo phiên bản đang dùng."),
)
def register_schema(request: PartnerRequest, register_code: Path[RegisterCode]) -> dict[str, Any]:
    """What a record holds."""
    return record_schema(scope_for(request.user, register_code).definition)


@router.get(
    "/registers/{register_code}/records",
    response=answers(200, Records, 404, 422),
    summary=mark("Tìm bản ghi của sổ"),
    description=mark("Bản ghi mà khoá được xem, từng trang. Đọc trường cá nhân để lại vết."),
)
def records(request: PartnerRequest, register_code: Path[RegisterCode], page: Query[RecordsAsked]) -> dict[str, Any]:
    """A page of records."""
    scope = scope_for(request.user, register_code)
    asked = Asked(text=page.q, state=page.state, agency=page.agency)
    lines, has_next = lines_of(scope, asked, offset=page.cursor, size=page.limit)
    if scope.definition.personal:
        leave_trace(request.user, f"register:{register_code}", page="api:records", at=clock.now())
    return {"items": [_line(line) for line in lines], "cursor": page.cursor + len(lines), "is_last": not has_next}


@router.get(
    "/registers/{register_code}/counts",
    response=answers(200, Counts, 404, 422),
    summary=mark("Số liệu của sổ"),
    description=mark("Tử số, mẫu số và địa chỉ các bản ghi làm nên chúng; bây giờ hoặc cuối một ngày đã qua."),
)
def counts(request: PartnerRequest, register_code: Path[RegisterCode], asked: Query[CountsAsked]) -> dict[str, Any]:
    """The figures over what the token sees."""
    scope = scope_for(request.user, register_code)
    seen = scope.where(scope.definition.see)
    agencies = [asked.agency] if asked.agency and scope.may_see(asked.agency) else [] if asked.agency else seen
    found = register_counts(register_code, agencies=agencies, on=asked.on)
    return {"items": [{"code": code, **one._asdict()} for code, one in found.items()]}


@router.get(
    "/registers/{register_code}/records/{code}",
    response=answers(200, RecordWhole, 404, 422),
    summary=mark("Xem một bản ghi"),
    description=mark("Mọi giá trị của bản ghi và các bước chuyển được đi. Đọc trường cá nhân để lại vết."),
)
def one_record(request: PartnerRequest, register_code: Path[RegisterCode], code: Path[RecordCode]) -> dict[str, Any]:
    """One record as it stands."""
    scope, record = record_for(request.user, register_code, code)
    if any(field in record.values for field in scope.definition.personal):
        leave_trace(request.user, subject_of(register_code, code), page="api:record", at=clock.now())
    return _whole(scope, record)


@router.post(
    "/registers/{register_code}/records",
    response=answers(201, RecordWhole, 400, 403, 404, 409, 413, 422),
    summary=mark("Ghi một bản ghi mới"),
    description=mark(
        "Bản ghi bắt đầu ở trạng thái đầu của sổ. Trường tệp chỉ đính kèm được trên trang. "
        "Gửi lại cùng Idempotency-Key và cùng nội dung thì nhận lại bản ghi đã ghi; "
        "cùng khoá nhưng khác nội dung thì bị từ chối (409)."
    ),
)
def write(
    request: PartnerRequest,
    register_code: Path[RegisterCode],
    record: NewRecord,
    key: SendingKey = KEY_HEADER,
) -> Status[dict[str, Any]]:
    """Put it in the register, once a key."""
    scope = scope_for(request.user, register_code)
    if not scope.edits_somewhere:
        raise NotAllowed(FORBIDDEN, permission=scope.definition.name)
    if not scope.may_edit(record.agency):
        raise InvalidInput(NO_AGENCY, fields={"agency": NO_AGENCY})
    require_shape(scope.definition, record.values)
    username = request.user.get_username()
    digest = content_digest({"path": request.path, **record.model_dump(mode="json")})
    try:
        made = write_record(
            register_code,
            agency_code=record.agency,
            given=record.values,
            lookup=Finder(scopes=scopes_for(request.user)),
            actor=username,
            at=clock.now(),
            code=record.code,
            once=Once(username, key, digest) if key else None,
        )
    except SentOtherwise as error:
        raise KeyReused(key=key) from error
    return Status(201, _whole(scope, made))


@router.post(
    "/registers/{register_code}/records/{code}",
    response=answers(200, RecordWhole, 400, 403, 404, 409, 413, 422),
    summary=mark("Sửa một bản ghi"),
    description=mark("Kèm lần ghi đã đọc: nếu người khác vừa ghi thì bị từ chối (409) để không mất gì."),
)
def change(
    request: PartnerRequest, register_code: Path[RegisterCode], code: Path[RecordCode], record: ChangedRecord
) -> dict[str, Any]:
    """Write what changed."""
    scope, found = record_for(request.user, register_code, code)
    scope.require_edit(found.agency_code)
    require_shape(scope.definition, record.values)
    changed = change_record(
        found,
        edition=record.edition,
        agency_code=found.agency_code,
        given=record.values,
        lookup=Finder(scopes=scopes_for(request.user)),
        actor=request.user.get_username(),
        at=clock.now(),
    )
    return _whole(scope, changed)


@router.post(
    "/registers/{register_code}/records/{code}/moves/{move}",
    response=answers(200, RecordWhole, 400, 403, 404, 409, 413, 422),
    summary=mark("Chuyển trạng thái một bản ghi"),
    description=mark("Bước chuyển của sổ, với điều kiện và vai trò như trên trang."),
)
def move_on(
    request: PartnerRequest,
    register_code: Path[RegisterCode],
    code: Path[RecordCode],
    move: Path[MoveCode],
    given: Moved,
) -> dict[str, Any]:
    """Go one way."""
    scope, record = record_for(request.user, register_code, code)
    way = scope.definition.move_of(move)
    if way is not None and not scope.may_move(way, record.agency_code):
        raise NotAllowed(FORBIDDEN, permission=MOVE_LABEL)
    actor = request.user.get_username()
    return _whole(scope, move_record(record, move=move, reason=given.reason, actor=actor, at=clock.now()))


def _register(scope: Scope) -> dict[str, Any]:
    definition = scope.definition
    return {
        "code": definition.code,
        "name": definition.name,
        "group": definition.group,
        "states": {state.code: state.name for state in definition.states},
        "moves": {move.code: move.name for move in definition.moves},
        "may_write": scope.edits_somewhere,
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "code": line.code,
        "title": line.title,
        "agency": line.agency_code,
        "state": line.state,
        "edition": line.edition,
        "values": line.values,
    }


def _whole(scope: Scope, record: Record) -> dict[str, Any]:
    return {
        "register_code": record.register,
        "code": record.code,
        "title": record.title,
        "agency": record.agency_code,
        "state": record.state,
        "edition": record.edition,
        "values": record.values,
        "version": record.version.number,
        "changed_at": record.changed_at,
        "moves": [move.code for move in scope.moves_of(record)],
    }
