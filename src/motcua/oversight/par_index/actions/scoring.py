"""Points of a sheet: what the unit enters, what the appraiser and the conclusion state otherwise."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from motcua.kernel.events.store import record_many
from motcua.oversight.par_index.actions.locking import locked_sheet
from motcua.oversight.par_index.errors import ReasonMissing, TakenLive
from motcua.oversight.par_index.events import ComponentScored
from motcua.oversight.par_index.models import ScoreEntry, ScoringSheet
from motcua.oversight.par_index.queries.scores import ScoredComponent, Standpoint, rounded_points, standpoint
from motcua.oversight.par_index.rules import life
from motcua.oversight.par_index.rules.criteria import Source
from motcua.oversight.par_index.rules.inputs import Typed, given_of, points_of


@transaction.atomic(durable=True)
def save_scores(sheet: ScoringSheet, typed: Mapping[str, Typed], *, move: life.Move, officer: str, at: datetime) -> int:
    """Write what differs from what stands; how many components were. All or nothing.

    `move` is SCORE, APPRAISE or CONCLUDE. Raises `MoveNotAllowed`, `RoundClosed`, `InputFaulty`, `ReasonMissing`,
    `TakenLive`.
    """
    sheet = locked_sheet(sheet)
    life.after(life.State(sheet.state), move)
    stage = life.STAGE_OF[move]
    stands = standpoint(sheet, at=at)
    made = []
    for number, one in typed.items():
        row = stands.rows.get(number)
        if row is None or row.component.source is Source.SURVEY:
            continue  # no such row was written by our page
        entry = _own(row, one) if move is life.Move.SCORE else _stated(row, one)
        if entry is not None:
            entry.sheet, entry.number, entry.stage = sheet, number, stage
            entry.entered_by, entry.entered_at = officer, at
            made.append((entry, row.points))
    ScoreEntry.objects.bulk_create(entry for entry, _before in made)
    record_many(_told(sheet, entry, before) for entry, before in made)
    return len(made)


def entries_of_live(stands: Standpoint, *, officer: str, at: datetime) -> list[tuple[ScoreEntry, Decimal | None]]:
    """What the system counts, as the unit's own points at the moment of handing in, where it is not already there."""
    made = []
    for number, row in stands.rows.items():
        if row.live is None or row.points is None:
            continue
        given = row.live.given
        same = row.own is not None and (row.own.numerator, row.own.denominator, row.own.points) == (
            given.numerator, given.denominator, row.points)  # fmt: skip
        if not same:
            entry = ScoreEntry(
                sheet=stands.sheet,
                number=number,
                stage=life.Stage.SELF,
                numerator=given.numerator,
                denominator=given.denominator,
                value=given.value,
                points=row.points,
                is_live=True,
                entered_by=officer,
                entered_at=at,
            )
            made.append((entry, row.own.points if row.own else None))
    return made


def told_of(sheet: ScoringSheet, entry: ScoreEntry, before: Decimal | None) -> ComponentScored:
    """The event of an entry."""
    return _told(sheet, entry, before)


def _own(row: ScoredComponent, typed: Typed) -> ScoreEntry | None:
    if typed.is_blank:
        return None
    if row.live is not None:
        raise TakenLive(number=row.component.number)
    given = given_of(row.component, typed)
    points = rounded_points(row.component, given)
    was = row.own
    same = was is not None and (was.numerator, was.denominator, was.value) == (
        given.numerator, given.denominator, given.value) and was.reason == typed.reason  # fmt: skip
    if same or points is None:
        return None
    return ScoreEntry(numerator=given.numerator, denominator=given.denominator, value=given.value, points=points,
                 reason=typed.reason)  # fmt: skip


def _stated(row: ScoredComponent, typed: Typed) -> ScoreEntry | None:
    """Points of an appraiser or of the conclusion; the same as stand there need no row, others need a reason."""
    if not typed.value:
        return None
    points = points_of(row.component, typed.value)
    newest = row.final or row.appraisal
    if points == row.points and (newest is None or typed.reason in {"", newest.reason}):
        return None
    if points != row.points and not typed.reason:
        raise ReasonMissing(number=row.component.number, fields={f"ly-do-{row.component.number}": ReasonMissing.text})
    return ScoreEntry(points=points, reason=typed.reason)


def _told(sheet: ScoringSheet, entry: ScoreEntry, before: Decimal | None) -> ComponentScored:
    return ComponentScored(
        subject=f"par-sheet:{sheet.pk}",
        agency_code=sheet.agency_code,
        at=entry.entered_at,
        actor=entry.entered_by,
        component=entry.number,
        stage=str(entry.stage),
        points=entry.points,
        before=before,
        numerator=entry.numerator,
        denominator=entry.denominator,
        is_live=entry.is_live,
    )
