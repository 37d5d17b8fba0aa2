"""Cuts tokens into clauses: at full stops, semicolons, bullets, brackets, and where the crawl glued two cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.registry.descriptions.rules.fee_words.lexicon import FEE_NAME
from motcua.registry.descriptions.rules.fee_words.tokens import Token

_OPEN, _CLOSE, _BULLETS = "([", ")]", "-–+*•·"
_NOTE = "—"
_DASHES = "-–"
_ABBREVIATION = 2


@dataclass(frozen=True, slots=True)
class Clause:
    """`opener` is the sign before it: «(», «)», «;», «.», a bullet, «—», «label» for a glued cell, or ''.

    `bullet` is the last bullet before it: «(- Cấp mới» is opened by the bracket and has a bullet too.
    """

    tokens: tuple[Token, ...]
    opener: str
    bullet: str
    depth: int

    @property
    def is_heading(self) -> bool:
        """Whether it announces what follows: «Đối với tổ chức:»."""
        return self.tokens[-1].text == ":"


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses that have any token, in order."""
    return [Clause(tuple(part), *place) for part, place in _parts(tokens) if part]


def _parts(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], tuple[str, str, int]]]:
    part: list[Token] = []
    opener, bullet, depth = "", "", 0
    for place, token in enumerate(tokens):
        sign = _border(tokens, place, part)
        if not sign:
            part.append(token)
            continue
        yield part, (opener, bullet, depth)
        depth = _depth(depth, sign)
        bullet = sign if sign in _BULLETS else "" if part or sign in _OPEN + _CLOSE else bullet
        is_note = not part and opener in (*_OPEN, _NOTE) and sign not in (*_OPEN, *_CLOSE, _NOTE)
        opener = opener if is_note else sign
        part = [token] if sign == "label" else []
    yield part, (opener, bullet, depth)


def _depth(depth: int, sign: str) -> int:
    if sign in ("(", "["):
        return depth + 1
    return max(0, depth - 1) if sign in (")", "]") else depth


def _border(tokens: Sequence[Token], place: int, part: Sequence[Token]) -> str:
    """The sign that ends the clause here, or ''."""
    token = tokens[place]
    if token.kind == "line":
        return "\n"
    if token.kind == "word":
        return "label" if _is_glued_label(tokens, place, part) else ""
    if token.text in _OPEN + _CLOSE + ";" + _NOTE:
        return token.text
    if token.text in {".", "…"}:
        return "." if not _joins(tokens, place) else ""
    if token.text in _BULLETS and not _joins(tokens, place):
        return token.text
    return ""


def _joins(tokens: Sequence[Token], place: int) -> bool:
    """Whether the sign stands inside a word or a range: «khẩu-chiếc», «đô-la», «100 - 200»."""
    if not 0 < place < len(tokens) - 1:
        return False
    before, sign, after = tokens[place - 1 : place + 2]
    if sign.text in _DASHES and before.kind == after.kind == "number":
        return True
    is_tight = before.end == sign.start and sign.end == after.start
    if sign.text == ".":
        return is_tight and after.kind == "number" and before.kind == "word" and len(before.text) <= _ABBREVIATION
    return is_tight and before.kind == "word" and after.kind == "word"


def _is_glued_label(tokens: Sequence[Token], place: int, part: Sequence[Token]) -> bool:
    """«…Đồng Lệ phí : 50000 Đồng»: a label with its colon, after a clause that has a figure or begins a cell."""
    length = FEE_NAME.at(tokens, place)
    is_label = length and place + length < len(tokens) and tokens[place + length].text == ":"
    return bool(is_label) and any(token.kind == "number" for token in part)
