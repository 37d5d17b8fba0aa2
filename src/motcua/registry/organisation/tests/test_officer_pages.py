"""The administrator's pages about officers: who is seen, who is made, what is refused, what is shown once."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.events.store import history_of
from motcua.registry.organisation.models import Posting
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting, unit
from motcua.registry.people.models import Account
from motcua.registry.people.tests.factories import AT, PASSWORD, citizen, officer

pytestmark = pytest.mark.django_db
NEW = {
    "full_name": "Hoàng Thị Mai",
    "username": "mai.ht",
    "email": "mai@hoaan.vn",
    "phone": "0912 345 678",
    "place": "H14.31/MOT-CUA",
    "roles": ["receiver", "clerk"],
    "valid_from": "01/12/2026",
}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


@pytest.fixture
def admin(client):
    """The administrator of commune H14.31, whose officer is Lan; Hùng works in the next commune."""
    agency("H14", "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province")
    agency("H14.31")
    agency("H14.32", "Ủy ban nhân dân xã Bạch Đằng", short_name="UBND xã Bạch Đằng")
    unit()
    account = officer("quan.tri", "Nông Văn Quản")
    posting("quan.tri", "H14.31", Role.ADMIN)
    officer()
    posting()
    officer("hung.lv", "Lê Văn Hùng")
    posting("hung.lv", "H14.32")
    client.force_login(account)
    return client


def url(name, *args):
    return reverse(f"organisation:{name}", args=args)


def added(client, **changes):
    return client.post(url("add-officer"), NEW | changes)


def words_of(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def one_time(answer):
    return re.search(r'id="one-time"><strong>([^<]+)<', answer.content.decode())[1]


def test_the_list_has_the_officers_of_ones_agencies_alone_and_finds_them_without_marks(admin):
    words = words_of(admin.get(url("officers")))
    assert "Nguyễn Thị Lan" in words
    assert "Lê Văn Hùng" not in words
    found = words_of(admin.get(url("officers"), {"q": "nguyen lan", "co-quan": "H14.31"}))
    assert "lan.nt" in found
    assert "quan.tri" not in found.replace("Nông Văn Quản", "")
    assert "Không có cán bộ nào" in words_of(admin.get(url("officers"), {"q": "hung"}))


def test_the_list_is_turned_without_counting(admin, django_assert_max_num_queries):
    for number in range(35):
        officer(f"a{number:02}", "Lý A Sùng")
        posting(f"a{number:02}")
    with django_assert_max_num_queries(14):
        first = admin.get(url("officers"), {"q": "sung"}).content.decode()
    assert (first.count("data-row-link"), "trang=2" in first) == (30, True)
    second = admin.get(url("officers"), {"q": "sung", "trang": "2"}).content.decode()
    assert (second.count("data-row-link"), "trang=3" in second) == (5, False)


def test_an_officer_is_added_with_all_roles_and_a_password_that_is_shown_once(admin):
    answer = added(admin)
    assert answer.status_code == 200
    account = Account.objects.get(username="mai.ht")
    assert account.check_password(one_time(answer))
    assert (account.has_one_time_password, account.phone) == (True, "+84912345678")
    rows = Posting.objects.filter(username="mai.ht").values_list("role", "agency_code", "unit_code", "valid_from")
    day = date(2026, 12, 1)
    assert sorted(rows) == [("clerk", "H14.31", "MOT-CUA", day), ("receiver", "H14.31", "MOT-CUA", day)]
    assert 'id="one-time"' not in admin.get(url("officer", "mai.ht")).content.decode()
    assert [event.actor for event in history_of(f"account:{account.pk}")] == ["quan.tri", "quan.tri"]
    assert ReadTrace.objects.filter(username="quan.tri", subject="officer:mai.ht").count() == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "lan.nt"}, "đã có người dùng"),
        ({"username": "004090001234"}, "bắt đầu bằng chữ cái"),
        ({"username": ""}, "Hãy nhập tên đăng nhập"),
        ({"full_name": "Mai <b>"}, "không dùng trong tên"),
        ({"email": "mai@"}, "không đúng dạng"),
        ({"phone": "12"}, "12"),
        ({"place": "H14.32"}, "Hãy chọn cơ quan"),
        ({"place": "H14"}, "Hãy chọn cơ quan"),
        ({"roles": ["king"]}, "ít nhất một vai trò"),
        ({"valid_from": "22/11/2026"}, "Ngày đã qua"),
        ({"valid_from": "31/02/2026"}, "ngày/tháng/năm"),
        ({"valid_from": "31/12/9999"}, "Ngày quá xa"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(admin, changes, said):
    before = Account.objects.count(), Posting.objects.count()
    answer = added(admin, **changes)
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert f'id="id_{next(iter(changes))}_error"' in answer.content.decode()
    assert (Account.objects.count(), Posting.objects.count()) == before


def test_a_posting_begins_on_a_day_and_ends_on_one_but_never_in_the_past(admin):
    form = {"place": "H14.31", "roles": "specialist", "valid_from": "23/11/2026"}
    assert admin.post(url("add-posting", "lan.nt"), form).status_code == 302
    assert "đã có hiệu lực" in words_of(admin.post(url("add-posting", "lan.nt"), form))
    row = Posting.objects.get(username="lan.nt", role="specialist")
    end = url("end-posting", "lan.nt", row.pk)
    for typed, said in (("20/11/2026", "Ngày đã qua"), ("21/11", "ngày/tháng/năm"), ("", "Hãy nhập ngày")):
        answer = admin.post(end, {"last_day": typed})
        assert (answer.status_code, said in words_of(answer)) == (422, True)
    assert admin.post(end, {"last_day": "30/11/2026"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == date(2026, 12, 1)
    assert admin.post(end, {"last_day": "15/12/2026"}).status_code == 409
    assert "23/11/2026 – 30/11/2026" in words_of(admin.get(url("officer", "lan.nt")))


def test_a_posting_to_come_can_be_taken_back_before_it_began(admin):
    row = posting(role=Role.CLERK, valid_from=date(2026, 12, 7))
    end = url("end-posting", "lan.nt", row.pk)
    assert "sớm hơn ngày bắt đầu" in words_of(admin.post(end, {"last_day": "01/12/2026"}))
    assert admin.post(end, {"last_day": "06/12/2026"}).status_code == 302
    row.refresh_from_db()
    assert row.valid_to == row.valid_from


def test_a_locked_officer_is_out_at_once_and_may_come_back(admin):
    lan = Client()
    lan.force_login(Account.objects.get(username="lan.nt"))
    assert lan.get("/ban-lam-viec/").status_code == 200
    assert admin.post(url("close-account", "lan.nt")).status_code == 302
    assert lan.get("/ban-lam-viec/")["Location"].startswith("/dang-nhap/")
    assert not lan.login(username="lan.nt", password=PASSWORD)
    assert admin.post(url("reopen-account", "lan.nt")).status_code == 302
    assert lan.login(username="lan.nt", password=PASSWORD)


def test_a_one_time_password_opens_nothing_but_the_page_that_changes_it(admin):
    password, own = one_time(admin.post(url("give-password", "lan.nt"))), "bang lang tim 2026"
    lan = Client()
    assert lan.post("/dang-nhap/", {"username": "lan.nt", "password": password}).status_code == 302
    assert lan.get("/ban-lam-viec/")["Location"] == "/doi-mat-khau/"
    form = {"old_password": password, "password": own, "again": own}
    for changes, said in (
        ({"again": "x"}, "không giống nhau"),
        ({"old_password": "sai"}, "không đúng"),
        ({"password": password, "again": password}, "phải khác"),
        ({"password": ""}, "mật khẩu mới"),
    ):
        answer = lan.post("/doi-mat-khau/", form | changes)
        assert (answer.status_code, said in words_of(answer)) == (422, True)
    assert lan.post("/doi-mat-khau/", form)["Location"] == "/ban-lam-viec/"
    assert lan.get("/ban-lam-viec/").status_code == 200


def test_who_still_works_elsewhere_is_not_taken_over(admin):
    posting("lan.nt", "H14", Role.LEADER)
    before = Account.objects.get(username="lan.nt").password
    for name in ("give-password", "close-account"):
        answer = admin.post(url(name, "lan.nt"))
        assert (answer.status_code, "ngoài phạm vi quản lý" in words_of(answer)) == (403, True)
    account = Account.objects.get(username="lan.nt")
    assert (account.password, account.is_active) == (before, True)
    other = Posting.objects.get(username="lan.nt", agency_code="H14")
    assert admin.post(url("end-posting", "lan.nt", other.pk), {"last_day": "30/11/2026"}).status_code == 403


def test_nobody_locks_himself_out(admin):
    for name in ("give-password", "close-account"):
        assert admin.post(url(name, "quan.tri")).status_code == 409
    assert Account.objects.get(username="quan.tri").is_active


@pytest.mark.parametrize("username", ["hung.lv", "khong.co", "004090001234", "a" * 300])
def test_who_was_never_at_ones_agency_is_not_there(admin, username):
    citizen()
    assert admin.get(url("officer", username)).status_code == 404
    assert admin.post(url("give-password", username)).status_code == 404
    assert admin.get(url("add-posting", username)).status_code == 404


def test_others_have_no_way_in(admin, client):
    client.force_login(Account.objects.get(username="lan.nt"))
    for name in ("officers", "add-officer"):
        assert client.get(url(name)).status_code == 403
    assert client.post(url("give-password", "quan.tri")).status_code == 403


def test_the_first_agency_and_its_administrator_come_from_the_command_line(client):
    said = StringIO()
    call_command("open_agency", "H20", "Ủy ban nhân dân tỉnh Lạng Sơn", level="province", stdout=said)
    call_command("add_officer", "quan.tri", "Nông Văn Quản", "H20", "admin", stdout=said)
    assert "23/11/2026: H20 Ủy ban nhân dân tỉnh Lạng Sơn" in said.getvalue()
    password = re.search(r"một lần (\S+) ", said.getvalue())[1]
    assert client.post("/dang-nhap/", {"username": "quan.tri", "password": password}).status_code == 302
    assert client.get(url("officers"))["Location"] == "/doi-mat-khau/"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Quan Tri", "Nông Văn Quản", "H21", "admin"), "H21"),
        (("004", "Nông Văn Quản", "H21", "admin"), "bắt đầu bằng chữ cái"),
        (("quan.tri", "<b>", "H21", "admin"), "không dùng trong tên"),
    ],
)
def test_the_command_refuses_in_words_and_makes_nothing(words, said):
    with pytest.raises(CommandError, match=said):
        call_command("add_officer", *words)
    with pytest.raises(CommandError, match="không đúng dạng"):
        call_command("open_agency", "14H", "Tỉnh", level="province")
    assert not Account.objects.exists()
