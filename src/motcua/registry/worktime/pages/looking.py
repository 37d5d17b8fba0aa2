"""Looking at what would move comes before saving, and again after any change of the form."""

from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from motcua.kernel.errors import InvalidInput
from motcua.kernel.questions import ask
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.wording import NOT_A_DAY, read_day
from motcua.registry.worktime.queries.moves import Moved, WhatMoves
from motcua.registry.worktime.rules.calendar import FIRST_DAY, LAST_DAY

BASIS_LENGTH = 300
MISSING_BASIS = mark("Hãy ghi số, ký hiệu văn bản làm căn cứ.")
MISSING_FROM = mark("Hãy nhập ngày bắt đầu áp dụng.")
OUTSIDE = mark("Ngày nằm ngoài khoảng lịch làm việc có thể khai báo.")
TURNED = mark("Ngày cuối phải từ ngày bắt đầu trở đi.")
TOO_LONG = mark("Hãy rút gọn nội dung này.")


def mark_of(values: Mapping[str, str]) -> str:
    """The words that were looked at: saving other words needs another look."""
    return urlencode(dict(values))


def moved_by(question: WhatMoves) -> Moved:
    """All answers together."""
    answers = ask(question)
    return Moved(sum(one.later for one in answers), sum(one.earlier for one in answers))


def stretch_of(values: Mapping[str, str], errors: dict[str, str]) -> tuple[date, date | None]:
    """``[valid_from, valid_to)`` as a form says it: a first day, and a last day or nothing."""
    first = typed_day(values["valid_from"], "valid_from", errors)
    last = typed_day(values["last_day"], "last_day", errors)
    if not values["valid_from"]:
        errors["valid_from"] = MISSING_FROM
    if first and last and last < first:
        errors["last_day"] = TURNED
    return first or FIRST_DAY, last + timedelta(days=1) if last else None


def check_basis(values: Mapping[str, str], errors: dict[str, str]) -> None:
    """A decision has a number."""
    if not values["legal_basis"]:
        errors["legal_basis"] = MISSING_BASIS
    elif len(values["legal_basis"]) > BASIS_LENGTH:
        errors["legal_basis"] = TOO_LONG


def typed_day(text: str, name: str, errors: dict[str, str]) -> date | None:
    """The day, or an error beside its field."""
    try:
        day = read_day(text)
    except InvalidInput:
        errors[name] = NOT_A_DAY
        return None
    if day is not None and not FIRST_DAY <= day < LAST_DAY:
        errors[name] = OUTSIDE
        return None
    return day
