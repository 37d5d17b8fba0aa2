"""Money as it is written: «100.000 đồng», «1,5 triệu», «USD 25», «150k», «hai triệu đồng», «8.000.000/lần»."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from motcua.registry.descriptions.rules.fee_words import lexicon as lex
from motcua.registry.descriptions.rules.fee_words import numbers
from motcua.registry.descriptions.rules.fee_words.tokens import Token

Tokens = Sequence[Token]
_HALF = "ruoi"
_LONGEST = 7
"""Tokens that a figure with its scale and currency may have."""


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` is None when the figure cannot be read, as in «15.000.0000 đồng»."""

    amount: int | Decimal | None
    currency: str
    is_plain: bool = False
    """Digits without groups and without a word of scale: «1200 VNĐ»."""
    is_in_words: bool = False
    is_glued: bool = False


def money_at(tokens: Tokens, place: int) -> tuple[Money, int] | None:
    """The money that begins at this place and the place after it."""
    if place >= len(tokens):
        return None
    if tokens[place].kind == "number":
        return _figure(tokens, place)
    before = currency_at(tokens, place, is_before=True)
    if before and before[1] < len(tokens) and tokens[before[1]].kind == "number":
        money, end = _foreign(tokens[before[1]], before[0], before[1] + 1)
        return replace(money, is_glued=False), end
    return _in_words(tokens, place)


def without_spoken(tokens: Tokens) -> list[Token]:
    """Leaves out a bracket that says the figure before it again: «4.500.000 (bốn triệu năm trăm nghìn) đồng»."""
    kept: list[Token] = []
    place = 0
    while place < len(tokens):
        behind = _after_spoken(kept, tokens, place) if kept and tokens[place].text == "(" else place
        if behind == place:
            kept.append(tokens[place])
            behind += 1
        place = behind
    return kept


def _after_spoken(kept: Tokens, tokens: Tokens, place: int) -> int:
    """The place behind the bracket that opens here, if it only repeats the money before it; else the same place."""
    end = place + 1
    while end < len(tokens) and tokens[end].bare in numbers.NUMBER_WORDS:
        end += 1
    spoken = numbers.from_words([token.bare for token in tokens[place + 1 : end]])
    currency = currency_at(tokens, end)
    end = currency[1] if currency else end
    if spoken is None or end >= len(tokens) or tokens[end].text != ")":
        return place
    is_inside = kept[-1].kind == "number" and currency_at(tokens, end + 1) is not None
    amount = numbers.whole_of(kept[-1].text) if is_inside else _amount_before(kept)
    return end + 1 if amount == spoken else place


def _amount_before(tokens: Tokens) -> int | Decimal | None:
    for place in range(len(tokens) - 1, max(-1, len(tokens) - _LONGEST), -1):
        found = money_at(tokens, place)
        if found and found[1] == len(tokens):
            return found[0].amount
    return None


def currency_at(tokens: Tokens, place: int, *, is_before: bool = False) -> tuple[str, int] | None:
    """The currency named here: «đồng», «Việt Nam Đồng», «đô la Mỹ»; before a figure only a code or a sign."""
    length = lex.CURRENCY_WORDS.at(tokens, place)
    if not length or (place and tokens[place - 1].bare in lex.BEFORE_DONG_NOT_MONEY):
        return None
    words = " ".join(token.bare or token.text for token in tokens[place : place + length])
    code = lex.CURRENCY_CODES[words]
    end = place + length
    if is_before:
        is_code = tokens[end - 1].kind == "sign" or words in lex.CODES_BEFORE
        return (code, end) if is_code else None
    is_other = words in ("dong", "d") and lex.AFTER_DONG_NOT_MONEY.at(tokens, end)
    return None if is_other else (code, end)


def _figure(tokens: Tokens, place: int) -> tuple[Money, int] | None:
    token, scale = tokens[place], _scale_at(tokens, place + 1)
    end = place + (2 if scale else 1)
    amount, end = _scaled(tokens, place, scale) if scale else (None, end)
    currency = currency_at(tokens, end)
    if currency is None:
        is_each = _is_each(tokens, end) and numbers.is_grouped(token.text)
        if not scale and not is_each:
            return None
        currency = ("VND", end)
    code, end = currency
    if not scale and code != "VND":
        return _foreign(token, code, end)
    amount = amount if scale else numbers.whole_of(token.text)
    is_plain = not scale and token.text.isdecimal()
    return Money(amount, code, is_plain, is_glued=token.is_glued), end


def _scale_at(tokens: Tokens, place: int) -> int:
    """10^6 for «triệu»; «k» and «tr» only right behind the figure."""
    if place >= len(tokens) or tokens[place].kind != "word":
        return 0
    word = tokens[place]
    if word.bare in ("k", "tr") and not word.is_glued:
        return 0
    return numbers.SCALES.get(word.bare, 0)


def _scaled(tokens: Tokens, place: int, scale: int) -> tuple[int | None, int]:
    """«1 triệu 500 nghìn», «1 triệu rưỡi», «1,5 triệu»; None for «1tr500», which is read in more than one way."""
    amount = numbers.scaled(tokens[place].text, scale)
    end = place + 2
    if end < len(tokens) and tokens[end].bare == _HALF:
        return (None if amount is None else amount + scale // 2), end + 1
    if end < len(tokens) and tokens[end].kind == "number":
        smaller = _scale_at(tokens, end + 1)
        if smaller and smaller < scale and amount is not None:
            rest, after = _scaled(tokens, end, smaller)
            return (None if rest is None or rest >= scale else amount + rest), after
        return (None, end + 1) if tokens[end].is_glued else (amount, end)
    return amount, end


def _is_each(tokens: Tokens, place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place].text == "/" and tokens[place + 1].kind == "word"


def _foreign(token: Token, code: str, end: int) -> tuple[Money, int]:
    if code == "VND":
        whole = numbers.whole_of(token.text)
        return Money(whole, code, token.text.isdecimal(), is_glued=token.is_glued), end
    number = numbers.whole_of(token.text) if numbers.is_grouped(token.text) else numbers.decimal_of(token.text)
    if isinstance(number, Decimal) and number == int(number):
        number = int(number)
    return Money(number, code, is_glued=token.is_glued), end


def _in_words(tokens: Tokens, place: int) -> tuple[Money, int] | None:
    if place and tokens[place - 1].bare == "viet":
        return None
    end = place
    while end < len(tokens) and tokens[end].bare in numbers.NUMBER_WORDS and not currency_at(tokens, end):
        end += 1
    currency = currency_at(tokens, end) if end > place else None
    if currency is None or currency[0] != "VND":
        return None
    amount = numbers.from_words([token.bare for token in tokens[place:end]])
    return Money(amount, "VND", is_in_words=True), currency[1]
