"""Answers that name a place: kept as its code, typed and shown as its name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from motcua.capabilities.forms.errors import AnswerRefused
from motcua.kernel.texts.fold import fold, nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.places.public import PlaceView, find_places, place, place_names

CHOICE = "--choice"
"""What follows a box's name in the name of the choices offered for an unclear place."""
MOST_OFFERED, LONGEST_NAME = 8, 200
PICK_PLACE = mark("Chưa rõ nơi «{typed}». Hãy chọn một nơi trong danh sách, hoặc gõ tên xã, phường và tỉnh.")
_LONGEST_CODE = 12


def check_place(code: str) -> str:
    """The code of a place of today. Raises `AnswerRefused` for a name that was not made clear."""
    if _is_code(code) and place(code) is not None:
        return code
    raise AnswerRefused(PICK_PLACE, typed=code[:LONGEST_NAME])


def place_typed(name: str, posted: QueryDict) -> str:
    """The code of what was typed or picked, if that is clear; else the text as typed."""
    typed = " ".join(nfc((posted.get(name) or "")[:LONGEST_NAME]).split())
    picked = posted.get(f"{name}{CHOICE}") or ""
    if typed and _is_code(picked) and any(view.code == picked for view in find_places(typed, limit=MOST_OFFERED)):
        return picked
    if not typed or _is_code(typed):
        return typed
    names = long_names(find_places(typed, limit=MOST_OFFERED))
    same = [code for code, long_name in names.items() if fold(typed) == fold(long_name)]
    return same[0] if len(same) == 1 else typed


def offered_places(typed: str) -> list[tuple[str, str]]:
    """Code and full name of the places that may be meant."""
    return list(long_names(find_places(typed[:LONGEST_NAME], limit=MOST_OFFERED)).items())


def long_names(views: Iterable[PlaceView]) -> Mapping[str, str]:
    """Code → «Xã Hòa An, tỉnh Cao Bằng», in the order given."""
    codes = [view.code for view in views]
    names = place_names(codes)
    return {code: names[code] for code in codes if code in names}


def names_of(codes: Iterable[Any]) -> Mapping[str, str]:
    """Names of what are codes, also of units that are no more."""
    known = {code for code in codes if isinstance(code, str) and _is_code(code)}
    return place_names(known) if known else {}


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_CODE
