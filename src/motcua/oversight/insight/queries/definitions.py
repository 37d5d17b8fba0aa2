"""Definitions of a day as checked values; published rows never change, so they are kept in the process."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from motcua.kernel.memory import remembered
from motcua.oversight.insight.models import Indicator, PeriodRule, Sheet
from motcua.oversight.insight.rules.definitions import Ratio, identity_of, ratio_of
from motcua.oversight.insight.rules.facts import Fact
from motcua.oversight.insight.rules.formula import Formula
from motcua.oversight.insight.rules.periods import Reckoning

FRESH_SECONDS = 10


@dataclass(frozen=True)
class IndicatorView:
    """An indicator as it stands on a day."""

    code: str
    name_vi: str
    name_en: str
    direction: str
    direction_label: str
    numerator_text: str
    denominator_text: str
    scope_text: str
    exclusions: str
    groupings: tuple[str, ...]
    law: str
    valid_from: date
    valid_to: date | None
    ratio: Ratio
    digest: str = ""

    @property
    def name(self) -> str:
        """In the reader's language."""
        return _said(self.name_vi, self.name_en)

    @property
    def untold(self) -> tuple[Fact, ...]:
        """Facts it needs that nobody tells yet."""
        parts = [self.ratio.numerator, *([self.ratio.denominator] if self.ratio.denominator else [])]
        return tuple(fact for part in parts for fact in part.untold)


@dataclass(frozen=True)
class ColumnView:
    """A column of a sheet: an indicator, the columns it adds, or what it says of a dossier."""

    number: int
    headings_vi: tuple[str, ...]
    headings_en: tuple[str, ...]
    indicator_code: str
    adds: tuple[int, ...]
    says: str = ""
    leads_to: str = ""
    """The code under which `known_on` tells what it is made of; empty where it counts nothing."""

    @property
    def headings(self) -> tuple[str, ...]:
        """From the top down, in the reader's language."""
        return self.headings_en if (get_language() or "vi").startswith("en") else self.headings_vi


@dataclass(frozen=True)
class SheetView:
    """A report form as it stands on a day."""

    code: str
    name_vi: str
    name_en: str
    rows_by: str
    period_rule: str
    identity: tuple[tuple[int, ...], tuple[int, ...]] | None
    note: str
    law: str
    columns: tuple[ColumnView, ...]
    valid_from: date
    digest: str = ""

    @property
    def name(self) -> str:
        """In the reader's language."""
        return _said(self.name_vi, self.name_en)


@dataclass(frozen=True)
class PeriodRuleView:
    """How periods are reckoned, as it stands on a day."""

    code: str
    name_vi: str
    name_en: str
    law: str
    reckoning: Reckoning

    @property
    def name(self) -> str:
        """In the reader's language."""
        return _said(self.name_vi, self.name_en)


@remembered(seconds=FRESH_SECONDS)
def indicators_on(day: date) -> dict[str, IndicatorView]:
    """Every indicator in force on `day`, by code."""
    return {row.code: _indicator(row) for row in Indicator.objects.on(day).order_by("id")}


@remembered(seconds=FRESH_SECONDS)
def sheets_on(day: date) -> dict[str, SheetView]:
    """Every report form in force on `day`, by code."""
    rows = Sheet.objects.on(day).prefetch_related("columns").order_by("code")
    return {row.code: _sheet(row) for row in rows}


@remembered(seconds=FRESH_SECONDS)
def known_on(day: date) -> dict[str, IndicatorView]:
    """Every indicator in force on `day`, and every column that adds up others, under «II.06a:3»."""
    known = indicators_on(day)
    sums = ((sheet, column) for sheet in sheets_on(day).values() for column in sheet.columns if column.adds)
    return known | {column.leads_to: _sum_of(sheet, column, known) for sheet, column in sums}


@remembered(seconds=FRESH_SECONDS)
def period_rules_on(day: date) -> dict[str, PeriodRuleView]:
    """Every way of reckoning periods in force on `day`, by code."""
    return {
        row.code: PeriodRuleView(
            row.code, row.name, row.name_en, row.law, Reckoning(row.first_day, row.begins_months_before)
        )
        for row in PeriodRule.objects.on(day).order_by("-code")
    }


def forget_definitions() -> None:
    """Say, in the transaction that loads, that answers have changed."""
    for query in (indicators_on, sheets_on, known_on, period_rules_on):
        query.renew()


def _indicator(row: Indicator) -> IndicatorView:
    parts = {"unit": row.unit, "numerator": row.numerator, "denominator": row.denominator, "scope": row.scope}
    return IndicatorView(
        code=row.code,
        name_vi=row.name,
        name_en=row.name_en,
        direction=row.direction,
        direction_label=str(Indicator.Direction(row.direction).label),
        numerator_text=row.numerator,
        denominator_text=row.denominator,
        scope_text=row.scope,
        exclusions=row.exclusions,
        groupings=tuple(row.groupings),
        law=row.law,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ratio=ratio_of(parts, row.code),
        digest=row.digest,
    )


def _sum_of(sheet: SheetView, column: ColumnView, known: Mapping[str, IndicatorView]) -> IndicatorView:
    """A column that adds others as one formula of what they count."""
    columns = {one.number: one for one in sheet.columns}
    parts = [known[code].ratio.numerator for code in _counted_by(column, columns)]
    formula = Formula(tuple(term for part in parts for term in part.terms), parts[0].unit)
    added = " + ".join(f"({number})" for number in column.adds)
    return IndicatorView(
        code=column.leads_to,
        name_vi=f"{sheet.code} ({column.number}) {' – '.join(column.headings_vi)}",
        name_en=f"{sheet.code} ({column.number}) {' – '.join(column.headings_en)}",
        direction=Indicator.Direction.NONE,
        direction_label=str(Indicator.Direction.NONE.label),
        numerator_text=added,
        denominator_text="",
        scope_text="",
        exclusions=f"({column.number}) = {added}",
        groupings=(),
        law=sheet.law,
        valid_from=sheet.valid_from,
        valid_to=None,
        ratio=Ratio(formula.unit, formula, None, ()),
    )


def _counted_by(column: ColumnView, columns: Mapping[int, ColumnView]) -> Iterator[str]:
    if column.indicator_code:
        yield column.indicator_code
    for number in column.adds:
        yield from _counted_by(columns[number], columns)


def _sheet(row: Sheet) -> SheetView:
    return SheetView(
        code=row.code,
        name_vi=row.name,
        name_en=row.name_en,
        rows_by=row.rows_by,
        period_rule=row.period_rule,
        identity=identity_of(row.identity) if row.identity else None,
        note=row.note,
        law=row.law,
        columns=tuple(
            ColumnView(
                column.number,
                tuple(column.headings),
                tuple(column.headings_en),
                column.indicator_code,
                tuple(column.adds),
                column.says,
                column.indicator_code or (f"{row.code}:{column.number}" if column.adds else ""),
            )
            for column in row.columns.all()
        ),
        valid_from=row.valid_from,
        digest=row.digest,
    )


def _said(vietnamese: str, english: str) -> str:
    return english if (get_language() or "vi").startswith("en") else vietnamese
