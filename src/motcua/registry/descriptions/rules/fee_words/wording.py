"""The words around a figure: what one fee is for, its name, and for whom or when it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import normalize

from motcua.kernel.texts.fold import fold
from motcua.registry.descriptions.rules.fee_words import lexicon as lex
from motcua.registry.descriptions.rules.fee_words import numbers
from motcua.registry.descriptions.rules.fee_words.lexicon import Role, Words
from motcua.registry.descriptions.rules.fee_words.money import currency_at
from motcua.registry.descriptions.rules.fee_words.phrases import Phrase, phrases_of
from motcua.registry.descriptions.rules.fee_words.tokens import Token

Tokens = Sequence[Token]
_MONEY_FROM = 1000
_YEARS = range(1900, 2100)
_LONGEST_PER = 16


@dataclass(frozen=True, slots=True)
class Around:
    """The words on one side of a figure, sorted by what they say."""

    label: str = ""
    name: str = ""
    condition: str | None = None
    per: str | None = None


def text_of(tokens: Tokens, source: str) -> str:
    """The words as they stand in the text, on one line; tokens left out between them are left out."""
    runs: list[list[int]] = []
    for token in tokens:
        if runs and not source[runs[-1][1] : token.start].strip():
            runs[-1][1] = token.end
        else:
            runs.append([token.start, token.end])
    words = normalize("NFC", " ".join(source[start:end] for start, end in runs))
    return " ".join("".join(sign for sign in words if sign.isprintable() or sign.isspace()).split())


def bare(words: str) -> str:
    """The words in lower case without marks."""
    return fold(words)


def joined(first: str | None, second: str | None) -> str | None:
    """Both conditions; either may be missing or say the same."""
    if not first or not second or first == second:
        return first or second or None
    return f"{first}; {second}"


def lone_currency(tokens: Tokens) -> int:
    """How many tokens a currency without a figure takes at the start, behind a label: «Phí : Đồng»."""
    start = 0
    length = lex.FEE_NAME.at(tokens, 0)
    if length and length < len(tokens) and tokens[length].text == ":":
        start = length + 1
    found = currency_at(tokens, start)
    is_before_figure = found and found[1] < len(tokens) and tokens[found[1]].kind == "number"
    return found[1] if found and not is_before_figure else 0


def before_figure(tokens: Tokens, place: int) -> int:
    """The place before a figure, over «là», «thu», «:»."""
    while place and (tokens[place - 1].text == ":" or tokens[place - 1].bare in ("la", "thu", "muc")):
        place -= 1
    return place


def is_part_of_sum(before: Tokens) -> bool:
    """Whether «gồm», «tổng cộng» stands before the figure; «không bao gồm» does not make it a part."""
    places = (place for place in range(len(before)) if lex.SUM.at(before, place))
    return any(not place or before[place - 1].bare not in lex.NOT_ALL for place in places)


def ends_range(tokens: Tokens, place: int) -> bool:
    """Whether «100 -» stands before the figure."""
    return place > 1 and tokens[place - 1].text in ("-", "–") and tokens[place - 2].kind == "number"


def split(tokens: Tokens, start: int, end: int) -> int:
    """Where the words between two figures change owner: at a comma, or before «và», «hoặc»."""
    commas = [place for place in range(start, end) if tokens[place].text == ","]
    if commas:
        is_behind = commas[-1] == end - 1
        follows = lex.MARKER.at(tokens, start) or is_behind
        return commas[-1] if follows else commas[0]
    for place in range(start, end):
        if tokens[place].bare in ("va", "hoac", "con"):
            return place
    return start if not lex.MARKER.at(tokens, start) else end


def per_of(tokens: Tokens, phrases: Sequence[Phrase], start: int, end: int, source: str) -> tuple[str | None, int]:
    """«/hồ sơ», «cho mỗi bản», «một lần»: what one fee is for, and the place behind it."""
    begin = _per_start(tokens, start, end)
    if begin is None:
        return None, start
    stop = begin
    borders = {phrase.start for phrase in phrases}
    while stop < end and not _ends_per(tokens, stop, begin) and stop not in borders:
        stop += 1
    words = text_of(tokens[begin:stop], source)
    currency = currency_at(tokens, stop) if stop < end else None
    stop = currency[1] if currency else stop
    return (words, stop) if words and stop - begin <= _LONGEST_PER else (None, start)


def rest_per(tokens: Tokens, source: str) -> tuple[str | None, int]:
    """A «/lần» at the start of a clause, or «lần cấp» before «miễn phí», and the place behind it."""
    alone = lex.LONE_PER.at(tokens, 0)
    if alone and lex.FREE.at(tokens, alone):
        return text_of(tokens[:alone], source), alone
    if not tokens or tokens[0].text != "/":
        return None, 0
    return per_of(tokens, phrases_of(tokens), 0, len(tokens), source)


def _per_start(tokens: Tokens, start: int, end: int) -> int | None:
    if start >= end:
        return None
    if tokens[start].text == "/":
        start += 1
        return start + 1 if start < end and _is_one(tokens, start) else start
    lead = lex.EACH.at(tokens, start)
    if start + lead < end and _is_one(tokens, start + lead):
        return start + lead + 1
    return None


def _is_one(tokens: Tokens, place: int) -> bool:
    return tokens[place].key in lex.ONE and place + 1 < len(tokens) and tokens[place + 1].kind == "word"


def _ends_per(tokens: Tokens, place: int, begin: int) -> bool:
    is_one_word = tokens[place - 1].bare == "xuat" and [token.bare for token in tokens[place + 1 : place + 2]] == [
        "nhap"
    ]
    if tokens[place].text == "," and is_one_word:  # «xuất, nhập cảnh»
        return False
    if tokens[place].text in (",", ":") or (place > begin and currency_at(tokens, place)):
        return True
    return place > begin and tokens[place - 1].text != "/" and bool(lex.AFTER_PER.at(tokens, place))


def head_of(tokens: Tokens, phrases: Sequence[Phrase], span: tuple[int, int], source: str) -> Around:
    """The words before a figure."""
    return around(_left(tokens, phrases, span), source)


def tail_of(
    tokens: Tokens, phrases: Sequence[Phrase], span: tuple[int, int], source: str, *, is_free: bool = False
) -> Around:
    """The words behind a figure; behind «miễn lệ phí» first comes the name of what is free."""
    left = _left(tokens, phrases, span)
    if is_free and lex.NAME_VERBS.at(left, 0):
        return _named(left, source)
    return around(left, source)


def _left(tokens: Tokens, phrases: Sequence[Phrase], span: tuple[int, int]) -> list[Token]:
    """The tokens of the span without periods and without references to other texts."""
    start, end = span
    skipped: set[int] = set()
    for phrase in phrases:
        if phrase.is_period:
            skipped |= set(range(phrase.start, phrase.end))
        if phrase.is_cited or phrase.role is Role.REFERENCE:
            skipped |= set(range(phrase.start, _after_reference(tokens, phrase.end, end)))
    return [tokens[place] for place in range(start, end) if place not in skipped]


def _after_reference(tokens: Tokens, place: int, end: int) -> int:
    """A reference runs on to the next colon or comma, or to a new condition: «theo quy định của Bộ Tài chính»."""
    while place < end and tokens[place].text not in (":", ",") and not lex.CASE.at(tokens, place):
        place += 1
    return place


def around(tokens: Tokens, source: str) -> Around:
    """Words sorted: a name that begins with «phí» is no condition, what limits it is."""
    start, label = _lead(tokens)
    end = _trail(tokens, start)
    left = tokens[start:end]
    if left and _is_one(left, 0) and left[0].kind == "word":
        return Around(label, per=text_of(left[1:], source))
    if not left or lex.REMARK.at(left, 0):
        return Around(label=label)
    per, begin, stop = _each_in(left, source)
    behind = text_of(left[stop:], source) or None
    left = left[:begin] if per else left
    found = _named(left, source) if label else Around(condition=text_of(left, source) or None)
    return Around(label, found.name, joined(found.condition, behind if per else None), per)


def _lead(tokens: Tokens) -> tuple[int, str]:
    place, label = 0, ""
    while place < len(tokens):
        name = lex.FEE_NAME.at(tokens, place)
        length = name or lex.LEAD.at(tokens, place)
        if not length and tokens[place].kind != "sign":
            break
        if name:
            label = " ".join(token.bare for token in tokens[place : place + name])
        place += length or 1
    return place, label


def _trail(tokens: Tokens, start: int) -> int:
    end = len(tokens)
    while end > start:
        length = next(
            (size for size in (3, 2, 1) if end - size >= start and lex.TRAIL.at(tokens, end - size) == size), 0
        )
        if not length and tokens[end - 1].kind != "sign":
            break
        end -= length or 1
    return end


def _named(tokens: Tokens, source: str) -> Around:
    """The name up to the first word that limits it, or a colon; the rest is the condition."""
    for place in range(len(tokens)):
        if tokens[place].text == ":":
            return Around(
                "", text_of(tokens[:place], source), text_of(tokens[place + 1 : _trail(tokens, place)], source)
            )
        if lex.CONDITION.at(tokens, place) and not (tokens[place].bare == "cho" and _is_each_at(tokens, place)):
            return Around("", text_of(tokens[:place], source), text_of(tokens[place : _trail(tokens, place)], source))
    return Around("", text_of(tokens, source))


def _is_each_at(tokens: Tokens, place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].key in lex.ONE


def _each_in(tokens: Tokens, source: str) -> tuple[str | None, int, int]:
    """«… cho mỗi phương án» inside a name, and where it begins and ends."""
    for place in range(len(tokens)):
        lead = lex.EACH.at(tokens, place)
        if lead and _is_each_at(tokens, place + lead - 1) and tokens[place + lead].bare == "moi":
            per, stop = per_of(tokens, (), place, len(tokens), source)
            return per, place, stop
    return None, 0, 0


def is_abbreviation(tokens: Tokens) -> bool:
    """«(AOC)», «(1)»: a bracket that only abbreviates or numbers what stands before it."""
    words = [token for token in tokens if token.kind == "word"]
    return not words or (len(tokens) == 1 and words[0].key == words[0].bare and len(words[0].text) > 2)  # noqa: PLR2004


def last_case(tokens: Tokens, start: int, end: int) -> int:
    """Where the last case begins before «không thu»: «khi nhập kho thu một lần, khi xuất kho không thu»."""
    for place in range(end - 1, start, -1):
        if tokens[place - 1].text == "," and lex.CONDITION.at(tokens, place):
            return place
    return start


def note_of(tokens: Tokens, phrases: Sequence[Phrase], source: str) -> Around:
    """A bracket or a remark behind a fee: «(/giấy)», «(hồ sơ)», «— Trên 1 chứng chỉ», a name, a condition."""
    per, after = per_of(tokens, phrases, 0, len(tokens), source)
    if per is None and lex.LONE_PER.at(tokens, 0) == len(tokens):
        return Around(per=text_of(tokens, source))
    rest = around(_left(tokens, phrases, (after, len(tokens))), source)
    return Around(rest.label, rest.name, rest.condition, per or rest.per)


def is_bare_money(tokens: Tokens, place: int) -> bool:
    """A figure like «1,500,000» that names neither a currency nor a measure, an account or a telephone."""
    token = tokens[place]
    whole = numbers.whole_of(token.text) if token.kind == "number" else None
    if whole is None or whole < _MONEY_FROM or (token.text.startswith("0") and len(token.text) > 1):
        return False
    following = tokens[place + 1].bare if place + 1 < len(tokens) else ""
    if following in lex.MEASURES or lex.PHONE.among(tokens[max(0, place - 4) : place]):
        return False
    is_year = token.text.isdecimal() and whole in _YEARS
    bounds = lex.BOUND.before(tokens, place) and following in lex.BOUND_NEXT
    return not is_year and not bounds


def begins_with(words: Words, tokens: Tokens) -> bool:
    """Whether the clause begins with one of the phrases, behind its bullets."""
    place = next((place for place, token in enumerate(tokens) if token.kind != "sign"), 0)
    return bool(words.at(tokens, place))
