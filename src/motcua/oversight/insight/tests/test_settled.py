"""What has settled: a number taken by a transaction that commits late is never passed by, and no writer ever waits."""

import threading
from itertools import count

import pytest
from django.db import connection, transaction

from motcua.kernel.events.tests.factories import AT, in_thread
from motcua.oversight.insight.models import Entry
from motcua.oversight.insight.queries.outflow import StillWriting, settled_movement

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 60
_numbers = count(1)


def write():
    return Entry.objects.create(
        position=next(_numbers), recorded_at=AT, at=AT, amount=1, tally_id=1, measure_id=1, cut_id=1
    ).pk


class Writer:
    """Takes a number in a transaction, and ends it when told."""

    def __init__(self, *, gives_up=False):
        self._gives_up = gives_up
        self._wrote, self._end = threading.Event(), threading.Event()
        self.pk = None
        self._thread = in_thread(self._work)
        assert self._wrote.wait(SECONDS)

    def end(self):
        self._end.set()
        self._thread.join(SECONDS)

    def _work(self):
        with transaction.atomic():
            self.pk = write()
            self._wrote.set()
            self._end.wait(SECONDS)
            transaction.set_rollback(self._gives_up)


def test_with_nobody_writing_it_is_the_newest():
    assert settled_movement() == 0
    newest = write()
    assert settled_movement() == newest


def test_an_older_number_that_is_not_committed_yet_is_not_passed_by():
    writer = Writer()
    try:
        later = write()
        assert later > writer.pk
        with pytest.raises(StillWriting):
            settled_movement(longest_seconds=0.05)
    finally:
        writer.end()
    assert settled_movement() == later


@pytest.mark.parametrize("gives_up", [False, True])
def test_it_waits_for_those_who_write_and_nobody_waits_for_it(gives_up):
    """While it waits another may write and commit at once; that later one is not waited for, nor told as settled."""
    first = write()
    writer, found, asked = Writer(gives_up=gives_up), [], threading.Event()

    def ask():
        asked.set()
        found.append(settled_movement(longest_seconds=SECONDS))

    asking = in_thread(ask)
    try:
        assert asked.wait(SECONDS)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '30s'")
            later = write()
            cursor.execute("RESET lock_timeout")
        assert later > writer.pk
    finally:
        writer.end()
    asking.join(SECONDS)
    assert found[0] in {first, later}


@pytest.mark.race
def test_numbers_up_to_what_has_settled_never_grow():
    """Six write and end in any order while two ask: at each answer all rows up to it are there for good."""
    answers, ended = [], threading.Event()

    def ask():
        while not ended.is_set():
            answers.append(told())

    asking = [in_thread(ask) for _ in range(2)]
    for thread in [in_thread(write_many) for _ in range(6)]:
        thread.join(SECONDS)
    answers.append(told())
    ended.set()
    for thread in asking:
        thread.join(SECONDS)
    assert answers[-1][0] > 0
    assert answers == [(settled, rows_up_to(settled)) for settled, _rows in answers]


def told():
    settled = settled_movement(longest_seconds=SECONDS)
    return settled, rows_up_to(settled)


def rows_up_to(settled):
    return Entry.objects.filter(pk__lte=settled).count()


def write_many():
    for number in range(40):
        with transaction.atomic():
            write()
            if number % 3 == 0:
                write()
            transaction.set_rollback(number % 7 == 0)
