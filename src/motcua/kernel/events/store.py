"""Writing facts, in the transaction of the move that makes them true; reading them back in order."""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from threading import Lock
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Max, Min, QuerySet

from motcua.kernel import clock
from motcua.kernel.copying import copy_rows
from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events.declare import IMPORTED, Event, revive
from motcua.kernel.events.models import EventRecord, Lane

CHANNEL = "motcua_events"
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_COPIED = ("key", "kind", "version", "subject", "agency_code", "at", "recorded_at", "actor", "cause", "payload",
           "lane")  # fmt: skip
_READ = ("position", "recorded_at", "key", "kind", "version", "subject", "agency_code", "at", "actor", "cause",
         "payload")  # fmt: skip
_SAMPLED = 100
"""Rows looked at for each range of subjects."""
_WAKE_EVERY_SECONDS = 0.05
_last_wake = 0.0
_wake_lock = Lock()
_gathered: "ContextVar[list[tuple[Event, Lane]] | None]" = ContextVar("gathered", default=None)


def record(event: Event) -> None:
    """Write one event beside the rows it speaks of; refuses to run without an open transaction."""
    record_many([event])


def record_many(events: Iterable[Event], *, lane: Lane = Lane.SWIFT) -> None:
    """Write events in the order given; a bulk action at most 1,000 at a time, in the lane for such."""
    if not connection.in_atomic_block:
        raise NotInTransaction("An event is recorded in the transaction of its move.")
    gathered = _gathered.get()
    if gathered is None:
        _write((event, lane) for event in events)
    else:
        gathered.extend((event, lane) for event in events)


def record_by_copy(events: Iterable[Event]) -> None:
    """Write very many events in the order given, by COPY, in the lane for bulk: what an older system recorded."""
    if not connection.in_atomic_block:
        raise NotInTransaction("An event is recorded in the transaction of its move.")
    recorded_at = clock.now().isoformat()
    copy_rows(EventRecord, _COPIED, (_copied(event, recorded_at) for event in events))
    transaction.on_commit(wake_relay, robust=True)


@contextmanager
def recorded_together() -> Iterator[None]:
    """Write what a move and its steps record in one statement at the end, in order; nothing if something is raised.

    Also a decorator, below ``@transaction.atomic``. Not for moves that undo a part of themselves (a savepoint).
    """
    if _gathered.get() is not None:
        yield
        return
    events: list[tuple[Event, Lane]] = []
    token = _gathered.set(events)
    try:
        yield
    finally:
        _gathered.reset(token)
    if events:
        _write(events)


def _write(events: Iterable[tuple[Event, Lane]]) -> None:
    recorded_at = clock.now()
    EventRecord.objects.bulk_create([_row(event, lane, recorded_at) for event, lane in events], batch_size=1000)
    transaction.on_commit(wake_relay, robust=True)


def wake_relay() -> None:
    """Tell the relay that something was committed.

    NOTIFY goes out after the commit and at most every 50 ms a process: inside the transaction it would make all
    commits of the server wait for each other. A lost wake costs at most the relay's poll interval.
    """
    global _last_wake  # noqa: PLW0603 - one throttle a process
    with _wake_lock:
        if time.monotonic() - _last_wake < _WAKE_EVERY_SECONDS:
            return
        _last_wake = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def history_of(subject: str) -> list[Event]:
    """All events about `subject`, oldest first."""
    return [_event(row) for row in EventRecord.objects.filter(subject=subject).order_by("id")]


def events_after(position: int, *, limit: int = 500, kinds: Iterable[str] = ()) -> list[tuple[int, Event]]:
    """The next events by position: a reader that keeps the last position misses none, however late one commits."""
    rows = EventRecord.objects.filter(position__gt=position).order_by("position")
    if wanted := list(kinds):
        rows = rows.filter(kind__in=wanted)
    return [(row.position or 0, _event(row)) for row in rows[:limit]]


class Placed(NamedTuple):
    """An event with its position and when it became known."""

    position: int
    recorded_at: datetime
    event: Event


_SUBJECTS_AT = "SELECT subject FROM events_eventrecord WHERE id = ANY(%s) ORDER BY subject"


class SubjectRange(NamedTuple):
    """Subjects from `first` on and before `before` (None: to the last), in the order of the database."""

    first: str
    before: str | None


def placed_history(subject: str, *, kinds: Iterable[str]) -> list[Placed]:
    """The events of those kinds about `subject` that have a position, in its order."""
    rows = EventRecord.objects.filter(subject=subject, kind__in=list(kinds), position__isnull=False)
    return [_placed(row) for row in rows.order_by("position").values_list(*_READ, named=True)]


def placed_histories(
    *, kinds: Iterable[str], subjects: Iterable[str] | None = None, within: SubjectRange | None = None
) -> Iterator[tuple[str, list[Placed]]]:
    """Subject by subject (None: every one), in the order of their codes, as `placed_history` gives them.

    One statement, read piece by piece: in a transaction of the caller's, the server holds no more than a piece either.
    """
    rows = histories_query(kinds=kinds, subjects=subjects, within=within).iterator(chunk_size=2000)
    for subject, events in groupby(rows, key=attrgetter("subject")):
        yield subject, [_placed(row) for row in events]


def histories_query(
    *, kinds: Iterable[str], subjects: Iterable[str] | None = None, within: SubjectRange | None = None
) -> QuerySet[EventRecord, Any]:
    """The rows that `placed_histories` reads."""
    rows = EventRecord.objects.filter(kind__in=list(kinds), position__isnull=False).order_by("subject", "position")
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    if within is not None:
        rows = rows.filter(subject__gte=within.first)
        rows = rows if within.before is None else rows.filter(subject__lt=within.before)
    return rows.values_list(*_READ, named=True)


def subject_ranges(of: int) -> list[SubjectRange]:
    """At most `of` ranges that together hold every subject, present or to come, each about as many events.

    For reading in several processes. Found by a sample of rows evenly spaced by id, so that it costs the same however
    many events there are.
    """
    ends = EventRecord.objects.aggregate(first=Min("id"), last=Max("id"))
    if ends["first"] is None:
        return [SubjectRange("", None)]
    step = (ends["last"] - ends["first"]) // (of * _SAMPLED) + 1
    with connection.cursor() as cursor:
        cursor.execute(_SUBJECTS_AT, [list(range(ends["first"], ends["last"] + 1, step))])
        sample = [subject for (subject,) in cursor]
    cuts = dict.fromkeys(sample[len(sample) * number // of] for number in range(1, of))
    return [SubjectRange(first, before) for first, before in zip(["", *cuts], [*cuts, None], strict=True)]


def all_events(*, kinds: Iterable[str] = ()) -> Iterator[Event]:
    """Every event in the order of its recording, for rebuilding tables."""
    rows = EventRecord.objects.order_by("id")
    if wanted := list(kinds):
        rows = rows.filter(kind__in=wanted)
    return (_event(row) for row in rows.iterator(chunk_size=1000))


def _row(event: Event, lane: Lane, recorded_at: datetime) -> EventRecord:
    return EventRecord(
        key=event.id,
        kind=event.kind,
        version=event.version,
        subject=event.subject,
        agency_code=event.agency_code,
        at=event.at,
        recorded_at=recorded_at,
        actor=event.actor,
        cause=event.cause,
        payload=event.payload(),
        lane=lane,
    )


def _placed(row: Any) -> Placed:
    return Placed(row.position or 0, row.recorded_at, _event(row))


def _copied(event: Event, recorded_at: str) -> tuple[object, ...]:
    cause = None if event.cause is None else str(event.cause)
    payload = _COMPACT.encode(event.payload())
    return (str(event.id), event.kind, event.version, event.subject, event.agency_code, event.at.isoformat(),
            recorded_at, event.actor, cause, payload, Lane.BULK.value)  # fmt: skip


def _event(row: Any) -> Event:
    """Of an `EventRecord`, or of a named tuple of its values: where very many are read, that is much faster."""
    common = {
        "id": row.key,
        "subject": row.subject,
        "agency_code": row.agency_code,
        "at": row.at,
        "actor": row.actor,
        "cause": row.cause,
        "is_imported": IMPORTED in row.payload,
    }
    return revive(row.kind, row.version, common, row.payload)


event_of = _event
