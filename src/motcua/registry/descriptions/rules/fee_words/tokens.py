"""Cuts a text into tokens that know their place in it: document numbers, dates, figures, words, signs."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, combining, normalize

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
    for kind, start, end in _pieces(visible):
        word = visible[start:end]
        is_glued = start > 0 and (visible[start - 1].isalnum() or combining(visible[start - 1]) > 0)
        tokens.append(Token(kind, word, *_forms(word), places[start], places[end - 1] + 1, is_loose, is_glued))
    return tokens


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind, start and end of each token; «ĐồngPhí», two words that the crawl glued, are two."""
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        inner = [place for place in range(start + 1, end) if _is_border(text, place)] if found["word"] else []
        for first, last in pairwise([start, *inner, end]):
            yield found.lastgroup or "sign", first, last


def _is_border(text: str, place: int) -> bool:
    """A capital behind a small letter, whose marks may stand between them."""
    if not text[place].isupper():
        return False
    place -= 1
    while place and combining(text[place]):
        place -= 1
    return text[place].islower()


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
