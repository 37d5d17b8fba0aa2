"""The filter above a list: what may be chosen, kept from page to page by the address."""

from typing import Any

from django.utils.translation import gettext as _

from motcua.kernel.ui.pieces import Tab
from motcua.kernel.ui.wording import translated
from motcua.oversight.assignments.queries.listing import ALL_DONE, ALL_OPEN, DRAFTS, MINE, Found, Wish
from motcua.oversight.assignments.queries.plans import area_labels
from motcua.oversight.assignments.rules.rounds import Period, periods_of
from motcua.oversight.assignments.rules.standing import TONES, Standing
from motcua.oversight.reform.public import PlanView
from motcua.registry.organisation.public import Level, agency_names


def period_words(period: Period) -> str:
    """«Quý II/2026», «6 tháng đầu năm 2026»."""
    label = translated(period.span.label)
    if period.roman:
        return f"{label} {period.roman}/{period.year}"
    if period.span == "month":
        return f"{label} {period.turn}/{period.year}"
    return f"{label} {period.year}"


def choices(wish: Wish, *, leads: list[str], plans: dict[str, PlanView], year: int) -> dict[str, Any]:
    """Options of each select."""
    names = agency_names({*leads, wish.unit, *(plan.agency_code for plan in plans.values())} - {""})
    return {
        "wish": wish,
        "unit_choices": [("", _("Mọi đơn vị")), *((code, names.get(code, code)) for code in leads)],
        "level_choices": [("", _("Mọi cấp")), *((one.value, translated(one.label)) for one in Level)],
        "plan_choices": [("", _("Mọi kế hoạch")), *((code, _plan_words(plan, names)) for code, plan in plans.items())],
        "period_choices": [("", _("Mọi thời hạn")), *((one.key, period_words(one)) for one in _periods(wish, year))],
        "area_choices": [("", _("Mọi lĩnh vực")), *((code, translated(label)) for code, label in _areas())],
        "unit_name": names.get(wish.unit, ""),
    }


def tabs_of(wish: Wish, found: Found) -> list[Tab]:
    """How all that fit stand, each a link; it is my turn first."""
    tabs = [
        Tab(_("Đến lượt cơ quan tôi"), f"?{wish.but(stands=MINE)}", wish.stands == MINE, found.mine, "waiting"),
        Tab(_("Tất cả"), f"?{wish.but(stands='')}", not wish.stands, found.counts.total),
    ]
    for one in Standing:
        number = found.counts.by_standing[one]
        if number or wish.stands == one:
            here = wish.stands == one
            tabs.append(Tab(translated(one.label), f"?{wish.but(stands=one.value)}", here, number, TONES[one]))
    if found.drafts:
        tabs.append(Tab(_("Dự thảo"), f"?{wish.but(stands=DRAFTS)}", wish.stands == DRAFTS, found.drafts, "off"))
    return tabs


def stands_words(wish: Wish) -> str:
    """The last filter in words, for the head of a file."""
    known = {one.value: translated(one.label) for one in Standing}
    known |= {MINE: _("Đến lượt cơ quan tôi"), ALL_DONE: _("Đã hoàn thành"), ALL_OPEN: _("Chưa hoàn thành")}
    return known.get(wish.stands, "")


def _plan_words(plan: PlanView, names: dict[str, str]) -> str:
    """Plans of many agencies have the same title."""
    return " – ".join(part for part in (plan.title, names.get(plan.agency_code, "")) if part)


def _periods(wish: Wish, year: int) -> list[Period]:
    years = {year, wish.span.year} if wish.span else {year}
    return [period for one in sorted(years, reverse=True) for period in periods_of(one)]


def _areas() -> list[tuple[str, str]]:
    return list(area_labels().items())
