"""A task as it is to be given, and what would be wrong with it. Plain Python."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.rules.rounds import Periodicity

CONTENT_MISSING = mark("Hãy ghi nội dung nhiệm vụ.")
PRODUCT_MISSING = mark("Hãy ghi sản phẩm phải có.")
TOO_LONG = mark("Điều ghi ở đây dài quá {longest} ký tự.")
LEAD_MISSING = mark("Hãy chọn cơ quan chủ trì.")
LEAD_UNKNOWN = mark("Không có cơ quan này ở đây.")
LEAD_HELPS = mark("Cơ quan chủ trì không thể đồng thời là cơ quan phối hợp.")
JUDGES_ITSELF = mark("Cơ quan chủ trì không tự giám sát mình. Hãy chọn đơn vị giám sát khác.")
DUE_MISSING = mark("Hãy ghi thời hạn hoàn thành.")
DUE_OUTSIDE = mark("Thời hạn {day} nằm ngoài thời gian của kế hoạch ({first}–{last}).")
AREA_UNKNOWN = mark("Hãy chọn lĩnh vực.")
AREAS = tuple("0123456")
"""Steering and the six areas of Resolution 76/NQ-CP."""
LONGEST_CONTENT, LONGEST_PRODUCT, LONGEST_LINE = 4000, 500, 200


@dataclass(frozen=True)
class Draft:
    """What is asked of whom by when."""

    area: str
    content: str
    product: str
    lead_code: str
    ends_on: date | None
    co_codes: tuple[str, ...] = ()
    supervisor_code: str = ""
    periodicity: Periodicity = Periodicity.ONCE
    is_priority: bool = False
    target_code: str = ""
    par_codes: tuple[str, ...] = ()
    implements_code: str = ""
    funding: str = ""
    item_label: str = ""
    document: int | None = None


@dataclass(frozen=True)
class Home:
    """The plan that tasks belong to; in a draft they wait until it is issued."""

    plan_code: str
    agency_code: str
    years: tuple[int, int]
    is_issued: bool


def supervisor_of(draft: Draft, agency_code: str) -> str:
    """Who judges: whom the draft names, else who gave it, else the agency above the lead."""
    if draft.supervisor_code:
        return draft.supervisor_code
    return agency_code if agency_code != draft.lead_code else draft.lead_code.rpartition(".")[0]


def faults_of(
    draft: Draft, *, agency_code: str, years: tuple[int, int], known: Collection[str]
) -> dict[str, tuple[str, dict[str, object]]]:
    """Field → marked text with its parameters; empty when it can be given."""
    found: dict[str, tuple[str, dict[str, object]]] = {}
    if draft.area not in AREAS:
        found["area"] = AREA_UNKNOWN, {}
    for name, text, longest, missing in (
        ("content", draft.content, LONGEST_CONTENT, CONTENT_MISSING),
        ("product", draft.product, LONGEST_PRODUCT, PRODUCT_MISSING),
    ):
        if not text:
            found[name] = missing, {}
        elif len(text) > longest:
            found[name] = TOO_LONG, {"longest": longest}
    return found | _lead_faults(draft, agency_code, known) | _day_faults(draft, years)


def _lead_faults(draft: Draft, agency_code: str, known: Collection[str]) -> dict[str, tuple[str, dict[str, object]]]:
    if not draft.lead_code:
        return {"lead": (LEAD_MISSING, {})}
    supervisor = supervisor_of(draft, agency_code)
    found: dict[str, tuple[str, dict[str, object]]] = {}
    if draft.lead_code not in known:
        found["lead"] = LEAD_UNKNOWN, {}
    if draft.lead_code in draft.co_codes:
        found["co"] = LEAD_HELPS, {}
    elif set(draft.co_codes) - set(known):
        found["co"] = LEAD_UNKNOWN, {}
    if supervisor == draft.lead_code or not supervisor:
        found["supervisor"] = JUDGES_ITSELF, {}
    elif supervisor not in known:
        found["supervisor"] = LEAD_UNKNOWN, {}
    return found


def _day_faults(draft: Draft, years: tuple[int, int]) -> dict[str, tuple[str, dict[str, object]]]:
    if draft.ends_on is None:
        return {"ends_on": (DUE_MISSING, {})}
    if not years[0] <= draft.ends_on.year <= years[1]:
        told: dict[str, object] = {"day": f"{draft.ends_on:%d/%m/%Y}", "first": years[0], "last": years[1]}
        return {"ends_on": (DUE_OUTSIDE, told)}
    return {}
