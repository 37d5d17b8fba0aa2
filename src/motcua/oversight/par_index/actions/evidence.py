"""Files beside a component, and what a person says of its effort."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile
from motcua.oversight.par_index.actions.locking import about, locked_sheet
from motcua.oversight.par_index.errors import EffortFaulty
from motcua.oversight.par_index.events import EffortStated, EvidenceAttached, EvidenceRemoved
from motcua.oversight.par_index.models import ComponentEvidence, EffortEstimate, ScoringSheet
from motcua.oversight.par_index.rules import life
from motcua.oversight.par_index.rules.ranking import LEAST_EFFORT, MOST_EFFORT


@transaction.atomic(durable=True)
def attach_evidence(
    sheet: ScoringSheet, number: str, *, file: StoredFile, officer: str, at: datetime
) -> ComponentEvidence:
    """Put a file beside a component while the unit scores; the same content stands there once.

    Raises `MoveNotAllowed`, `RoundClosed`.
    """
    sheet = locked_sheet(sheet)
    life.after(life.State(sheet.state), life.Move.SCORE)
    there = ComponentEvidence.objects.filter(sheet=sheet, number=number, removed_at=None, file__sha256=file.sha256)
    if same := there.first():
        return same
    made = ComponentEvidence.objects.create(sheet=sheet, number=number, file=file, added_by=officer, added_at=at)
    told: dict[str, Any] = {"component": number, "digest": file.sha256}
    record(EvidenceAttached(**about(sheet), at=at, actor=officer, **told))
    return made


@transaction.atomic(durable=True)
def remove_evidence(evidence: ComponentEvidence, *, officer: str, at: datetime) -> None:
    """Take a file away; its row says that it was there. Raises `MoveNotAllowed`, `RoundClosed`."""
    sheet = locked_sheet(evidence.sheet)
    life.after(life.State(sheet.state), life.Move.SCORE)
    row = ComponentEvidence.objects.select_related("file").get(pk=evidence.pk)
    if row.removed_at is not None:
        return
    row.removed_by, row.removed_at = officer, at
    row.save(update_fields=["removed_by", "removed_at"])
    told: dict[str, Any] = {"component": row.number, "digest": row.file.sha256}
    record(EvidenceRemoved(**about(sheet), at=at, actor=officer, **told))


@transaction.atomic(durable=True)
def state_effort(sheet: ScoringSheet, number: str, effort: int, *, officer: str, at: datetime) -> EffortEstimate | None:
    """Keep how hard a person says it is, 1 to 5; the same again writes nothing. Raises `EffortFaulty`."""
    if not LEAST_EFFORT <= effort <= MOST_EFFORT:
        raise EffortFaulty(number=number)
    sheet = locked_sheet(sheet)
    known = EffortEstimate.objects.filter(sheet=sheet, number=number).order_by("-id").first()
    if known is not None and known.effort == effort:
        return None
    made = EffortEstimate.objects.create(sheet=sheet, number=number, effort=effort, stated_by=officer, stated_at=at)
    told: dict[str, Any] = {"component": number, "effort": effort}
    record(EffortStated(**about(sheet), at=at, actor=officer, **told))
    return made
