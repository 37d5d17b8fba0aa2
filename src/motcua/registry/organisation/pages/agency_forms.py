"""What the forms about agencies and units say, read into values; every wrong field is named."""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import date

from django.http import QueryDict

from motcua.kernel import clock
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.organisation.errors import (
    AgencyNotFound,
    AlreadyEnded,
    ChangeComing,
    OwnSuccessor,
    PeriodTaken,
    UnderItself,
    WorkRemains,
)
from motcua.registry.organisation.pages.forms import CHECK_FIELDS, PAST, TOO_LONG, at_its_field, day_of
from motcua.registry.organisation.rules import (
    CODE_SHAPE,
    NAME_MISSING,
    UNIT_CODE_SHAPE,
    Level,
    UnitKind,
    normal_agency_code,
    normal_unit_code,
)
from motcua.registry.organisation.rules.table import PLACE_SHAPE, UNKNOWN_PLACE
from motcua.registry.places.public import place_names

DETAILS = ("name", "short_name", "level", "place_code", "address", "phone")
FIELDS = (*DETAILS, "code", "kind", "day", "successor", "above", "to_unit")
NO_CODE = mark("Hãy nhập mã định danh.")
NO_UNIT_CODE = mark("Hãy nhập mã phòng, ban.")
NO_LEVEL = mark("Hãy chọn cấp.")
NO_KIND = mark("Hãy chọn loại.")
_MOST = {"name": 200, "short_name": 80, "address": 300, "phone": 20}
_PLACE = re.compile(r"\d{2}(\d{3})?")
_PLACES: dict[type[DomainError], str] = {
    AgencyNotFound: "day",
    PeriodTaken: "code",
    AlreadyEnded: "day",
    ChangeComing: "day",
    OwnSuccessor: "successor",
    WorkRemains: "successor",
    UnderItself: "above",
}


def typed_of(posted: QueryDict) -> dict[str, str]:
    """What was typed, tidied."""
    return {name: " ".join(nfc(posted.get(name, "")).split()) for name in FIELDS}


def check_details(values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with name, level, place and address."""
    errors = {name: TOO_LONG for name, most in _MOST.items() if len(values[name]) > most}
    if not values["name"]:
        errors["name"] = NAME_MISSING
    if values["level"] not in set(Level):
        errors["level"] = NO_LEVEL
    place = values["place_code"]
    if place and not _PLACE.fullmatch(place):
        errors["place_code"] = PLACE_SHAPE.format(code=place[:20])
    elif place and place not in place_names([place]):
        errors["place_code"] = UNKNOWN_PLACE.format(code=place)
    return errors


def check_unit(values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a unit's name and kind."""
    errors = {"name": TOO_LONG} if len(values["name"]) > _MOST["name"] else {}
    if not values["name"]:
        errors["name"] = NAME_MISSING
    if values["kind"] not in set(UnitKind):
        errors["kind"] = NO_KIND
    return errors


def agency_code_of(values: Mapping[str, str], errors: dict[str, str]) -> str:
    """The identifier as it is kept, or an error beside its field."""
    try:
        return normal_agency_code(values["code"])
    except InvalidInput:
        errors["code"] = CODE_SHAPE.format(code=values["code"][:40]) if values["code"] else NO_CODE
        return ""


def unit_code_of(values: Mapping[str, str], errors: dict[str, str]) -> str:
    """The unit's code as it is kept, or an error beside its field."""
    try:
        return normal_unit_code(values["code"])
    except InvalidInput:
        errors["code"] = UNIT_CODE_SHAPE.format(code=values["code"][:40]) if values["code"] else NO_UNIT_CODE
        return ""


def first_day(values: Mapping[str, str], errors: dict[str, str], *, may_be_past: bool = False) -> date:
    """The first day on which it is so; `InvalidInput` with all `errors`, if there are any."""
    day = day_of(values["day"], "day", errors)
    if day and not may_be_past and day < clock.today():
        errors["day"] = PAST
    if errors or day is None:
        raise InvalidInput(CHECK_FIELDS, fields=errors)
    return day


def beside_its_field() -> AbstractContextManager[None]:
    """`at_its_field` for the forms about agencies and units."""
    return at_its_field(_PLACES)
