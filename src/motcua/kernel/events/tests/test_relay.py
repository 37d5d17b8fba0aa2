import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events import relay, subscribe
from motcua.kernel.events.models import Delivery
from motcua.kernel.events.relay import (
    LEASE,
    RETRY_AFTER_SECONDS,
    backlog,
    deliver,
    place,
    replay,
    run_until_idle,
)
from motcua.kernel.events.store import history_of, record, record_by_copy, record_many
from motcua.kernel.events.subscribe import on
from motcua.kernel.events.tests.factories import AT, Rang, in_thread, rang, ring
from motcua.kernel.events.tests.opposite import somebody_opposite

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """Ends the worker: nothing of ours catches it."""


class Bell:
    """A subscriber that remembers what it was given and fails as it is told to."""

    def __init__(self):
        self.heard, self.fails, self.was_in_transaction = [], None, False

    def __call__(self, event):
        self.was_in_transaction |= connection.in_atomic_block
        self.heard.append(event.number)
        if self.fails:
            raise self.fails


@pytest.fixture
def bell():
    bell = Bell()

    def ringing(event):
        bell(event)

    on(Rang)(ringing)
    yield bell
    subscribe._by_kind.pop(Rang.kind)
    relay._resting.clear()


@pytest.fixture
def other(bell):
    other = Bell()

    def listening(event):
        other(event)

    on(Rang)(listening)
    return other


def only():
    return Delivery.objects.get()


def test_each_subscriber_gets_each_event_once_and_outside_any_transaction(bell, other):
    with transaction.atomic():
        record_many(rang(number) for number in range(120))
    assert run_until_idle() == 240
    assert run_until_idle() == 0
    assert bell.heard == other.heard == list(range(120))
    assert not bell.was_in_transaction
    assert backlog() == {"unplaced": 0, "waiting": 0, "dead": 0}


def test_what_was_not_committed_is_not_handed_over(bell):
    with transaction.atomic():
        record(rang())
        transaction.set_rollback(True)
    run_until_idle()
    assert bell.heard == []


@pytest.mark.race
def test_two_relays_hand_each_delivery_over_once(bell):
    with transaction.atomic():
        record_many(rang(number) for number in range(400))
    start = threading.Barrier(2)

    def work():
        start.wait()
        while backlog()["unplaced"] + backlog()["waiting"]:
            place()
            deliver(limit=5)

    threads = [in_thread(work) for _ in range(2)]
    for thread in threads:
        thread.join()
    assert sorted(bell.heard) == list(range(400))
    assert set(Delivery.objects.values_list("state", "attempts")) == {("done", 1)}


def test_one_that_fails_is_tried_again_later_and_later_for_days_then_it_is_dead_until_replayed(bell):
    bell.fails = OSError("the bell is broken")
    at = AT
    with clock.frozen(at):
        ring(7)
        run_until_idle()
    for wait in RETRY_AFTER_SECONDS[:-1]:
        assert only().next_at == at + timedelta(seconds=wait)
        with clock.frozen(at + timedelta(seconds=wait - 1)):
            assert run_until_idle() == 0
        at += timedelta(seconds=wait)
        with clock.frozen(at):
            assert run_until_idle() == 1
    last = at + timedelta(seconds=RETRY_AFTER_SECONDS[-1])
    with clock.frozen(last):
        run_until_idle()
    assert list(RETRY_AFTER_SECONDS) == sorted(RETRY_AFTER_SECONDS)
    assert last - AT > timedelta(days=7)
    assert (only().state, only().last_error) == ("dead", "OSError: the bell is broken")
    assert backlog()["dead"] == 1

    bell.fails = None
    with clock.frozen(last):
        assert replay() == 1
        assert run_until_idle() == 1
    assert (only().state, only().last_error) == ("done", "")


def test_a_broken_subscriber_holds_up_nobody_else(bell, other):
    bell.fails = OSError("the bell is broken")
    for number in range(3):
        ring(number)
    run_until_idle()
    assert other.heard == [0, 1, 2]
    assert Delivery.objects.filter(state="waiting").count() == 3


def test_a_subscriber_that_fails_slowly_rests_meanwhile(bell, other, monkeypatch):
    monkeypatch.setattr(relay, "SLOW_SECONDS", -1)
    monkeypatch.setattr(relay, "RESTS_TIMES", 10**9)
    bell.fails = OSError("the bell is broken")
    for number in range(3):
        ring(number)
    run_until_idle()
    assert bell.heard == [0]
    assert other.heard == [0, 1, 2]
    assert sorted(Delivery.objects.filter(state="waiting").values_list("attempts", flat=True)) == [0, 0, 1]


def test_what_a_lease_would_not_suffice_for_is_given_back(bell, monkeypatch):
    monkeypatch.setattr(relay, "LEASE", timedelta(seconds=-1))
    ring()
    place()
    assert deliver() == 0
    monkeypatch.setattr(relay, "LEASE", LEASE)
    assert deliver() == 1
    assert (bell.heard, only().attempts) == ([0], 1)


def test_a_worker_that_dies_between_the_call_and_the_mark_has_the_call_repeated_after_the_lease(bell):
    bell.fails = Killed()
    with clock.frozen(AT):
        ring(5)
        with pytest.raises(Killed):
            run_until_idle()
        bell.fails = None
        assert run_until_idle() == 0
    with clock.frozen(AT + LEASE):
        assert run_until_idle() == 1
    assert bell.heard == [5, 5]
    assert only().state == "done"


def test_a_delivery_that_ends_every_worker_is_given_up(bell):
    with clock.frozen(AT):
        ring()
        place()
        Delivery.objects.update(attempts=len(RETRY_AFTER_SECONDS) + 1)
        deliver()
    assert bell.heard == []
    assert only().state == "dead"


def test_a_delivery_to_a_function_that_is_gone_waits_and_says_so(bell):
    ring()
    place()
    Delivery.objects.update(subscriber="some.module.gone")
    deliver()
    assert only().last_error == "UnknownSubscriber: some.module.gone"


def test_replay_can_be_limited_to_some(bell):
    ring(1)
    ring(2)
    place()
    first, _second = Delivery.objects.order_by("id")
    Delivery.objects.update(state="dead")
    assert replay([first.pk]) == 1
    assert Delivery.objects.get(state="waiting") == first


def test_an_imported_event_has_its_position_and_is_handed_to_who_asks_for_such(bell):
    heard = []

    def keeping_count(event):
        heard.append((event.number, event.is_imported))

    on(Rang, imported=True)(keeping_count)
    with transaction.atomic():
        record(replace(rang(1), is_imported=True))
    ring(2)
    run_until_idle()
    assert bell.heard == [2]
    assert sorted(heard) == [(1, True), (2, False)]
    assert backlog()["unplaced"] == 0


def test_copied_events_are_like_recorded_ones():
    with transaction.atomic():
        record(rang(1))
        record_by_copy([replace(rang(2), is_imported=True), rang(3)])
    first, second, third = history_of("bell")
    assert [event.number for event in (first, second, third)] == [1, 2, 3]
    assert (second.is_imported, third.is_imported) == (True, False)
    with pytest.raises(NotInTransaction):
        record_by_copy([rang(4)])


def test_one_that_was_broken_off_in_a_deadlock_is_handed_over_again(bell):
    taken = []

    def write(event):
        with transaction.atomic():
            if not taken:
                taken.append("broken off")
                meet()
            taken.append(event.number)

    on(Rang)(write)
    with somebody_opposite() as meet, clock.frozen(AT):
        ring(7)
        run_until_idle()
    assert taken == ["broken off"]
    assert backlog()["waiting"] == 1
    with clock.frozen(AT + timedelta(seconds=RETRY_AFTER_SECONDS[0])):
        run_until_idle()
    assert taken == ["broken off", 7]
    assert backlog() == {"unplaced": 0, "waiting": 0, "dead": 0}
