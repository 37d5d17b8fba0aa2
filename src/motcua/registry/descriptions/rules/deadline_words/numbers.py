"""Reads numbers as they are written: figures, decimals, fractions, Vietnamese number words."""

from collections.abc import Sequence
from decimal import Decimal, localcontext

from motcua.kernel.texts.fold import fold
from motcua.registry.descriptions.rules.deadline_words.tokens import Token

_ONES = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
_AFTER_TENS = _ONES | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
_BARE_ONES = {fold(word): one for word, one in _AFTER_TENS.items()}
_NO_COUNT_AFTER = {"thứ", "hàng", "hằng", "mỗi", "cả", "cuối", "đầu", "từng", "trên", "các", "những"}
"""After these «năm», «hai», «ba» is a year, a week day or part of a name."""
_VULGAR = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_ZEROS = {"linh", "lẻ", "le"}
_TEN, _HUNDRED = 10, 100
_LONGEST_FIGURE, _GROUP, _GREATEST_PART = 6, 3, 4


def number_at(tokens: Sequence[Token], place: int) -> tuple[Decimal | None, int]:
    """The number that begins at a place and where it ends; (None, place) if none does.

    A number that cannot be told for certain («1.000», «01/7/2025») is (None, its end).
    """
    token = tokens[place]
    if token.kind == "vulgar":
        return _VULGAR[token.word], place + 1
    if token.kind == "word":
        is_name = place > 0 and tokens[place - 1].word in _NO_COUNT_AFTER
        return (None, place) if is_name else words_at(tokens, place)
    if token.kind != "number":
        return None, place
    end = _chain_end(tokens, place)
    return _chain_value(tokens[place:end]), end


def words_at(tokens: Sequence[Token], place: int, *, is_bare: bool = False) -> tuple[Decimal | None, int]:
    """A number in words from a place on: «mười lăm», «một trăm linh năm»; `is_bare` lets the accents be missing."""
    total, at = _hundreds(tokens, place, is_bare=is_bare)
    tens, end = _tens(tokens, at, is_bare=is_bare)
    if end == place:
        return None, place
    return Decimal(total + tens), end


def _hundreds(tokens: Sequence[Token], place: int, *, is_bare: bool) -> tuple[int, int]:
    if _said(tokens, place + 1, is_bare=is_bare) in {"trăm", "tram"}:
        first = _one(tokens, place, is_bare=is_bare)
        if first is not None:
            at = place + 2
            return first * _HUNDRED, at + (_said(tokens, at, is_bare=is_bare) in _ZEROS)
    return 0, place


def _tens(tokens: Sequence[Token], place: int, *, is_bare: bool) -> tuple[int, int]:
    if _said(tokens, place, is_bare=is_bare) in {"mười", "muoi"}:
        tens, at = _TEN, place + 1
    else:
        first = _one(tokens, place, is_bare=is_bare)
        if first is None:
            return 0, place
        if _said(tokens, place + 1, is_bare=is_bare) not in {"mươi", "mười", "muoi"}:
            return first, place + 1
        tens, at = first * _TEN, place + 2
    last = _AFTER_TENS.get(_said(tokens, at)) or (_one(tokens, at, is_bare=is_bare) if is_bare else None)
    return (tens, at) if last is None else (tens + last, at + 1)


def _one(tokens: Sequence[Token], place: int, *, is_bare: bool) -> int | None:
    return (_BARE_ONES if is_bare else _ONES).get(_said(tokens, place, is_bare=is_bare))


def _said(tokens: Sequence[Token], place: int, *, is_bare: bool = False) -> str:
    if place >= len(tokens) or tokens[place].kind != "word":
        return ""
    return tokens[place].fold if is_bare else tokens[place].word


def _chain_end(tokens: Sequence[Token], place: int) -> int:
    """The end of figures joined by signs without a space: «1,5», «01/7/2025», «1.000.000»."""
    end = place + 1
    while (
        end + 1 < len(tokens)
        and tokens[end].word in {".", ",", "/"}
        and tokens[end + 1].kind == "number"
        and tokens[end].start == tokens[end - 1].end
        and tokens[end + 1].start == tokens[end].end
    ):
        end += 2
    return end


def _chain_value(chain: Sequence[Token]) -> Decimal | None:
    if any(len(token.word) > _LONGEST_FIGURE for token in chain):
        return None
    if len(chain) == 1:
        return Decimal(int(chain[0].word))
    if len(chain) != _GROUP:
        return None
    first, sign, second = (token.word for token in chain)
    return _fraction(int(first), int(second)) if sign == "/" else _decimal(first, second)


def _fraction(over: int, under: int) -> Decimal | None:
    """«1/2», «3/4»; «5/10» and longer are dates or numbers of documents."""
    return Decimal(over) / Decimal(under) if 0 < over < under <= _GREATEST_PART and under != _GROUP else None


def _decimal(whole: str, part: str) -> Decimal | None:
    if len(part) >= _GROUP:
        return None
    with localcontext() as context:
        context.prec = 12
        return Decimal(f"{int(whole)}.{''.join(str(int(sign)) for sign in part)}")
