"""Deciding: the result is prepared, signed, posted or handed over; or taken back when it was wrong."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from motcua.capabilities.workflow.public import cancel_process, complete_task, enter_process
from motcua.casework.dossiers.actions.desk_work import check_desk, finish_step, restart_process
from motcua.casework.dossiers.actions.moving import enter, fact, justify, locked
from motcua.casework.dossiers.errors import (
    MoveNotAllowed,
    ReasonMissing,
    ReceiverMissing,
    ResultFileMissing,
    StepStillOpen,
)
from motcua.casework.dossiers.events import DossierReopened, DossierResolved, ResultPosted, ResultReturned
from motcua.casework.dossiers.models import Dossier, Handover, Result
from motcua.casework.dossiers.queries.offers import holder_of, step_in_the_way
from motcua.casework.dossiers.rules.life import LABELS, MOVE_LABELS, WORK_ENDED, Move
from motcua.casework.dossiers.rules.side_lives import Delivery, DeliveryMethod, DeliveryMove, delivery_after
from motcua.kernel.events.store import record, recorded_together
from motcua.kernel.texts.fold import nfc


@dataclass(frozen=True)
class ResultInput:
    """What the specialist proposes: granted, or refused on the merits with a reason; `file` is a stored file's id."""

    title: str
    file: int | None
    outcome: str = Result.Outcome.GRANTED
    document_number: str = ""
    reason: str = ""


@transaction.atomic(durable=True)
def prepare_result(dossier: Dossier, result: ResultInput, *, task: int | None, officer: str, at: datetime) -> Dossier:
    """Put the proposed result before the head and the signer; it replaces an earlier proposal."""
    dossier = locked(dossier)
    if dossier.life in WORK_ENDED:
        raise MoveNotAllowed(state=LABELS[dossier.life], move=MOVE_LABELS[Move.RESOLVE])
    if result.file is None:
        raise ResultFileMissing
    if result.outcome == Result.Outcome.REFUSED and not nfc(result.reason):
        raise ReasonMissing
    Result.objects.filter(dossier=dossier, recalled_at=None, signed_at=None).update(recalled_at=at)
    Result.objects.create(
        dossier=dossier,
        outcome=result.outcome,
        title=nfc(result.title),
        document_number=nfc(result.document_number),
        reason=nfc(result.reason),
        file_id=result.file,
        prepared_by=officer,
        prepared_at=at,
    )
    if task is not None:
        check_desk(dossier, task, officer)
        complete_task(task, outcome="propose", actor=officer, at=at, not_after=dossier.due_at)
    return dossier


@transaction.atomic(durable=True)
@recorded_together()
def resolve_dossier(dossier: Dossier, *, officer: str, at: datetime, reason: str = "") -> Dossier:
    """Sign the prepared result: the handling ends now. A refusal on the merits is a result too.

    Where another's step is still open it is refused (`StepStillOpen`); with a `reason`, which is kept, the leader takes
    the dossier back and signs himself: that step ends unfinished and the counter gets the result to hand over.
    Legal source: a head may take back what he entrusted; Decree 61/2018/NĐ-CP and Decree 118/2025/NĐ-CP want each
    handling and its person kept.
    """
    dossier = locked(dossier)
    result = Result.objects.filter(dossier=dossier, recalled_at=None).select_related("file").first()
    dossier.ended_at = dossier.ended_at or at
    dossier.delivery_state = delivery_after(Delivery(dossier.delivery_state), DeliveryMove.MAKE_READY)
    enter(dossier, Move.RESOLVE, "ended_at", "delivery_state")
    if result is None or result.file is None:
        raise ResultFileMissing
    result.signed_by, result.signed_at = officer, at
    result.save(update_fields=["signed_by", "signed_at"])
    is_taken_back = _sign_step(dossier, reason=reason, officer=officer, at=at)
    event = fact(
        dossier,
        DossierResolved,
        actor=officer,
        at=at,
        outcome=result.outcome,
        due_at=dossier.due_at,
        result_digest=result.file.sha256,
    )
    if is_taken_back:
        justify(dossier, Move.RESOLVE, reason, event)
    else:
        record(event)
    return dossier


@transaction.atomic(durable=True)
def post_result(dossier: Dossier, *, tracking_code: str, officer: str, at: datetime) -> Dossier:
    """Give the result to the public post; it is returned when the post reports it delivered."""
    dossier = locked(dossier)
    dossier.delivery_state = delivery_after(Delivery(dossier.delivery_state), DeliveryMove.POST)
    dossier.save(update_fields=["delivery_state"])
    _note_handover(dossier, Handover.Kind.POST, officer=officer, at=at, tracking_code=nfc(tracking_code))
    record(
        fact(
            dossier,
            ResultPosted,
            actor=officer,
            at=at,
        )
    )
    return dossier


@transaction.atomic(durable=True)
@recorded_together()
def return_result(
    dossier: Dossier, *, method: DeliveryMethod, taken_by: str, officer: str, at: datetime, note: str = ""
) -> Dossier:
    """The person has the result: at the counter against signature, by post, or electronically."""
    dossier = locked(dossier)
    dossier.delivery_state = delivery_after(Delivery(dossier.delivery_state), DeliveryMove.HAND_OVER)
    dossier.returned_at = at
    enter(dossier, Move.RETURN_RESULT, "delivery_state", "returned_at")
    if not nfc(taken_by):
        raise ReceiverMissing
    _note_handover(
        dossier, Handover.Kind.RETURN, officer=officer, at=at, taken_by=nfc(taken_by), method=method, note=nfc(note)
    )
    finish_step(dossier, Move.RETURN_RESULT, actor=officer, at=at)
    cancel_process(dossier.code, at=at)  # a step that an earlier version left open
    record(
        fact(
            dossier,
            ResultReturned,
            actor=officer,
            at=at,
            method=method,
        )
    )
    return dossier


@transaction.atomic(durable=True)
@recorded_together()
def reopen_dossier(dossier: Dossier, *, reason: str, officer: str, at: datetime) -> Dossier:
    """Take back a wrong result before it is handed over; the first end stays as the counted one."""
    dossier = locked(dossier)
    dossier.delivery_state = delivery_after(Delivery(dossier.delivery_state), DeliveryMove.TAKE_BACK)
    enter(dossier, Move.REOPEN, "delivery_state")
    Result.objects.filter(dossier=dossier, recalled_at=None).update(recalled_at=at)
    restart_process(dossier, actor=officer, at=at)
    event = fact(
        dossier,
        DossierReopened,
        actor=officer,
        at=at,
    )
    justify(dossier, Move.REOPEN, reason, event)
    return dossier


def _sign_step(dossier: Dossier, *, reason: str, officer: str, at: datetime) -> bool:
    """Finish the step that waits for the signature, or end the one in its way; whether it was ended so."""
    step = step_in_the_way(dossier.code)
    if step is None:
        finish_step(dossier, Move.RESOLVE, actor=officer, at=at)
        return False
    if not nfc(reason):
        raise StepStillOpen(fields={"reason": ReasonMissing.text}, step=step.name, holder=holder_of(step))
    cancel_process(dossier.code, at=at, actor=officer)
    enter_process(
        dossier.process_version,
        subject=dossier.code,
        agency_code=dossier.agency_code,
        receiver_agency_code=dossier.receiving_agency_code,
        after=Move.RESOLVE,
        actor=officer,
        at=at,
        not_after=dossier.due_at,
    )
    return True


def _note_handover(dossier: Dossier, kind: Handover.Kind, *, officer: str, at: datetime, **details: str) -> None:
    giver = dossier.receiving_agency_code
    Handover.objects.create(dossier=dossier, kind=kind, at=at, given_by=officer, from_agency_code=giver, **details)
