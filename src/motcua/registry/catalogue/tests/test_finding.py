"""Finding a procedure by what people type."""

from datetime import date

import pytest

from motcua.kernel import clock
from motcua.registry.catalogue.public import end_offer, find_procedures, offer_many
from motcua.registry.catalogue.queries.finding import browse_procedures
from motcua.registry.catalogue.tests.factories import AT, DAY, procedure

pytestmark = pytest.mark.django_db
NAMES = {
    "1.1": "Thủ tục đăng ký khai sinh",
    "1.2": "Thủ tục đăng ký lại khai sinh",
    "1.3": "Thủ tục đăng ký kết hôn",
    "1.4": "Đăng ký biến động quyền sử dụng đất, cấp Giấy chứng nhận quyền sử dụng đất",
    "1.5": "Đăng ký thành lập hộ kinh doanh",
    "1.6": "Cấp giấy phép xây dựng nhà ở riêng lẻ",
    "1.7": "Khai báo hoá chất nhập khẩu",
}


@pytest.fixture(autouse=True)
def _catalogue():
    for code, name in NAMES.items():
        procedure(code=code, name=name, field_name="Hộ tịch" if code < "1.4" else "Khác")
    offer_many(["1.1", "1.3", "1.4"], ["H14.31"], valid_from=DAY, actor="quantri", at=AT)
    with clock.frozen(AT):
        yield


def first(text):
    hits = find_procedures(text, only_offered=False)
    return hits[0].code if hits else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("khai sinh", "1.1"),
        ("lam giay khai sinh cho con", "1.1"),
        ("khia sinh", "1.1"),
        ("khai s", "1.1"),
        ("khaisinh", "1.1"),
        ("Đăng ký LẠI khai sinh", "1.2"),
        ("giấy đăng ký kết hôn", "1.3"),
        ("sổ đỏ", "1.4"),
        ("so do", "1.4"),
        ("mở tiệm tạp hoá", "1.5"),
        ("muốn xây nhà thì xin phép ở đâu", "1.6"),
        ("1.7", "1.7"),
    ],
)
def test_everyday_words_missing_accents_and_slips_find_what_is_meant(text, code):
    assert first(text) == code


@pytest.mark.parametrize("text", ["zzz", "%", "';--", "a" * 5000, "🙂"])
def test_odd_texts_find_nothing_and_break_nothing(text):
    assert find_procedures(text) == []


@pytest.mark.parametrize("blank", ["", "  ", "\u0000", "\u0323"])
def test_blank_gives_all_in_order_of_name_and_only_what_is_offered(blank):
    assert [hit.code for hit in find_procedures(blank)] == ["1.4", "1.3", "1.1"]
    assert [hit.is_offered for hit in browse_procedures().hits].count(False) == 4


def test_only_what_fits_the_field_and_the_level_is_found():
    assert {hit.code for hit in browse_procedures("đăng ký", field_name="Khác").hits} == {"1.4", "1.5"}
    assert browse_procedures("đăng ký", level="ministry").hits == []
    assert browse_procedures().fields == ["Hộ tịch", "Khác"]


def test_a_search_is_one_statement_until_something_changes(django_assert_num_queries):
    find_procedures("khai sinh")
    with django_assert_num_queries(1):
        find_procedures("kết hôn")
    end_offer("1.1", "H14.31", date(2026, 6, 1), actor="quantri", at=AT)
    assert "1.1" not in {hit.code for hit in find_procedures("khai sinh")}


def test_a_search_costs_the_same_for_seven_procedures_and_for_thirty(django_assert_num_queries):
    for number in range(23):
        procedure(code=f"2.{number}", name=f"Thủ tục thứ {number}")
    with django_assert_num_queries(3):
        find_procedures("thủ tục")
    with django_assert_num_queries(1):
        find_procedures("thủ tục")


def test_a_version_of_tomorrow_is_found_tomorrow():
    procedure(code="3.1", name="Cấp thẻ đọc sách", valid_from=date(2026, 11, 24))
    assert first("thẻ đọc sách") is None
    with clock.frozen(clock.at(date(2026, 11, 24), 8)):
        assert first("thẻ đọc sách") == "3.1"
