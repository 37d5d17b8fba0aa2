import threading
import time

import pytest
from django.db import connection

from motcua.kernel.events import relay, store, subscribe
from motcua.kernel.events.listen import run_relay
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.subscribe import on
from motcua.kernel.events.tests.factories import Rang, in_thread, ring

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 60


@pytest.fixture
def heard():
    """Numbers of the rings that were handed over, as they come."""
    heard, came = [], threading.Condition()

    def listening(event):
        with came:
            heard.append(event.number)
            came.notify_all()

    def wait_for(number):
        with came:
            return came.wait_for(lambda: number in heard, timeout=LONG)

    on(Rang)(listening)
    yield wait_for
    subscribe._by_kind.pop(Rang.kind)
    relay._resting.clear()


@pytest.fixture
def running():
    """Start a relay that does not poll: only a NOTIFY wakes it."""
    stop, threads = threading.Event(), []

    def start(*, poll_seconds, together=None):
        threads.append(in_thread(lambda: run_relay(stop, poll_seconds=poll_seconds, together=together)))

    yield start
    stop.set()
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY motcua_events")
    for thread in threads:
        thread.join(LONG)
        assert not thread.is_alive()


def listeners():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN motcua_events' AND datname = current_database()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def until(is_so):
    waited = threading.Event()
    for _ in range(LONG * 100):
        if found := is_so():
            return found
        waited.wait(0.01)
    raise AssertionError("it did not come about")


def wait_for_listener(other_than=()):
    return until(lambda: set(listeners()) - set(other_than))


def test_what_was_recorded_before_it_started_is_handed_over_first(heard, running):
    ring(1)
    running(poll_seconds=LONG)
    assert heard(1)


def test_a_commit_wakes_the_relay_long_before_it_would_look_again(heard, running, monkeypatch):
    running(poll_seconds=LONG * 10)
    wait_for_listener()
    monkeypatch.setattr(store, "_last_wake", 0.0)
    ring(2)
    assert heard(2)


def test_who_takes_long_holds_up_nobody_who_takes_many(heard, running, monkeypatch):
    counted, is_done = [], threading.Event()

    def printing(event):
        assert is_done.wait(LONG)

    def counting(events):
        counted.extend(event.number for event in events)

    on(Rang)(printing)
    on(Rang, together=True)(counting)
    running(poll_seconds=LONG * 10, together=False)
    ring(1)
    assert heard(1)  # and now it prints
    before = listeners()
    running(poll_seconds=LONG * 10, together=True)
    wait_for_listener(other_than=before)
    monkeypatch.setattr(store, "_last_wake", 0.0)
    ring(2)
    assert until(lambda: 2 in counted)
    is_done.set()


def test_a_relay_that_places_wakes_the_one_that_delivers(heard, running, monkeypatch):
    running(poll_seconds=LONG * 10, together=False)
    wait_for_listener()
    monkeypatch.setattr(store, "_last_wake", time.monotonic() + LONG)
    ring(7)
    while EventRecord.objects.filter(position=None).exists():  # the relay may be placing, and see nothing yet
        relay.place_all()
    assert heard(7)


def test_a_wake_that_was_held_back_costs_one_poll(heard, running, monkeypatch):
    running(poll_seconds=0.05)
    wait_for_listener()
    monkeypatch.setattr(store, "_last_wake", time.monotonic() + LONG)
    ring(3)
    assert heard(3)


def test_the_relay_survives_the_loss_of_all_its_connections(heard, running):
    running(poll_seconds=0.05)
    ring(4)
    assert heard(4)
    before = wait_for_listener()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    wait_for_listener(other_than=before)
    ring(5)
    assert heard(5)


def test_a_database_that_cannot_answer_yet_is_waited_for(heard, running, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_eventrecord RENAME TO elsewhere")
        running(poll_seconds=0.01)
        until(lambda: "The relay begins anew" in caplog.text)
        cursor.execute("ALTER TABLE elsewhere RENAME TO events_eventrecord")
    ring(6)
    assert heard(6)
