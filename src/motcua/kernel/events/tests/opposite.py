"""A real deadlock, and always the same one of the two is broken off."""

import threading
from contextlib import contextmanager

from django.db import connection, transaction

from motcua.kernel.events.tests.factories import in_thread

FIRST, SECOND = 7101, 7102
LONGEST_SECONDS = 60
met = []
"""What the next page of the tests is to meet."""
_TURN = "SELECT pg_advisory_xact_lock(%s)"
_SOMEBODY_WAITS = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted"


@contextmanager
def somebody_opposite():
    """Yields what to call in a transaction: PostgreSQL breaks that off, as each holds what the other waits for."""
    holds, may_wait = threading.Event(), threading.Event()

    def other():
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET LOCAL deadlock_timeout = '10min'")
                cursor.execute(_TURN, [SECOND])
                holds.set()
                assert may_wait.wait(LONGEST_SECONDS)
                cursor.execute(_TURN, [FIRST])
        finally:
            connection.close()

    def meet():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL deadlock_timeout = '500ms'")
            cursor.execute(_TURN, [FIRST])
            may_wait.set()
            _until_waited_for(cursor)
            cursor.execute(_TURN, [SECOND])

    thread = in_thread(other)
    assert holds.wait(LONGEST_SECONDS)
    try:
        yield meet
    finally:
        may_wait.set()
        thread.join(LONGEST_SECONDS)


def _until_waited_for(cursor):
    """Until the other waits for what this one holds: whoever comes second closes the ring and finds it."""
    for _ in range(LONGEST_SECONDS * 50):
        cursor.execute(_SOMEBODY_WAITS, [FIRST])
        if cursor.fetchone():
            return
        threading.Event().wait(0.02)
    raise AssertionError("nobody waits")
