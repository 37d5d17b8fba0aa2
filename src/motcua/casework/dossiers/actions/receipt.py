"""At the counter: a walk-in is taken in, an online dossier accepted or refused."""

from datetime import datetime

from django.db import transaction

from motcua.capabilities.workflow.public import cancel_process
from motcua.casework.dossiers.actions.desk_work import finish_step
from motcua.casework.dossiers.actions.moving import enter, fact, justify, locked
from motcua.casework.dossiers.actions.numbers import next_register_number
from motcua.casework.dossiers.actions.submit import open_dossier
from motcua.casework.dossiers.events import DossierAccepted, DossierNotAccepted, FeeCollected
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.queries.clocks import legal_due_at, travels_on_paper
from motcua.casework.dossiers.rules.application import Application
from motcua.casework.dossiers.rules.life import Move
from motcua.casework.dossiers.rules.side_lives import Fee, FeeMove, fee_after
from motcua.kernel import clock
from motcua.kernel.events.store import record, recorded_together
from motcua.registry.catalogue.public import procedure_version

_SET_AT_ACCEPTANCE = (
    "accepted_at",
    "competent_received_at",
    "due_at",
    "appointed_at",
    "register_year",
    "register_number",
    "allowance_amount",
    "allowance_unit",
)


@transaction.atomic(durable=True)
@recorded_together()
def receive_at_counter(application: Application, *, officer: str, at: datetime) -> Dossier:
    """A person stands at the counter with everything: written down and accepted in one move."""
    dossier = open_dossier(application, actor=officer, at=at)
    _accept(dossier, officer=officer, at=at)
    return dossier


@transaction.atomic(durable=True)
@recorded_together()
def accept_dossier(dossier: Dossier, *, officer: str, at: datetime) -> Dossier:
    """Take an online dossier in: number in the register, deadline, hand-over to whom it concerns."""
    dossier = locked(dossier)
    _accept(dossier, officer=officer, at=at)
    return dossier


@transaction.atomic(durable=True)
@recorded_together()
def refuse_receipt(dossier: Dossier, *, reason: str, officer: str, at: datetime) -> Dossier:
    """Do not take it in (form 03): out of competence, not a procedure, forged. It gets no result and no deadline."""
    dossier = locked(dossier)
    dossier.ended_at = at
    enter(dossier, Move.REFUSE_RECEIPT, "ended_at")
    cancel_process(dossier.code, at=at)
    event = fact(
        dossier,
        DossierNotAccepted,
        actor=officer,
        at=at,
    )
    justify(dossier, Move.REFUSE_RECEIPT, reason, event)
    return dossier


@transaction.atomic(durable=True)
def collect_fee(dossier: Dossier, *, officer: str, at: datetime) -> Dossier:
    """The fee was paid at the counter."""
    dossier = locked(dossier)
    dossier.fee_state = fee_after(Fee(dossier.fee_state), FeeMove.PAY)
    dossier.save(update_fields=["fee_state"])
    record(
        fact(
            dossier,
            FeeCollected,
            actor=officer,
            at=at,
            amount=dossier.fee_amount,
        )
    )
    return dossier


def _accept(dossier: Dossier, *, officer: str, at: datetime) -> None:
    allowance = procedure_version(dossier.procedure_version).allowance_for(dossier.channel)
    if allowance is not None:
        dossier.allowance_amount, dossier.allowance_unit = allowance
    dossier.accepted_at = at
    dossier.competent_received_at = None if travels_on_paper(dossier) else at
    dossier.due_at = dossier.appointed_at = legal_due_at(dossier)
    dossier.register_year = clock.local(at).year
    dossier.register_number = next_register_number(dossier.receiving_agency_code, dossier.register_year)
    enter(dossier, Move.ACCEPT, *_SET_AT_ACCEPTANCE)
    finish_step(dossier, Move.ACCEPT, actor=officer, at=at)
    record(
        fact(
            dossier,
            DossierAccepted,
            actor=officer,
            at=at,
            procedure_version=dossier.procedure_version,
            receiving_agency_code=dossier.receiving_agency_code,
            register_number=dossier.register_number,
            clock_started_at=dossier.competent_received_at,
            due_at=dossier.due_at,
            allowance_amount=None if dossier.allowance_amount is None else str(dossier.allowance_amount),
            allowance_unit=dossier.allowance_unit or None,
        )
    )
