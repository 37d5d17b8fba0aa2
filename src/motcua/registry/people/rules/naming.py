"""What a name, a user name, an e-mail address and a day of birth may be. Plain Python."""

import re
from datetime import date
from unicodedata import category
from unicodedata import name as sign_name

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

NAME_EMPTY = mark("Hãy nhập họ và tên.")
NAME_CONTROL = mark("Tên có ký tự điều khiển không nhìn thấy được. Hãy xoá ô này và gõ lại.")
NAME_SIGN = mark("Tên có ký tự «{sign}» không dùng trong tên. Hãy gõ tên bằng chữ cái tiếng Việt.")
NAME_LENGTH = mark("Tên dài quá {most} ký tự.")
USERNAME_SHAPE = mark(
    "Tên đăng nhập «{username}» không đúng dạng. Hãy dùng chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối, "
    "bắt đầu bằng chữ cái."
)
EMAIL_SHAPE = mark("Địa chỉ thư điện tử «{email}» không đúng dạng. Địa chỉ đúng có dạng ten@donvi.vn.")
BIRTH_FUTURE = mark("Ngày sinh {birth_on} chưa tới. Hãy xem lại.")
BIRTH_TOO_EARLY = mark("Ngày sinh {birth_on} đã quá {years} năm. Hãy xem lại năm sinh.")
LONGEST_NAME, OLDEST_YEARS = 200, 130
_IN_PERSON_NAMES = frozenset(" .-'’")
_OFFICER_NAME = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")
_EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}")


def check_person_name(text: str) -> str:
    """A person's full name in normal form: Latin letters, spaces, apostrophe, dash and dot."""
    name = check_name(text)
    for sign in name:
        if sign not in _IN_PERSON_NAMES and not _is_latin(sign):
            raise InvalidInput(NAME_SIGN, sign=sign)
    if not any(sign.isalpha() for sign in name):
        raise InvalidInput(NAME_EMPTY)
    return name


def check_name(text: str) -> str:
    """Any name in normal form, in one line; refuses (`InvalidInput`) control characters, nothing and too much."""
    if any(category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} for sign in text.strip()):
        raise InvalidInput(NAME_CONTROL)
    name = " ".join(nfc(text).split())
    if not name:
        raise InvalidInput(NAME_EMPTY)
    if len(name) > LONGEST_NAME:
        raise InvalidInput(NAME_LENGTH, most=LONGEST_NAME)
    return name


def normal_username(text: str) -> str:
    """What was typed as a user name, made comparable: lower case, no spaces."""
    return "".join(nfc(text).split()).lower()


def check_officer_username(text: str) -> str:
    """An officer's user name; never a number, as those are citizens'."""
    username = normal_username(text)
    if not _OFFICER_NAME.fullmatch(username) or len(username) > LONGEST_NAME // 4:
        raise InvalidInput(USERNAME_SHAPE, username=username)
    return username


def check_email(text: str) -> str:
    """An e-mail address, or nothing."""
    email = nfc(text)
    if email and (not _EMAIL.fullmatch(email) or len(email) > 254):  # noqa: PLR2004 - RFC 5321
        raise InvalidInput(EMAIL_SHAPE, email=email)
    return email


def check_birth(birth_on: date, *, on: date) -> date:
    """A day of birth that a living person can have on day `on`."""
    if birth_on > on:
        raise InvalidInput(BIRTH_FUTURE, birth_on=f"{birth_on:%d/%m/%Y}")
    if birth_on.year < on.year - OLDEST_YEARS:
        raise InvalidInput(BIRTH_TOO_EARLY, birth_on=f"{birth_on:%d/%m/%Y}", years=OLDEST_YEARS)
    return birth_on


def _is_latin(sign: str) -> bool:
    return sign.isalpha() and sign_name(sign, "").startswith("LATIN ")
