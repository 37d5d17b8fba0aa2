"""A dossier told again from its events and the rules alone: what its rows must say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from motcua.capabilities.workflow import events as process
from motcua.casework.dossiers import events
from motcua.casework.dossiers.rules import side_lives
from motcua.casework.dossiers.rules.life import LIFE, Move, State
from motcua.kernel.events.declare import Event


@dataclass
class Retold:
    """What the events add up to.

    `stops` are ``[kind, from, to]``; `papers` are ``(code, originals, copies, digests)`` by number; `result` is
    ``(outcome, digest, signer, moment)``; `holders` are ``(step, role, officer)`` by open task.
    """

    state: State = State.SUBMITTED
    agency_code: str = ""
    receiving_agency_code: str = ""
    fee_state: side_lives.Fee = side_lives.Fee.NONE
    fee_amount: int = 0
    delivery_state: side_lives.Delivery = side_lives.Delivery.NOT_READY
    submitted_at: datetime | None = None
    accepted_at: datetime | None = None
    competent_received_at: datetime | None = None
    due_at: datetime | None = None
    appointed_at: datetime | None = None
    given_due_at: datetime | None = None
    given_at: datetime | None = None
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    register_number: int | None = None
    allowance: tuple[Decimal, str] | None = None
    stops: list[list[Any]] = field(default_factory=list)
    papers: dict[int, tuple[str, int, int, tuple[str, ...]]] = field(default_factory=dict)
    supplements: list[tuple[int, datetime, datetime | None]] = field(default_factory=list)
    result: tuple[str, str, str, datetime] | None = None
    holders: dict[int, tuple[str, str, str]] = field(default_factory=dict)


def retold(history: Iterable[Event]) -> Retold:
    """Apply the events in order; events of other modules and of history only change nothing."""
    told = Retold()
    for event in history:
        if event.kind in _TELL:
            _TELL[event.kind](told, event)
    return told


def _move(told: Retold, move: Move) -> None:
    told.state = LIFE[told.state, move]  # house: state-outside-action - a story retold, no row


def _submitted(told: Retold, event: events.DossierSubmitted) -> None:
    told.agency_code, told.receiving_agency_code = event.agency_code, event.receiving_agency_code
    told.submitted_at, told.fee_amount = event.at, event.fee_amount
    told.fee_state = side_lives.Fee.DUE if event.fee_amount else side_lives.Fee.NONE
    _take_papers(told, event.papers)


def _accepted(told: Retold, event: events.DossierAccepted) -> None:
    _move(told, Move.ACCEPT)
    told.accepted_at, told.competent_received_at = event.at, event.clock_started_at
    told.due_at = told.appointed_at = event.due_at
    told.given_at, told.given_due_at = event.given_at, event.due_at if event.given_at else None
    told.register_number = event.register_number
    if event.allowance_amount is not None:
        told.allowance = (Decimal(event.allowance_amount), event.allowance_unit or "")


def _supplement_requested(told: Retold, event: events.SupplementRequested) -> None:
    _move(told, Move.REQUEST_SUPPLEMENT)
    told.supplements.append((event.number, event.at, None))
    if not event.is_before_acceptance:
        told.stops.append(["supplement", event.at, None])


def _supplement_provided(told: Retold, event: events.SupplementProvided) -> None:
    _move(told, Move.COMPLETE_PAPERS if event.is_before_acceptance else Move.PROVIDE_SUPPLEMENT)
    number, requested_at, _open = told.supplements[-1]
    told.supplements[-1] = (number, requested_at, event.at)
    _run_on(told, event)
    _take_papers(told, event.papers)


def _forwarded(told: Retold, event: events.DossierForwarded) -> None:
    _move(told, Move.FORWARD)
    told.competent_received_at = told.competent_received_at or event.at
    _set_due(told, event.due_at)


def _transferred(told: Retold, event: events.DossierTransferred) -> None:
    told.agency_code = event.agency_code
    if event.due_at is not None:
        _set_due(told, event.due_at)


def _fee_demanded(told: Retold, event: events.FeeDemanded) -> None:
    _move(told, Move.DEMAND_FEE)
    told.fee_state, told.fee_amount = side_lives.Fee.DUE, event.amount
    told.stops.append(["financial_duty", event.at, None])


def _fee_confirmed(told: Retold, event: events.FeeConfirmed) -> None:
    _move(told, Move.CONFIRM_FEE)
    told.fee_state = side_lives.Fee.PAID
    _run_on(told, event)


def _paused(told: Retold, event: events.ClockPaused) -> None:
    told.stops.append([event.ground, event.at, None])


def _due_moved(told: Retold, event: events.DueDateMoved) -> None:
    _set_due(told, event.due_at)


def _set_due(told: Retold, due_at: datetime | None) -> None:
    """The appointment goes with the date unless it was made apart."""
    if told.appointed_at == told.due_at:
        told.appointed_at = due_at
    told.due_at = due_at


def _fee_collected(told: Retold, _event: events.FeeCollected) -> None:
    told.fee_state = side_lives.Fee.PAID


def _extended(told: Retold, event: events.DeadlineExtended) -> None:
    told.appointed_at = event.appointed_at


def _resolved(told: Retold, event: events.DossierResolved) -> None:
    _move(told, Move.RESOLVE)
    told.ended_at = told.ended_at or event.at
    told.delivery_state = side_lives.Delivery.READY
    told.result = (event.outcome, event.result_digest, event.actor, event.at)


def _reopened(told: Retold, _event: events.DossierReopened) -> None:
    _move(told, Move.REOPEN)
    told.delivery_state, told.result = side_lives.Delivery.NOT_READY, None


def _posted(told: Retold, _event: events.ResultPosted) -> None:
    told.delivery_state = side_lives.Delivery.POSTED


def _returned(told: Retold, event: events.ResultReturned) -> None:
    _move(told, Move.RETURN_RESULT)
    told.returned_at, told.delivery_state = event.at, side_lives.Delivery.DELIVERED


def _ended_by(move: Move) -> Callable[[Retold, Any], None]:
    def ended(told: Retold, event: Any) -> None:
        _move(told, move)
        told.ended_at = event.at
        if move is not Move.REFUSE_RECEIPT and told.accepted_at:
            _run_on(told, event)

    return ended


def _run_on(told: Retold, event: Any) -> None:
    """The open stop ends; the event carries the date that was derived."""
    for stop in told.stops:
        if stop[2] is None:
            stop[2] = event.at
    if told.accepted_at:
        _set_due(told, event.due_at)


def _take_papers(told: Retold, papers: events.Papers) -> None:
    for paper in papers:
        number = int(str(paper["number"]))
        before = told.papers.get(number, ("", 0, 0, ()))
        files = (*before[3], *(str(digest) for digest in paper["files"]))  # type: ignore[attr-defined]
        told.papers[number] = (str(paper["code"]), int(str(paper["originals"])), int(str(paper["copies"])), files)


def _offered(told: Retold, event: Any) -> None:
    """Tasks that a process put on desks."""
    told.holders.update({one["id"]: (one["key"], one["role"], one["username"]) for one in event.offered})


def _task_done(told: Retold, event: process.TaskDone) -> None:
    told.holders.pop(event.task_id, None)
    _offered(told, event)


def _task_assigned(told: Retold, event: process.TaskAssigned) -> None:
    key, role, _username = told.holders[event.task_id]
    told.holders[event.task_id] = (key, role, event.username)


def _process_ended(told: Retold, _event: process.ProcessEnded) -> None:
    told.holders.clear()


_TELL: dict[str, Callable[[Retold, Any], None]] = {
    process.ProcessStarted.kind: _offered,
    process.TaskDone.kind: _task_done,
    process.TaskAssigned.kind: _task_assigned,
    process.ProcessEnded.kind: _process_ended,
    events.DossierSubmitted.kind: _submitted,
    events.DossierAccepted.kind: _accepted,
    events.DossierNotAccepted.kind: _ended_by(Move.REFUSE_RECEIPT),
    events.SupplementRequested.kind: _supplement_requested,
    events.SupplementProvided.kind: _supplement_provided,
    events.DossierForwarded.kind: _forwarded,
    events.DossierTransferred.kind: _transferred,
    events.FeeDemanded.kind: _fee_demanded,
    events.FeeConfirmed.kind: _fee_confirmed,
    events.ClockPaused.kind: _paused,
    events.ClockResumed.kind: _run_on,
    events.DueDateMoved.kind: _due_moved,
    events.FeeCollected.kind: _fee_collected,
    events.DeadlineExtended.kind: _extended,
    events.DossierResolved.kind: _resolved,
    events.DossierReopened.kind: _reopened,
    events.ResultPosted.kind: _posted,
    events.ResultReturned.kind: _returned,
    events.DossierWithdrawn.kind: _ended_by(Move.WITHDRAW),
    events.DossierStopped.kind: _ended_by(Move.STOP),
}
