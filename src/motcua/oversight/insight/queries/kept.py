"""What is counted of the dossiers of a range, as a number each: millions of them, for proving.

Each entry is a point on a line drawn anew for each check, modulo a prime; the number is the sum of its amounts times
the ninth power of their points. Two sets of entries that differ in ten or fewer have the same number with a chance of
nine in two thousand million, at the next check too; of more, they would have to lie as if made to agree.
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
SELECT subject, position, count(entry), coalesce(sum(amount % %(prime)s * power % %(prime)s), 0)::bigint
FROM (
    SELECT *, third * third % %(prime)s * third % %(prime)s AS power FROM (
        SELECT *, point * point % %(prime)s * point % %(prime)s AS third FROM (
            SELECT t.id, t.subject, t.position, e.id AS entry, e.amount,
                   (%(origin)s + e.position % %(prime)s * %(position)s % %(prime)s
                    + e.measure_id::bigint * %(measure)s % %(prime)s
                    + e.cut_id % %(prime)s * %(cut)s % %(prime)s
                    + (date_part('epoch', e.at) * 1000000)::bigint % %(prime)s * %(at)s % %(prime)s
                   ) % %(prime)s AS point
            FROM insight_tally t LEFT JOIN insight_entry e ON e.tally_id = t.id
            WHERE t.subject >= %(first)s AND (%(to_the_last)s OR t.subject < %(before)s)
            OFFSET 0) AS points
        OFFSET 0) AS thirds
    ) AS entry
GROUP BY id, subject, position
""".replace("% ", "%% ")
"""Each product of two is below 2^62. OFFSET 0 keeps PostgreSQL from working a point out for each time it is named."""


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


class Line(NamedTuple):
    """Where entries lie on it: how far each step of their position, measure, cut and moment takes them."""

    origin: int
    position: int
    measure: int
    cut: int
    at: int

    def number_of(self, rows: Iterable[Row]) -> int:
        """As PostgreSQL adds it up."""
        origin, by_position, by_measure, by_cut, by_at = self
        return sum(
            amount * pow(origin + position * by_position + measure * by_measure + cut * by_cut + at * by_at, 9, _PRIME)
            for position, at, measure, cut, amount in rows
        ) % _PRIME  # fmt: skip


def drawn_line() -> Line:
    """Another one each time."""
    dice = SystemRandom()
    return Line(*(dice.randrange(_PRIME) for _part in Line._fields))


def microseconds(at: datetime) -> int:
    """Since 1970."""
    since = at - _EPOCH
    return (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds


def kept_numbers(within: SubjectRange, line: Line) -> dict[str, Kept]:
    """By dossier."""
    with connection.cursor() as cursor:
        values = line._asdict() | {"prime": _PRIME, "first": within.first, "before": within.before or ""}
        cursor.execute(_KEPT, values | {"to_the_last": within.before is None})
        return {subject: Kept(upto, entries, number % _PRIME) for subject, upto, entries, number in cursor}
