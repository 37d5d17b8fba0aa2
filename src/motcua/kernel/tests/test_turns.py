import threading
from functools import partial

import pytest
from django.db import OperationalError, connection, transaction

from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events.tests.factories import in_thread
from motcua.kernel.events.tests.opposite import somebody_opposite
from motcua.kernel.turns import BrokenOff, is_broken_off, refuse_broken_off, take_turn
from tests.races.together import together

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 30


def test_a_turn_needs_a_transaction():
    with pytest.raises(NotInTransaction):
        take_turn("a")


def test_a_turn_is_taken_by_one_at_a_time_and_ends_with_the_transaction():
    inside, most = [], []
    may_end = threading.Event()

    def work():
        with transaction.atomic():
            take_turn("a", "b")
            inside.append(1)
            most.append(len(inside))
            may_end.wait(0.02)
            inside.pop()
        connection.close()

    for thread in [in_thread(work) for _ in range(4)]:
        thread.join()
    assert most == [1, 1, 1, 1]


@pytest.mark.race
def test_several_turns_are_taken_in_one_order_however_they_are_named():
    names = [f"n{number}" for number in range(50)]

    @transaction.atomic
    def take(wanted):
        take_turn(*wanted)

    for _ in range(ROUNDS):
        assert together(partial(take, names), partial(take, names[::-1])) == [None, None]


def test_a_deadlock_is_told_from_other_troubles():
    with somebody_opposite() as meet, pytest.raises(OperationalError) as broken, transaction.atomic():
        meet()
    assert is_broken_off(broken.value)
    with pytest.raises(OperationalError) as timed_out:
        time_out()
    assert not is_broken_off(timed_out.value)


def test_within_a_page_it_is_a_refusal_and_other_troubles_stay_what_they_are():
    with connection.execute_wrapper(refuse_broken_off):
        with somebody_opposite() as meet, pytest.raises(BrokenOff), transaction.atomic():
            meet()
        with pytest.raises(OperationalError):
            time_out()


def time_out():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '10ms'")
        cursor.execute("SELECT pg_sleep(60)")
