import pytest

from motcua.channels.portal.pages import home
from motcua.channels.portal.rules import LIFE_EVENTS
from motcua.channels.portal.tests.factories import offer_procedures

pytestmark = pytest.mark.django_db


def test_the_home_asks_one_question_and_names_eight_events_of_a_life(client):
    html = client.get("/").content.decode()
    assert html.count("<h1") == 1
    assert "Bạn cần làm gì?" in html
    assert all(f">{event.label}</span>" in html for event in LIFE_EVENTS)
    assert len(LIFE_EVENTS) == 8


def test_an_event_of_life_is_a_search_that_works_without_javascript(client):
    response = client.get("/", {"q": "khai sinh"})
    assert response.status_code == 200
    assert b'value="khai sinh"' in response.content


def test_while_one_types_only_the_hits_are_sent(client):
    html = client.get("/tim/", {"q": "khai sinh"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert "Chưa thấy thủ tục nào về «khai sinh»" in html


def test_one_letter_is_no_search_yet(client):
    assert "Chưa thấy" not in client.get("/", {"q": "k"}).content.decode()


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "\x00\x07", "a" * 5000, "%", "';--", "🙂🙂"])
def test_whatever_is_typed_is_answered_and_escaped(client, typed):
    response = client.get("/", {"q": typed})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_found_procedures_lead_to_their_pages(client):
    offer_procedures("Đăng ký khai sinh", count=home.MOST + 1)
    html = client.get("/", {"q": "dang ky khai sinh"}).content.decode()
    assert html.count('<a href="/thu-tuc/1.') == home.MOST
    assert "Xem tất cả thủ tục phù hợp" in html


def test_the_hits_cost_as_much_for_one_procedure_as_for_many(client, django_assert_max_num_queries):
    offer_procedures("Đăng ký khai sinh", count=home.MOST + 1)
    client.get("/", {"q": "khai sinh"})
    with django_assert_max_num_queries(3):
        client.get("/tim/", {"q": "khai sinh"}, headers={"HX-Request": "true"})
