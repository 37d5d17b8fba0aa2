"""What one dossier adds to the counts: its events retold into flows at moments and stocks over spans. Plain Python.

`retold` answers how often each `Mark` is counted, given what was known: the same events give the same counts in
whatever order they were delivered. What a later event changes is the difference between two such answers; `changes`
in retelling.py tells it without counting everything anew.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from motcua.casework.dossiers import events as told
from motcua.kernel.events.declare import Event

MINUTE = timedelta(minutes=1)
APPLICANT = "account:"


class Place(NamedTuple):
    """What a count is grouped by, as far as events say it."""

    agency_code: str
    procedure_code: str
    procedure_version: int
    channel: str
    origin: str
    officer: str = ""
    """Who did what happened; of a stock, and of what an applicant did, nobody."""

    def by(self, officer: str) -> "Place":
        """The same place, of what `officer` did."""
        return Place(*self[:-1], officer) if officer else self


_NOWHERE = Place("", "", 0, "", "own")


class Mark(NamedTuple):
    """A fact at a moment; a stock begins with +1 and ends with −1."""

    fact: str
    detail: str
    at: datetime
    place: Place


@dataclass
class Life:
    """Where a dossier stands while its events are retold."""

    place: Place = _NOWHERE
    submitted_at: datetime | None = None
    receiving_agency_code: str = ""
    awaits_answer_from: datetime | None = None
    """Since when somebody who applied online waits to hear; None while nothing is owed."""
    accepted_at: datetime | None = None
    ended_at: datetime | None = None
    returned_at: datetime | None = None
    is_gone: bool = False
    due_at: datetime | None = None
    paused: str = ""
    paused_at: datetime | None = None
    paused_minutes: int = 0
    supplements_again: int = 0
    is_apologised: bool = False
    has_result: bool = False
    has_fee: bool = False
    papers: dict[int, tuple[bool, bool]] = field(default_factory=dict)
    """By number: whether it was given at all, whether as a file."""

    @property
    def is_open(self) -> bool:
        """Whether it is being handled."""
        return self.accepted_at is not None and self.ended_at is None and not self.is_gone

    @property
    def apology(self) -> str:
        return "given" if self.is_apologised else "missing"


Judge = Callable[[Life, datetime], str]
"""How a life that ends at a moment stands: early, on_time, late or undated."""
Owed = Callable[[Life], datetime | None]
"""Until when an answer is owed to who applied online; None if none is."""


def retold(history: Iterable[tuple[int, Event]], judge: Judge, owed: Owed) -> "Counter[Mark]":
    """The counts of one dossier from its events with their positions; in the order of their moments, then positions."""
    counts: Counter[Mark] = Counter()
    life, before_at = Life(), None
    for _position, event in sorted(history, key=lambda pair: (pair[1].at, pair[0])):
        if event.kind not in TELL:
            continue
        if before_at is not None:
            _span(counts, life, before_at, event.at, owed)
        for fact, detail, amount in TELL[event.kind](life, event, judge):
            counts[Mark(fact, detail, event.at, life.place.by(officer_of(event)))] += amount
        before_at = event.at
    if before_at is not None:
        _span(counts, life, before_at, None, owed)
    return Counter({mark: amount for mark, amount in counts.items() if amount})


def lived(history: Iterable[tuple[int, Event]], judge: Judge) -> Life:
    """Where a dossier stands after its events, in the same order."""
    life = Life()
    for _position, event in sorted(history, key=lambda pair: (pair[1].at, pair[0])):
        if event.kind in TELL:
            deque(TELL[event.kind](life, event, judge), maxlen=0)
    return life


def officer_of(event: Event) -> str:
    """An applicant is named by his account: he is no officer."""
    return "" if event.actor.startswith(APPLICANT) else event.actor


def _span(counts: "Counter[Mark]", life: Life, from_at: datetime, to_at: datetime | None, owed: Owed) -> None:
    """Between two events nothing changes but that a due moment may pass."""
    for fact, detail, since in stocks(life, from_at, owed):
        if to_at is None or since < to_at:
            counts[Mark(fact, detail, since, life.place)] += 1
            if to_at is not None:
                counts[Mark(fact, detail, to_at, life.place)] -= 1


def stocks(life: Life, from_at: datetime, owed: Owed) -> Iterator[tuple[str, str, datetime]]:
    """What a life is counted as from `from_at` on if nothing more happens: fact, detail and since when."""
    if life.submitted_at and life.accepted_at is None and not life.is_gone:
        yield "waiting", "", from_at
        if (owed_at := owed(life)) is not None:
            yield "waiting_overdue", "", max(from_at, owed_at.replace(second=0, microsecond=0) + MINUTE)
    if life.has_result and life.returned_at is None:
        yield "uncollected", "", from_at
    if not life.is_open:
        return
    yield "open", life.paused or "running", from_at
    if life.due_at is None:
        yield "undated", "", from_at
        return
    late_from = overdue_from(life.due_at, life.paused_at, again=life.supplements_again)
    if late_from is not None:
        yield "overdue", life.apology, max(from_at, late_from)


def overdue_from(due_at: datetime, paused_at: datetime | None, *, again: int) -> datetime | None:
    """From when an open dossier counts as overdue; None while a pause that began in time keeps it from that.

    The same as `standing` says moment by moment: to the minute, later than the due minute; asked again: at once.
    """
    late_from = due_at.replace(second=0, microsecond=0) + MINUTE
    if again:
        return datetime.min.replace(tzinfo=due_at.tzinfo)
    return late_from if paused_at is None or paused_at >= late_from else None


Told = Iterator[tuple[str, str, int]]


def _submitted(life: Life, event: told.DossierSubmitted, _judge: Judge) -> Told:
    if life.submitted_at:
        return
    origin = "imported" if getattr(event, "is_imported", False) else "own"
    life.place = Place(event.agency_code, event.procedure_code, event.procedure_version, event.channel, origin)
    life.submitted_at, life.has_fee = event.at, event.fee_amount > 0
    life.receiving_agency_code = event.receiving_agency_code
    life.awaits_answer_from = event.at if event.channel == "online" else None
    _take_papers(life, event.papers)
    yield "submitted", "", 1


def _accepted(life: Life, event: told.DossierAccepted, _judge: Judge) -> Told:
    if life.accepted_at or life.is_gone:
        return
    origin = "imported" if getattr(event, "is_imported", False) else life.place.origin
    life.place = Place(event.agency_code, event.procedure_code, event.procedure_version, event.channel, origin)
    life.accepted_at, life.due_at = event.at, event.due_at
    life.paused, life.paused_at = "", None
    yield "received", "", 1
    yield "digitised", _part(life), 1
    if life.has_fee:
        yield "with_fee", "", 1


def _not_accepted(life: Life, _event: told.DossierNotAccepted, _judge: Judge) -> Told:
    if life.accepted_at is None and not life.is_gone:
        life.is_gone = True
        yield "refused_receipt", "", 1


def _supplement_requested(life: Life, event: told.SupplementRequested, _judge: Judge) -> Told:
    life.supplements_again += event.number > 1
    life.awaits_answer_from = None
    if life.is_open and not event.is_before_acceptance:
        _pause(life, "supplement", event.at)
    yield "supplement", "again" if event.number > 1 else "first", 1


def _supplement_provided(life: Life, event: told.SupplementProvided, _judge: Judge) -> Told:
    _take_papers(life, event.papers)
    life.awaits_answer_from = event.at if life.place.channel == "online" else None
    _run_on(life, event)
    yield from ()


def _clock_paused(life: Life, event: told.ClockPaused, _judge: Judge) -> Told:
    if life.is_open:
        _pause(life, event.ground, event.at)
    yield from ()


def _clock_resumed(life: Life, event: told.ClockResumed, _judge: Judge) -> Told:
    _run_on(life, event)
    yield from ()


def _due_set(life: Life, event: told.DossierForwarded | told.DueDateMoved, _judge: Judge) -> Told:
    if life.is_open:
        life.due_at = event.due_at
    yield from ()


def _transferred(life: Life, event: told.DossierTransferred, _judge: Judge) -> Told:
    if not life.is_open or event.agency_code == life.place.agency_code:
        life.place = life.place._replace(agency_code=event.agency_code)
        return
    yield "moved_out", "", 1
    life.place = life.place._replace(agency_code=event.agency_code)
    yield "moved_in", "", 1


def _fee_demanded(life: Life, event: told.FeeDemanded, _judge: Judge) -> Told:
    if life.is_open:
        _pause(life, "financial_duty", event.at)
    yield from ()


def _fee_confirmed(life: Life, event: told.FeeConfirmed, _judge: Judge) -> Told:
    _run_on(life, event)
    yield "fee_paid", "", 1


def _fee_collected(_life: Life, _event: told.FeeCollected, _judge: Judge) -> Told:
    yield "fee_paid", "", 1
    yield "fee_at_counter", "", 1


def _extended(life: Life, _event: told.DeadlineExtended, _judge: Judge) -> Told:
    life.is_apologised = True
    yield "extended", "", 1


def _corrected(_life: Life, _event: told.DossierCorrected, _judge: Judge) -> Told:
    yield "corrected", "", 1


def _resolved(life: Life, event: told.DossierResolved, judge: Judge) -> Told:
    """The first end counts: a result taken back and made anew does not make the dossier finished twice."""
    if life.accepted_at is not None:
        life.has_result = True
    if not life.is_open:
        return
    _run_on(life, event)
    life.ended_at = event.at
    verdict = judge(life, event.at)
    yield "finished", verdict, 1
    yield "outcome", event.outcome, 1
    if verdict == "late":
        yield "finished_late", life.apology, 1
    if event.result_digest:
        yield "electronic_result", "", 1
    yield "handling", "", max(_minutes(life.accepted_at or event.at, event.at) - life.paused_minutes, 0)
    yield "paused_time", "", life.paused_minutes


def _reopened(life: Life, _event: told.DossierReopened, _judge: Judge) -> Told:
    life.has_result = False
    yield "reopened", "", 1


def _returned(life: Life, event: told.ResultReturned, _judge: Judge) -> Told:
    if life.returned_at is None:
        life.returned_at = event.at
        yield "returned", event.method, 1


def _ended(fact: str) -> Callable[[Life, Any, Judge], Told]:
    def ended(life: Life, _event: Any, _judge: Judge) -> Told:
        if life.is_gone or life.ended_at:
            return
        life.is_gone = True
        yield fact if life.accepted_at else f"{fact}_early", "", 1

    return ended


def _stopped(life: Life, event: told.DossierStopped, judge: Judge) -> Told:
    if life.is_open:
        yield from _ended("stopped")(life, event, judge)


def _pause(life: Life, kind: str, at: datetime) -> None:
    if not life.paused:
        life.paused, life.paused_at = kind, at


def _run_on(life: Life, event: Any) -> None:
    """A pause ends; the event carries the due moment that was derived."""
    if life.paused_at is not None:
        life.paused_minutes += _minutes(life.paused_at, event.at)
    life.paused, life.paused_at = "", None
    if life.is_open:
        life.due_at = event.due_at


def _take_papers(life: Life, papers: told.Papers) -> None:
    for paper in papers:
        number, files = int(str(paper["number"])), bool(paper["files"])
        is_given = files or bool(paper["originals"]) or bool(paper["copies"])
        before = life.papers.get(number, (False, False))
        life.papers[number] = (before[0] or is_given, before[1] or files)


def _part(life: Life) -> str:
    given = [is_file for is_given, is_file in life.papers.values() if is_given]
    if not any(given):
        return "nothing"
    return "whole" if all(given) else "some"


def _minutes(from_at: datetime, to_at: datetime) -> int:
    return (to_at - from_at) // MINUTE


TELL: dict[str, Callable[[Life, Any, Judge], Told]] = {
    told.DossierSubmitted.kind: _submitted,
    told.DossierAccepted.kind: _accepted,
    told.DossierNotAccepted.kind: _not_accepted,
    told.SupplementRequested.kind: _supplement_requested,
    told.SupplementProvided.kind: _supplement_provided,
    told.DossierForwarded.kind: _due_set,
    told.ClockPaused.kind: _clock_paused,
    told.ClockResumed.kind: _clock_resumed,
    told.DueDateMoved.kind: _due_set,
    told.DossierTransferred.kind: _transferred,
    told.FeeDemanded.kind: _fee_demanded,
    told.FeeConfirmed.kind: _fee_confirmed,
    told.FeeCollected.kind: _fee_collected,
    told.DeadlineExtended.kind: _extended,
    told.DossierCorrected.kind: _corrected,
    told.DossierResolved.kind: _resolved,
    told.DossierReopened.kind: _reopened,
    told.ResultReturned.kind: _returned,
    told.DossierWithdrawn.kind: _ended("withdrawn"),
    told.DossierStopped.kind: _stopped,
}
"""By kind: what an event makes of a life, and the flows it is counted as: fact, detail and amount."""
KINDS = tuple(TELL)
"""The events that figures are made of."""
PLACES = (told.DossierSubmitted.kind, told.DossierAccepted.kind, told.DossierTransferred.kind)
"""Those that say for which agency a dossier is counted from then on."""
