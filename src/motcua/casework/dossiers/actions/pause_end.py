"""Pausing on lawful grounds, extending with an apology, ending without a decision; putting details right."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from motcua.capabilities.workflow.public import cancel_process
from motcua.casework.dossiers.actions.moving import (
    enter,
    fact,
    justify,
    locked,
    search_key_of,
    start_clock,
    stop_clock,
)
from motcua.casework.dossiers.errors import (
    AlreadyExtended,
    ExtensionTooLate,
    LegalBasisMissing,
    PauseGroundMissing,
)
from motcua.casework.dossiers.events import (
    ClockPaused,
    ClockResumed,
    DeadlineExtended,
    DossierCorrected,
    DossierStopped,
    DossierWithdrawn,
    FeeConfirmed,
    FeeDemanded,
)
from motcua.casework.dossiers.models import ClockStop, Dossier, Party
from motcua.casework.dossiers.rules.application import PartyInput
from motcua.casework.dossiers.rules.life import Move
from motcua.casework.dossiers.rules.side_lives import Fee, FeeMove, fee_after
from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import nfc
from motcua.registry.worktime.public import Allowance, Unit, calendar_of, legal_clock


@transaction.atomic(durable=True)
def demand_fee(
    dossier: Dossier, *, amount: int, reason: str, officer: str, at: datetime, legal_basis: str = ""
) -> Dossier:
    """A financial duty of `amount` đồng must be met first; the clock stands until it is."""
    dossier = locked(dossier)
    dossier.fee_state, dossier.fee_amount = fee_after(Fee(dossier.fee_state), FeeMove.CHARGE), amount
    enter(dossier, Move.DEMAND_FEE, "fee_state", "fee_amount")
    stop_clock(dossier, ClockStop.Kind.FEE, actor=officer, at=at, reason=reason, legal_basis=legal_basis)
    justify(dossier, Move.DEMAND_FEE, reason, fact(dossier, FeeDemanded, actor=officer, at=at, amount=amount))
    return dossier


@transaction.atomic(durable=True)
def confirm_fee(dossier: Dossier, *, officer: str, at: datetime) -> Dossier:
    """Proof of payment is there; the clock runs on."""
    dossier = locked(dossier)
    dossier.fee_state = fee_after(Fee(dossier.fee_state), FeeMove.PAY)
    start_clock(dossier, actor=officer, at=at)
    enter(dossier, Move.CONFIRM_FEE, "fee_state", "due_at", "appointed_at")
    paid = dossier.fee_amount
    record(fact(dossier, FeeConfirmed, actor=officer, at=at, amount=paid, due_at=dossier.due_at))
    return dossier


@transaction.atomic(durable=True)
def pause_clock(dossier: Dossier, *, kind: str, reason: str, legal_basis: str, officer: str, at: datetime) -> Dossier:
    """The clock stands for another agency or on another ground that a law names; the dossier stays in hand."""
    dossier = locked(dossier)
    enter(dossier, Move.PAUSE)
    if kind not in {ClockStop.Kind.OTHER_AGENCY, ClockStop.Kind.OTHER_GROUND}:
        raise PauseGroundMissing(fields={"ground": PauseGroundMissing.text})
    ground = ClockStop.Kind(kind)
    if not nfc(legal_basis):
        raise LegalBasisMissing(fields={"legal_basis": LegalBasisMissing.text})
    stop_clock(dossier, ground, actor=officer, at=at, reason=reason, legal_basis=legal_basis)
    justify(dossier, Move.PAUSE, reason, fact(dossier, ClockPaused, actor=officer, at=at, ground=ground))
    return dossier


@transaction.atomic(durable=True)
def resume_clock(dossier: Dossier, *, officer: str, at: datetime) -> Dossier:
    """What was waited for is there; the clock runs on."""
    dossier = locked(dossier)
    enter(dossier, Move.RESUME)
    start_clock(dossier, actor=officer, at=at)
    dossier.save(update_fields=["due_at", "appointed_at"])
    record(fact(dossier, ClockResumed, actor=officer, at=at, due_at=dossier.due_at))
    return dossier


@transaction.atomic(durable=True)
def extend_deadline(dossier: Dossier, *, appointed_at: datetime, reason: str, officer: str, at: datetime) -> Dossier:
    """Apologise and appoint a new date (form 04): once, at least a working day ahead. The legal date stays."""
    dossier = locked(dossier)
    enter(dossier, Move.EXTEND)
    if dossier.reasons.filter(move=Move.EXTEND).exists():
        raise AlreadyExtended
    if dossier.due_at is None or appointed_at <= dossier.due_at or not _is_a_day_ahead(dossier, at):
        raise ExtensionTooLate
    dossier.appointed_at = appointed_at
    dossier.save(update_fields=["appointed_at"])
    event = fact(dossier, DeadlineExtended, actor=officer, at=at, due_at=dossier.due_at, appointed_at=appointed_at)
    justify(dossier, Move.EXTEND, reason, event)
    return dossier


@transaction.atomic(durable=True)
def withdraw_dossier(dossier: Dossier, *, reason: str, actor: str, at: datetime) -> Dossier:
    """The applicant takes it back, before a decision."""
    return _end(dossier, Move.WITHDRAW, DossierWithdrawn, reason=reason, actor=actor, at=at)


@transaction.atomic(durable=True)
def stop_dossier(dossier: Dossier, *, reason: str, officer: str, at: datetime) -> Dossier:
    """The agency stops on legal grounds (form 05), before a decision."""
    return _end(dossier, Move.STOP, DossierStopped, reason=reason, actor=officer, at=at)


@transaction.atomic(durable=True)
def correct_party(dossier: Dossier, party: PartyInput, *, officer: str, at: datetime) -> Dossier:
    """Put a person's details right; code, dates and state stay, and the receipt can be printed again."""
    dossier = locked(dossier)
    enter(dossier, Move.CORRECT)
    kept = Party.objects.get(dossier=dossier, role=party.role)
    for name, value in vars(replace(party, username=kept.username)).items():
        setattr(kept, name, value)
    kept.save()
    if party.role == Party.Role.OWNER:
        dossier.owner_name = party.full_name
        dossier.search_key = search_key_of(dossier.code, party.full_name, dossier.procedure_name)
        dossier.save(update_fields=["owner_name", "search_key"])
    record(fact(dossier, DossierCorrected, actor=officer, at=at, roles=(party.role,)))
    return dossier


def _end(
    dossier: Dossier,
    move: Move,
    kind: type[DossierWithdrawn | DossierStopped],
    *,
    reason: str,
    actor: str,
    at: datetime,
) -> Dossier:
    dossier = locked(dossier)
    if dossier.is_accepted:
        start_clock(dossier, actor=actor, at=at)
    dossier.ended_at = at
    enter(dossier, move, "ended_at", "due_at", "appointed_at")
    cancel_process(dossier.code, at=at)
    justify(dossier, move, reason, fact(dossier, kind, actor=actor, at=at, due_at=dossier.due_at))
    return dossier


def _is_a_day_ahead(dossier: Dossier, at: datetime) -> bool:
    """One working day from `at` is still not past the legal date."""
    a_day = legal_clock(Allowance(Decimal(1), Unit.WORKING_DAY), calendar_of(dossier.agency_code), started_at=at)
    return dossier.due_at is not None and a_day.due_at <= dossier.due_at
