"""What a dossier went through, retold from its events as far as honesty asks for it. Plain Python.

All lengths are working minutes of the handling agency, counted by the function that is passed in.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from motcua.casework.dossiers import events as told
from motcua.kernel.events.declare import Event

Minutes = Callable[[datetime, datetime], int]
"""Working minutes from one moment to another, 0 if the other is earlier."""


@dataclass(frozen=True, slots=True)
class PastStop:
    """The clock stood: since when, until when, and what was due before and after."""

    kind: str
    from_at: datetime
    due_before_at: datetime | None
    to_at: datetime | None = None
    due_after_at: datetime | None = None


@dataclass(slots=True)
class Past:
    """A dossier so far. `ending`: ``""`` open, ``result``, ``withdrawn`` or ``stopped``."""

    subject: str = ""
    agency_code: str = ""
    procedure_code: str = ""
    procedure_version: int = 0
    is_imported: bool = False
    submitted_at: datetime | None = None
    waiting_since_at: datetime | None = None
    wait_minutes: int = 0
    accepted_at: datetime | None = None
    due_at: datetime | None = None
    supplements_again: int = 0
    stops: list[PastStop] = field(default_factory=list)
    ended_at: datetime | None = None
    ending: str = ""
    closed_by: str = ""
    returned_at: datetime | None = None
    corrections: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is being handled."""
        return self.accepted_at is not None and not self.ending

    @property
    def standing_stop(self) -> PastStop | None:
        """The stop that has not ended."""
        return self.stops[-1] if self.stops and self.stops[-1].to_at is None else None


@dataclass(frozen=True, slots=True)
class NearStop:
    """The stop that began with the smallest part of the term left, and what it won."""

    kind: str
    at: datetime
    left_minutes: int
    gained_minutes: int | None
    """None while the clock still stands."""


def past_of(history: Iterable[tuple[int, Event]], minutes: Minutes) -> Past:
    """Retell events with their positions, in the order of their moments."""
    past = Past()
    for _position, event in sorted(history, key=lambda pair: (pair[1].at, pair[0])):
        tell = _TELL.get(event.kind)
        if tell is not None:
            tell(past, event, minutes)
    return past


def term_minutes(past: Past, minutes: Minutes) -> int:
    """How long the law gives it, stops apart; 0 of one that has no date."""
    first = past.stops[0].due_before_at if past.stops else past.due_at
    if past.accepted_at is None or first is None:
        return 0
    return max(minutes(past.accepted_at, first) - sum(_hidden(stop, minutes) for stop in past.stops), 0)


def near_stop(past: Past, minutes: Minutes) -> NearStop | None:
    """Which stop began nearest to the date; None where the clock never stood or no date is known."""
    found = [one for number in range(len(past.stops)) if (one := _stop_seen(past, number, minutes))]
    return min(found, key=lambda one: one.left_minutes, default=None)


def slack_minutes(past: Past, until_at: datetime | None, minutes: Minutes) -> int | None:
    """Working minutes from a moment to the date, negative if it is past; None without either."""
    if past.due_at is None or until_at is None:
        return None
    if until_at <= past.due_at:
        return minutes(until_at, past.due_at)
    return -max(minutes(past.due_at, until_at), 1)


def _stop_seen(past: Past, number: int, minutes: Minutes) -> NearStop | None:
    stop = past.stops[number]
    if stop.due_before_at is None:
        return None
    later = sum(_hidden(one, minutes) for one in past.stops[number:])
    left = max(minutes(stop.from_at, stop.due_before_at) - later, 0)
    return NearStop(stop.kind, stop.from_at, left, _gained(stop, minutes))


def _gained(stop: PastStop, minutes: Minutes) -> int | None:
    if stop.to_at is None:
        return None
    stood = minutes(stop.from_at, stop.to_at)
    if stop.due_before_at is None or stop.due_after_at is None:
        return stood
    return max(minutes(stop.due_before_at, stop.due_after_at), 0) or stood


def _hidden(stop: PastStop, minutes: Minutes) -> int:
    """What a stop won that the date before it already held: an older system tells only the last date."""
    if stop.to_at is None or stop.due_before_at != stop.due_after_at:
        return 0
    return minutes(stop.from_at, stop.to_at)


def _submitted(past: Past, event: told.DossierSubmitted, _minutes: Minutes) -> None:
    if past.submitted_at is None:
        past.subject, past.agency_code, past.procedure_code = event.subject, event.agency_code, event.procedure_code
        past.procedure_version, past.is_imported = event.procedure_version, event.is_imported
        past.submitted_at = past.waiting_since_at = event.at


def _accepted(past: Past, event: told.DossierAccepted, minutes: Minutes) -> None:
    if past.accepted_at is None and not past.ending:
        _wait_ends(past, event.at, minutes)
        past.subject, past.agency_code, past.procedure_code = event.subject, event.agency_code, event.procedure_code
        past.procedure_version = event.procedure_version
        past.accepted_at, past.due_at = event.at, event.due_at


def _wait_ends(past: Past, at: datetime, minutes: Minutes) -> None:
    if past.waiting_since_at is not None:
        past.wait_minutes = max(past.wait_minutes, minutes(past.waiting_since_at, at))
        past.waiting_since_at = None


def _asked(past: Past, event: told.SupplementRequested, minutes: Minutes) -> None:
    past.supplements_again += event.number > 1
    if event.is_before_acceptance:
        _wait_ends(past, event.at, minutes)
    else:
        _stand(past, "supplement", event.at)


def _provided(past: Past, event: told.SupplementProvided, _minutes: Minutes) -> None:
    if past.accepted_at is None and not past.ending:
        past.waiting_since_at = event.at
    _run_on(past, event.at, event.due_at)


def _paused(past: Past, event: told.ClockPaused, _minutes: Minutes) -> None:
    _stand(past, event.ground, event.at)


def _fee_demanded(past: Past, event: told.FeeDemanded, _minutes: Minutes) -> None:
    _stand(past, "financial_duty", event.at)


def _resumed(past: Past, event: told.ClockResumed | told.FeeConfirmed, _minutes: Minutes) -> None:
    _run_on(past, event.at, event.due_at)


def _stand(past: Past, kind: str, at: datetime) -> None:
    if past.is_open and past.standing_stop is None:
        past.stops.append(PastStop(kind, at, past.due_at))


def _run_on(past: Past, at: datetime, due_at: datetime | None) -> None:
    if (stop := past.standing_stop) is not None:
        past.stops[-1] = replace(stop, to_at=at, due_after_at=due_at)
    if past.is_open:
        past.due_at = due_at


def _due_set(past: Past, event: told.DossierForwarded | told.DueDateMoved, _minutes: Minutes) -> None:
    if past.is_open:
        past.due_at = event.due_at


def _moved(past: Past, event: told.DossierTransferred, _minutes: Minutes) -> None:
    past.agency_code = event.agency_code


def _resolved(past: Past, event: told.DossierResolved, _minutes: Minutes) -> None:
    """The first end counts, as it does in the official figures."""
    if past.is_open:
        _run_on(past, event.at, event.due_at)
        past.due_at = event.due_at
        past.ended_at, past.ending, past.closed_by = event.at, "result", event.actor


def _ended(past: Past, event: told.DossierWithdrawn | told.DossierStopped, _minutes: Minutes) -> None:
    if not past.ending and past.accepted_at is not None:
        past.due_at = past.due_at or event.due_at
        past.ended_at, past.closed_by = event.at, event.actor
        past.ending = event.kind.removeprefix("dossiers.")


def _returned(past: Past, event: told.ResultReturned, _minutes: Minutes) -> None:
    past.returned_at = past.returned_at or event.at


def _reopened(past: Past, _event: told.DossierReopened, _minutes: Minutes) -> None:
    """What was handed over was wrong: the applicant has nothing yet."""
    past.returned_at = None
    past.corrections += 1


def _corrected(past: Past, _event: Event, _minutes: Minutes) -> None:
    past.corrections += 1


_TELL: dict[str, Callable[[Past, Any, Minutes], None]] = {
    told.DossierSubmitted.kind: _submitted,
    told.DossierAccepted.kind: _accepted,
    told.SupplementRequested.kind: _asked,
    told.SupplementProvided.kind: _provided,
    told.ClockPaused.kind: _paused,
    told.ClockResumed.kind: _resumed,
    told.FeeDemanded.kind: _fee_demanded,
    told.FeeConfirmed.kind: _resumed,
    told.DossierForwarded.kind: _due_set,
    told.DueDateMoved.kind: _due_set,
    told.DossierTransferred.kind: _moved,
    told.DossierResolved.kind: _resolved,
    told.DossierReopened.kind: _reopened,
    told.ResultReturned.kind: _returned,
    told.DossierWithdrawn.kind: _ended,
    told.DossierStopped.kind: _ended,
    told.DossierCorrected.kind: _corrected,
}
KINDS = tuple(_TELL)
"""The events that a dossier's past is made of."""
