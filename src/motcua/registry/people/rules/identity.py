"""Personal numbers, tax codes and phones: what cannot be right is refused in words. Plain Python.

Legal sources: personal number – Law on Identity 26/2023/QH15, Decree 70/2024/NĐ-CP; tax code – Circular 86/2024/TT-BTC.
"""

import re
from datetime import date
from unicodedata import category

from motcua.kernel.texts.mark import mark
from motcua.registry.people.errors import NumberRefused
from motcua.registry.people.rules import Sex

EMPTY = mark("Hãy nhập {what}.")
CONTROL = mark("{what} có ký tự điều khiển không nhìn thấy được. Hãy xoá ô này và gõ lại.")
OTHER_SCRIPT = mark("{what} có ký tự «{sign}» không phải chữ số 0–9. Hãy gõ lại bằng bàn phím thường.")
PERSONAL_LENGTH = mark("Số định danh cá nhân phải có đúng 12 chữ số; bạn đã nhập {count}.")
OLD_IDENTITY_CARD = mark(
    "Số có 9 chữ số là số chứng minh nhân dân cũ, đã hết giá trị. Hãy nhập số định danh cá nhân gồm 12 chữ số."
)
PERSONAL_PLACE = mark("Ba chữ số đầu «{place}» không phải mã tỉnh hoặc mã nước nơi đăng ký khai sinh.")
PERSONAL_FAKE = mark("Số định danh «{number}» không thể là số thật. Hãy xem lại trên thẻ căn cước.")
PERSONAL_FUTURE = mark("Theo số định danh thì năm sinh là {year}, chưa tới. Hãy xem lại chữ số thứ 4, 5 và 6.")
PERSONAL_BIRTH = mark("Theo số định danh thì năm sinh là {year}, không khớp ngày sinh {birth_on}.")
PERSONAL_SEX = mark("Theo số định danh thì giới tính là {from_number}, không khớp giới tính đã chọn là {chosen}.")
TAX_LENGTH = mark("Mã số thuế phải có 10 chữ số, 13 chữ số (đơn vị phụ thuộc) hoặc 12 chữ số (số định danh cá nhân).")
TAX_CHECK = mark("Mã số thuế «{number}» sai chữ số kiểm tra. Hãy xem lại từng chữ số trên giấy chứng nhận.")
PHONE_SHAPE = mark("Số điện thoại «{number}» không đúng. Số di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.")
PHONE_OLD = mark("Số di động 11 chữ số đã đổi đầu số từ năm 2018. Hãy nhập số mới gồm 10 chữ số.")

# fmt: off
_PROVINCES = (
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44,
    45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89,
    91, 92, 93, 94, 95, 96,
)
# fmt: on
PROVINCES_OF_BIRTH = frozenset(f"{code:03}" for code in _PROVINCES)
"""Codes of the 63 provinces; a number keeps the province of birth through every merger."""
FIRST_COUNTRY = 101
"""From here on the first three digits are a country."""
_DENIED = frozenset({"012345678901", "012345678910", "098765432109"})
_PERSONAL, _OLD_CARD, _TAX, _BRANCH = 12, 9, 10, 13
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SEPARATORS = str.maketrans("", "", " .-()\u00a0")
_MOBILE = re.compile(r"[35789]\d{8}")
_LANDLINE = re.compile(r"2\d{2}\d{7}|2\d{8}")
_OLD_MOBILE = re.compile(r"1[2689]\d{8}")


def check_personal_number(
    text: str, *, birth_on: date | None = None, sex: str | None = None, on: date | None = None
) -> str:
    """The personal number as 12 digits.

    Refuses (`NumberRefused`) other scripts, a wrong length, an unknown place, a birth year that is not that of
    `birth_on` or lies after `on`, another sex than `sex`, and well-known inventions. It has no check digit.
    """
    number = _digits(text, mark("Số định danh cá nhân"))
    if len(number) == _OLD_CARD:
        raise NumberRefused(OLD_IDENTITY_CARD)
    if len(number) != _PERSONAL:
        raise NumberRefused(PERSONAL_LENGTH, count=len(number))
    if len(set(number)) == 1 or number in _DENIED:
        raise NumberRefused(PERSONAL_FAKE, number=number)
    if number[:3] not in PROVINCES_OF_BIRTH and int(number[:3]) < FIRST_COUNTRY:
        raise NumberRefused(PERSONAL_PLACE, place=number[:3])
    _check_birth(birth_year_of(number), birth_on, on)
    if sex and sex_of(number) != sex:
        raise NumberRefused(PERSONAL_SEX, from_number=sex_of(number).label, chosen=Sex(sex).label)
    return number


def birth_year_of(number: str) -> int:
    """The year of birth that a checked personal number says."""
    return 1900 + 100 * (int(number[3]) // 2) + int(number[4:6])


def sex_of(number: str) -> Sex:
    """The sex that a checked personal number says."""
    return Sex.FEMALE if int(number[3]) % 2 else Sex.MALE


def check_tax_code(text: str, *, on: date | None = None) -> str:
    """The tax code as ``0100109106``, a dependent unit's as ``0100109106-001``, a household's as its personal number.

    Refuses (`NumberRefused`) other scripts, a wrong length and a wrong check digit.
    """
    number = _digits(text, mark("Mã số thuế"))
    if len(number) == _PERSONAL:
        return check_personal_number(number, on=on)
    if len(number) not in {_TAX, _BRANCH}:
        raise NumberRefused(TAX_LENGTH)
    rest = sum(int(digit) * weight for digit, weight in zip(number, _TAX_WEIGHTS, strict=False)) % 11
    if 10 - rest != int(number[9]):
        raise NumberRefused(TAX_CHECK, number=number[:_TAX])
    return number if len(number) == _TAX else f"{number[:_TAX]}-{number[_TAX:]}"


def normal_phone(text: str) -> str:
    """A mobile or landline number as ``+84…`` (E.164). Refuses (`NumberRefused`) what cannot be called."""
    typed = text.strip()
    digits = _digits(typed.removeprefix("+"), mark("Số điện thoại"))
    if typed.startswith("+") or (digits.startswith("84") and len(digits) > _TAX):
        national = digits.removeprefix("84") if digits.startswith("84") else ""
    else:
        national = digits.removeprefix("0") if digits.startswith("0") else ""
    if _OLD_MOBILE.fullmatch(national):
        raise NumberRefused(PHONE_OLD)
    if not (_MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national)):
        raise NumberRefused(PHONE_SHAPE, number=typed)
    return f"+84{national}"


def _check_birth(year: int, birth_on: date | None, on: date | None) -> None:
    if on and year > on.year:
        raise NumberRefused(PERSONAL_FUTURE, year=year)
    if birth_on and birth_on.year != year:
        raise NumberRefused(PERSONAL_BIRTH, year=year, birth_on=f"{birth_on:%d/%m/%Y}")


def _digits(text: str, what: str) -> str:
    """The digits alone; spaces, dots, dashes and brackets that people write between them are dropped."""
    typed = text.strip()
    if any(category(sign).startswith("C") for sign in typed):
        raise NumberRefused(CONTROL, what=what)
    bare = typed.translate(_SEPARATORS)
    if not bare:
        raise NumberRefused(EMPTY, what=what)
    for sign in bare:
        if sign not in "0123456789":
            raise NumberRefused(OTHER_SCRIPT, what=what, sign=sign)
    return bare
