"""What every move shares: lock the dossier, ask the rule, save what changed, say so."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from motcua.capabilities.workflow.public import resume_process, suspend_process
from motcua.casework.dossiers.errors import ChangedMeanwhile, ReasonMissing
from motcua.casework.dossiers.models import ClockStop, Dossier, Reason
from motcua.casework.dossiers.queries.clocks import legal_due_at
from motcua.casework.dossiers.rules import side_lives
from motcua.casework.dossiers.rules.life import Move, State, after
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import fold, nfc

Fact = TypeVar("Fact", bound=Event)


def locked(dossier: Dossier) -> Dossier:
    """The row as it is now, held until the transaction ends."""
    return Dossier.objects.select_for_update(no_key=True, of=("self",)).get(pk=dossier.pk)


def enter(dossier: Dossier, move: Move, *fields: str) -> None:
    """Make the move and save the state with `fields`; the copy at the national portal is now behind."""
    dossier.state = after(dossier.life, move, is_accepted=dossier.is_accepted, is_paused=is_paused(dossier))
    dossier.sync_state = side_lives.sync_after(side_lives.Sync(dossier.sync_state), side_lives.SyncMove.CHANGE)
    dossier.save(update_fields=["state", "sync_state", *fields])


def set_due(dossier: Dossier, due_at: datetime | None) -> None:
    """The derived date; the appointment goes with it unless it was made apart, with an apology."""
    if dossier.appointed_at == dossier.due_at:
        dossier.appointed_at = due_at
    dossier.due_at = due_at


def is_paused(dossier: Dossier) -> bool:
    """Whether the clock stands though the dossier is in hand: for another agency, or on another lawful ground."""
    return dossier.life is State.IN_PROGRESS and dossier.stops.filter(to_at=None).exists()


def stop_clock(
    dossier: Dossier, kind: ClockStop.Kind, *, actor: str, at: datetime, reason: str, legal_basis: str = ""
) -> None:
    """The legal clock stands from `at`, if it runs at all; the inner steps wait in any case: it is another's turn."""
    if dossier.is_accepted:
        words = {"reason": nfc(reason), "legal_basis": nfc(legal_basis)}
        ClockStop.objects.create(dossier=dossier, kind=kind, from_at=at, started_by=actor, **words)
    suspend_process(dossier.code, at=at, actor=actor)


def start_clock(dossier: Dossier, *, actor: str, at: datetime) -> datetime | None:
    """End the open stop and derive the date anew; answers it.

    `ChangedMeanwhile` when the stop began after `at`: whoever moves now had not seen it.
    """
    ClockStop.objects.filter(dossier=dossier, to_at=None, from_at__lte=at).update(to_at=at, ended_by=actor)
    stops = list(dossier.stops.all())
    if any(stop.to_at is None for stop in stops):
        raise ChangedMeanwhile
    resume_process(dossier.code, at=at, actor=actor)
    set_due(dossier, legal_due_at(dossier, stops))
    return dossier.due_at


def justify(dossier: Dossier, move: Move, text: str, event: Event) -> str:
    """Record the event with the words that justify it; `ReasonMissing` if there are none."""
    words = nfc(text)
    if not words:
        raise ReasonMissing
    Reason.objects.create(dossier=dossier, event_key=event.id, move=move, at=event.at, by=event.actor, text=words)
    record(event)
    return words


def search_key_of(code: str, owner_name: str, procedure_name: str) -> str:
    """What lists are searched by; also the end of the code, which is what people read out."""
    return fold(f"{code} {code.partition('-')[2]} {owner_name} {procedure_name}")


def fact(dossier: Dossier, kind: Callable[..., Fact], *, actor: str, at: datetime, **payload: object) -> Fact:
    """An event of the given kind about the dossier, with the codes that every one carries."""
    return kind(
        subject=dossier.code,
        agency_code=dossier.agency_code,
        at=at,
        actor=actor,
        procedure_code=dossier.procedure_code,
        channel=dossier.channel,
        **payload,
    )
