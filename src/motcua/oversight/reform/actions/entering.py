"""Figures that nothing else tells: typed in with evidence, approved by another, locked, corrected by a later one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile
from motcua.kernel.once.keeping import Once, keep_outcome, outcome_of
from motcua.oversight.reform.errors import EvidenceMissing, FigureMeanwhile, SelfApproval
from motcua.oversight.reform.events import (
    FigureApproved,
    FigureCorrected,
    FigureEntered,
    FigureLocked,
    FigureReturned,
    FigureSent,
)
from motcua.oversight.reform.models import Figure
from motcua.oversight.reform.queries.results import COUNTING
from motcua.oversight.reform.rules.drafts import FigureDraft
from motcua.oversight.reform.rules.life import Move, after
from motcua.oversight.reform.rules.words import FigureState, MeasureKind


@transaction.atomic(durable=True)
def enter_figure(
    target_code: str,
    draft: FigureDraft,
    *,
    agency_code: str,
    evidence: StoredFile | None,
    officer: str,
    at: datetime,
    measure: MeasureKind = MeasureKind.TYPED,
    corrects: Figure | None = None,
    once: Once | None = None,
) -> Figure:
    """A figure as a draft; of a correction `corrects` is what it will take the place of. Raises `SentOtherwise`."""
    if made := outcome_of(once, at=at):
        return Figure.objects.get(pk=int(made))
    if corrects is not None:
        after(FigureState(corrects.state), Move.CORRECT)
    figure = Figure.objects.create(
        target_code=target_code,
        agency_code=agency_code,
        year=corrects.year if corrects else draft.year,
        measure=measure,
        state=FigureState.DRAFT,
        numerator=draft.numerator,
        denominator=draft.denominator,
        value=draft.value,
        evidence=evidence or (corrects.evidence if corrects else None),
        note=draft.note,
        entered_at=at,
        entered_by=officer,
        corrects=corrects,
    )
    keep_outcome(once, figure.pk)
    record(FigureEntered(**_said(figure, officer, at), figure=figure.pk, year=figure.year))
    return figure


@transaction.atomic(durable=True)
def send_figure(figure: Figure, *, officer: str, at: datetime) -> None:
    """For approval. Raises `EvidenceMissing`, `FigureMoveNotAllowed`."""
    figure = _moved(figure, Move.SEND)
    if figure.evidence_id is None:
        raise EvidenceMissing
    figure.sent_at, figure.returned_why = at, ""
    figure.save(update_fields=["state", "sent_at", "returned_why"])
    record(FigureSent(**_said(figure, officer, at), figure=figure.pk))


@transaction.atomic(durable=True)
def return_figure(figure: Figure, *, why: str, officer: str, at: datetime) -> None:
    """Back to who typed it in, with why."""
    figure = _moved(figure, Move.RETURN)
    figure.returned_why = why
    figure.save(update_fields=["state", "returned_why"])
    record(FigureReturned(**_said(figure, officer, at), figure=figure.pk))


@transaction.atomic(durable=True)
def approve_figure(figure: Figure, *, officer: str, at: datetime) -> None:
    """It counts from here; what it corrects counts no more. Raises `SelfApproval`, `FigureMeanwhile`."""
    figure = _moved(figure, Move.APPROVE)
    if figure.entered_by == officer:
        raise SelfApproval
    said = _said(figure, officer, at)
    if figure.corrects_id is not None:
        before = _moved(Figure(pk=figure.corrects_id), Move.CORRECT)
        before.save(update_fields=["state"])
        record(FigureCorrected(**said, figure=before.pk, corrected_by=figure.pk))
    same = Figure.objects.filter(target_code=figure.target_code, agency_code=figure.agency_code, year=figure.year)
    if same.filter(state__in=COUNTING).exists():
        raise FigureMeanwhile(year=figure.year)
    figure.approved_at, figure.approved_by = at, officer
    figure.save(update_fields=["state", "approved_at", "approved_by"])
    record(
        FigureApproved(
            **said,
            figure=figure.pk,
            year=figure.year,
            numerator=figure.numerator,
            denominator=figure.denominator,
            value=figure.value,
        )
    )


@transaction.atomic(durable=True)
def lock_figure(figure: Figure, *, officer: str, at: datetime) -> None:
    """The period is closed: from here only a correction."""
    figure = _moved(figure, Move.LOCK)
    figure.locked_at = at
    figure.save(update_fields=["state", "locked_at"])
    record(FigureLocked(**_said(figure, officer, at), figure=figure.pk))


def _moved(figure: Figure, move: Move) -> Figure:
    """The row, locked, in the state that the move leads to; not saved yet."""
    found = Figure.objects.select_for_update(no_key=True, of=("self",)).get(pk=figure.pk)
    found.state = after(FigureState(found.state), move)
    return found


def _said(figure: Figure, officer: str, at: datetime) -> dict[str, Any]:
    return {"subject": figure.target_code, "agency_code": figure.agency_code, "at": at, "actor": officer}
