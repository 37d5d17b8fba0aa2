"""Cuts a text into tokens that know their place in it: document numbers, dates, figures, words, signs."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, normalize

from motcua.kernel.texts.fold import fold

_TOKEN = re.compile(
    r"(?P<doc>\d+[^\S\n]*/[^\S\n]*\d{4}[^\S\n]*/[^\S\n]*(?:[^\W\d_]\w*(?:-\w+)+|(?i:qh|ubtvqh)\d+)"
    r"|\d+/[^\W\d_]+(?:-[^\W\d_]+)+)"
    r"|(?P<date>\d{1,2}[^\S\n]*[/.-][^\S\n]*\d{1,2}[^\S\n]*[/.-][^\S\n]*\d{4}(?!\d))"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d.,]*\d)|\d+(?:[.,]\d+)*)"
    "|(?P<word>(?:[^\\W\\d_][\u0300-\u036f]*)+)"
    r"|(?P<sign>[^\s])"
    r"|(?P<line>\n)"
)
_WORD = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
_SHARE_MARKED = 0.1
_ALWAYS_MARKED = {"đồng", "đ", "vnđ"}
_INVISIBLE = {"Cc", "Cf", "Cs", "Co"}


class Token(NamedTuple):
    """`key` is the word in lower case with its marks, `bare` without them; `start` and `end` count in the source."""

    kind: str
    text: str
    key: str
    bare: str
    start: int
    end: int
    is_loose: bool = False
    """The text is written without marks, so that «phi» may be «phí»."""
    is_glued: bool = False
    """Nothing stands between it and the letter or figure before it."""


def tokens_of(text: str) -> list[Token]:
    """The tokens of the text in order; invisible characters are skipped."""
    visible, places = _visible(text)
    tokens = []
    is_loose = _lacks_marks(visible)
    for found in _TOKEN.finditer(visible):
        start, end = found.span()
        key, bare = _forms(found[0])
        is_glued = start > 0 and visible[start - 1].isalnum()
        tokens.append(
            Token(
                found.lastgroup or "sign", found[0], key, bare, places[start], places[end - 1] + 1, is_loose, is_glued
            )
        )
    return tokens


def _lacks_marks(text: str) -> bool:
    """Whether hardly a word but the currency bears a mark: «Phi: 50.000 đồng», but not «Gia hạn: 50.000 đồng»."""
    forms = [_forms(word) for word in _WORD.findall(text)]
    marked = sum(key != bare and key not in _ALWAYS_MARKED for key, bare in forms)
    return marked <= _SHARE_MARKED * len(forms)


def _visible(text: str) -> tuple[str, range | list[int]]:
    """The text without invisible characters, and the place of each character left."""
    if text.replace("\n", "").replace("\t", "").isprintable():
        return text, range(len(text))
    kept = [(place, sign) for place, sign in enumerate(text) if sign in "\n\t" or category(sign) not in _INVISIBLE]
    return "".join(sign for _, sign in kept), [place for place, _ in kept]


@lru_cache(maxsize=1 << 14)
def _forms(word: str) -> tuple[str, str]:
    return normalize("NFC", word).lower(), fold(word)
