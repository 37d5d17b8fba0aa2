"""Putting on desks what began in an older system: a run that is entered where its subject stands."""

from datetime import datetime

from motcua.capabilities.workflow.actions.offering import offer, offered_of
from motcua.capabilities.workflow.actions.transaction import step
from motcua.capabilities.workflow.events import ProcessStarted
from motcua.capabilities.workflow.models import ProcessRun
from motcua.capabilities.workflow.queries.processes import ProcessView, process_version
from motcua.capabilities.workflow.rules.engine import open_steps
from motcua.capabilities.workflow.rules.state import State
from motcua.kernel.events.store import record


@step
def enter_process(
    version_id: int,
    *,
    subject: str,
    agency_code: str,
    receiver_agency_code: str,
    after: str,
    actor: str,
    at: datetime,
    not_after: datetime | None,
) -> bool:
    """Open the steps that follow the move `after` (empty: the first ones), as if the run had come there; whether any.

    No step before them is said to have been done: nobody knows when it was. Raises `BranchNotDecided`.
    """
    view = process_version(version_id)
    state = _state_after(view, after, actor)
    if state is None or not state.marking:
        return False
    run = ProcessRun(version_id=version_id, subject=subject, agency_code=agency_code, started_at=at)
    run.agencies, run.state = {"receiver": receiver_agency_code}, state.stored()
    run.save(force_insert=True)
    tasks = offer(view, run, open_steps(view.machine, state.marking), owners={}, at=at, not_after=not_after)
    record(
        ProcessStarted(
            subject=subject,
            agency_code=agency_code,
            at=at,
            actor=actor,
            run_id=run.pk,
            process_code=view.code,
            process_number=view.number,
            offered=offered_of(tasks),
        )
    )
    return True


def _state_after(view: ProcessView, move: str, actor: str) -> State | None:
    """The state of a run in which the step of this move was the last one done; None if the drawing has no such step."""
    if not move:
        return State().started(view.machine)
    waiting = next((each for each in view.steps if move in each.moves), None)
    if waiting is None:
        return None
    codes = [outcome.code for outcome in waiting.outcomes]
    outcome = move if move in codes or not codes else codes[0]
    return State(marking=(waiting.key,)).moved(view.machine, waiting.key, outcome, actor)
