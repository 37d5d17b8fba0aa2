import pytest

from motcua.channels.desk.tests.factories import desk_of
from motcua.registry.organisation.rules import Role
from motcua.registry.people.tests.factories import citizen

pytestmark = pytest.mark.django_db


def test_the_shell_says_who_is_signed_in_and_for_which_agency(client):
    html = desk_of(Role.RECEIVER, client=client).get("/ban-lam-viec/").content.decode()
    assert "Nguyễn Thị Lan" in html
    assert "Ủy ban nhân dân xã Hòa An" in html


def test_the_menu_shows_only_what_the_officer_may_use(client):
    html = desk_of(Role.RECEIVER, client=client).get("/ban-lam-viec/").content.decode()
    assert 'href="/ban-lam-viec/"' in html
    assert "/ban-lam-viec/van-hanh/" not in html


def test_the_keys_of_the_menu_are_explained(client):
    html = desk_of(Role.ADMIN, client=client).get("/ban-lam-viec/").content.decode()
    assert "<kbd>g</kbd><kbd>v</kbd></dt><dd>Vận hành</dd>" in html
    assert 'data-go="v"' in html


def test_an_empty_inbox_says_what_will_appear(client):
    html = desk_of(Role.RECEIVER, client=client).get("/ban-lam-viec/").content.decode()
    assert "Khi một hồ sơ đến bước của bạn, nó hiện ở đây" in html


@pytest.mark.parametrize("asked", ["0", "-1", "x", "99999999", "²"])
def test_any_page_number_is_answered(client, asked):
    assert desk_of(Role.RECEIVER, client=client).get("/ban-lam-viec/", {"trang": asked}).status_code == 200


def test_the_count_is_empty_when_nothing_waits(client):
    assert desk_of(Role.RECEIVER, client=client).get("/ban-lam-viec/so-viec/").content == b""


def test_a_lost_page_keeps_an_officer_at_the_desk_and_a_citizen_at_the_portal(client):
    assert b'class="at-desk"' in desk_of(Role.RECEIVER, client=client).get("/khong-co/").content
    client.force_login(citizen())
    assert b'class="at-desk"' not in client.get("/khong-co/").content
