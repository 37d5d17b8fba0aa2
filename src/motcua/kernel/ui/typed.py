"""Reading what a form brought: a line no longer than it may be, and numbers that the page itself had put there."""

from collections.abc import Iterable

from django.http import QueryDict

from motcua.kernel.errors import InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark

TOO_LONG = mark("Có ô dài quá {longest} ký tự. Hãy rút ngắn rồi gửi lại.")
SHORTER = mark("Điều ghi ở đây dài quá. Hãy rút ngắn.")
_MOST_DIGITS = 18
"""A database counts no further."""


def line_of(posted: QueryDict, name: str, *, longest: int) -> str:
    """A line as typed, in composed form. Raises `InvalidInput` at the field when it is too long."""
    typed = nfc(posted.get(name, ""))
    if len(typed) > longest:
        raise InvalidInput(TOO_LONG, fields={name: SHORTER}, longest=longest)
    return typed


def numbers_of(posted: QueryDict, name: str) -> list[int]:
    """The numbers of a field that may be there several times; what is no number was not written by our page."""
    return list(_numbers(posted.getlist(name)))


def _numbers(typed: Iterable[str]) -> Iterable[int]:
    for one in typed:
        if one.isascii() and one.isdecimal() and len(one) <= _MOST_DIGITS:
            yield int(one)
