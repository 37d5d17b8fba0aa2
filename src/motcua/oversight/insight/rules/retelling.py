"""What each event changes of the counts of its dossier, told while its life is retold once. Plain Python.

As long as events become known in the order in which they happened, an event changes three things: it is counted itself,
what was open before it ends at its moment, and what is open after it begins. One that happened before another already
known changes what that one said too: then the difference between two whole answers of `retold` is taken.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from motcua.kernel.events.declare import Event
from motcua.oversight.insight.rules.life import PLACES, TELL, Judge, Life, Mark, Owed, lived, officer_of, retold, stocks


class Known(Protocol):
    """An event with its position: the order in which events became known."""

    @property
    def position(self) -> int: ...

    @property
    def event(self) -> Event: ...


Placed = TypeVar("Placed", bound=Known)


def changes(
    history: Sequence[Placed], judge: Judge, owed: Owed, *, after: int = 0
) -> Iterator[tuple[Placed, dict[Mark, int]]]:
    """Event by event, what each past the position `after` changes of the counts of one dossier; never a zero.

    `history` is all that is known of the dossier, in the order of positions. The sums of what is told up to any event
    are `retold` of the events up to it.
    """
    known = [one for one in history if one.position <= after]
    so_far = _SoFar(known, owed)
    for one in history[len(known) :]:
        if so_far.is_late(one.event):
            counts = _less(_retold([*known, one], judge, owed), _retold(known, judge, owed))
            so_far = _SoFar([*known, one], owed)
        else:
            counts = so_far.tell(one.event, judge)
        known.append(one)
        yield one, {mark: amount for mark, amount in counts.items() if amount}


def span_of(history: Sequence[Known], owed: Owed) -> tuple[datetime, datetime | None]:
    """From when a dossier may be counted at all, and from when it is no stock any more; None while it is one."""
    begins_at = min(one.event.at for one in history)
    so_far = _SoFar(history, owed)
    return begins_at, None if so_far.holds else max(one.event.at for one in history)


def agencies_of(history: Sequence[Known]) -> set[str]:
    """Every agency that a dossier is counted for at any time."""
    return {one.event.agency_code for one in history if one.event.kind in PLACES}


class _SoFar:
    """A life as far as it is known, and the stocks that have no end yet."""

    def __init__(self, known: Sequence[Known], owed: Owed) -> None:
        self._owed = owed
        self._life = lived(((one.position, one.event) for one in known), _unjudged) if known else Life()
        self._last_at = max((one.event.at for one in known if one.event.kind in TELL), default=None)
        self._held = self._open(self._last_at) if self._last_at else []

    def is_late(self, event: Event) -> bool:
        """Whether it happened before something that is known already."""
        return self._last_at is not None and event.at < self._last_at and event.kind in TELL

    @property
    def holds(self) -> bool:
        """Whether it is counted among what is waiting, open or not collected, without an end yet."""
        return bool(self._held)

    def tell(self, event: Event, judge: Judge) -> dict[Mark, int]:
        """What the next event changes."""
        counts: dict[Mark, int] = {}
        if event.kind not in TELL:
            return counts
        at, officer = event.at, officer_of(event)
        for mark in self._held:
            _add(counts, mark if mark.at > at else Mark(mark.fact, mark.detail, at, mark.place), -1)
        for fact, detail, amount in TELL[event.kind](self._life, event, judge):
            _add(counts, Mark(fact, detail, at, self._life.place.by(officer)), amount)
        self._last_at, self._held = at, self._open(at)
        for mark in self._held:
            _add(counts, mark, 1)
        return counts

    def _open(self, from_at: datetime) -> list[Mark]:
        place = self._life.place
        return [Mark(fact, detail, since, place) for fact, detail, since in stocks(self._life, from_at, self._owed)]


def _add(counts: dict[Mark, int], mark: Mark, amount: int) -> None:
    counts[mark] = counts.get(mark, 0) + amount


def _retold(known: Sequence[Known], judge: Judge, owed: Owed) -> dict[Mark, int]:
    return retold([(one.position, one.event) for one in known], judge, owed)


def _less(after: dict[Mark, int], before: dict[Mark, int]) -> dict[Mark, int]:
    return {mark: after.get(mark, 0) - before.get(mark, 0) for mark in {**before, **after}}


def _unjudged(_life: Life, _ended_at: datetime) -> str:
    """How an end is judged changes no life, only what is counted of it."""
    return ""
