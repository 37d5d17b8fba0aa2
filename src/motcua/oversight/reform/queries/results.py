"""What came of targets: figures from events, registers or typed in, judged exactly; a constant number of queries."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from motcua.capabilities.registers.public import Counted, register_counts
from motcua.kernel import clock
from motcua.kernel.access.rights import covers
from motcua.oversight.insight.public import Figure as LiveFigure
from motcua.oversight.insight.public import Period, Span, figures_by, known_on, period_rules_on, share, window_of
from motcua.oversight.reform.models import Figure
from motcua.oversight.reform.queries.measuring import measure_of
from motcua.oversight.reform.queries.views import ResultView, TargetView
from motcua.oversight.reform.rules.judging import AGAINST_BASE, BASED, PERCENT, Found, exact, judge
from motcua.oversight.reform.rules.merging import same_base
from motcua.oversight.reform.rules.words import FigureState, MeasureKind, Outcome
from motcua.registry.organisation.public import codes_under, successor_of

RULE = "vpcp"
COUNTING = (FigureState.APPROVED, FigureState.LOCKED)


@dataclass(frozen=True)
class Measured:
    """What was found for a target, before it is judged; `note` says why there is nothing."""

    found: Found | None
    url: str
    note: str = ""
    is_comparable: bool = True
    at: datetime | None = None


def results_of(
    targets: Collection[TargetView], *, agencies: Collection[str] | None = None, at: datetime
) -> dict[str, ResultView]:
    """Target code → what came of it by `at`; every target asked for has an answer, none without an address.

    `agencies` narrows live counts (default: the target's agency and all below it).
    """
    measured: dict[str, Measured] = {}
    for kind, ways in _WAYS.items():
        asked = [target for target in targets if target.measure.kind is kind]
        if asked:
            measured.update(ways(asked, agencies, at))
    return {target.code: _judged(target, measured[target.code], at) for target in targets}


def outcome_of(
    target: TargetView,
    *,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    value: Decimal | None = None,
    year: int | None = None,
) -> Outcome:
    """The judge alone, for a figure that is at hand."""
    return _outcome(target, Found(exact(numerator), exact(denominator), exact(value)), year=year)


def _outcome(
    target: TargetView, found: Found | None, *, is_comparable: bool = True, year: int | None = None
) -> Outcome:
    return judge(
        target.limits,
        found.amount(target.unit) if found else None,
        base=exact(target.base_value),
        is_comparable=is_comparable,
        year=year or target.year,
    )


def _judged(target: TargetView, one: Measured, at: datetime) -> ResultView:
    year = clock.local(at).year if target.year is None else min(target.year, clock.local(at).year)
    has_base = _base_stands(target, at)
    outcome = _outcome(target, one.found, is_comparable=one.is_comparable and has_base, year=year)
    found = one.found or Found()
    amount = found.amount(target.unit)
    return ResultView(
        target_code=target.code,
        numerator=_decimal(found.numerator),
        denominator=_decimal(found.denominator),
        value=None if amount is None else share(amount.numerator, amount.denominator, scale=Fraction(1)),
        outcome=outcome,
        source=target.measure.kind,
        url=one.url or target.url,
        note=one.note or _why(target, outcome, has_base=has_base),
        at=one.at,
    )


def _why(target: TargetView, outcome: Outcome, *, has_base: bool) -> str:
    if outcome is not Outcome.NOT_COMPARABLE:
        return ""
    if not has_base:
        return _("Đơn vị của năm gốc đã sắp xếp, sáp nhập: số gốc không còn cùng phạm vi.")
    if any(limit.comparator in AGAINST_BASE for limit in target.limits):
        return _("Chưa có số của năm gốc để so sánh.")
    return _("Chỉ tiêu không nêu mức có thể đối chiếu.")


def _base_stands(target: TargetView, at: datetime) -> bool:
    """Whether what a base was counted over is still the same set of agencies, by succession."""
    if not target.base_agencies or not any(limit.comparator in BASED for limit in target.limits):
        return True
    day = clock.local(at).date()
    now = {code for code in codes_under([target.agency_code]) if successor_of(code, day) == code}
    levels = {len(code.split(".")) for code in target.base_agencies}
    return same_base(
        target.base_agencies,
        {code for code in now if len(code.split(".")) in levels},
        lambda code: successor_of(code, day),
    )


def _live(targets: list[TargetView], agencies: Collection[str] | None, at: datetime) -> dict[str, Measured]:
    """One statement of counts for each year that is asked for."""
    measured: dict[str, Measured] = {}
    for year in sorted({_year(target, at) for target in targets}):
        asked = [target for target in targets if _year(target, at) == year]
        period, query = year_period(year, clock.local(at).date())
        known = known_on(period.last_on)
        window = window_of(period, until=at)
        rows = figures_by("agency", {target.measure.code for target in asked}, window, agencies=agencies,
                          on=period.last_on)  # fmt: skip
        counts = {key: found for key, _label, found in rows}
        for target in asked:
            measured[target.code] = _counted(target, counts, known, query)
    return measured


def year_period(year: int, today: date) -> tuple[Period, dict[str, str]]:
    """The reporting year and what asks the pages of figures for it."""
    rule = period_rules_on(today).get(RULE)
    if rule is None:
        return Period(date(year, 1, 1), date(year, 12, 31)), {"tu": f"01/01/{year}", "den": f"31/12/{year}"}
    return rule.reckoning.period(Span.YEAR, year, 1), {"ky": f"{RULE}:{Span.YEAR}:{year}:1"}


def _counted(
    target: TargetView, counts: Mapping[str, Mapping[str, LiveFigure]], known: Mapping[str, Any], query: dict[str, str]
) -> Measured:
    code = target.measure.code
    view = known.get(code)
    url = f"{reverse('insight:indicator', args=[code])}?{urlencode({**query, 'co-quan': target.agency_code})}"
    if view is None:
        return Measured(None, target.url, _("Không có chỉ tiêu «{code}» trong bộ số liệu.").format(code=code))
    own = frozenset([target.agency_code])
    figures = [row[code] for agency, row in counts.items() if covers(own, agency) and code in row]
    if view.untold:
        return Measured(None, url, _("Chưa có sự kiện nào ghi lại điều này."))
    numerator = sum(one.numerator for one in figures)
    if view.ratio.denominator is None:
        return Measured(Found(Fraction(numerator)), url)
    denominator = sum(one.denominator or 0 for one in figures)
    if not denominator:
        return Measured(None, url, _("Chưa có hồ sơ nào trong kỳ."))
    scaled = LiveFigure(view, numerator, denominator).value
    value = None if target.unit == PERCENT or scaled is None else Fraction(scaled)
    return Measured(Found(Fraction(numerator), Fraction(denominator), value), url)


def _registered(targets: list[TargetView], agencies: Collection[str] | None, at: datetime) -> dict[str, Measured]:
    """One look at each register and agency, as the records stood at the end of the target's year."""
    today = clock.local(at).date()
    seen: dict[tuple[str, str, date | None], dict[str, Counted]] = {}
    measured: dict[str, Measured] = {}
    for target in targets:
        on = date(target.year, 12, 31) if target.year and target.year < today.year else None
        key = (target.measure.code, target.agency_code, on)
        if key not in seen:
            scope = agencies if agencies is not None else [target.agency_code]
            seen[key] = register_counts(target.measure.code, agencies=scope, on=on)
        one = seen[key].get(target.measure.count)
        if one is None:
            note = _("Sổ quản lý «{code}» không có số đếm này.").format(code=target.measure.code)
            measured[target.code] = Measured(None, target.url, note)
        elif one.denominator is not None and not one.denominator:
            measured[target.code] = Measured(None, one.url, _("Sổ chưa có dòng nào để tính tỷ lệ."))
        else:
            denominator = None if one.denominator is None else Fraction(one.denominator)
            measured[target.code] = Measured(Found(Fraction(one.numerator), denominator), one.url)
    return measured


def _brought(targets: list[TargetView], agencies: Collection[str] | None, at: datetime) -> dict[str, Measured]:
    """What modules above count, for the agency asked about or the target's own."""
    only = next(iter(agencies)) if agencies is not None and len(agencies) == 1 else ""
    measured: dict[str, Measured] = {}
    for target in targets:
        code = target.measure.code
        found = measure_of(code, agency_code=only or target.agency_code, year=_year(target, at))
        if found is None:
            measured[target.code] = Measured(None, target.url, _("Không phân hệ nào tính «{code}».").format(code=code))
        elif not found.denominator:
            measured[target.code] = Measured(None, found.url, _("Chưa có dữ liệu trong năm."))
        else:
            ratio = Found(Fraction(found.numerator), Fraction(found.denominator))
            measured[target.code] = Measured(ratio, found.url)
    return measured


def _typed(targets: list[TargetView], _agencies: Collection[str] | None, at: datetime) -> dict[str, Measured]:
    """The newest figure that was approved by `at` for the target's year, one query."""
    rows = Figure.objects.filter(
        target_code__in=[target.code for target in targets], state__in=COUNTING, approved_at__lte=at
    ).order_by("year", "approved_at")
    newest: dict[str, Figure] = {}
    years = {target.code: _year(target, at) for target in targets}
    for row in rows:
        if row.year <= years[row.target_code]:
            newest[row.target_code] = row
    return {target.code: _of_figure(target, newest.get(target.code)) for target in targets}


def _of_figure(target: TargetView, row: Figure | None) -> Measured:
    if row is None:
        return Measured(None, target.url, _("Chưa có số liệu nào được duyệt."))
    found = Found(exact(row.numerator), exact(row.denominator), exact(row.value))
    is_defined = target.unit != PERCENT or row.denominator is None or bool(target.measure.denominator)
    note = "" if is_defined else _("Chưa xác định mẫu số là những gì.")
    return Measured(found, row.get_absolute_url(), note, is_defined, row.approved_at)


def _unbound(targets: list[TargetView], _agencies: Collection[str] | None, _at: datetime) -> dict[str, Measured]:
    note = _("Chưa gắn cách đo cho chỉ tiêu này.")
    return {target.code: Measured(None, target.url, note) for target in targets}


def _year(target: TargetView, at: datetime) -> int:
    return target.year or clock.local(at).year


def _decimal(value: Fraction | None) -> Decimal | None:
    if value is None:
        return None
    if value.denominator == 1:
        return Decimal(value.numerator)
    return Decimal(value.numerator) / Decimal(value.denominator)


_WAYS: dict[MeasureKind, Callable[[list[TargetView], Collection[str] | None, datetime], Mapping[str, Measured]]] = {
    MeasureKind.INDICATOR: _live,
    MeasureKind.REGISTER: _registered,
    MeasureKind.MODULE: _brought,
    MeasureKind.IMPORT: _typed,
    MeasureKind.TYPED: _typed,
    MeasureKind.NONE: _unbound,
}
