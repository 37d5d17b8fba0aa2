"""Taking turns: who would decide by rows that are not there yet waits, for there is no row to lock."""

from django.db import connection, models

from motcua.kernel.errors import NotInTransaction

_TAKE = """
SELECT pg_advisory_xact_lock(turn) FROM (
    SELECT DISTINCT hashtextextended(name, 5) AS turn FROM unnest(%s::text[]) AS name ORDER BY turn OFFSET 0
) AS wanted
"""


def take_turn(*names: str) -> None:
    """From here to the end of the transaction nobody else has any of these turns; several are taken in one order.

    Look at rows after it, not before: what was read earlier may have changed during the wait.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction("A turn ends with the transaction that takes it.")
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [list(names)])


def take_turn_at(*tables: type[models.Model]) -> None:
    """The same for whoever writes dated rows of these tables.

    Two that insert rows which exclude each other wait for one another under an exclusion constraint, and PostgreSQL
    breaks one off with a deadlock instead of telling it that the days are taken.
    """
    take_turn(*(table._meta.db_table for table in tables))  # noqa: SLF001
