"""The events that a line tells of, all marked imported; asks nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from motcua.casework.dossiers import events
from motcua.casework.moving_in.events import DossierImported
from motcua.casework.moving_in.rules.record import ENDED, Past, PastStop
from motcua.kernel.events.declare import Event

_WORKED_ON = frozenset({"in_progress", "supplement_requested", "fee_demanded", "resolved", "returned"})
_ONE_PAPER = ({"number": 1, "code": "", "originals": 0, "copies": 0, "files": []},)
"""What a dossier that still runs has here: a place for papers to come, which are added to a paper that is known."""
GIVEN = "given"
DueOf = Callable[[Sequence[PastStop]], datetime | None]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the province adds to a line: the procedure's version, its period, and when a dossier is due after stops."""

    procedure_version: int
    allowance: tuple[str, str] | None
    due_of: DueOf
    due_basis: str
    source: str
    line: int


class _Teller:
    """Makes events of one dossier; their ids are the same however often the line is read."""

    def __init__(self, past: Past, key: UUID, actor: str, last: DossierImported) -> None:
        self.past, self.key, self.actor, self.cause, self.at = past, key, actor, last.id, last.at
        self.story: list[Event] = []

    def tell(self, kind: Callable[..., Event], at: datetime, **payload: Any) -> None:
        """Add what happened next."""
        past = self.past
        self.story.append(
            kind(
                id=_numbered(self.key, len(self.story) + 1),
                subject=past.code,
                agency_code=past.agency,
                at=at,
                actor=self.actor,
                cause=self.cause,
                is_imported=True,
                procedure_code=past.procedure,
                channel=past.channel,
                **payload,
            )
        )


def _numbered(key: UUID, number: int) -> UUID:
    """The id of an event of the dossier: its key with the number in the last bits, as fast as it is repeatable."""
    return UUID(int=key.int ^ (number + 1))


def travels_on_paper(past: Past) -> bool:
    """Paper taken in for another agency: the clock starts when that agency has it (Decree 309/2026 Art. 8.3)."""
    return past.channel != "online" and past.agency != past.receiving_agency


def story_of(past: Past, key: UUID, known: Circumstances, *, actor: str, at: datetime) -> tuple[Event, ...]:
    """What happened, in order; the last says that the rest was brought in, `at` when.

    It stands last so that whoever hears of it finds the whole story placed.
    """
    last = DossierImported(
        id=_numbered(key, 0),
        subject=past.code,
        agency_code=past.agency,
        at=at,
        actor=actor,
        is_imported=True,
        procedure_code=past.procedure,
        channel=past.channel,
        due_basis=known.due_basis,
        source=known.source,
        line=known.line,
    )
    teller = _Teller(past, key, actor, last)
    _tell_beginning(teller, known)
    if past.accepted_at is not None:
        _tell_acceptance(teller, known, past.accepted_at)
    _tell_stops(teller, known)
    _tell_end(teller, known)
    return (*teller.story, last)


def _tell_beginning(teller: _Teller, known: Circumstances) -> None:
    past = teller.past
    teller.tell(
        events.DossierSubmitted,
        past.submitted_at,
        procedure_version=known.procedure_version,
        receiving_agency_code=past.receiving_agency,
        owner_kind="person" if past.owner_name else "",
        fee_amount=0,
        papers=() if past.state in ENDED else _ONE_PAPER,
    )
    for number, stop in enumerate(past.early_stops, start=1):
        asked = {"number": number, "is_before_acceptance": True}
        teller.tell(events.SupplementRequested, stop.from_at, defects=0, **asked)
        if stop.to_at is not None:
            teller.tell(events.SupplementProvided, stop.to_at, due_at=None, papers=(), **asked)


def _tell_acceptance(teller: _Teller, known: Circumstances, accepted_at: datetime) -> None:
    past, due_at = teller.past, known.due_of(())
    amount, unit = known.allowance or (None, None)
    waits = travels_on_paper(past) and past.forwarded_at is not None
    teller.tell(
        events.DossierAccepted,
        accepted_at,
        procedure_version=known.procedure_version,
        receiving_agency_code=past.receiving_agency,
        register_number=None,
        clock_started_at=None if waits else accepted_at,
        due_at=due_at,
        allowance_amount=amount,
        allowance_unit=unit,
        given_at=teller.at if known.due_basis == GIVEN and past.state not in ENDED else None,
    )
    if past.state in _WORKED_ON or past.forwarded_at or len(past.early_stops) < len(past.stops):
        handed_at = past.forwarded_at or accepted_at
        teller.tell(events.DossierForwarded, handed_at, from_agency_code=past.receiving_agency, due_at=due_at)


def _tell_stops(teller: _Teller, known: Circumstances) -> None:
    past, closed = teller.past, list[PastStop]()
    number = len(past.early_stops)
    for stop in past.stops[number:]:
        closed.append(stop)
        due_at = known.due_of(closed) if stop.to_at else None
        if stop.kind != "supplement":
            tell = _tell_fee if stop.kind == "financial_duty" else _tell_pause
            tell(teller, stop, due_at)
            continue
        number += 1
        asked = {"number": number, "is_before_acceptance": False}
        teller.tell(events.SupplementRequested, stop.from_at, defects=0, **asked)
        if stop.to_at is not None:
            teller.tell(events.SupplementProvided, stop.to_at, due_at=due_at, papers=(), **asked)


def _tell_fee(teller: _Teller, stop: PastStop, due_at: datetime | None) -> None:
    amount = teller.past.fee_amount or 0
    teller.tell(events.FeeDemanded, stop.from_at, amount=amount)
    if stop.to_at is not None:
        teller.tell(events.FeeConfirmed, stop.to_at, amount=amount, due_at=due_at)


def _tell_pause(teller: _Teller, stop: PastStop, due_at: datetime | None) -> None:
    teller.tell(events.ClockPaused, stop.from_at, ground=stop.kind)
    if stop.to_at is not None:
        teller.tell(events.ClockResumed, stop.to_at, due_at=due_at)


def _tell_end(teller: _Teller, known: Circumstances) -> None:
    past = teller.past
    if past.ended_at is None:
        return
    if past.state == "not_accepted":
        teller.tell(events.DossierNotAccepted, past.ended_at)
        return
    late = past.stops[len(past.early_stops) :]
    ended = [stop if stop.to_at else stop._replace(to_at=past.ended_at) for stop in late]
    due_at = known.due_of(ended) if past.accepted_at else None
    if past.state in {"withdrawn", "stopped"}:
        kind = events.DossierWithdrawn if past.state == "withdrawn" else events.DossierStopped
        teller.tell(kind, past.ended_at, due_at=due_at)
        return
    teller.tell(events.DossierResolved, past.ended_at, outcome=past.result, due_at=due_at, result_digest="")
    if past.returned_at is not None:
        teller.tell(events.ResultReturned, past.returned_at, method=past.delivery)
