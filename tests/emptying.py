"""Tables emptied after each test whose transactions were real, in one statement each way.

Django empties every table, reads the sequences of each and writes its own rows again, which took most of a second;
after a test of one dossier nine tables of ten were empty already.
"""

from django.db import connection
from django.test import TransactionTestCase

_OF_MIGRATIONS = {"django_content_type", "auth_permission", "django_migrations"}
"""Written by `migrate`, by no page: they stay."""
_WHICH_HOLD_ROWS = "SELECT name FROM (VALUES {}) AS found (name, holds_rows) WHERE holds_rows"
_BEGIN_ANEW = """
SELECT setval(found.seqrelid, found.seqstart, false)
FROM pg_sequence AS found
JOIN pg_depend AS owned ON owned.objid = found.seqrelid AND owned.classid = 'pg_class'::regclass
    AND owned.refclassid = 'pg_class'::regclass AND owned.deptype IN ('a', 'i')
WHERE pg_sequence_last_value(found.seqrelid) IS NOT NULL
"""


def empty_quickly() -> None:
    """From now on."""
    TransactionTestCase._fixture_teardown = lambda _test: empty_tables()
    TransactionTestCase._reset_sequences = staticmethod(lambda _database: begin_ids_anew())


def empty_tables() -> None:
    """Those that hold rows; CASCADE reaches only tables that are emptied with them anyway."""
    names = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - _OF_MIGRATIONS
    asked = ", ".join(f"('{name}', EXISTS (SELECT FROM \"{name}\"))" for name in sorted(names))
    with connection.cursor() as cursor:
        cursor.execute(_WHICH_HOLD_ROWS.format(asked))
        if held := ", ".join(f'"{name}"' for (name,) in cursor.fetchall()):
            cursor.execute(f"TRUNCATE {held} CASCADE")


def begin_ids_anew() -> None:
    """The ids of every table begin at 1 again."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN_ANEW)
