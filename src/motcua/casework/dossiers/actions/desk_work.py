"""The agency's inner steps: whose desk the dossier lies on, and what moves it on to the next."""

from datetime import datetime

from django.db import transaction

from motcua.capabilities.workflow.public import (
    TaskView,
    assign_task,
    cancel_process,
    complete_task,
    open_tasks,
    process_version,
    start_process,
)
from motcua.casework.dossiers.actions.moving import enter, fact, justify, locked, set_due
from motcua.casework.dossiers.errors import NotYourTask, StepNeedsMove
from motcua.casework.dossiers.events import DossierForwarded, DossierTransferred
from motcua.casework.dossiers.models import Dossier, Handover
from motcua.casework.dossiers.queries.clocks import legal_due_at
from motcua.casework.dossiers.rules.life import MOVE_LABELS, Move, State
from motcua.kernel.events.store import record, recorded_together

SPECIALIST = "specialist"
ENDS_A_STEP = (Move.ACCEPT, Move.RESOLVE, Move.RETURN_RESULT)


@transaction.atomic(durable=True)
@recorded_together()
def assign_dossier(dossier: Dossier, *, task: int, to: str, officer: str, at: datetime) -> Dossier:
    """The head gives the dossier to a specialist; if it was only accepted, its handling begins."""
    dossier = locked(dossier)
    if dossier.life is State.ACCEPTED:
        _forward(dossier, officer=officer, at=at)
    held = check_desk(dossier, task, officer)
    complete_task(
        task,
        outcome=held.outcomes[0].code if held else "",
        actor=officer,
        at=at,
        give_to=dict.fromkeys(_steps_of_specialists(dossier), to),
        not_after=dossier.due_at,
    )
    return dossier


@transaction.atomic(durable=True)
def forward_dossier(dossier: Dossier, *, officer: str, at: datetime) -> Dossier:
    """The counter hands it to the competent agency; a paper dossier's clock starts with this."""
    dossier = locked(dossier)
    _forward(dossier, officer=officer, at=at)
    return dossier


@transaction.atomic(durable=True)
@recorded_together()
def transfer_dossier(dossier: Dossier, *, to_agency_code: str, reason: str, officer: str, at: datetime) -> Dossier:
    """Re-route to the agency that is competent; the code and the receipt stay, and the citizen's clock runs on.

    It runs by the hours of the new agency, so the date is derived anew.
    """
    dossier = locked(dossier)
    from_code, dossier.agency_code = dossier.agency_code, to_agency_code
    set_due(dossier, legal_due_at(dossier, dossier.stops.all()))
    enter(dossier, Move.TRANSFER, "agency_code", "due_at", "appointed_at")
    _hand_over(dossier, Handover.Kind.TRANSFER, from_code=from_code, officer=officer, at=at)
    restart_process(dossier, actor=officer, at=at)
    event = fact(
        dossier,
        DossierTransferred,
        actor=officer,
        at=at,
        from_agency_code=from_code,
        due_at=dossier.due_at,
    )
    justify(dossier, Move.TRANSFER, reason, event)
    return dossier


@transaction.atomic(durable=True)
def complete_step(dossier: Dossier, *, task: int, outcome: str, officer: str, at: datetime) -> Dossier:
    """Finish an inner step that is no legal move: «trình thẩm định», «đồng ý», «làm lại»."""
    dossier = locked(dossier)
    _check_no_move(check_desk(dossier, task, officer), outcome)
    complete_task(task, outcome=outcome, actor=officer, at=at, not_after=dossier.due_at)
    return dossier


@transaction.atomic(durable=True)
def hand_over_task(dossier: Dossier, *, task: int, to: str, officer: str, at: datetime) -> Dossier:
    """Give an open step to a colleague."""
    dossier = locked(dossier)
    assign_task(task, username=to, actor=officer, at=at)
    return dossier


def finish_step(dossier: Dossier, move: Move, *, actor: str, at: datetime) -> None:
    """Complete the open step that waits for this legal move (inside an action's transaction)."""
    for task in open_tasks(dossier.code):
        if move in task.moves:
            _check_holder(task, actor)
            outcome = _outcome(task, move)
            complete_task(task.id, outcome=outcome, actor=actor, at=at, not_after=dossier.due_at)
            return


def restart_process(dossier: Dossier, *, actor: str, at: datetime) -> None:
    """Begin the inner steps anew after receipt: the dossier changed hands, or its result was recalled."""
    cancel_process(dossier.code, at=at)
    agencies = {"receiver": dossier.receiving_agency_code}
    start_process(
        dossier.process_version,
        subject=dossier.code,
        agency_code=dossier.agency_code,
        actor=actor,
        at=at,
        agencies=agencies,
    )
    finish_step(dossier, Move.ACCEPT, actor=actor, at=at)


def _forward(dossier: Dossier, *, officer: str, at: datetime) -> None:
    if dossier.competent_received_at is None:
        dossier.competent_received_at = at
        set_due(dossier, legal_due_at(dossier))
    enter(dossier, Move.FORWARD, "competent_received_at", "due_at", "appointed_at")
    _hand_over(dossier, Handover.Kind.FORWARD, from_code=dossier.receiving_agency_code, officer=officer, at=at)
    record(
        fact(
            dossier,
            DossierForwarded,
            actor=officer,
            at=at,
            from_agency_code=dossier.receiving_agency_code,
            due_at=dossier.due_at,
        )
    )


def _hand_over(dossier: Dossier, kind: Handover.Kind, *, from_code: str, officer: str, at: datetime) -> None:
    Handover.objects.create(
        dossier=dossier,
        kind=kind,
        at=at,
        given_by=officer,
        from_agency_code=from_code,
        to_agency_code=dossier.agency_code,
    )


def _steps_of_specialists(dossier: Dossier) -> list[str]:
    return [step.key for step in process_version(dossier.process_version).steps if step.role == SPECIALIST]


def _outcome(task: TaskView, move: Move) -> str:
    codes = [outcome.code for outcome in task.outcomes]
    return str(move) if move in codes or not codes else codes[0]


def _check_no_move(task: TaskView | None, outcome: str) -> None:
    """A step that waits for a legal move is not finished beside it: that would leave the law's state behind."""
    for move in ENDS_A_STEP if task else ():
        if task and move in task.moves and outcome == _outcome(task, move):
            raise StepNeedsMove(step=task.name, move=MOVE_LABELS[move])


def check_desk(dossier: Dossier, task_id: int, officer: str) -> TaskView | None:
    """The open step of that number, which is nobody else's; None if it is open no more."""
    task = next((task for task in open_tasks(dossier.code) if task.id == task_id), None)
    if task is not None:
        _check_holder(task, officer)
    return task


def _check_holder(task: TaskView, officer: str) -> None:
    if task.username and task.username != officer:
        raise NotYourTask(step=task.name)
