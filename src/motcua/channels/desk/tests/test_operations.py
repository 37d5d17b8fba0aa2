from uuid import uuid4

import pytest

from motcua.channels.desk.tests.factories import desk_of
from motcua.kernel import clock
from motcua.kernel.events.models import Delivery, EventRecord
from motcua.registry.organisation.rules import Role

pytestmark = pytest.mark.django_db
ADDRESS = "/ban-lam-viec/van-hanh/"


def dead(subscriber="dossiers.print_receipt", state=Delivery.State.DEAD):
    at = clock.now()
    event = EventRecord.objects.create(
        key=uuid4(), kind="DossierAccepted", subject="H14.31-261123-0001", agency_code="H14.31", at=at, recorded_at=at
    )
    return Delivery.objects.create(
        event=event, subscriber=subscriber, state=state, attempts=24, next_at=at, last_error="OSError: hết giấy"
    )


def states():
    return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_a_dead_delivery_is_shown_with_its_last_error(client):
    dead()
    html = desk_of(Role.ADMIN, client=client).get(ADDRESS).content.decode()
    assert "dossiers.print_receipt" in html
    assert "OSError: hết giấy" in html


def test_the_chosen_ones_are_sent_again(client):
    chosen, _ = dead(), dead("other.subscriber")
    response = desk_of(Role.ADMIN, client=client).post(ADDRESS, {"delivery": [chosen.pk, "x"]}, follow=True)
    assert states() == ["waiting", "dead"]
    assert "Đã xếp 1 lượt để gửi lại." in response.content.decode()


def test_all_may_be_sent_again_at_once(client):
    dead(), dead("other.subscriber"), dead("done.subscriber", Delivery.State.DONE)
    desk_of(Role.ADMIN, client=client).post(ADDRESS, {"all": "1"})
    assert states() == ["waiting", "waiting", "done"]


def test_choosing_nothing_sends_nothing(client):
    dead()
    desk_of(Role.ADMIN, client=client).post(ADDRESS, {})
    assert states() == ["dead"]


def test_an_officer_without_the_right_is_refused(client):
    assert desk_of(Role.RECEIVER, client=client).get(ADDRESS).status_code == 403


def test_the_page_asks_as_much_for_one_delivery_as_for_thirty(client, django_assert_max_num_queries):
    desk = desk_of(Role.ADMIN, client=client)
    for number in range(30):
        dead(f"subscriber.{number}")
    with django_assert_max_num_queries(10):
        desk.get(ADDRESS)
