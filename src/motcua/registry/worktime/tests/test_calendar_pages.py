"""The calendar's pages: a year as it is and as it was known, and declaring a day after seeing what it moves."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.events.store import history_of
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.public import open_officer_account
from motcua.registry.worktime.models import DayOverride
from motcua.registry.worktime.public import DayChange, DayKind, calendar_of, declare_day, load_calendar
from motcua.registry.worktime.rules.calendar import OFFICE_DAY
from motcua.registry.worktime.tests.factories import day, moment

pytestmark = pytest.mark.django_db
NOW = moment("23/11/2026 09:00")
TUESDAY, SATURDAY = day("01/12/2026"), day("05/12/2026")
FORM = {
    "scope": "H14",
    "kind": "closure",
    "day": "01/12/2026",
    "other_day": "",
    "part": "all",
    "name": "Bão số 15",
    "legal_basis": "Công điện 99/CĐ-UBND",
}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def admin(client):
    agency("H14", "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province")
    agency("H14.31")
    return signed_in(client, "quan.tri", "H14", Role.ADMIN)


def signed_in(client, username, code, role):
    account = open_officer_account(username=username, full_name="Nông Văn Quản", password="mot-cua-thu-nghiem", at=NOW)
    posting(username, code, role)
    client.force_login(account)
    return client


def year(client, **asked):
    return client.get(reverse("worktime:year"), asked)


def declare(client, **changes):
    return client.post(reverse("worktime:declare"), FORM | changes)


def looked_at(answer):
    return re.search(r'name="looked_at" value="([^"]*)"', answer.content.decode())[1].replace("&amp;", "&")


def cell(answer, text):
    """The cell of a day: its look and its words."""
    found = re.search(rf'<td data-look="(\w+)"[^>]*><a href="[^"]*day={text}"[^>]*>(.*?)</a>', answer.content.decode())
    return found[1], re.sub(r"<[^>]+>", "", found[2])


def test_the_year_tells_each_day_by_a_letter_and_in_words(admin):
    load_calendar(actor="tester", at=NOW)
    page = year(admin, nam="2026")
    assert cell(page, "24/11/2026") == ("holiday", "24L Nghỉ lễ, Tết: Ngày Văn hóa Việt Nam")
    assert cell(page, "22/08/2026") == ("swap_worked", "22B Làm bù: Làm bù cho thứ Hai 31/8/2026")
    assert cell(page, "31/08/2026")[0] == "swap_off"
    assert cell(page, "21/11/2026") == ("rest", "21")
    assert cell(page, "23/11/2026") == ("worked", "23")
    assert "Nghị quyết 28/2026/QH16" in page.content.decode()


def test_a_day_that_no_decision_has_fixed_is_dashed(admin):
    load_calendar(actor="tester", at=NOW)
    assert 'data-look="holiday" data-provisional' in year(admin, nam="2027").content.decode()


def test_the_calendar_can_be_seen_as_it_was_known(admin):
    declare_day(DayChange(TUESDAY, DayKind.CLOSURE, "Bão"), scope="H14", actor="x", at=NOW - timedelta(days=2))
    declare_day(DayChange(TUESDAY, DayKind.WITHDRAWN, "Bão tan"), scope="H14", actor="x", at=NOW - timedelta(days=1))
    before, between, now = (year(admin, nam="2026", **{"biet-den": text}) for text in ("20/11/2026", "21/11/2026", ""))
    assert [cell(page, "01/12/2026")[0] for page in (before, between, now)] == ["worked", "closed", "worked"]
    assert "Đây là lịch như đã biết lúc đó" in between.content.decode()
    assert "Bão tan" not in between.content.decode()
    assert "đã thay" in now.content.decode()


@pytest.mark.parametrize("text", ["hôm qua", "31/12/9999"])
def test_a_day_known_on_that_cannot_be_read_is_said(admin, text):
    page = year(admin, **{"biet-den": text})
    assert page.status_code == 422
    assert "Hãy nhập" in page.content.decode()


@pytest.mark.parametrize("asked", [{"nam": "x"}, {"nam": "99999"}, {"viec": "y"}, {"nam": "1999"}])
def test_nonsense_in_the_address_shows_this_year(admin, asked):
    page = year(admin, **asked)
    assert page.status_code == 200
    assert "Lịch làm việc 2026" in page.content.decode()


def test_nothing_is_saved_before_what_moves_has_been_seen(admin):
    page = declare(admin)
    assert page.status_code == 200
    assert "Nếu ghi vào lịch" in page.content.decode()
    assert "Đã ghi vào lịch" not in page.content.decode()
    assert not DayOverride.objects.exists()


def test_what_was_seen_is_saved_for_the_agency_and_all_below(admin):
    answer = declare(admin, looked_at=looked_at(declare(admin)))
    assert answer.status_code == 302
    assert calendar_of("H14.31").shifts_on(TUESDAY) == ()
    row = DayOverride.objects.get()
    assert (row.scope, row.declared_by, row.known_at) == ("H14", "quan.tri", NOW)
    assert [event.day for event in history_of("calendar:H14")] == [TUESDAY]


def test_a_form_changed_after_the_look_is_looked_at_again(admin):
    seen = looked_at(declare(admin))
    assert declare(admin, looked_at=seen, day="02/12/2026").status_code == 200
    assert not DayOverride.objects.exists()


def test_a_swap_takes_one_day_off_and_works_another(admin):
    swap = {"kind": "swap", "other_day": "05/12/2026", "name": "Hoán đổi"}
    declare(admin, **swap, looked_at=looked_at(declare(admin, **swap)))
    office = calendar_of("H14")
    assert (office.shifts_on(TUESDAY), office.shifts_on(SATURDAY)) == ((), OFFICE_DAY)
    assert {row.swapped_on for row in DayOverride.objects.all()} == {TUESDAY, SATURDAY}


def test_half_a_day_can_be_closed(admin):
    half = {"part": "afternoon"}
    declare(admin, **half, looked_at=looked_at(declare(admin, **half)))
    assert calendar_of("H14").shifts_on(TUESDAY) == OFFICE_DAY[:1]
    assert cell(year(admin, nam="2026"), "01/12/2026")[0] == "part"


def test_htmx_gets_the_form_with_what_moves_and_no_word_that_it_was_saved(admin):
    page = admin.post(reverse("worktime:declare"), FORM, headers={"HX-Request": "true"}).content.decode()
    assert page.lstrip().startswith('<form class="declare"')
    assert "Nếu ghi vào lịch" in page
    assert "Đã ghi vào lịch" not in page


def test_htmx_gets_the_error_beside_its_field(admin):
    page = admin.post(reverse("worktime:declare"), FORM | {"legal_basis": ""}, headers={"HX-Request": "true"})
    assert page.status_code == 422
    assert 'id="id_legal_basis_error"' in page.content.decode()


def test_what_is_known_since_the_first_loading_says_so(admin):
    load_calendar(actor="tester", at=NOW)
    words = year(admin, nam="2026").content.decode()
    assert "khi nạp lịch lần đầu" in words
    assert "01/01/2014" not in words


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": "tháng sau"}, "ngày/tháng/năm"),
        ({"day": ""}, "Hãy nhập ngày."),
        ({"day": "01/01/1999"}, "ngoài khoảng lịch"),
        ({"name": " "}, "Hãy ghi tên ngày hoặc lý do."),
        ({"legal_basis": ""}, "căn cứ"),
        ({"name": "x" * 201}, "rút gọn"),
        ({"kind": "party"}, "Hãy chọn loại"),
        ({"kind": "swap"}, "Hãy nhập ngày làm bù."),
        ({"kind": "swap", "other_day": "01/12/2026"}, "phải khác"),
    ],
)
def test_a_form_that_will_not_do_says_what_to_do(admin, changes, words):
    page = declare(admin, **changes)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not DayOverride.objects.exists()


def test_signs_that_no_column_holds_are_not_kept(admin):
    strange = {"name": "Bão\x00 số 15", "legal_basis": "Công\u0000 điện\n99"}
    declare(admin, **strange, looked_at=looked_at(declare(admin, **strange)))
    row = DayOverride.objects.get()
    assert (row.name, row.legal_basis) == ("Bão số 15", "Công điện 99")


def test_an_agency_that_is_not_ones_own_is_not_there(admin, client):
    agency("H14.05", "Sở Tư pháp", short_name="Sở Tư pháp", level="department")
    signed_in(client, "quan.tri.xa", "H14.31", Role.ADMIN)
    assert "H14.05" not in year(client).content.decode()
    assert year(client, **{"co-quan": "H14.05"}).status_code == 404
    assert declare(client, scope="H14").status_code == 404
    assert not DayOverride.objects.exists()


def test_who_may_not_manage_calendars_is_refused(client):
    agency("H14.31")
    signed_in(client, "tiep.nhan", "H14.31", Role.RECEIVER)
    assert year(client).status_code == 403
    assert declare(client, scope="H14.31").status_code == 403


def test_the_year_costs_the_same_queries_however_much_was_declared(admin, django_assert_max_num_queries):
    for number in range(30):
        change = DayChange(day("01/06/2026") + timedelta(days=number), DayKind.CLOSURE, "Mất điện")
        declare_day(change, scope="H14", actor="x", at=NOW - timedelta(days=1))
    year(admin)
    with django_assert_max_num_queries(8):
        assert year(admin).status_code == 200
