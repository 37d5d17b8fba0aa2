"""What the forms of inspections bring, read into plain values; what is wrong is said at its field."""

from datetime import date
from uuid import UUID, uuid4

from django.http import QueryDict

from motcua.kernel.errors import InvalidInput
from motcua.kernel.once.forms import FIELD
from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import read_day
from motcua.oversight.inspection.actions.remedying import Seen
from motcua.oversight.inspection.actions.sampling import Said, Wish
from motcua.oversight.inspection.actions.visiting import Visit
from motcua.oversight.inspection.models import Checklist, Inspection
from motcua.oversight.inspection.queries.lists import checklist_on, item_ids, item_of
from motcua.oversight.inspection.rules.words import AREAS, Mode, Severity, Strata, Verdict

DAY_MISSING = mark("Hãy nhập ngày.")
CHOOSE = mark("Hãy chọn một mục trong danh sách.")
NOT_A_NUMBER = mark("Hãy nhập một số nguyên.")
LINE, WORDS = 400, 8000
_YEARS = (2000, 2100)
_MOST_DIGITS = 4


def key_of(posted: QueryDict) -> UUID:
    """The key that the page gave its form, so that pressing twice does once; a new one where it is no key."""
    try:
        return UUID(posted.get(FIELD, ""))
    except ValueError:
        return uuid4()


def day_in(posted: QueryDict, name: str) -> date:
    """A day that must be there."""
    found = read_day(posted.get(name, "").strip())
    if found is None:
        raise InvalidInput(DAY_MISSING, fields={name: DAY_MISSING})
    return found


def number_in(posted: QueryDict, name: str) -> int:
    """A small whole number that must be there."""
    typed = posted.get(name, "").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        raise InvalidInput(NOT_A_NUMBER, fields={name: NOT_A_NUMBER})
    return int(typed)


def chosen(posted: QueryDict, name: str, words: type[Labelled]) -> Labelled:
    """A member of a closed list."""
    try:
        return words(posted.get(name, ""))
    except ValueError as error:
        raise InvalidInput(CHOOSE, fields={name: CHOOSE}) from error


def year_in(asked: QueryDict) -> int | None:
    """The year of an address, if it says one."""
    typed = asked.get("nam", "")
    is_year = typed.isascii() and typed.isdecimal() and len(typed) == _MOST_DIGITS
    return int(typed) if is_year and _YEARS[0] <= int(typed) <= _YEARS[1] else None


def planned_in(posted: QueryDict) -> dict[str, int | None]:
    """The agencies that were ticked, each with its month if one was chosen."""
    return {code: _month(posted.get(f"month_{code}", "")) for code in posted.getlist("agency")}


def _month(typed: str) -> int | None:
    return int(typed) if typed in {str(month) for month in range(1, 13)} else None


def visit_in(posted: QueryDict) -> Visit:
    """What an inspection is to be; members of other agencies are typed by their user names."""
    others = line_of(posted, "others", longest=LINE).replace(",", " ").split()
    return Visit(
        inspected_code=posted.get("inspected", ""),
        mode=Mode(chosen(posted, "mode", Mode)),
        visit_on=(visit_on := day_in(posted, "visit_on")),
        checklist=_checklist(posted, visit_on),
        first_on=day_in(posted, "first_on"),
        last_on=day_in(posted, "last_on"),
        head=posted.get("head", ""),
        members=(*posted.getlist("member"), *others),
    )


def _checklist(posted: QueryDict, on: date) -> Checklist:
    typed = posted.get("checklist", "")
    found = checklist_on(typed, on)
    if found is None:
        raise InvalidInput(CHOOSE, fields={"checklist": CHOOSE})
    return found


def wish_in(posted: QueryDict) -> Wish:
    """How the sample is to be drawn."""
    seed, size = line_of(posted, "seed", longest=80), number_in(posted, "size")
    return Wish(seed, size, Strata(chosen(posted, "strata", Strata)))


def verdicts_in(posted: QueryDict, inspection: Inspection) -> dict[int, Said]:
    """What was said under each item that is judged dossier by dossier; unsaid ones are left out."""
    verdicts = {item: posted.get(f"verdict_{item}", "") for item in item_ids(inspection, is_per_dossier=True)}
    return {
        item: Said(Verdict(verdict), line_of(posted, f"note_{item}", longest=500).strip())
        for item, verdict in verdicts.items()
        if verdict in set(Verdict)
    }


def finding_in(posted: QueryDict, inspection: Inspection) -> Seen:
    """A finding, with the item it came from if it did."""
    area = posted.get("area", "")
    if area not in AREAS:
        raise InvalidInput(CHOOSE, fields={"area": CHOOSE})
    number = posted.get("item", "")
    is_number = number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS
    return Seen(
        text=line_of(posted, "text", longest=WORDS),
        area=area,
        severity=Severity(chosen(posted, "severity", Severity)),
        law=line_of(posted, "law", longest=LINE),
        item=item_of(inspection, int(number)) if is_number else None,
    )
