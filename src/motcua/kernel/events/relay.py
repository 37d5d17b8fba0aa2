"""The relay gives committed events their position and hands them to their subscribers, each until it succeeds.

It claims deliveries by a lease in a short transaction of its own, calls the subscribers with no transaction open, then
marks what was done. A crash between the two repeats the calls: subscribers are idempotent. One that fails is tried
again, later and later for about a week; then it is dead, visible, and can be sent again. One that fails slowly (a mail
server that does not answer) rests, so that it holds up nobody else.

A subscriber that takes many (`together`) is called once with all that was claimed for it; if that fails, each event is
handed over alone, so that a poisonous one holds up only itself. They keep what people are looking at: a relay may be
told to serve only them (`together=True`) or all others: no slip that is printed and no letter holds up a number.

Everything committed is placed, in the order of recording, before anything is delivered. Deliveries have two lanes: what
a bulk action moved (`record_many(…, lane=Lane.BULK)`) goes behind what people wait for, a tenth of each claim at least,
so that it never stands still; the next swift event about a subject takes along what waits about it.
"""

import logging
import time
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Q

from motcua.kernel import clock
from motcua.kernel.events.declare import declared_events
from motcua.kernel.events.models import Delivery, EventRecord, Lane
from motcua.kernel.events.store import CHANNEL, event_of
from motcua.kernel.events.subscribe import subscriber_named, subscribers_of, takes_together, taking_together

log = logging.getLogger(__name__)

_MINUTE, _HOUR = 60, 3600
RETRY_AFTER_SECONDS = (
    2,
    10,
    30,
    2 * _MINUTE,
    10 * _MINUTE,
    30 * _MINUTE,
    *[_HOUR] * 4,
    *[6 * _HOUR] * 8,
    *[24 * _HOUR] * 5,
)
LEASE = timedelta(minutes=2)
SLOW_SECONDS, RESTS_TIMES = 1.0, 10
"""A failure that took longer lets its subscriber rest in this process for so many times as long."""
_MARKED_EVERY_SECONDS = 0.2
_resting: dict[str, float] = {}


_PLACING_LOCK = 7_102_026
_PLACE = """
WITH base AS (SELECT coalesce(max(position), 0) AS top FROM events_eventrecord),
     unplaced AS (SELECT id, row_number() OVER (ORDER BY id) AS n FROM events_eventrecord
                  WHERE position IS NULL ORDER BY id LIMIT %(limit)s),
     placed AS (UPDATE events_eventrecord e SET position = base.top + unplaced.n FROM base, unplaced
                WHERE e.id = unplaced.id RETURNING e.id, e.kind, e.subject, e.lane, e.payload ? 'imported' AS imported),
     given AS (INSERT INTO events_delivery (event_id, subscriber, lane, next_at, state, attempts, last_error)
               SELECT placed.id, told.subscriber, placed.lane, %(at)s, 'waiting', 0, ''
               FROM placed JOIN unnest(%(kinds)s::text[], %(imported)s::bool[], %(subscribers)s::text[])
                    WITH ORDINALITY AS told (kind, imported, subscriber, n) USING (kind, imported)
               ORDER BY placed.id, told.n ON CONFLICT DO NOTHING)
SELECT count(*), coalesce(array_agg(DISTINCT subject) FILTER (WHERE lane = 0), '{}') FROM placed
"""
_CATCH_UP = """
UPDATE events_delivery d SET lane = 0 FROM events_eventrecord e
WHERE d.event_id = e.id AND d.state = 'waiting' AND d.lane = 1 AND e.subject = ANY(%s)
  AND EXISTS (SELECT 1 FROM events_delivery WHERE state = 'waiting' AND lane = 1)
"""
"""What waits in the lane for bulk about a subject goes with the next swift event about it: never after it."""
_PLACED_AT_ONCE, _SHARE_OF_BULK = 1000, 10
"""Of the deliveries claimed at once, so many are of the bulk lane as long as it waits: it never stands still."""


class WorkerEnded(RuntimeError):
    """A delivery was begun more often than it may fail: it ends the worker that takes it."""


def place(limit: int = _PLACED_AT_ONCE) -> int:
    """Give committed events their positions and their deliveries; how many. Only one relay does it at a time."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_PLACING_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(_PLACE, {"limit": limit, "at": clock.now(), **_who_is_told()})
        count, subjects = cursor.fetchone()
        if subjects:
            cursor.execute(_CATCH_UP, [subjects])
        if count:
            cursor.execute(f"NOTIFY {CHANNEL}")  # the other relays, who could not place
    return int(count)


def place_all() -> int:
    """Place what is committed, however much: so that nobody waits behind a bulk action; how many."""
    total = 0
    while placed := place():
        total += placed
        if placed < _PLACED_AT_ONCE:
            break
    return total


def _who_is_told() -> dict[str, list[object]]:
    told = [
        (kind, imported, name)
        for kind in sorted({kind for kind, _version in declared_events()})
        for imported in (False, True)
        for name in subscribers_of(kind, imported=imported)
    ]
    return {
        "kinds": [kind for kind, _imported, _name in told],
        "imported": [imported for _kind, imported, _name in told],
        "subscribers": [name for _kind, _imported, name in told],
    }


def deliver(limit: int = 50, *, together: bool | None = None) -> int:
    """Claim what is due and hand it over; how many were. What half the lease did not suffice for is given back.

    `together`: only what is for those who take many, or only what is for the others; None: all.
    """
    claimed = _claim(limit, together)
    turn = _Turn()
    try:
        for deliveries in _handed_together(claimed):
            turn.hand_over(deliveries)
    finally:
        turn.mark()
    _give_back(turn.held)
    return len(claimed) - len(turn.held)


def run_until_idle() -> int:
    """Place and deliver until nothing is due: for tests and commands. How many deliveries were made."""
    total = 0
    while place_all() + (made := deliver()):
        total += made
    return total


def replay(deliveries: "list[int] | None" = None) -> int:
    """Send dead deliveries again (all, or those ids); how many."""
    dead = Delivery.objects.filter(state=Delivery.State.DEAD)
    if deliveries is not None:
        dead = dead.filter(id__in=deliveries)
    return dead.update(state=Delivery.State.WAITING, attempts=0, next_at=clock.now())


def _claim(limit: int, together: bool | None) -> list[Delivery]:
    at = clock.now()
    with transaction.atomic():
        claimed = _due(Lane.SWIFT, at, limit - limit // _SHARE_OF_BULK, together)
        claimed += _due(Lane.BULK, at, limit - len(claimed), together)
        ids = [delivery.id for delivery in claimed]
        Delivery.objects.filter(id__in=ids).update(next_at=at + LEASE, attempts=F("attempts") + 1)
    return claimed


def _due(lane: Lane, at: datetime, limit: int, together: bool | None) -> list[Delivery]:
    due = Delivery.objects.filter(state=Delivery.State.WAITING, lane=lane, next_at__lte=at).order_by("next_at", "id")
    if together is not None:
        served = Q(subscriber__in=taking_together())
        due = due.filter(served if together else ~served)
    if resting := _at_rest():
        due = due.exclude(subscriber__in=resting)
    return list(due.select_for_update(skip_locked=True, of=("self",)).select_related("event")[:limit])


def _give_back(held: list[Delivery]) -> None:
    ids = [delivery.id for delivery in held]
    Delivery.objects.filter(id__in=ids).update(next_at=clock.now(), attempts=F("attempts") - 1)


def _at_rest() -> set[str]:
    return {name for name, until in list(_resting.items()) if until > time.monotonic()}  # two threads write in it


def _handed_together(claimed: list[Delivery]) -> list[list[Delivery]]:
    """What goes in one call each: those of a subscriber that takes many, before all others; then each alone.

    What keeps a read table is quick, and people are looking at it; a slip takes long to print. Only what is tried for
    the first time goes with others: an event that ends its worker ends it alone the next time.
    """
    alone: list[list[Delivery]] = []
    together: dict[str, list[Delivery]] = {}
    for delivery in claimed:
        if delivery.attempts or not takes_together(delivery.subscriber):
            alone.append([delivery])
        else:
            together.setdefault(delivery.subscriber, []).append(delivery)
    return [*together.values(), *alone]


class _Turn:
    """What is handed over under one lease: what was done, marked every few calls, and what is held."""

    def __init__(self) -> None:
        self.held: list[Delivery] = []
        self._began = self._marked = time.monotonic()
        self._done: list[int] = []

    def hand_over(self, deliveries: list[Delivery]) -> None:
        """Call the subscriber; where many together fail, each alone."""
        first, now = deliveries[0], time.monotonic()
        if first.subscriber in _at_rest() or now - self._began > LEASE.total_seconds() / 2:
            self.held += deliveries
            return
        error = _failure(deliveries)
        if error is None:
            self._done += [delivery.id for delivery in deliveries]
        elif len(deliveries) == 1:
            _let_rest(first, time.monotonic() - now)
            _put_off(first, error)
        else:
            for delivery in deliveries:
                self.hand_over([delivery])
        if time.monotonic() - self._marked > _MARKED_EVERY_SECONDS:
            self.mark()

    def mark(self) -> None:
        """Say in the database what was done since the last time."""
        done, self._done, self._marked = self._done, [], time.monotonic()
        if done:
            state = Delivery.State.DONE
            Delivery.objects.filter(id__in=done).update(state=state, done_at=clock.now(), last_error="")


def _failure(deliveries: list[Delivery]) -> Exception | None:
    """Call the subscriber with these, which are all its own; what went wrong."""
    first = deliveries[0]
    if first.attempts > len(RETRY_AFTER_SECONDS):
        return WorkerEnded("Every attempt ended with its worker.")
    try:
        (call,) = {subscriber_named(delivery.event.kind, first.subscriber) for delivery in deliveries}
        events = [event_of(delivery.event) for delivery in deliveries]
        call(events if takes_together(first.subscriber) else events[0])
    except Exception as error:
        log.warning("%s could not take %s", first.subscriber, first.event.key, exc_info=True)
        return error
    return None


def _let_rest(delivery: Delivery, took: float) -> None:
    if took > SLOW_SECONDS:
        _resting[delivery.subscriber] = time.monotonic() + took * RESTS_TIMES


def _put_off(delivery: Delivery, error: Exception) -> None:
    tried = delivery.attempts + 1
    is_dead = tried > len(RETRY_AFTER_SECONDS)
    wait = timedelta(seconds=RETRY_AFTER_SECONDS[min(tried, len(RETRY_AFTER_SECONDS)) - 1])
    Delivery.objects.filter(id=delivery.id).update(
        state=Delivery.State.DEAD if is_dead else Delivery.State.WAITING,
        next_at=clock.now() + wait,
        last_error=f"{type(error).__name__}: {error}"[:2000],
    )


def backlog() -> dict[str, int]:
    """How much waits: events without a position, deliveries waiting and dead."""
    return {
        "unplaced": EventRecord.objects.filter(position=None).count(),
        "waiting": Delivery.objects.filter(state=Delivery.State.WAITING).count(),
        "dead": Delivery.objects.filter(state=Delivery.State.DEAD).count(),
    }
