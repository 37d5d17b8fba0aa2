from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.registry.people.errors import NumberRefused
from motcua.registry.people.rules import Sex
from motcua.registry.people.rules.identity import (
    PROVINCES_OF_BIRTH,
    birth_year_of,
    check_personal_number,
    check_tax_code,
    normal_phone,
    sex_of,
)

TODAY = date(2026, 11, 23)


def test_a_number_says_place_century_sex_and_year():
    number = check_personal_number("004 090 001234", birth_on=date(1990, 5, 1), sex="male", on=TODAY)
    assert number == "004090001234"
    assert (birth_year_of(number), sex_of(number)) == (1990, Sex.MALE)
    assert (birth_year_of("004305001234"), sex_of("004305001234")) == (2005, Sex.FEMALE)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Hãy nhập"),
        ("  ", "Hãy nhập"),
        ("00409000123", "đúng 12 chữ số; bạn đã nhập 11"),
        ("0040900012345", "bạn đã nhập 13"),
        ("080123456", "chứng minh nhân dân cũ"),
        ("00409000123a", "ký tự «a»"),
        ("004090001２34", "ký tự «２»"),
        ("٠٠٤٠٩٠٠٠١٢٣٤", "ký tự «٠»"),
        ("004090\x00001234", "ký tự điều khiển"),
        ("004090\u200b001234", "ký tự điều khiển"),
        ("111111111111", "không thể là số thật"),
        ("012345678901", "không thể là số thật"),
        ("000090001234", "«000» không phải mã tỉnh"),
        ("097090001234", "«097» không phải mã tỉnh"),
        ("004299001234", "năm sinh là 2099, chưa tới"),
        ("004490001234", "năm sinh là 2190, chưa tới"),
    ],
)
def test_what_cannot_be_a_personal_number_is_refused_in_words(typed, said):
    with pytest.raises(NumberRefused, match=said):
        check_personal_number(typed, on=TODAY)


def test_a_number_that_contradicts_birth_or_sex_is_refused():
    with pytest.raises(NumberRefused, match="1990, không khớp ngày sinh 01/05/1991"):
        check_personal_number("004090001234", birth_on=date(1991, 5, 1))
    with pytest.raises(NumberRefused, match="giới tính là Nam, không khớp giới tính đã chọn là Nữ"):
        check_personal_number("004090001234", sex="female")


def test_people_born_abroad_have_a_country_and_mergers_change_no_number():
    assert len(PROVINCES_OF_BIRTH) == 63
    assert check_personal_number("101090001234") == "101090001234"
    assert check_personal_number("064090001234") == "064090001234"


@pytest.mark.parametrize("code", ["0100109106", "0100112437"])
def test_real_tax_codes_pass(code):
    assert check_tax_code(code) == code
    assert check_tax_code(f"{code}-001") == check_tax_code(f"{code} 001") == f"{code}-001"


def test_a_household_pays_tax_by_its_personal_number():
    assert check_tax_code("004090001234") == "004090001234"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Hãy nhập"),
        ("0100109107", "sai chữ số kiểm tra"),
        ("010010910", "phải có 10 chữ số"),
        ("01001091061", "phải có 10 chữ số"),
        ("O100109106", "ký tự «O»"),
        ("0100\x1b109106", "ký tự điều khiển"),
    ],
)
def test_what_cannot_be_a_tax_code_is_refused_in_words(typed, said):
    with pytest.raises(NumberRefused, match=said):
        check_tax_code(typed)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_at_most_one_check_digit_fits_a_tax_code(start):
    fitting = []
    for digit in "0123456789":
        try:
            fitting.append(check_tax_code(start + digit))
        except NumberRefused:
            continue
    assert len(fitting) <= 1


@given(st.text(max_size=30))
@pytest.mark.parametrize("check", [check_personal_number, check_tax_code, normal_phone])
def test_no_text_breaks_the_checks(check, text):
    with suppress(NumberRefused):
        assert check(text)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0912345678", "+84912345678"),
        ("091 234.56-78", "+84912345678"),
        ("+84 912 345 678", "+84912345678"),
        ("84912345678", "+84912345678"),
        ("(0206) 3852 123", "+842063852123"),
        ("024 3825 1234", "+842438251234"),
    ],
)
def test_phones_are_stored_as_they_are_dialled_from_anywhere(typed, stored):
    assert normal_phone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Hãy nhập"),
        ("912345678", "10 chữ số"),
        ("0112345678", "10 chữ số"),
        ("01234567890", "đổi đầu số từ năm 2018"),
        ("+1 202 555 0100", "10 chữ số"),
        ("1022", "10 chữ số"),
        ("09123\u202e45678", "ký tự điều khiển"),
    ],
)
def test_what_cannot_be_called_is_refused(typed, said):
    with pytest.raises(NumberRefused, match=said):
        normal_phone(typed)
