"""What leaves the house: events of dossiers by position, and the facts that `insight` counted from them."""

from collections.abc import Iterator

from django.db import connection

from motcua.oversight.insight.public import outflow

EVENTS = """
SELECT e.position, e.kind, encode(sha256(convert_to(%s || e.subject, 'UTF8')), 'hex') AS dossier, e.agency_code, e.at,
       e.recorded_at, e.payload ->> 'procedure_code' AS procedure_code,
       (e.payload ->> 'procedure_version')::bigint AS procedure_version, e.payload ->> 'channel' AS channel,
       e.payload ->> 'outcome' AS outcome, (e.payload ->> 'due_at')::timestamptz AS due_at,
       e.payload ? 'imported' AS is_imported, split_part(e.agency_code, '.', 1) AS province,
       to_char(e.at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM') AS month
FROM events_eventrecord e
WHERE e.kind LIKE 'dossiers.%%' AND e.position > %s AND e.position <= %s
"""
"""Parameters: a key for the digests of dossiers, after which position, up to which."""


def newest(table: str) -> int:
    """Up to where a table may be taken: what comes later has a greater number."""
    if table == "facts":
        return outflow.settled_movement()
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(position), 0) FROM events_eventrecord")
        return int(cursor.fetchone()[0])


def copied(table: str, key: str, *, after: int, upto: int) -> Iterator[bytes]:
    """The rows of a span as CSV, in pieces."""
    if table == "facts":
        yield from outflow.copied_facts(key, after=after, upto=upto)
        return
    query = f"COPY ({EVENTS}) TO STDOUT (FORMAT csv, HEADER true)"
    with connection.cursor() as cursor, cursor.copy(query, [key, after, upto]) as rows:
        yield from (bytes(piece) for piece in rows)
