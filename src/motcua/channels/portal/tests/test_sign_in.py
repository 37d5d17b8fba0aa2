import pytest
from django.urls import reverse

from motcua.registry.people.tests.factories import PASSWORD, citizen, officer

pytestmark = pytest.mark.django_db
ADDRESS = "/dang-nhap/"


def enter(client, username, password=PASSWORD, **more):
    return client.post(ADDRESS, {"username": username, "password": password, **more})


def test_a_citizen_lands_on_the_portal(client):
    assert enter(client, citizen().username)["Location"] == reverse("portal:home")


def test_an_officer_lands_on_the_desk(client):
    assert enter(client, officer().username)["Location"] == reverse("desk:inbox")


def test_one_goes_on_to_where_one_wanted_to_go(client):
    assert enter(client, citizen().username, next="/thong-bao/")["Location"] == "/thong-bao/"


def test_one_is_not_led_to_a_strangers_site(client):
    assert enter(client, citizen().username, next="https://evil.example/")["Location"] == "/"


def test_a_wrong_password_is_told_without_saying_which_part_is_wrong(client):
    known, unknown = enter(client, citizen().username, "sai"), enter(client, "004090009999", "sai")
    assert known.status_code == unknown.status_code == 422
    for response in (known, unknown):
        assert "Tên đăng nhập hoặc mật khẩu không đúng." in response.content.decode()


def test_what_is_missing_is_named_at_its_box(client):
    html = enter(client, " ", "").content.decode()
    assert '<a href="#id_username">' in html
    assert '<a href="#id_password">' in html


def test_the_name_stays_and_the_password_does_not(client):
    html = enter(client, "004090001234", "sai-mat-khau").content.decode()
    assert 'value="004090001234"' in html
    assert "sai-mat-khau" not in html


def test_after_too_many_tries_the_lock_is_explained(client):
    citizen()
    for _ in range(5):
        enter(client, "004090001234", "sai")
    response = enter(client, "004090001234")
    assert response.status_code == 429
    assert "tạm khoá 15 phút" in response.content.decode()


def test_who_is_signed_in_does_not_see_the_form_again(client):
    client.force_login(officer())
    assert client.get(ADDRESS)["Location"] == reverse("desk:inbox")


def test_a_page_for_signed_in_people_asks_to_sign_in_and_comes_back(client):
    assert client.get("/thong-bao/")["Location"] == "/dang-nhap/?next=/thong-bao/"


def test_signing_out_ends_the_session_and_says_so_once(client):
    client.force_login(citizen())
    home = client.post("/dang-xuat/", follow=True)
    assert "Bạn đã đăng xuất." in home.content.decode()
    assert "Bạn đã đăng xuất." not in client.get("/").content.decode()
    assert client.get("/thong-bao/").status_code == 302


def test_signing_out_needs_a_post(client):
    assert client.get("/dang-xuat/").status_code == 405
