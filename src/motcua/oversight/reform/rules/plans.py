"""A plan as somebody typed it, and what it is called in other modules. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.oversight.reform.errors import PlanFaulty
from motcua.oversight.reform.rules.words import PlanKind

TITLE_NEEDED = mark("Hãy ghi tên kế hoạch.")
YEARS_NEEDED = mark("Hãy ghi năm bằng bốn chữ số; năm cuối không trước năm đầu.")
KIND_NEEDED = mark("Hãy chọn loại văn bản.")
AGENCY_NEEDED = mark("Hãy chọn cơ quan mà bạn được soạn kế hoạch.")
_PREFIX = {PlanKind.RESOLUTION: "NQ", PlanKind.PROGRAMME: "CT", PlanKind.PLAN: "KH"}
_YEARS = range(1990, 2101)
_LONGEST = 500


@dataclass(frozen=True)
class PlanDraft:
    """What a plan begins with."""

    kind: PlanKind
    agency_code: str
    title: str
    year_from: int
    year_to: int
    parent_code: str = ""


def read_plan(typed: Mapping[str, str], *, agencies: tuple[str, ...]) -> PlanDraft:
    """Raises `PlanFaulty` with each fault at its box."""
    faults: dict[str, str] = {}
    title = nfc(typed.get("title", ""))
    if not title or len(title) > _LONGEST:
        faults["title"] = TITLE_NEEDED
    kind = next((one for one in _PREFIX if one.value == typed.get("kind")), None)
    if kind is None:
        faults["kind"] = KIND_NEEDED
    if typed.get("agency", "") not in agencies:
        faults["agency"] = AGENCY_NEEDED
    first, last = _year(typed.get("year_from", "")), _year(typed.get("year_to", "") or typed.get("year_from", ""))
    if first is None or last is None or last < first:
        faults["year_from"] = YEARS_NEEDED
    if faults or kind is None or first is None or last is None:
        raise PlanFaulty(fields=faults)
    return PlanDraft(kind, typed["agency"], title, first, last, nfc(typed.get("parent", ""))[:60])


def code_of(draft: PlanDraft) -> str:
    """«KH-2026-H14», «CT-2026-2030-H14.05»."""
    years = [draft.year_from, *([draft.year_to] if draft.year_to != draft.year_from else [])]
    return "-".join([_PREFIX[draft.kind], *map(str, years), draft.agency_code])


def _year(said: str) -> int | None:
    bare = said.strip()
    return int(bare) if bare.isascii() and bare.isdecimal() and len(bare) == 4 and int(bare) in _YEARS else None  # noqa: PLR2004 - 2026
