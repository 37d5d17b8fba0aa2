"""Plans, targets and results as plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse

from motcua.oversight.reform.models import Bound, Edition, Plan, Target
from motcua.oversight.reform.rules.judging import Limit, exact, steps_of
from motcua.oversight.reform.rules.saying import limits_words
from motcua.oversight.reform.rules.words import (
    Area,
    Comparator,
    Half,
    MeasureKind,
    Outcome,
    PlanKind,
    PlanState,
    TargetKind,
)


@dataclass(frozen=True)
class PlanView:
    """A plan with the edition that was asked for; `agency_code` is empty for another province's programme."""

    code: str
    kind: PlanKind
    title: str
    number: str
    issued_on: date | None
    agency_code: str
    province: str
    level: str
    year_from: int
    year_to: int
    parent_code: str
    state: PlanState
    edition: int
    url: str

    @property
    def is_ours(self) -> bool:
        """Whether it binds an agency of this house."""
        return bool(self.agency_code)

    @property
    def years(self) -> str:
        """«2026», «2021–2025»."""
        return str(self.year_from) if self.year_from == self.year_to else f"{self.year_from}–{self.year_to}"


@dataclass(frozen=True)
class MeasureView:
    """How a target is measured; `denominator` says the eligible set in words, empty where nobody defined it."""

    kind: MeasureKind
    code: str
    count: str
    law: str
    numerator: str
    denominator: str


@dataclass(frozen=True)
class TargetView:
    """A target of an edition. `minimum` is its only bound where it has no halves; `strive` None: no such half."""

    code: str
    plan_code: str
    area: Area
    kind: TargetKind
    name: str
    unit: str
    comparator: Comparator
    minimum: Decimal | None
    strive: Decimal | None
    upper: Decimal | None
    base_year: int | None
    base_value: Decimal | None
    base_words: str
    base_agencies: tuple[str, ...]
    level: str
    agency_code: str
    period: str
    year: int | None
    scope: str
    exclusions: str
    components: str
    pair: str
    parent_code: str
    whole_code: str
    note: str
    measure: MeasureView
    limits: tuple[Limit, ...]
    url: str

    @property
    def words(self) -> str:
        """«≥ 80 %, phấn đấu 100 %»."""
        return limits_words(self.limits, self.unit)

    @property
    def has_strive(self) -> bool:
        return any(limit.half is Half.STRIVE for limit in self.limits)


@dataclass(frozen=True)
class ResultView:
    """What came of a target, and where one sees what the figure is made of."""

    target_code: str
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    outcome: Outcome
    source: MeasureKind
    url: str
    note: str
    at: datetime | None

    @property
    def parts(self) -> str:
        """«662/1315»; nothing where there is no ratio."""
        return "" if self.numerator is None or self.denominator is None else f"{self.numerator}/{self.denominator}"


def plan_view(plan: Plan, edition: Edition) -> PlanView:
    """A plan as one of its editions has it."""
    return PlanView(
        code=plan.code,
        kind=PlanKind(plan.kind),
        title=edition.title,
        number=edition.decision,
        issued_on=edition.issued_on,
        agency_code=plan.agency_code,
        province=plan.province,
        level=plan.level,
        year_from=plan.year_from,
        year_to=plan.year_to,
        parent_code=plan.parent_code,
        state=PlanState(plan.state),
        edition=edition.number,
        url=plan.get_absolute_url(),
    )


def limit_of(bound: Bound) -> Limit:
    """A row as the rules want it."""
    return Limit(
        half=Half(bound.half),
        comparator=Comparator(bound.comparator),
        value=exact(bound.value),
        upper=exact(bound.upper),
        steps=steps_of(bound.words) if bound.comparator == Comparator.ROADMAP else (),
    )


def target_view(target: Target, plan: Plan, bounds: Iterable[Bound]) -> TargetView:
    """A target as a plain value; `bounds` were fetched with it."""
    rows = sorted(bounds, key=lambda bound: bound.half == Half.STRIVE)
    first = next((row for row in rows if row.half != Half.STRIVE), rows[0] if rows else None)
    strive = next((row for row in rows if row.half == Half.STRIVE), None)
    floor = first if first is not strive else None
    return TargetView(
        code=target.code,
        plan_code=plan.code,
        area=Area(target.area),
        kind=TargetKind(target.kind),
        name=target.name,
        unit=target.unit,
        comparator=Comparator(first.comparator) if first else Comparator.NONE,
        minimum=floor.value if floor else None,
        strive=strive.value if strive else None,
        upper=first.upper if first else None,
        base_year=target.base_year,
        base_value=target.base_value,
        base_words=target.base_words,
        base_agencies=tuple(target.base_agencies),
        level=target.level,
        agency_code=target.agency_code or plan.agency_code,
        period=target.period,
        year=target.year,
        scope=target.scope,
        exclusions=target.exclusions,
        components=target.components,
        pair=target.pair,
        parent_code=target.parent_code,
        whole_code=target.whole_code,
        note=target.note,
        measure=measure_view(target),
        limits=tuple(limit_of(row) for row in rows),
        url=reverse("reform:target", args=[target.code]),
    )


def measure_view(target: Target) -> MeasureView:
    """How it is measured."""
    return MeasureView(
        kind=MeasureKind(target.measure),
        code=target.measure_code,
        count=target.measure_count,
        law=target.law,
        numerator=target.numerator_words,
        denominator=target.denominator_words,
    )
