"""What a bulk action moved stands behind what people wait for, never still, and never out of its dossier's order."""

import pytest
from django.db import transaction

from motcua.kernel.events import subscribe
from motcua.kernel.events.models import Delivery, EventRecord, Lane
from motcua.kernel.events.relay import backlog, deliver, place, place_all, run_until_idle
from motcua.kernel.events.store import record, record_by_copy, record_many, recorded_together
from motcua.kernel.events.subscribe import on
from motcua.kernel.events.tests.factories import Rang, rang, ring

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def heard():
    heard = []

    def hearing(event):
        heard.append(event.number)

    on(Rang)(hearing)
    yield heard
    subscribe._by_kind.pop(Rang.kind)


def ring_in_bulk(numbers, subject="bell"):
    with transaction.atomic():
        record_many([rang(number, subject.format(number)) for number in numbers], lane=Lane.BULK)


def test_a_letter_does_not_wait_behind_a_bulk_action(heard):
    ring_in_bulk(range(200), "bulk {}")
    ring(1000, "somebody")
    place_all()
    deliver()
    assert heard[0] == 1000
    run_until_idle()
    assert heard[1:] == list(range(200))
    assert backlog() == {"unplaced": 0, "waiting": 0, "dead": 0}


def test_positions_follow_the_order_of_recording_whatever_the_lane(heard):
    ring_in_bulk([1, 2])
    ring(3)
    ring_in_bulk([4])
    place_all()
    told = EventRecord.objects.order_by("position").values_list("payload", flat=True)
    assert [payload["number"] for payload in told] == [1, 2, 3, 4]


def test_what_waits_about_a_dossier_goes_before_its_next_event_and_only_that(heard):
    ring_in_bulk([1], "mine")
    ring_in_bulk([2], "another")
    place_all()
    ring(3, "mine")
    place_all()
    assert deliver(limit=2) == 2
    assert heard == [1, 3]
    run_until_idle()
    assert heard == [1, 3, 2]


def test_events_of_one_dossier_placed_together_keep_their_order(heard):
    ring_in_bulk([1], "mine")
    ring(2, "mine")
    ring_in_bulk([3], "mine")
    place_all()
    run_until_idle()
    assert heard == [1, 2, 3]


def test_bulk_goes_on_however_much_is_swift(heard):
    ring_in_bulk(range(10), "bulk {}")
    with transaction.atomic():
        record_many(rang(number, "bell") for number in range(100, 400))
    place_all()
    assert deliver(limit=50) == 50
    assert sorted(number for number in heard if number < 100) == list(range(5))
    assert sum(number >= 100 for number in heard) == 45


def test_with_nothing_swift_bulk_has_all_of_a_claim(heard):
    ring_in_bulk(range(60), "bulk {}")
    place_all()
    assert deliver(limit=50) == 50
    assert heard == list(range(50))


def test_everything_committed_is_placed_before_anything_is_delivered(heard):
    ring_in_bulk(range(2500))
    assert place(limit=10) == 10
    assert place_all() == 2490
    assert (backlog()["unplaced"], Delivery.objects.filter(lane=Lane.BULK).count()) == (0, 2500)


def test_what_was_copied_in_is_bulk_and_what_is_gathered_keeps_its_lane():
    with transaction.atomic():
        record_by_copy([rang(1)])
        with recorded_together():
            record(rang(2))
            record_many([rang(3)], lane=Lane.BULK)
    assert list(EventRecord.objects.order_by("id").values_list("lane", flat=True)) == [1, 0, 1]
