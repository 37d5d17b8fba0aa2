"""A subscriber that takes many: one call for what was claimed, and a poisonous event holds up only itself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.events import relay, subscribe
from motcua.kernel.events.models import Delivery
from motcua.kernel.events.relay import LEASE, RETRY_AFTER_SECONDS, deliver, place_all, run_until_idle
from motcua.kernel.events.store import record, record_many
from motcua.kernel.events.subscribe import on
from motcua.kernel.events.tests.factories import AT, Rang, rang, ring

pytestmark = pytest.mark.django_db(transaction=True)


class Killed(BaseException):
    """Ends the worker: nothing of ours catches it."""


class Choir:
    """Remembers each call, and fails or is killed by some numbers."""

    def __init__(self):
        self.calls, self.fails, self.kills = [], set(), set()

    @property
    def heard(self):
        return [number for call in self.calls for number in call]

    def __call__(self, events):
        assert not connection.in_atomic_block
        numbers = [event.number for event in events]
        self.calls.append(numbers)
        if self.kills & set(numbers):
            raise Killed
        if self.fails & set(numbers):
            raise ValueError("a wrong note")


@pytest.fixture
def choir():
    choir = Choir()

    def singing(events):
        choir(events)

    on(Rang, together=True)(singing)
    yield choir
    subscribe._by_kind.pop(Rang.kind)
    relay._resting.clear()


@pytest.fixture
def bell(choir):
    heard = []

    def ringing(event):
        heard.append(event.number)

    on(Rang)(ringing)
    return heard


def ring_all(numbers):
    with transaction.atomic():
        record_many(rang(number) for number in numbers)


def deliveries_to_choir():
    rows = Delivery.objects.filter(subscriber__endswith="singing").order_by("id")
    return list(rows.values_list("state", "attempts"))


def test_what_waits_comes_in_one_call_in_order_beside_one_who_takes_them_singly(choir, bell):
    ring_all(range(60))
    assert run_until_idle() == 120
    assert [len(call) for call in choir.calls] == [23, 22, 15]
    assert choir.heard == bell == list(range(60))
    assert set(deliveries_to_choir()) == {("done", 1)}
    assert not Delivery.objects.filter(done_at=None).exists()


def test_a_relay_may_serve_only_those_who_take_many_or_only_the_others(choir, bell):
    ring_all(range(3))
    place_all()
    assert deliver(together=True) == 3
    assert (choir.calls, bell) == ([[0, 1, 2]], [])
    assert deliver(together=True) == 0
    assert deliver(together=False) == 3
    assert (choir.calls, bell) == ([[0, 1, 2]], [0, 1, 2])


def test_one_alone_is_a_sequence_of_one(choir):
    ring(3)
    run_until_idle()
    assert choir.calls == [[3]]


def test_the_marks_of_a_call_are_one_statement(choir, django_assert_num_queries):
    ring_all(range(40))
    place_all()
    with django_assert_num_queries(6):
        assert deliver() == 40


def test_one_that_fails_holds_up_only_itself(choir, bell):
    choir.fails = {2}
    with clock.frozen(AT):
        ring_all(range(5))
        run_until_idle()
    assert choir.calls == [[0, 1, 2, 3, 4], [0], [1], [2], [3], [4]]
    assert deliveries_to_choir() == [("done", 1), ("done", 1), ("waiting", 1), ("done", 1), ("done", 1)]
    failed = Delivery.objects.get(state="waiting")
    assert (failed.last_error, failed.next_at) == ("ValueError: a wrong note", AT + timedelta(seconds=2))
    assert bell == list(range(5))


def test_one_that_failed_is_tried_alone_beside_the_new_ones_and_dies_as_any_other(choir):
    choir.fails, at = {0}, AT
    with clock.frozen(at):
        ring(0)
        run_until_idle()
    for wait in RETRY_AFTER_SECONDS:
        at += timedelta(seconds=wait)
        with clock.frozen(at):
            ring_all([1, 2])
            run_until_idle()
    assert sorted(choir.calls[1:3]) == [[0], [1, 2]]
    first = Delivery.objects.order_by("id").first()
    assert (first.state, first.attempts) == ("dead", len(RETRY_AFTER_SECONDS) + 1)
    assert choir.calls.count([0]) == len(RETRY_AFTER_SECONDS) + 1
    assert choir.calls.count([1, 2]) == len(RETRY_AFTER_SECONDS)


def test_a_worker_that_dies_in_a_call_has_it_repeated_one_by_one_after_the_lease(choir):
    choir.kills = {1}
    with clock.frozen(AT):
        ring_all(range(3))
        with pytest.raises(Killed):
            run_until_idle()
    assert deliveries_to_choir() == [("waiting", 1)] * 3
    with clock.frozen(AT + LEASE), pytest.raises(Killed):
        run_until_idle()
    assert deliveries_to_choir() == [("done", 2), ("waiting", 2), ("waiting", 2)]
    choir.kills = set()
    with clock.frozen(AT + 2 * LEASE):
        run_until_idle()
    assert choir.calls == [[0, 1, 2], [0], [1], [1], [2]]
    assert deliveries_to_choir() == [("done", 2), ("done", 3), ("done", 3)]


def test_what_was_done_before_a_worker_dies_is_marked(choir, bell):
    choir.kills = {7}
    with clock.frozen(AT):
        ring(1)
        ring(7)
        place_all()
        Delivery.objects.filter(subscriber__endswith="singing").update(attempts=1)  # each alone, in its turn
        with pytest.raises(Killed):
            run_until_idle()
    assert bell == [1]
    assert deliveries_to_choir() == [("done", 2), ("waiting", 2)]
    assert Delivery.objects.filter(state="done").count() == 2


def test_one_that_fails_slowly_rests_and_gives_back_the_others(choir, bell, monkeypatch):
    monkeypatch.setattr(relay, "SLOW_SECONDS", -1)
    monkeypatch.setattr(relay, "RESTS_TIMES", 10**9)
    choir.fails = {0, 1, 2}
    ring_all(range(3))
    run_until_idle()
    assert choir.calls == [[0, 1, 2], [0]]
    assert deliveries_to_choir() == [("waiting", 1), ("waiting", 0), ("waiting", 0)]
    assert bell == [0, 1, 2]


def test_what_a_lease_would_not_suffice_for_is_given_back(choir, monkeypatch):
    monkeypatch.setattr(relay, "LEASE", timedelta(seconds=-1))
    ring_all(range(3))
    place_all()
    assert deliver() == 0
    assert (choir.calls, deliveries_to_choir()) == ([], [("waiting", 0)] * 3)


def test_imported_ones_come_together_to_who_asks_for_such(choir):
    heard = []

    def keeping_count(events):
        heard.append([(event.number, event.is_imported) for event in events])

    on(Rang, imported=True, together=True)(keeping_count)
    with transaction.atomic():
        record(replace(rang(1), is_imported=True))
        record(rang(2))
    run_until_idle()
    assert heard == [[(1, True), (2, False)]]
    assert choir.calls == [[2]]


def test_one_of_a_kind_that_is_no_longer_wanted_waits_and_holds_up_nobody(choir):
    ring_all(range(2))
    place_all()
    stranger = Delivery.objects.order_by("id").first()
    type(stranger.event).objects.filter(id=stranger.event_id).update(kind="events.painted")
    run_until_idle()
    stranger.refresh_from_db()
    assert stranger.last_error.startswith("UnknownSubscriber")
    assert choir.heard == [1]
