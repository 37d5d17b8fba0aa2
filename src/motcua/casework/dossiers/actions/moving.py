"""What every move shares: lock the dossier, ask the rule, save what changed, say so."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from motcua.capabilities.workflow.public import resume_process, suspend_process
from motcua.casework.dossiers.errors import ChangedMeanwhile, ReasonMissing
from motcua.casework.dossiers.models import ClockStop, Dossier, Reason
from motcua.casework.dossiers.rules import side_lives
from motcua.casework.dossiers.rules.life import Move, after
from motcua.kernel import clock
from motcua.kernel.events.declare import Event
from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import fold, nfc
from motcua.registry.worktime.public import (
    Allowance,
    Calendar,
    Stop,
    StopReason,
    Unit,
    calendar_of,
    legal_clock,
)

LAST_HOUR_FOR_SAME_DAY = 15
Fact = TypeVar("Fact", bound=Event)


def locked(dossier: Dossier) -> Dossier:
    """The row as it is now, held until the transaction ends."""
    return Dossier.objects.select_for_update(no_key=True, of=("self",)).get(pk=dossier.pk)


def enter(dossier: Dossier, move: Move, *fields: str) -> None:
    """Make the move and save the state with `fields`; the copy at the national portal is now behind."""
    dossier.state = after(dossier.life, move, is_accepted=dossier.is_accepted)
    dossier.sync_state = side_lives.sync_after(side_lives.Sync(dossier.sync_state), side_lives.SyncMove.CHANGE)
    dossier.save(update_fields=["state", "sync_state", *fields])


def allowance_of(dossier: Dossier) -> Allowance | None:
    """The period that was pinned, or None where the law sets none that is known."""
    if dossier.allowance_amount is None:
        return None
    return Allowance(dossier.allowance_amount, Unit(dossier.allowance_unit))


def travels_on_paper(dossier: Dossier) -> bool:
    """Paper taken in for another agency: the clock starts when that agency has it (Decree 309/2026 Art. 8.3)."""
    return dossier.channel != side_lives.Channel.ONLINE and dossier.agency_code != dossier.receiving_agency_code


def legal_due_at(dossier: Dossier, stops: Iterable[ClockStop] = ()) -> datetime | None:
    """The legal date after lawful stops; None without a period or before acceptance."""
    allowance = allowance_of(dossier)
    if allowance is None or dossier.accepted_at is None:
        return None
    calendar = calendar_of(dossier.agency_code)
    started_at = dossier.competent_received_at or _expected_arrival(calendar, dossier.accepted_at)
    halts = tuple(Stop(stop.from_at, stop.to_at, StopReason(stop.kind)) for stop in stops)
    return legal_clock(allowance, calendar, started_at=started_at, stops=halts).due_at


def _expected_arrival(calendar: Calendar, accepted_at: datetime) -> datetime:
    """Paper goes the same working day; taken in from 15:00 on, at the start of the next (Decree 309/2026 Art. 9)."""
    taken = clock.local(accepted_at)
    if taken.hour < LAST_HOUR_FOR_SAME_DAY:
        return accepted_at
    return calendar.next_opening(clock.at(taken.date() + timedelta(days=1)))


def stop_clock(dossier: Dossier, kind: ClockStop.Kind, *, actor: str, at: datetime) -> None:
    """The clock stands from `at`, if it runs at all; so do the clocks of the inner steps."""
    if dossier.is_accepted:
        ClockStop.objects.create(dossier=dossier, kind=kind, from_at=at)
        suspend_process(dossier.code, at=at, actor=actor)


def start_clock(dossier: Dossier, *, actor: str, at: datetime) -> datetime | None:
    """End the open stop and derive the date anew; answers it.

    `ChangedMeanwhile` when the stop began after `at`: whoever moves now had not seen it.
    """
    ClockStop.objects.filter(dossier=dossier, to_at=None, from_at__lte=at).update(to_at=at)
    stops = list(dossier.stops.all())
    if any(stop.to_at is None for stop in stops):
        raise ChangedMeanwhile
    resume_process(dossier.code, at=at, actor=actor)
    dossier.due_at = legal_due_at(dossier, stops)
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
