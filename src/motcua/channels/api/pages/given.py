"""What partners give, typed and closed: a field we do not know is refused, never dropped. OpenAPI is made from this."""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal
from unicodedata import category
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from motcua.casework.dossiers.public import partners
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

LARGEST = 2**53 - 1
"""The largest whole number that every JSON reader reads exactly."""
LINE, LINES = r"^[^\x00-\x1f\x7f]*$", r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_AGENCY, _CODE = r"[A-Z][0-9]{2}(\.[0-9]{1,3}){0,4}", "[A-Z0-9.]{3,30}-[0-9]{6}-[0-9]{4,8}"
MOST_ITEMS, MOST_SHEETS, MOST_FILES, MOST_PAPERS, MOST_ANSWERS, DEEPEST = 200, 99, 20, 100, 500, 12
NOT_A_NUMBER = mark("Phải là số nguyên viết bằng chữ số, ví dụ 50.")
NOT_A_DAY = mark("Phải là ngày dạng năm-tháng-ngày, ví dụ 2026-11-25.")
NOT_A_KEY = mark("Phải là UUID, ví dụ 3f0c4a52-8f0e-4d1c-9b7e-2a8f4f1f2c11.")
TOO_LONG = mark("Dài quá {max_length} ký tự.")
UNREADABLE = mark("Có ký tự điều khiển hoặc ký tự hỏng. Hãy kiểm tra bảng mã của hệ thống gửi.")
TOO_DEEP = mark("Phần trả lời lồng nhau quá sâu.")
_DIGITS, _DAY = re.compile("[0-9]{1,16}"), re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_KEY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def wrong(text: str, **context: object) -> PydanticCustomError:
    """A refusal of a value in our words; `refusals.py` translates it."""
    return PydanticCustomError("said", "{text}", {"text": text, **context})


def _whole(value: object) -> object:
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    raise wrong(NOT_A_NUMBER)


def _day(value: object) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise wrong(NOT_A_DAY)


def _key(value: object) -> UUID:
    if isinstance(value, str) and _KEY.fullmatch(value):
        return UUID(value)
    raise wrong(NOT_A_KEY)


def _tidy(longest: int) -> Callable[[str], str]:
    def tidy(text: str) -> str:
        tidied = nfc(text)
        if len(tidied) > longest:
            raise wrong(TOO_LONG, max_length=longest)
        return tidied

    return tidy


def _plain(answers: dict[str, Any]) -> dict[str, Any]:
    """Any JSON that PostgreSQL can keep: no NUL, no half characters, not deeper than a form could ask."""
    layer: list[Any] = [answers]
    for _depth in range(DEEPEST):
        inner: list[Any] = []
        for value in layer:
            if isinstance(value, str) and any(sign == "\x00" or category(sign) == "Cs" for sign in value):
                raise wrong(UNREADABLE)
            if isinstance(value, dict):
                inner += [*value, *value.values()]
            elif isinstance(value, list):
                inner += value
        if not inner:
            return answers
        layer = inner
    raise wrong(TOO_DEEP)


def _left_out(schema: dict[str, Any]) -> None:
    """In an address nothing is said by leaving out, not by «null»."""
    schema.update(schema.pop("anyOf")[0])


Line = Annotated[str, StringConstraints(max_length=400, pattern=LINE), AfterValidator(_tidy(400))]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=LINE), AfterValidator(_tidy(200))]
Words = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=LINES), AfterValidator(_tidy(4000))]
Tracking = Annotated[str, StringConstraints(min_length=1, max_length=60, pattern=LINE), AfterValidator(_tidy(60))]
Number = Annotated[int, Field(ge=0, le=LARGEST)]
Sheets = Annotated[int, Field(ge=0, le=MOST_SHEETS)]
Files = Annotated[list[Number], Field(max_length=MOST_FILES)]
AgencyCode = Annotated[str, StringConstraints(max_length=35, pattern=rf"^{_AGENCY}$")]
NoAgencyOrOne = Annotated[str, StringConstraints(max_length=35, pattern=rf"^({_AGENCY})?$")]
Day = Annotated[date, BeforeValidator(_day)]
Key = Annotated[UUID, BeforeValidator(_key)]
Answers = Annotated[dict[str, Any], Field(max_length=MOST_ANSWERS), AfterValidator(_plain)]
DossierCode = Annotated[str, StringConstraints(max_length=45, pattern=rf"^{_CODE}$")]
NumberInAddress = Annotated[Number, BeforeValidator(_whole)]
Limit = Annotated[int, Field(ge=1, le=MOST_ITEMS), BeforeValidator(_whole)]


class Page(BaseModel):
    cursor: Annotated[NumberInAddress, Field(description=mark("Con trỏ của trang trước; 0 là từ đầu"))] = 0
    limit: Annotated[Limit, Field(description=mark("Số mục nhiều nhất"))] = 50


class DossiersAsked(Page):
    state: Annotated[
        partners.State | None, Field(description=mark("Chỉ hồ sơ ở trạng thái này"), json_schema_extra=_left_out)
    ] = None


class Given(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class Person(Given):
    role: Literal["owner", "submitter", "receiver"]
    full_name: Name
    kind: Literal["person", "organisation"] = "person"
    identity_number: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9-]*$")] = ""
    birth_on: Day | None = None
    phone: Annotated[str, StringConstraints(max_length=20, pattern=r"^[0-9+ ]*$")] = ""
    email: Annotated[str, StringConstraints(max_length=254, pattern=r"^[^\x00-\x20\x7f]*$")] = ""
    address: Line = ""


class PaperGiven(Given):
    paper: Annotated[Number, Field(description=mark("Số của giấy tờ trong thành phần hồ sơ của thủ tục"))]
    files: Annotated[Files, Field(description=mark("Số của các tệp đã gửi lên"))] = []
    originals: Annotated[Sheets, Field(description=mark("Số bản chính, khi nộp giấy"))] = 0
    copies: Annotated[Sheets, Field(description=mark("Số bản sao, khi nộp giấy"))] = 0


class NewDossier(Given):
    key: Annotated[Key, Field(description=mark("Khoá gửi do đối tác đặt: gửi lại cùng khoá không sinh hồ sơ thứ hai"))]
    procedure: Annotated[
        str,
        StringConstraints(min_length=1, max_length=40, pattern=LINE),
        Field(description=mark("Mã thủ tục hành chính")),
    ]
    agency: Annotated[AgencyCode, Field(description=mark("Mã định danh của cơ quan có thẩm quyền"))]
    receiving_agency: Annotated[
        NoAgencyOrOne, Field(description=mark("Mã cơ quan tiếp nhận; bỏ trống nếu chính là cơ quan có thẩm quyền"))
    ] = ""
    channel: Annotated[
        Literal["online", "counter", "post"],
        Field(description=mark("Kênh nộp; «counter» và «post» là hồ sơ giấy, được tiếp nhận ngay")),
    ] = "online"
    people: Annotated[list[Person], Field(min_length=1, max_length=3)]
    papers: Annotated[list[PaperGiven], Field(max_length=MOST_PAPERS)] = []
    case: Annotated[Number | None, Field(description=mark("Số của trường hợp, nếu thủ tục chia trường hợp"))] = None
    answers: Annotated[Answers, Field(description=mark("Câu trả lời của tờ khai điện tử, theo tên trường"))] = {}
    delivery: Literal["counter", "post", "online"] = "counter"
    code: Annotated[
        str,
        StringConstraints(max_length=45, pattern=rf"^({_CODE})?$"),
        Field(description=mark("Mã hồ sơ do Cổng Dịch vụ công quốc gia đã cấp")),
    ] = ""


class Reasoned(Given):
    reason: Annotated[Words, Field(description=mark("Lý do, kèm căn cứ pháp lý"))]


class Defect(Given):
    text: Words
    paper: Annotated[Number | None, Field(description=mark("Số của giấy tờ trong hồ sơ"))] = None


class SupplementAsked(Reasoned):
    defects: Annotated[list[Defect], Field(min_length=1, max_length=MOST_PAPERS)]
    answer_by: Day | None = None


class PaperAdded(Given):
    paper: Annotated[Number, Field(description=mark("Số của giấy tờ trong hồ sơ"))]
    files: Files = []
    is_on_paper: Annotated[bool, Field(description=mark("Bản giấy đã nộp tại quầy"))] = False


class SupplementGiven(Given):
    papers: Annotated[list[PaperAdded], Field(min_length=1, max_length=MOST_PAPERS)]


class Posted(Given):
    tracking_code: Tracking


class Returned(Given):
    method: Literal["counter", "post", "online"]
    taken_by: Annotated[Name, Field(description=mark("Họ tên người đã nhận kết quả"))]
    note: Line = ""
