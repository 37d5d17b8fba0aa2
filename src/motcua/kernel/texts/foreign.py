"""Texts and values as other systems give them, made safe: any JSON value in, clean text out. Plain Python."""

import html
import json
import re
from unicodedata import normalize

from motcua.kernel.texts.fold import nfc

_BULLETS = re.compile("[\ue000-\uf8ff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*\n ?")

_TAGS = "p|br|b|i|u|em|strong|span|div|li|ul|ol|table|tbody|tr|td|th|a|font|sup|sub|h[1-6]|script|style"
_TAG = re.compile(rf"</?(?P<name>{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_NEW_LINE = {"br", "p", "div", "li", "tr"}
_ENTITY = re.compile(r"&(?:nbsp|lt|gt|amp|quot|#\d{2,5});")

_LATIN = [chr(number) for number in (*range(0x41, 0x7B), *range(0xC0, 0x1F00)) if chr(number).isalpha()]
SMALL = "".join(sign for sign in _LATIN if sign.islower())
CAPITAL = "".join(sign for sign in _LATIN if sign.isupper())
"""Small and capital letters for a character class: «[a-z]» knows no Vietnamese, and À–Ỹ mixes both."""


def clean(value: object) -> str:
    """The value as readable text: '' for nothing, bullets of symbol fonts as «-», no tags, paragraphs kept."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    if ("<" in text or "&" in text) and (_TAG.search(text) or _ENTITY.search(text)):
        text = html.unescape(_TAG.sub(_untagged, text))
    is_plain = text.replace("\n", " ").isprintable()  # nothing that `nfc` would drop: a hundred times faster
    whole = normalize("NFC", text) if is_plain else _BULLETS.sub("- ", nfc(text))
    return _LINES.sub("\n", _SPACES.sub(" ", whole)).strip()


def _untagged(tag: re.Match[str]) -> str:
    """What stands in the place of a tag of a web page."""
    return "\n" if tag["name"].lower() in _NEW_LINE else ""


def one_line(value: object) -> str:
    """The value as text on one line."""
    return " ".join(clean(value).split())


def items_of(value: object) -> list[object]:
    """The value as a list; a lone value is a list of one, nothing is an empty list."""
    if value in (None, "", [], {}):
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def rejoined(names: list[str]) -> list[str]:
    """Undo a split at commas inside a name: «Tổ chức (không gồm A», «B)» and «Cán bộ», «công chức» are one name each.

    A piece belongs to the one before while a bracket is open or when it begins in lower case.
    """
    whole: list[str] = []
    for name in names:
        is_inside = bool(whole) and (whole[-1].count("(") > whole[-1].count(")") or name[:1].islower())
        if is_inside:
            whole[-1] += f", {name}"
        else:
            whole.append(name)
    return list(dict.fromkeys(whole))
