"""Ranges as one phrase: «từ 100.000 đến 500.000 đồng», «100 - 200 nghìn», where they are a fee and limit no case."""

from collections.abc import Sequence
from dataclasses import replace

from motcua.registry.descriptions.rules.fee_words import lexicon as lex
from motcua.registry.descriptions.rules.fee_words.money import Money, money_at
from motcua.registry.descriptions.rules.fee_words.phrases import Phrase
from motcua.registry.descriptions.rules.fee_words.tokens import Token

Tokens = Sequence[Token]
_TO = {"den", "toi"}
_DASHES = {"-", "–"}
_NEAR = 4


def with_ranges(tokens: Tokens, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases with the two ends of a range made one, if the range is the only money of the clause."""
    moneys = [phrase for phrase in phrases if phrase.money]
    if not moneys:
        return list(phrases)
    high = moneys[-1]
    low = _low_end(tokens, moneys, high)
    if low is None or not _is_fee(tokens, low.start, high):
        return list(phrases)
    span = tokens[high.start].start, tokens[high.end - 1].end
    whole = replace(high, start=low.start, floor=low.money, floor_span=low.floor_span, money_span=span)
    others = [phrase for phrase in phrases if phrase.end <= whole.start or phrase.start >= whole.end]
    return sorted([*others, whole], key=lambda phrase: phrase.start)


def _low_end(tokens: Tokens, moneys: Sequence[Phrase], high: Phrase) -> Phrase | None:
    """The phrase of the figure before «đến»; a bare figure has the scale and the currency of the other end."""
    place = high.start - 1
    if place < 1 or not (tokens[place].bare in _TO or tokens[place].text in _DASHES):
        return None
    if len(moneys) == 2 and moneys[0].end == place:  # noqa: PLR2004 - both ends say their currency
        start, money = moneys[0].start, moneys[0].money
    elif len(moneys) == 1 and tokens[place - 1].kind == "number":
        start = place - 1
        found = money_at([tokens[start], *tokens[high.start + 1 : high.end]], 0)
        money = found[0] if found else None
    else:
        return None
    span = tokens[start].start, tokens[place - 1].end
    start -= start > 0 and tokens[start - 1].bare == "tu"
    return Phrase(start, high.end, money=money, floor_span=span) if _is_below(money, high.money) else None


def _is_below(low: Money | None, high: Money | None) -> bool:
    if low is None or high is None or low.amount is None or high.amount is None:
        return False
    return low.currency == high.currency and low.amount < high.amount and not low.is_glued


def _is_fee(tokens: Tokens, start: int, high: Phrase) -> bool:
    """Whether the range is what is paid: behind a colon, a name of a fee or «thu»; «vốn từ 1 đến 5 tỷ» is a case."""
    if any(token.text == ":" for token in tokens[high.end :]) or lex.AT_LEAST.at(tokens, high.end):
        return False
    before = tokens[:start]
    if lex.VALUE.among(before[-_NEAR:]):
        return False
    is_named = bool(before) and (before[-1].text == ":" or lex.FEE_NAME.before(tokens, start))
    return not before or is_named or lex.LEAD.before(tokens, start)
