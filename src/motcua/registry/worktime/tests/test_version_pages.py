"""Pages for dated policies and weekly hours, and the nation on the calendar: seen before saved, old versions kept."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from motcua.kernel import clock
from motcua.kernel.events.store import history_of
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.public import open_officer_account
from motcua.registry.worktime.models import ClockPolicy, DayOverride, WorkingHours
from motcua.registry.worktime.public import (
    Policy,
    calendar_of,
    declare_hours,
    declare_policy,
    load_calendar,
    policy_for,
)
from motcua.registry.worktime.rules.calendar import OFFICE_DAY, OFFICE_WEEK
from motcua.registry.worktime.rules.terms import AfterSupplement, FirstDay
from motcua.registry.worktime.tests.factories import HOURS_7_30, day, moment

pytestmark = pytest.mark.django_db
NOW = moment("23/11/2026 09:00")
BASIS = "Quyết định 12/2026/QĐ-UBND"
POLICY = {
    "procedure": "",
    "valid_from": "01/12/2026",
    "last_day": "",
    "first_day": "not_counted",
    "after_supplement": "restarts",
    "same_day_until": "15:00",
    "forward_until": "14h30",
    "answer_amount": "0,5",
    "answer_unit": "working_day",
    "early_rule": "half_day",
    "legal_basis": BASIS,
}
SUMMER = "6:30–11:00, 13:30–17:00"
HOURS = {
    "scope": "H14",
    "purpose": "processing",
    "valid_from": "15/04/2027",
    "last_day": "15/10/2027",
    **{f"day_{number}": SUMMER for number in range(5)},
    "day_5": "",
    "day_6": "",
    "legal_basis": BASIS,
}
NATIONAL = {
    "scope": "VN",
    "kind": "swap",
    "day": "31/12/2026",
    "other_day": "26/12/2026",
    "part": "all",
    "name": "Hoán đổi dịp Tết Dương lịch",
    "legal_basis": "Công văn 1/TTg-KGVX",
}
SUMMER_DAY = ((390, 660), (810, 1020))


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(NOW):
        yield


@pytest.fixture
def controller(client):
    agency("H14", "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province")
    agency("H14.31")
    return signed_in(client, "kiem.soat", "H14")


def signed_in(client, username, code, role=Role.CONTROLLER):
    account = open_officer_account(username=username, full_name="Bế Thị Soát", password="mot-cua-thu-nghiem", at=NOW)
    posting(username, code, role)
    client.force_login(account)
    return client


def post(client, name, form, **changes):
    return client.post(reverse(f"worktime:{name}"), form | changes)


def saved(client, name, form, **changes):
    """Looked at, then saved."""
    seen = re.search(r'name="looked_at" value="([^"]*)"', post(client, name, form, **changes).content.decode())
    return post(client, name, form, **changes, looked_at=seen[1].replace("&amp;", "&"))


def shown(client, name, **asked):
    page = client.get(reverse(f"worktime:{name}"), asked)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_without_any_policy_the_page_says_what_holds_by_default(controller):
    words = shown(controller, "policies")
    assert "Đúng giờ nhận, n ngày làm việc sau" in words
    assert "8 giờ làm việc" in words
    assert "Mặc định, chưa có quy định nào được khai báo" in words


def test_a_policy_is_saved_after_the_look_and_the_older_stays_as_it_was(controller):
    declare_policy("", Policy(legal_basis="Quyết định 1/2026"), valid_from=day("01/01/2026"), actor="x", at=NOW)
    look = post(controller, "declare-policy", POLICY)
    assert "Nếu ghi quy định này" in look.content.decode()
    assert ClockPolicy.objects.count() == 1
    answer = saved(controller, "declare-policy", POLICY)
    assert (answer.status_code, answer["Location"]) == (302, reverse("worktime:policies"))
    new, old = policy_for("1.001193", day("01/12/2026")), policy_for("1.001193", day("30/11/2026"))
    assert (new.first_day, new.after_supplement) == (FirstDay.NOT_COUNTED, AfterSupplement.RESTARTS)
    assert (new.forward_until, str(new.answer_within.amount)) == (14 * 60 + 30, "0.50")
    assert (old.first_day, old.legal_basis) == (FirstDay.EXACT, "Quyết định 1/2026")
    replaced = ClockPolicy.objects.get(replaced_at__isnull=False)
    assert (replaced.valid_from, replaced.valid_to, replaced.legal_basis) == (day("01/01/2026"), None, old.legal_basis)
    assert [event.actor for event in history_of("policy:VN")] == ["x", "kiem.soat"]
    words = shown(controller, "policies")
    for said in ("Đang áp dụng", "Sắp áp dụng", "Đã thay", "từ 01/12/2026", "01/01/2026 – 30/11/2026", BASIS):
        assert said in words


def test_the_look_says_what_differs_and_warns_of_a_day_that_has_passed(controller):
    words = post(controller, "declare-policy", POLICY, valid_from="01/11/2026").content.decode()
    assert "<del>15:00</del> → <strong>14:30</strong>" in words
    assert "<del>8 giờ làm việc</del> → <strong>0,5 ngày làm việc</strong>" in words
    assert "Ngày bắt đầu đã qua" in words
    assert "Ngày bắt đầu đã qua" not in post(controller, "declare-policy", POLICY).content.decode()


def test_the_form_begins_with_what_holds_but_asks_for_a_new_basis(controller):
    policy = Policy(FirstDay.COUNTED, legal_basis="Quyết định 1/2026")
    declare_policy("", policy, valid_from=day("01/01/2026"), actor="x", at=NOW)
    page = controller.get(reverse("worktime:declare-policy")).content.decode()
    assert re.search(r'value="counted"[^>]*checked|checked[^>]*value="counted"', page)
    assert "Quyết định 1/2026" not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"legal_basis": " "}, "Hãy ghi số, ký hiệu"),
        ({"legal_basis": "x" * 301}, "rút gọn"),
        ({"valid_from": ""}, "Hãy nhập ngày bắt đầu"),
        ({"valid_from": "31/02/2027"}, "ngày/tháng/năm"),
        ({"valid_from": "01/01/1999"}, "ngoài khoảng lịch"),
        ({"last_day": "30/11/2026"}, "Ngày cuối phải"),
        ({"procedure": "9.999999"}, "Không có thủ tục mang mã này"),
        ({"same_day_until": "25:00"}, "Hãy nhập giờ"),
        ({"forward_until": "chiều"}, "Hãy nhập giờ"),
        ({"answer_amount": "0"}, "lớn hơn 0"),
        ({"answer_amount": "0,001"}, "lớn hơn 0"),
        ({"answer_amount": "NaN"}, "lớn hơn 0"),
        ({"answer_amount": "1e999999"}, "lớn hơn 0"),
        ({"answer_unit": "year"}, "Hãy chọn một cách"),
        ({"first_day": ""}, "Hãy chọn một cách"),
        ({"early_rule": "x"}, "Hãy chọn một cách"),
    ],
)
def test_a_policy_that_will_not_do_says_what_to_do(controller, changes, words):
    page = post(controller, "declare-policy", POLICY, **changes)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not ClockPolicy.objects.exists()


def test_only_who_stands_at_the_top_declares_what_holds_for_all(controller, client):
    signed_in(client, "kiem.soat.xa", "H14.31")
    assert "người được giao ở cấp tỉnh khai báo" in shown(client, "policies")
    assert post(client, "declare-policy", POLICY).status_code == 403
    assert "Cả nước (mọi cơ quan)" not in shown(client, "year")
    assert post(client, "declare", NATIONAL).status_code == 404
    assert post(client, "declare-hours", HOURS, scope="VN").status_code == 404
    assert [rows.objects.count() for rows in (ClockPolicy, DayOverride, WorkingHours)] == [0, 0, 0]


def test_who_has_no_right_is_refused(client):
    agency("H14.31")
    signed_in(client, "tiep.nhan", "H14.31", Role.RECEIVER)
    for name in ("policies", "declare-policy", "hours", "declare-hours"):
        assert client.get(reverse(f"worktime:{name}")).status_code == 403


def test_a_summer_week_is_saved_after_the_look_for_the_agency_and_all_below(controller):
    declare_hours("H14", HOURS_7_30, valid_from=day("01/01/2026"), legal_basis="QĐ 5", actor="x", at=NOW)
    assert "Nếu ghi giờ này" in post(controller, "declare-hours", HOURS).content.decode()
    assert not WorkingHours.objects.filter(legal_basis=BASIS).exists()
    assert saved(controller, "declare-hours", HOURS).status_code == 302
    found = [calendar_of("H14.31").shifts_on(day(text)) for text in ("14/04/2027", "15/04/2027", "15/10/2027")]
    assert found == [HOURS_7_30[0], SUMMER_DAY, SUMMER_DAY]
    assert calendar_of("H14.31").shifts_on(day("18/10/2027")) == HOURS_7_30[0]
    row = WorkingHours.objects.filter(legal_basis=BASIS).first()
    assert (row.declared_by, row.agency_code, row.valid_to) == ("kiem.soat", "H14", day("16/10/2027"))
    words = shown(controller, "hours")
    for said in ("15/04/2027 – 15/10/2027", "T2–T6 6:30–11:00, 13:30–17:00", "Sắp áp dụng", "Đã thay", BASIS, "QĐ 5"):
        assert said in words


def test_an_agency_without_hours_shows_those_above_it(controller):
    declare_hours("H14", HOURS_7_30, valid_from=day("01/01/2026"), legal_basis="QĐ 5", actor="x", at=NOW)
    assert "UBND tỉnh" in shown(controller, "hours", **{"co-quan": "H14.31"})
    assert "Chưa khai báo giờ làm việc" in shown(controller, "hours", **{"co-quan": "VN"})


@pytest.mark.parametrize(
    "written", ["6h30-11h; 13h30–17h", "6:30 - 11:00 13:30 đến 17:00", "06.30–11.00 và 13.30–17.00"]
)
def test_hours_are_read_as_people_write_them(controller, written):
    saved(controller, "declare-hours", HOURS, **{f"day_{number}": written for number in range(5)})
    assert calendar_of("H14").shifts_on(day("15/04/2027")) == SUMMER_DAY


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day_0": "sáng"}, "Không đọc được"),
        ({"day_1": "11:00–6:30"}, "Không đọc được"),
        ({"day_2": "6:30–11:00, 10:00–17:00"}, "Không đọc được"),
        ({"day_3": "6:75–11:00"}, "Không đọc được"),
        ({"day_4": "6:30–11:00 hay 13:00–17:00"}, "Không đọc được"),
        ({f"day_{number}": "" for number in range(7)}, "không có ca làm việc nào"),
        ({"legal_basis": ""}, "Hãy ghi số, ký hiệu"),
        ({"last_day": "14/04/2027"}, "Ngày cuối phải"),
    ],
)
def test_hours_that_will_not_do_say_what_to_do(controller, changes, words):
    page = post(controller, "declare-hours", HOURS, **changes)
    assert page.status_code == 422
    assert words in page.content.decode()
    assert not WorkingHours.objects.exists()


def test_a_national_swap_holds_for_every_agency_and_survives_the_next_loading(controller):
    assert "mọi cơ quan trong hệ thống" in post(controller, "declare", NATIONAL).content.decode()
    assert saved(controller, "declare", NATIONAL).status_code == 302
    load_calendar(actor="tester", at=NOW + timedelta(minutes=1))
    for code in ("", "H14.31", "H99"):
        assert calendar_of(code).shifts_on(day("31/12/2026")) == ()
        assert calendar_of(code).shifts_on(day("26/12/2026")) == OFFICE_DAY
    assert {(row.scope, row.declared_by) for row in DayOverride.objects.filter(is_published=False)} == {
        ("", "kiem.soat")
    }
    assert "Hoán đổi dịp Tết Dương lịch" in shown(controller, "year", **{"co-quan": "VN", "nam": "2026"})


def test_the_lists_cost_the_same_queries_however_many_versions(controller, django_assert_max_num_queries):
    for number in range(15):
        on = day("01/01/2026") + timedelta(days=number)
        declare_policy(f"1.{number:06d}", Policy(legal_basis=BASIS), valid_from=on, actor="x", at=NOW)
        declare_hours(f"H14.{number}", OFFICE_WEEK, valid_from=on, actor="x", at=NOW)
    for name in ("policies", "hours"):
        shown(controller, name)
        with django_assert_max_num_queries(10):
            shown(controller, name)
