"""Reading what officers typed: days, amounts, lists of defects."""

import re
from datetime import date, datetime

from django.http import QueryDict

from motcua.casework.dossiers.actions.supplement import DefectInput
from motcua.casework.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.typed import numbers_of
from motcua.kernel.ui.wording import read_day
from motcua.registry.worktime.public import calendar_of

DAY_WRONG = mark("Ngày phải có dạng dd/mm/yyyy, ví dụ 25/11/2026.")
DAY_OFF = mark("Cơ quan không làm việc ngày này. Hãy chọn một ngày làm việc.")
AMOUNT_WRONG = mark("Số tiền phải là số nguyên đồng lớn hơn 0, ví dụ 135.000.")
MOST_DONG = 10**12
_DEFECT, _REMARK = "defect-", re.compile(r"defect-[0-9]{1,4}")


def day_of(posted: QueryDict, name: str) -> date | None:
    """A day as people type one; None when left empty. Raises `InvalidInput` at the field."""
    try:
        return read_day(posted.get(name, ""))
    except InvalidInput:
        raise InvalidInput(DAY_WRONG, fields={name: DAY_WRONG}) from None


def day_end_of(posted: QueryDict, name: str, dossier: Dossier) -> datetime:
    """The end of the agency's work on the day typed."""
    day = day_of(posted, name)
    if day is None:
        raise InvalidInput(DAY_WRONG, fields={name: DAY_WRONG})
    shifts = calendar_of(dossier.agency_code).shifts_on(day)
    if not shifts:
        raise InvalidInput(DAY_OFF, fields={name: DAY_OFF})
    return clock.at(day, *divmod(shifts[-1][1], 60))


def amount_of(posted: QueryDict, name: str) -> int:
    """Đồng, typed with or without dots."""
    digits = posted.get(name, "").replace(".", "").replace(" ", "").removesuffix("đ")
    if not (digits.isascii() and digits.isdecimal()) or not 0 < int(digits[:15]) <= MOST_DONG:
        raise InvalidInput(AMOUNT_WRONG, fields={name: AMOUNT_WRONG})
    return int(digits)


def _is_remark(posted: QueryDict, name: str) -> bool:
    return bool(_REMARK.fullmatch(name) and posted.get(name, "").strip())


def defects_of(posted: QueryDict) -> list[DefectInput]:
    """Papers that were ticked or remarked on, in the order of the page, and one free line a defect."""
    remarked = (name.removeprefix(_DEFECT) for name in posted if _is_remark(posted, name))
    numbers = sorted({*numbers_of(posted, "paper"), *map(int, remarked)})
    named = [DefectInput(posted.get(f"{_DEFECT}{one}") or posted.get(f"name-{one}", ""), one) for one in numbers]
    free = [DefectInput(line) for line in posted.get("others", "").splitlines() if line.strip()]
    return named + free
