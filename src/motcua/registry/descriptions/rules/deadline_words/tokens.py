"""Cuts a text into words, numbers and marks, each with its place in the source."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from motcua.kernel.texts.fold import fold

_INVISIBLE = "\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff"
_MARKS_ABOVE = f"\u0300-\u036f{_INVISIBLE}"
_TOKEN = re.compile(
    rf"(?P<vulgar>[½¼¾])|(?P<number>\d+)|(?P<word>(?:[^\W\d_½¼¾][{_MARKS_ABOVE}]*)+)|(?P<line>\n)|(?P<mark>[^\w\s{_INVISIBLE}]|_)"
)
_KEPT = {"nêu", "thì"}
_BULLETS = "●○■□▪▫◆◇►▶➢➤✓✔➔→"
_GLUED = {
    "ngaylam": ("ngay", "lam"),
    "ngaylamviec": ("ngay", "lam", "viec"),
    "lamviec": ("lam", "viec"),
    "lv": ("lam", "viec"),
    "giolam": ("gio", "lam"),
    "giolamviec": ("gio", "lam", "viec"),
}
"""Words that a lost space has joined; only these, because a wrong cut would make a wrong unit."""


class Token(NamedTuple):
    """`kind` is word, number, vulgar, mark or line; `word` keeps its accents, `fold` has none."""

    kind: str
    word: str
    fold: str
    start: int
    end: int
    is_capital: bool = False


def tokens_of(text: str) -> list[Token]:
    """All tokens of the text, in order; white space and invisible signs are none."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, raw, (start, end) = match.lastgroup or "", match[0], match.span()
        if kind == "word":
            for word, part, is_capital in _words(raw):
                found.append(Token(kind, word, part, start, end, is_capital))
        else:
            sign = "•" if _is_bullet(raw) else raw
            found.append(Token(kind, sign, sign, start, end))
    return found


def _is_bullet(sign: str) -> bool:
    """Signs of symbol fonts come out of documents as private characters."""
    return "\ue000" <= sign <= "\uf8ff" or sign in _BULLETS


@lru_cache(maxsize=50_000)
def _words(raw: str) -> tuple[tuple[str, str, bool], ...]:
    """The word with its accents, without them, and whether it has a capital; several if a space was lost."""
    word = normalize("NFC", re.sub(f"[{_INVISIBLE}]", "", raw))
    is_capital, word = word[:1].isupper(), word.lower()
    return tuple((word, part, is_capital) for part in _parts_of(_bare(word)))


def _bare(word: str) -> str:
    """Without accents, but for the words that would then be another: «nêu (rõ)» is no «nếu», «thì» no «kỳ thi»."""
    return word if word in _KEPT else fold(word)


def _parts_of(bare: str) -> tuple[str, ...]:
    if bare in _GLUED:
        return _GLUED[bare]
    is_joined = bare.startswith("viec") and len(bare) > len("viec")  # «ngày làm việckể từ»
    return ("viec", bare.removeprefix("viec")) if is_joined else (bare,)
