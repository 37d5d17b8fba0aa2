"""Reading what officers typed: days, amounts, lists of defects."""

from datetime import date, datetime

from django.http import QueryDict

from motcua.casework.dossiers.actions.supplement import DefectInput
from motcua.casework.dossiers.models import Dossier
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.typed import numbers_of
from motcua.registry.worktime.public import calendar_of

DAY_WRONG = mark("Ngày phải có dạng dd/mm/yyyy, ví dụ 25/11/2026.")
DAY_OFF = mark("Cơ quan không làm việc ngày này. Hãy chọn một ngày làm việc.")
AMOUNT_WRONG = mark("Số tiền phải là số nguyên đồng lớn hơn 0, ví dụ 135.000.")
MOST_DONG = 10**12


def day_of(posted: QueryDict, name: str) -> date | None:
    """A day typed as dd/mm/yyyy or chosen as ISO; None when left empty."""
    typed = posted.get(name, "").strip()
    if not typed:
        return None
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(typed, shape).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    raise InvalidInput(DAY_WRONG, fields={name: DAY_WRONG})


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


def defects_of(posted: QueryDict) -> list[DefectInput]:
    """Ticked papers with a remark each, and one free line a defect."""
    named = [
        DefectInput(posted.get(f"defect-{number}", "") or posted.get(f"name-{number}", ""), number)
        for number in numbers_of(posted, "paper")
    ]
    free = [DefectInput(line) for line in posted.get("others", "").splitlines() if line.strip()]
    return named + free
