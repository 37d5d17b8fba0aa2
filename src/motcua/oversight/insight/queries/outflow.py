"""Counts on their way out of the house: as CSV straight from the database, without a name or a dossier's code."""

from collections.abc import Iterator

from django.db import connection, transaction

FACTS = """
SELECT m.id, m.position, encode(sha256(convert_to(%s || m.subject, 'UTF8')), 'hex') AS dossier,
       m.recorded_at, m.fact, m.detail, m.at, m.amount, c.agency_code, c.procedure_code, c.procedure_version,
       c.channel, c.origin, c.level, c.field_name, split_part(c.agency_code, '.', 1) AS province,
       to_char(m.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') AS month
FROM insight_movement m JOIN insight_cut c ON c.id = m.cut_id
WHERE m.id > %s AND m.id <= %s
"""
"""Parameters: a key for the digests of dossiers, after which id, up to which."""
_LONGEST_WAIT = "5s"


def settled_movement() -> int:
    """The newest id below which nothing can still appear.

    A serial number may be taken by a transaction that commits late. The lock waits for those that are writing and is
    let go at once; until then no figure is counted, and no dossier waits for it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{_LONGEST_WAIT}'")
        cursor.execute("LOCK TABLE insight_entry IN SHARE MODE")
        cursor.execute("SELECT coalesce(max(id), 0) FROM insight_entry")
        return int(cursor.fetchone()[0])


def copied_facts(key: str, *, after: int, upto: int) -> Iterator[bytes]:
    """The counts of a span of ids as CSV, in pieces."""
    with connection.cursor() as cursor, cursor.copy(_as_csv(FACTS), [key, after, upto]) as rows:
        yield from (bytes(piece) for piece in rows)


def _as_csv(query: str) -> str:
    return f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER true)"
