"""Letting things happen at the same moment, without sleeping and hoping."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connection, transaction

from motcua.kernel.errors import DomainError

LONGEST_SECONDS = 60
_WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND wait_event_type = 'Lock'
"""


def together(*moves: Callable[[], object], gate: str = "") -> list[object]:
    """What each move answers, or the refusal it met; all begin at one moment, each in a thread of its own.

    `gate` names a table that nobody may write to until every move has come to it or has ended: what a move reads
    before it is then the same for all. Anything but a `DomainError` is raised.
    """
    start, ended = threading.Barrier(len(moves) + 1), threading.Semaphore(0)

    def run(move: Callable[[], object]) -> object:
        try:
            start.wait(LONGEST_SECONDS)
            return move()
        except DomainError as refused:
            return refused
        finally:
            connection.close()
            ended.release()

    with ThreadPoolExecutor(len(moves)) as pool:
        answers = [pool.submit(run, move) for move in moves]
        with closed(gate) as count_waiting:
            start.wait(LONGEST_SECONDS)
            _until_all_came(len(moves), ended, count_waiting)
        return [answer.result() for answer in answers]


def times(count: int, move: Callable[[], object], *, gate: str = "") -> list[object]:
    """The same move so many times at once."""
    return together(*[move] * count, gate=gate)


def refusals(answers: list[object]) -> list[DomainError]:
    """Those that were refused."""
    return [answer for answer in answers if isinstance(answer, DomainError)]


@contextmanager
def closed(table: str):
    """Hold all who would write to the table or lock its rows; yields how to count who waits, here or behind another.

    Without a table nobody is held.
    """
    if not table:
        yield None
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")

        def count_waiting() -> int:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(_WAITING)
            return cursor.fetchone()[0]

        yield count_waiting


def _until_all_came(count: int, ended: threading.Semaphore, count_waiting: Callable[[], int] | None) -> None:
    """Ask the database who waits until all do that have not ended."""
    over = 0
    for _ in range(LONGEST_SECONDS * 50):
        if count_waiting is None or over + count_waiting() >= count:
            return
        over += ended.acquire(timeout=0.02)
    raise AssertionError(f"only {over} ended and {count_waiting()} wait")
