"""What the forms about officers say, read into values; every wrong field is named."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.wording import NOT_A_DAY, read_day, refusal_text
from motcua.registry.organisation.errors import AgencyNotFound, EndsBeforeItBegins, PeriodTaken, UnitNotFound
from motcua.registry.organisation.pages.scopes import APART
from motcua.registry.organisation.rules import Role
from motcua.registry.people.errors import UsernameTaken

PERSON = ("full_name", "username", "email", "phone")
FIELDS = (*PERSON, "place", "valid_from")
_MOST = {"full_name": 200, "username": 50, "email": 254, "phone": 20}
LAST_DAY = date(2100, 1, 1)
CHECK_FIELDS = mark("Hãy kiểm tra lại các ô được đánh dấu.")
NO_PLACE = mark("Hãy chọn cơ quan hoặc phòng, ban.")
NO_ROLE = mark("Hãy chọn ít nhất một vai trò.")
NO_DAY = mark("Hãy nhập ngày.")
PAST = mark("Ngày đã qua. Quá khứ không sửa được: hãy chọn từ hôm nay trở đi.")
ENDED_PAST = mark("Ngày đã qua. Ngày cuối sớm nhất là hôm qua, khi đó phân công hết hiệu lực ngay.")
TOO_FAR = mark("Ngày quá xa. Hãy xem lại năm.")
TOO_LONG = mark("Điều ghi ở đây dài quá. Hãy rút ngắn.")
MISSING = {"full_name": mark("Hãy nhập họ và tên."), "username": mark("Hãy nhập tên đăng nhập.")}
_PLACES: Mapping[type[DomainError], str] = {
    UsernameTaken: "username",
    AgencyNotFound: "place",
    UnitNotFound: "place",
    PeriodTaken: "valid_from",
    EndsBeforeItBegins: "last_day",
}


@dataclass(frozen=True)
class Wanted:
    """Where, as what and from when."""

    agency_code: str
    unit_code: str
    roles: list[Role]
    valid_from: date


def values_of(posted: QueryDict) -> dict[str, object]:
    """What was typed, tidied; the roles as a list."""
    typed: dict[str, object] = {name: " ".join(nfc(posted.get(name, "")).split()) for name in FIELDS}
    return typed | {"roles": posted.getlist("roles")}


def person_errors(values: Mapping[str, object]) -> dict[str, str]:
    """What is missing or too long; the shapes are looked at by the action."""
    errors = {name: text for name, text in MISSING.items() if not values[name]}
    return errors | {name: TOO_LONG for name, most in _MOST.items() if len(str(values[name])) > most}


def wanted_of(values: Mapping[str, object], places: Mapping[str, str], errors: dict[str, str]) -> Wanted:
    """The posting that the form asks for; `InvalidInput` with `errors` and what else is wrong."""
    known = [one for one in Role if one.value in _list(values["roles"])]
    valid_from = day_of(str(values["valid_from"]), "valid_from", errors)
    if valid_from and valid_from < clock.today():
        errors["valid_from"] = PAST
    if values["place"] not in places:
        errors["place"] = NO_PLACE
    if not known:
        errors["roles"] = NO_ROLE
    if errors or valid_from is None:
        raise InvalidInput(CHECK_FIELDS, fields=errors)
    agency_code, _, unit_code = str(values["place"]).partition(APART)
    return Wanted(agency_code, unit_code, known, valid_from)


def day_of(text: str, name: str, errors: dict[str, str]) -> date | None:
    """The day, or an error beside its field."""
    try:
        day = read_day(text)
    except InvalidInput:
        errors[name] = NOT_A_DAY
        return None
    if day is None or day >= LAST_DAY:
        errors[name] = TOO_FAR if day else NO_DAY
        return None
    return day


@contextmanager
def at_its_field(places: Mapping[type[DomainError], str] = _PLACES) -> Iterator[None]:
    """A refusal that one field is to blame for is said beside it; `places`: which field for which refusal."""
    try:
        yield
    except DomainError as refusal:
        name = places.get(type(refusal))
        if name is None:
            raise
        raise InvalidInput(CHECK_FIELDS, fields={name: refusal_text(refusal)}) from refusal


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
