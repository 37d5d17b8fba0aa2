"""A sheet goes on: handed in, appraised, concluded, or back with a reason."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record, record_many
from motcua.oversight.par_index.actions.locking import about, locked_sheet
from motcua.oversight.par_index.actions.scoring import entries_of_live, told_of
from motcua.oversight.par_index.errors import StepReasonMissing, Unscored
from motcua.oversight.par_index.events import SheetMoved
from motcua.oversight.par_index.models import ScoreEntry, ScoringSheet, SheetStep
from motcua.oversight.par_index.queries.scores import Standpoint, standpoint
from motcua.oversight.par_index.rules import life

_TOLD = 8


@transaction.atomic(durable=True)
def move_sheet(sheet: ScoringSheet, move: life.Move, *, reason: str = "", officer: str, at: datetime) -> ScoringSheet:
    """Do the move. Raises `MoveNotAllowed`, `RoundClosed`, `StepReasonMissing`, and `Unscored` when handing in."""
    sheet = locked_sheet(sheet)
    state = life.after(life.State(sheet.state), move)
    if move in life.WITH_REASON and not reason:
        raise StepReasonMissing(fields={"ly-do": StepReasonMissing.text})
    stands = standpoint(sheet, at=at)
    if move is life.Move.SUBMIT:
        _hand_in(stands, officer=officer, at=at)
    sheet.state = state
    sheet.save(update_fields=["state"])
    SheetStep.objects.create(sheet=sheet, move=move, reason=reason, made_by=officer, made_at=at)
    moved: dict[str, Any] = {"move": str(move), "state": str(state), "points": stands.total}
    record(SheetMoved(**about(sheet), at=at, actor=officer, **moved))
    return sheet


def _hand_in(stands: Standpoint, *, officer: str, at: datetime) -> None:
    """Nothing is left out; what the system counts is kept as it is now."""
    if stands.unscored:
        numbers = ", ".join(stands.unscored[:_TOLD]) + ("…" if len(stands.unscored) > _TOLD else "")
        raise Unscored(count=len(stands.unscored), numbers=numbers)
    made = entries_of_live(stands, officer=officer, at=at)
    ScoreEntry.objects.bulk_create(entry for entry, _before in made)
    record_many(told_of(stands.sheet, entry, before) for entry, before in made)
