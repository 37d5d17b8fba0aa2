import pytest

from motcua.casework.dossiers.tests.factories import make_cast, make_dossier
from motcua.kernel.events.relay import run_until_idle

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/thong-bao/"


@pytest.fixture
def told(client):
    """A citizen who was told of one dossier, and the dossier."""
    cast = make_cast()
    dossier = make_dossier(cast)
    run_until_idle()
    client.force_login(cast.citizen)
    return client, dossier


def test_what_happened_is_told_and_leads_to_the_dossier(told):
    client, dossier = told
    html = client.get(ADDRESS).content.decode()
    assert f'<a href="/ho-so/{dossier.code}/">' in html
    assert "http://" not in html.split('<p class="notice-body">')[1].split("</p>")[0]


def test_the_number_beside_the_menu_goes_away_once_all_are_read(told):
    client, _ = told
    assert client.get("/thong-bao/so-chua-doc/").content == b"1"
    assert "data-unread" in client.get(ADDRESS).content.decode()
    response = client.post(ADDRESS, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Trigger"]) == (204, "seen")
    assert client.get("/thong-bao/so-chua-doc/").content == b""
    assert "data-unread" not in client.get(ADDRESS).content.decode()


def test_without_javascript_a_button_marks_all_as_read(told):
    client, _ = told
    html = client.post(ADDRESS, follow=True).content.decode()
    assert "Đã đánh dấu mọi thông báo là đã đọc." in html


def test_strangers_have_no_notices(client):
    assert client.get("/thong-bao/so-chua-doc/").content == b""
    assert client.get(ADDRESS).status_code == 302
