"""What is counted of the dossiers of a range, as a number each: millions of them, for proving.

The number is a polynomial of the dossier's entries at a point drawn anew for each check, modulo a prime: two different
sets of entries have the same at two points of a thousand million, and at the next check at others.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from random import SystemRandom
from typing import NamedTuple

from django.db import connection

from motcua.kernel.events.store import SubjectRange

_PRIME = 2**31 - 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEPT = """
WITH entry AS (
    SELECT t.id, t.subject, t.position, e.id AS entry, e.amount, (e.position + %(position)s) % %(prime)s AS a,
           (e.measure_id + %(measure)s) % %(prime)s AS b, (e.cut_id + %(cut)s) % %(prime)s AS c,
           ((date_part('epoch', e.at) * 1000000)::bigint + %(at)s) % %(prime)s AS d
    FROM insight_tally t LEFT JOIN insight_entry e ON e.tally_id = t.id
    WHERE t.subject >= %(first)s AND (%(to_the_last)s OR t.subject < %(before)s))
SELECT subject, position, count(entry),
       coalesce(sum(amount % %(prime)s * a % %(prime)s * b % %(prime)s * c % %(prime)s * d % %(prime)s), 0)::bigint
FROM entry GROUP BY id, subject, position
""".replace("% ", "%% ")
"""Each product of two is below 2^62; the sum of a dossier's is one number again."""


class Row(NamedTuple):
    """An entry as it should be: microseconds since 1970, of a measure and a cut by their ids."""

    position: int
    at: int
    measure: int
    cut: int
    amount: int


class Kept(NamedTuple):
    """Up to which position a dossier is counted, how many entries it has, and their number."""

    counted_to: int
    entries: int
    number: int


class Point(NamedTuple):
    """Where polynomials are compared."""

    position: int
    measure: int
    cut: int
    at: int

    def number_of(self, rows: Iterable[Row]) -> int:
        """As PostgreSQL adds it up."""
        position, measure, cut, at = self
        return sum(
            one.amount * (one.position + position) * (one.measure + measure) * (one.cut + cut) * (one.at + at) % _PRIME
            for one in rows
        ) % _PRIME  # fmt: skip


def drawn_point() -> Point:
    """Another one each time."""
    dice = SystemRandom()
    return Point(*(dice.randrange(_PRIME) for _part in Point._fields))


def microseconds(at: datetime) -> int:
    """Since 1970."""
    since = at - _EPOCH
    return (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds


def kept_numbers(within: SubjectRange, point: Point) -> dict[str, Kept]:
    """By dossier."""
    with connection.cursor() as cursor:
        values = point._asdict() | {"prime": _PRIME, "first": within.first, "before": within.before or ""}
        cursor.execute(_KEPT, values | {"to_the_last": within.before is None})
        return {subject: Kept(upto, entries, number % _PRIME) for subject, upto, entries, number in cursor}
