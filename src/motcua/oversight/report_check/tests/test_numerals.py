from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.oversight.report_check.rules.numerals import read_number, read_number_words
from motcua.oversight.report_check.rules.remarks import said

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


@pytest.mark.parametrize(
    ("raw", "value", "places", "other"),
    [
        ("1.315", "1315", 0, "1.315"),
        ("1315", "1315", 0, None),
        ("50,34", "50.34", 2, None),
        ("50.34", "50.34", 2, None),
        ("1,315", "1.315", 3, "1315"),
        ("1 315", "1315", 0, None),
        ("1.234.567", "1234567", 0, None),
        ("1.234,56", "1234.56", 2, None),
        ("1,234.56", "1234.56", 2, None),
        ("09", "9", 0, None),
        ("0", "0", 0, None),
    ],
)
def test_numbers_are_read_as_they_are_printed(raw, value, places, other):
    number = read_number(raw)
    assert (number.value, number.places) == (Decimal(value), places)
    assert number.other == (Decimal(other) if other else None)


@pytest.mark.parametrize("raw", ["0206.3852.123", "1.2.3", "0912345678", "1" * 60, "1.23.456", "1,2,3"])
def test_what_is_no_number_is_none(raw):
    assert read_number(raw) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("bốn mươi hai", 42),
        ("hai nghìn không trăm linh năm", 2005),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("chín mươi tư", 94),
        ("một trăm", 100),
        ("ba trăm lẻ bảy", 307),
        ("một triệu hai trăm nghìn", 1_200_000),
        ("năm tỷ", 5_000_000_000),
        ("mười hai nghìn ba trăm bốn mươi lăm", 12_345),
    ],
)
def test_numbers_in_words(words, value):
    assert read_number_words(words.split()) == (value, len(words.split()))


@given(st.integers(0, 999_999_999))
def test_every_number_said_in_words_is_read_back(number):
    words = in_words(number)
    assert read_number_words(words) == (number, len(words))


@given(st.integers(0, 10**12))
def test_every_number_printed_with_dots_is_read_back(number):
    assert read_number(said(number)).value == number


@given(st.decimals(0, 100, places=2))
def test_every_percentage_printed_with_a_comma_is_read_back(number):
    assert read_number(said(number, 2)).value == number


def in_words(number):
    """Written apart from the reader: the schoolbook way of saying a number."""
    if number < 1000:
        return below_thousand(number, is_padded=False)
    for name, unit in (("triệu", 1_000_000), ("nghìn", 1000)):
        if number >= unit:
            head, rest = divmod(number, unit)
            return in_words(head) + [name] + (padded(rest) if rest else [])
    raise AssertionError(number)


def padded(number):
    return in_words(number) if number >= 1000 else below_thousand(number, is_padded=True)


def below_thousand(number, *, is_padded):
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or is_padded else []
    if not rest:
        return words or ["không"]
    tens, ones = divmod(rest, 10)
    if not tens:
        return [*words, *(["linh"] if words else []), DIGITS[ones]]
    words += ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    last = {0: [], 5: ["lăm"]}.get(ones, [DIGITS[ones]])
    return words + (["mốt"] if ones == 1 and tens > 1 else last)
