"""Writing many rows by PostgreSQL's COPY. The database checks them as it checks any row; nothing of the ORM runs."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Model


def copy_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write rows with these columns, in their order; JSON is given as text. In the caller's transaction."""
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 - Django's own way to a table's name
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def next_ids(model: type[Model], count: int) -> list[int]:
    """So many ids of a table, taken for rows that will be copied into it with them."""
    table = model._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [identity for (identity,) in cursor.fetchall()]
