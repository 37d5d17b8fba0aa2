"""What the forms of plans offer: areas, comparators, ways of measuring, agencies, parents."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from motcua.capabilities.registers.public import registers_known
from motcua.kernel.access.rights import covers
from motcua.oversight.insight.public import indicators_on
from motcua.oversight.reform.models import Plan, Target
from motcua.oversight.reform.queries.measuring import measures_offered
from motcua.oversight.reform.queries.plans import plans_visible_to
from motcua.oversight.reform.queries.telling import plain_number
from motcua.oversight.reform.rules.saying import COMPARATOR_LABELS
from motcua.oversight.reform.rules.words import Area, Comparator, Half, MeasureKind, PlanKind
from motcua.registry.organisation.public import agencies, agency_names, codes_under


def area_choices() -> list[tuple[str, str]]:
    """The areas that a plan of ours may speak of."""
    return [("", ""), *((area.value, _(area.label)) for area in Area if area is not Area.OUTSIDE)]


def comparator_choices() -> list[tuple[str, str]]:
    """Every comparator in words."""
    return [(one.value, _(COMPARATOR_LABELS[one])) for one in Comparator if one is not Comparator.UNSTATED]


def measure_choices(on: date) -> list[tuple[str, str]]:
    """Live rates first, then counts of registers, then what must be brought or typed in."""
    live = [
        (f"{MeasureKind.INDICATOR}:{code}", _("Tự tính: {name}").format(name=view.name))
        for code, view in indicators_on(on).items()
        if not view.untold
    ]
    plain = [(kind.value, _(kind.label)) for kind in (MeasureKind.NONE, MeasureKind.TYPED, MeasureKind.IMPORT)]
    kept = [
        (f"{MeasureKind.REGISTER}:{register.code}/{count.code}", _("Từ sổ: {name}").format(name=count.name))
        for register in registers_known(on=on)
        for count in register.counts
    ]
    brought = [
        (f"{MeasureKind.MODULE}:{code}", _("Tự tính: {name}").format(name=name))
        for code, name in measures_offered().items()
    ]
    return [plain[0], *live, *brought, *kept, *plain[1:]]


def kind_choices() -> list[tuple[str, str]]:
    """What may be written here."""
    return [(kind.value, _(kind.label)) for kind in (PlanKind.PLAN, PlanKind.PROGRAMME, PlanKind.RESOLUTION)]


def parent_choices(user: Any, plan: Plan | None = None) -> list[tuple[str, str]]:
    """Issued plans that another may implement."""
    found = [one for one in plans_visible_to(user) if one.issued_on and (plan is None or one.code != plan.code)]
    return [("", _("Không thực hiện kế hoạch nào")), *((one.code, f"{one.title} ({one.years})") for one in found)]


def agency_choices(codes: tuple[str, ...]) -> list[tuple[str, str]]:
    """By name."""
    names = agency_names(codes)
    return [(code, names.get(code, code)) for code in codes]


def answering_choices(plan: Plan) -> list[tuple[str, str]]:
    """The plan's own agency and those below it."""
    own = frozenset([plan.agency_code])
    return [(one.code, one.name) for one in agencies() if covers(own, one.code)]


def base_choices(plan: Plan) -> list[tuple[str, str]]:
    """Agencies that a base may have been counted over: those below the plan's own, also those that are no more."""
    codes = [code for code in codes_under([plan.agency_code]) if code != plan.agency_code]
    names, there = agency_names(codes), {one.code for one in agencies()}
    gone = _("{name} (đã sắp xếp)")
    return [(code, names[code] if code in there else gone.format(name=names[code])) for code in codes]


def typed_of(target: Target | None, plan: Plan) -> dict[str, str]:
    """A target as the boxes of its form."""
    if target is None:
        return {"agency": plan.agency_code, "year": str(plan.year_to), "unit": "%", "comparator": Comparator.AT_LEAST}
    bounds = {bound.half: bound for bound in target.bounds.all()}
    strive = bounds.get(Half.STRIVE)
    first = bounds.get(Half.MINIMUM) or bounds.get(Half.ONLY)
    any_bound = first or strive
    measure = target.measure
    if target.measure_code:
        measure = f"{measure}:{target.measure_code}" + (f"/{target.measure_count}" if target.measure_count else "")
    return {
        "name": target.name,
        "area": target.area,
        "unit": target.unit,
        "comparator": any_bound.comparator if any_bound else "",
        "minimum": _shown(first.value) if first else "",
        "upper": _shown(any_bound.upper) if any_bound else "",
        "strive": _shown(strive.value) if strive else "",
        "steps": any_bound.words if any_bound else "",
        "year": str(target.year or ""),
        "level": target.level,
        "agency": target.agency_code or plan.agency_code,
        "period": target.period,
        "scope": target.scope,
        "exclusions": target.exclusions,
        "base_year": str(target.base_year or ""),
        "base_words": target.base_words,
        "base_value": _shown(target.base_value),
        "numerator": target.numerator_words,
        "denominator": target.denominator_words,
        "measure": measure,
        "law": target.law,
        "whole": target.whole_code,
        "note": target.note,
    }


def whole_choices(targets: Mapping[str, str], own: str) -> list[tuple[str, str]]:
    """Targets of the same draft that this one may be a part of."""
    return [
        ("", _("Không là một phần của chỉ tiêu nào")),
        *((code, name) for code, name in targets.items() if code != own),
    ]


def _shown(value: Any) -> str:
    return plain_number(value).replace(".", ",")
