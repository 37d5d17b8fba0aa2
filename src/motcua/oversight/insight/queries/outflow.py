"""Counts on their way out of the house: as CSV straight from the database, without a name or a dossier's code."""

import time
from collections.abc import Iterator

from django.db import connection
from django.db.backends.utils import CursorWrapper

FACTS = """
SELECT m.id, m.position, encode(sha256(convert_to(%s || m.subject, 'UTF8')), 'hex') AS dossier,
       m.recorded_at, m.fact, m.detail, m.at, m.amount, c.agency_code, c.procedure_code, c.procedure_version,
       c.channel, c.origin, c.level, c.field_name, split_part(c.agency_code, '.', 1) AS province,
       to_char(m.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') AS month
FROM insight_movement m JOIN insight_cut c ON c.id = m.cut_id
WHERE m.id > %s AND m.id <= %s
"""
"""Parameters: a key for the digests of dossiers, after which id, up to which."""
_LONGEST_WAIT_SECONDS, _LOOK_EVERY_SECONDS = 5.0, 0.01
_WRITERS = """
SELECT virtualtransaction FROM pg_locks
WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted AND pid IS DISTINCT FROM pg_backend_pid()
  AND relation = 'insight_entry'::regclass
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class StillWriting(RuntimeError):
    """Those who were counting when it was asked have not ended yet."""


def settled_movement(*, longest_seconds: float = _LONGEST_WAIT_SECONDS) -> int:
    """The newest id below which nothing can still appear.

    A serial number may be taken by a transaction that commits late. Whoever has taken one has the table's lock for
    writing, from before that until the transaction's end: so those who hold it after the newest id was read are waited
    for. Nobody waits for us, and nobody who comes later is waited for.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM insight_entry")
        newest = int(cursor.fetchone()[0])
        awaited, until = _writers(cursor), time.monotonic() + longest_seconds
        while awaited:
            if time.monotonic() > until:
                raise StillWriting(f"{len(awaited)} transactions still write counts after {longest_seconds} s")
            time.sleep(_LOOK_EVERY_SECONDS)
            awaited &= _writers(cursor)
    return newest


def _writers(cursor: CursorWrapper) -> set[str]:
    cursor.execute(_WRITERS)
    return {writer for (writer,) in cursor.fetchall()}


def copied_facts(key: str, *, after: int, upto: int) -> Iterator[bytes]:
    """The counts of a span of ids as CSV, in pieces."""
    with connection.cursor() as cursor, cursor.copy(_as_csv(FACTS), [key, after, upto]) as rows:
        yield from (bytes(piece) for piece in rows)


def _as_csv(query: str) -> str:
    return f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER true)"
