"""Leading a dossier through its steps, as the pages do."""

from datetime import datetime, timedelta

from motcua.capabilities.workflow.public import open_tasks
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import (
    DeliveryMethod,
    accept_dossier,
    assign_dossier,
    complete_step,
    prepare_result,
    resolve_dossier,
    return_result,
)
from motcua.casework.dossiers.queries.retold import retold
from motcua.casework.dossiers.tests.factories import Cast, make_result
from motcua.kernel.events.store import history_of

HOUR = timedelta(hours=1)
DERIVED = (
    "state", "agency_code", "receiving_agency_code", "fee_state", "fee_amount", "delivery_state", "submitted_at",
    "accepted_at", "competent_received_at", "due_at", "appointed_at", "ended_at", "returned_at", "register_number",
)  # fmt: skip


def task_of(dossier: Dossier, key: str) -> int:
    """The open step of that name."""
    return next(task.id for task in open_tasks(dossier.code) if task.key == key)


def accepted(cast: Cast, dossier: Dossier, at: datetime) -> Dossier:
    """The counter takes it in."""
    return accept_dossier(dossier, officer=cast.receiver.username, at=at)


def assigned(cast: Cast, dossier: Dossier, at: datetime) -> Dossier:
    """The head gives it to the specialist."""
    task, to = task_of(dossier, "assign"), cast.specialist.username
    return assign_dossier(dossier, task=task, to=to, officer=cast.leader.username, at=at)


def proposed(cast: Cast, dossier: Dossier, at: datetime, **changes: object) -> Dossier:
    """The specialist prepares a result, the head agrees."""
    task, officer = task_of(dossier, "process"), cast.specialist.username
    prepare_result(dossier, make_result(**changes), task=task, officer=officer, at=at)
    task = task_of(dossier, "appraise")
    return complete_step(dossier, task=task, outcome="agree", officer=cast.leader.username, at=at + HOUR)


def resolved(cast: Cast, dossier: Dossier, at: datetime) -> Dossier:
    """The leader signs."""
    return resolve_dossier(dossier, officer=cast.leader.username, at=at)


def returned(cast: Cast, dossier: Dossier, at: datetime) -> Dossier:
    """The person takes the result."""
    return return_result(
        dossier, method=DeliveryMethod.COUNTER, taken_by="Triệu Thị Mai", officer=cast.receiver.username, at=at
    )


def whole_way(cast: Cast, dossier: Dossier, at: datetime) -> Dossier:
    """From the counter to the hand of the person, an hour a step."""
    dossier = accepted(cast, dossier, at)
    dossier = assigned(cast, dossier, at + HOUR)
    dossier = proposed(cast, dossier, at + 2 * HOUR)
    dossier = resolved(cast, dossier, at + 6 * HOUR)
    return returned(cast, dossier, at + 7 * HOUR)


def says_the_same_as_its_events(dossier: Dossier) -> bool:
    """The rows and the story retold from the events agree, holder included."""
    row, told = Dossier.objects.get(pk=dossier.pk), retold(history_of(dossier.code))
    differing = {
        name: (getattr(row, name), getattr(told, name)) for name in DERIVED if getattr(row, name) != getattr(told, name)
    }
    assert not differing
    assert [(stop.kind, stop.from_at, stop.to_at) for stop in row.stops.all()] == [tuple(stop) for stop in told.stops]
    papers = {
        paper.number: (paper.code, paper.originals, paper.copies, tuple(f.file.sha256 for f in paper.files.all()))
        for paper in row.papers.all()
    }
    assert papers == told.papers
    result = row.results.filter(recalled_at=None, signed_at__isnull=False).first()
    digest = result.file.sha256 if result and result.file else ""
    assert (result and (result.outcome, digest, result.signed_by, result.signed_at)) == told.result
    holders = {task.id: (task.key, task.role, task.username or "") for task in open_tasks(row.code)}
    assert holders == told.holders
    return True
