"""Points as they stand: who stated them, what counts now, what the system counts by itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from motcua.oversight.insight.public import share
from motcua.oversight.par_index.models import Round, ScoreEntry, ScoringSheet, SurveyResult
from motcua.oversight.par_index.queries.live import LiveFigure, live_figures
from motcua.oversight.par_index.queries.sets import criteria_of
from motcua.oversight.par_index.rules.criteria import Component, Criteria, Given, Live, Source, points_for, total
from motcua.oversight.par_index.rules.life import Stage, State


@dataclass(frozen=True)
class ScoredComponent:
    """A component of a sheet with all that was said of it; `points` is what counts now, None while nobody scored."""

    component: Component
    own: ScoreEntry | None = None
    appraisal: ScoreEntry | None = None
    final: ScoreEntry | None = None
    survey: SurveyResult | None = None
    live: LiveFigure | None = None
    points: Decimal | None = None

    @property
    def lost(self) -> Decimal:
        return self.component.maximum - (self.points or Decimal(0))

    @property
    def own_points(self) -> Decimal | None:
        """What the unit's own column says: the system's figure while it scores, else what was entered."""
        if self.survey is not None or self.component.source is Source.SURVEY:
            return self.survey.points if self.survey else None
        if self.live is not None:
            return rounded_points(self.component, self.live.given)
        return self.own.points if self.own else None

    @property
    def given(self) -> Given | None:
        """Numbers that the points are made of."""
        if self.live is not None:
            return self.live.given
        if self.survey is not None:
            return Given(value=self.survey.value)
        return Given(self.own.numerator, self.own.denominator, self.own.value) if self.own else None


@dataclass(frozen=True)
class Standpoint:
    """A sheet with its set and components."""

    sheet: ScoringSheet
    criteria: Criteria
    rows: Mapping[str, ScoredComponent] = field(default_factory=dict)

    @property
    def points(self) -> dict[str, Decimal]:
        return {number: row.points for number, row in self.rows.items() if row.points is not None}

    @property
    def total(self) -> Decimal:
        return total(self.criteria, self.points)

    @property
    def unscored(self) -> list[str]:
        """Components that somebody still has to score; the survey's are not the unit's."""
        return [
            one.number
            for one in self.criteria.components
            if one.source is Source.DOCUMENTS and self.rows[one.number].points is None
        ]

    @property
    def unsurveyed(self) -> list[str]:
        return [
            one.number
            for one in self.criteria.components
            if one.source is Source.SURVEY and self.rows[one.number].points is None
        ]


def rounded_points(component: Component, given: Given) -> Decimal | None:
    """The points, rounded where all figures are: half up, two decimals."""
    exact = points_for(component, given)
    return None if exact is None else share(exact.numerator, exact.denominator, scale=Fraction(1))


def sheets_of(rounds: Collection[int]) -> list[ScoringSheet]:
    """All sheets of rounds with their round and set, in the order of agencies."""
    rows = ScoringSheet.objects.filter(round__in=rounds).select_related("round__criteria_set")
    return sorted(rows, key=lambda one: (one.round_id, [part.zfill(3) for part in one.agency_code.split(".")]))


def standpoints(sheets: Collection[ScoringSheet], *, at: datetime) -> dict[int, Standpoint]:
    """Sheet id → its points: two statements, and one of counts for each set that is still being scored."""
    entries = _newest_entries(sheets)
    survey = _newest_survey({sheet.round_id for sheet in sheets})
    live = _live_of(sheets, at)
    found = {}
    for sheet in sheets:
        criteria = criteria_of(sheet.round.criteria_set_id)
        rows = {
            one.number: _scored(
                one,
                entries.get((sheet.pk, one.number), {}),
                survey.get((sheet.round_id, sheet.agency_code, one.number)),
                live.get((sheet.pk, one.number)),
            )
            for one in criteria.components
        }
        found[sheet.pk] = Standpoint(sheet, criteria, rows)
    return found


def standpoint(sheet: ScoringSheet, *, at: datetime) -> Standpoint:
    """Of one sheet."""
    return standpoints([sheet], at=at)[sheet.pk]


def history_of(sheet: ScoringSheet, number: str) -> list[ScoreEntry]:
    """All that was ever stated of a component, the newest first."""
    return list(ScoreEntry.objects.filter(sheet=sheet, number=number).order_by("-id"))


def surveys_of(round_: Round, agency_code: str, number: str) -> list[SurveyResult]:
    """What surveys found of a component, the newest first."""
    return list(SurveyResult.objects.filter(round=round_, agency_code=agency_code, number=number).order_by("-id"))


def _scored(
    component: Component, entries: Mapping[str, ScoreEntry], survey: SurveyResult | None, live: LiveFigure | None
) -> ScoredComponent:
    """What was stated later overrules what was stated before it, of whichever stage."""
    own = entries.get(Stage.SELF)
    appraisal = _later(entries.get(Stage.APPRAISAL), own)
    final = _later(entries.get(Stage.FINAL), appraisal or own)
    if component.source is Source.SURVEY:
        return ScoredComponent(component, survey=survey, points=survey.points if survey else None)
    if live is not None:
        points = rounded_points(component, live.given)
        return ScoredComponent(component, own, None, None, None, live, points)
    newest = final or appraisal or own
    return ScoredComponent(component, own, appraisal, final, None, None, newest.points if newest else None)


def _later(entry: ScoreEntry | None, than: ScoreEntry | None) -> ScoreEntry | None:
    return entry if entry is not None and (than is None or entry.pk > than.pk) else None


def _newest_entries(sheets: Collection[ScoringSheet]) -> dict[tuple[int, str], dict[str, ScoreEntry]]:
    rows = ScoreEntry.objects.filter(sheet__in=[sheet.pk for sheet in sheets])
    found: dict[tuple[int, str], dict[str, ScoreEntry]] = {}
    for row in rows.order_by("sheet_id", "number", "stage", "-id").distinct("sheet_id", "number", "stage"):
        found.setdefault((row.sheet_id, row.number), {})[row.stage] = row
    return found


def _newest_survey(rounds: Collection[int]) -> dict[tuple[int, str, str], SurveyResult]:
    rows = SurveyResult.objects.filter(round__in=rounds).order_by("round_id", "agency_code", "number", "-id")
    return {
        (row.round_id, row.agency_code, row.number): row for row in rows.distinct("round_id", "agency_code", "number")
    }


def _live_of(sheets: Collection[ScoringSheet], at: datetime) -> dict[tuple[int, str], LiveFigure]:
    """Live figures of sheets that are still being scored: afterwards what was handed in counts."""
    open_sheets = [sheet for sheet in sheets if sheet.state == State.SELF and sheet.round.closed_at is None]
    found = {}
    for set_id in {sheet.round.criteria_set_id for sheet in open_sheets}:
        criteria = criteria_of(set_id)
        own = [sheet for sheet in open_sheets if sheet.round.criteria_set_id == set_id]
        figures = live_figures(criteria, {sheet.agency_code for sheet in own}, at=at)
        for sheet in own:
            for one in criteria.components:
                figure = figures.get((sheet.agency_code, one.number))
                if one.live is not Live.NONE and figure is not None:
                    found[sheet.pk, one.number] = figure
    return found
