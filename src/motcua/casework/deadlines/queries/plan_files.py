"""A plan of legs as somebody wrote it into a file."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.casework.deadlines.errors import PlanNotUsable
from motcua.casework.deadlines.rules.legs import MOST_LEGS, Holder, LegDraft, PlanDraft, leg_place
from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.public import read_allowance

HOLDER_WORDS = {"giai-quyet": Holder.HANDLING, "tiep-nhan": Holder.RECEIVING}
_AGENCY = re.compile(r"[A-Z]\d{2}(\.\d{1,4}){0,5}")
_PLAN_KEYS = frozenset({"procedure", "legal_basis", "valid_from", "valid_to", "legs"})
_LEG_KEYS = frozenset({"name", "agency", "period", "with_previous"})


def read_plan(given: object) -> PlanDraft:
    """The plan in the values of a JSON or TOML file. Raises `PlanNotUsable` with the place."""
    plan = _table(given, "tệp", _PLAN_KEYS)
    legs = plan.get("legs")
    if not isinstance(legs, list) or not 0 < len(legs) <= MOST_LEGS:
        raise PlanNotUsable(place="«legs»", reason=mark("phải có từ 1 đến 20 chặng."))
    valid_from, valid_to = _day(plan, "valid_from"), _day(plan, "valid_to") if "valid_to" in plan else None
    if valid_to is not None and valid_to <= valid_from:
        raise PlanNotUsable(place="«valid_to»", reason=mark("ngày hết hiệu lực phải sau ngày có hiệu lực."))
    return PlanDraft(
        _words(plan, "procedure", "", 40),
        _words(plan, "legal_basis", "", 300),
        valid_from,
        valid_to,
        tuple(_leg(leg, number) for number, leg in enumerate(legs, 1)),
    )


def _leg(given: object, number: int) -> LegDraft:
    place = leg_place(number)
    leg = _table(given, place, _LEG_KEYS)
    name, agency = _words(leg, "name", place, 200), _words(leg, "agency", place, 35)
    holder = HOLDER_WORDS.get(agency, Holder.NAMED)
    if holder is Holder.NAMED and not _AGENCY.fullmatch(agency):
        reason = mark("phải là «tiep-nhan», «giai-quyet» hoặc một mã định danh cơ quan như H14.05.")
        raise PlanNotUsable(place=_at(place, "agency"), reason=reason)
    stages = read_allowance(_words(leg, "period", place, 200)).typed
    if len(stages) != 1 or stages[0].is_conditional or not stages[0].allowance.amount:
        reason = mark("không đọc được thành một thời hạn; hãy viết như «2 ngày làm việc».")
        raise PlanNotUsable(place=_at(place, "period"), reason=reason)
    parallel = leg.get("with_previous", False)
    if not isinstance(parallel, bool) or (parallel and number == 1):
        reason = mark("phải là true hoặc false, và chặng đầu không có chặng nào trước nó.")
        raise PlanNotUsable(place=_at(place, "with_previous"), reason=reason)
    allowance = stages[0].allowance
    code = agency if holder is Holder.NAMED else ""
    return LegDraft(name, holder, code, allowance.amount, allowance.unit.value, parallel)


def _at(place: str, key: str) -> str:
    return f"{place}, «{key}»" if place else f"«{key}»"


def _table(given: object, place: str, known: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise PlanNotUsable(place=place, reason=mark("phải là một bảng gồm tên và giá trị."))
    if unknown := sorted(given.keys() - known):
        raise PlanNotUsable(place=f"{place}, «{unknown[0]}»", reason=mark("không biết mục này."))
    return given


def _words(given: Mapping[str, Any], key: str, place: str, longest: int) -> str:
    value = given.get(key)
    if not isinstance(value, str) or not 0 < len(value.strip()) <= longest:
        raise PlanNotUsable(place=_at(place, key), reason=mark("phải là một dòng chữ, không trống và không quá dài."))
    return value.strip()


def _day(given: Mapping[str, Any], key: str) -> date:
    value = given.get(key)
    try:
        return value if type(value) is date else date.fromisoformat(str(value))
    except ValueError:
        raise PlanNotUsable(place=f"«{key}»", reason=mark("phải là một ngày, viết như 2026-01-31.")) from None
