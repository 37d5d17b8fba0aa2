"""Finds the phrases of a clause that mean something for a fee: money, shares, periods, cited law, exemptions."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.registry.descriptions.rules.fee_words import lexicon as lex
from motcua.registry.descriptions.rules.fee_words import numbers
from motcua.registry.descriptions.rules.fee_words.lexicon import Role
from motcua.registry.descriptions.rules.fee_words.money import Money, money_at
from motcua.registry.descriptions.rules.fee_words.tokens import Token

Tokens = Sequence[Token]
_ROMAN = set("ivxlc")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a clause's tokens, `start` to `end`, and what it is: one of the fields or roles is set."""

    start: int
    end: int
    money: Money | None = None
    role: Role | None = None
    is_share: bool = False
    is_cited: bool = False
    since: date | None = None
    until: date | None = None
    floor: Money | None = None
    """The lower end of a range, whose upper end is `money`."""
    floor_span: tuple[int, int] = (0, 0)
    money_span: tuple[int, int] = (0, 0)

    @property
    def is_period(self) -> bool:
        """Whether it says from when or until when."""
        return self.since is not None or self.until is not None


def phrases_of(tokens: Tokens) -> list[Phrase]:
    """The phrases in order, none overlapping; words between them are left out."""
    phrases: list[Phrase] = []
    place = 0
    while place < len(tokens):
        phrase = _phrase_at(tokens, place)
        if phrase:
            phrases.append(phrase)
        place = phrase.end if phrase else place + 1
    return phrases


def _phrase_at(tokens: Tokens, place: int) -> Phrase | None:
    if tokens[place].kind == "word" and tokens[place].bare not in _STARTS:
        return None
    for rule in _RULES:
        phrase = rule(tokens, place)
        if phrase:
            return phrase
    return None


def _period(tokens: Tokens, place: int) -> Phrase | None:
    """«(kể) từ ngày A đến hết ngày B», «đến hết ngày B», «trước ngày B», «từ ngày A»."""
    first, here = _dated(tokens, place, lex.SINCE)
    begin = _skipped_comma(tokens, here) if first else place
    last, end = _dated(tokens, begin, lex.UNTIL)
    if last is None:
        last, end = _last_day(tokens, begin)
    if last is None and first is None:
        day, end = _dated(tokens, place, lex.BEFORE_DAY)
        last = day - timedelta(days=1) if day and day > date.min else None
    if last is None:
        end = here + lex.AT_LEAST.at(tokens, here)
    return Phrase(place, end, since=first, until=last) if first or last else None


def _last_day(tokens: Tokens, place: int) -> tuple[date | None, int]:
    """«đến hết năm 2026», «hết tháng 6/2026», «đến hết tháng 6 năm 2026»: the last day of it."""
    words = [token.bare for token in tokens[place : place + 8]]
    start = next((size for size in (2, 1) if words[:size] in (["den", "het"], ["het"], ["den"])), 0)
    match words[start:] if start else []:
        case ["nam", year, *_] if year.isdecimal():
            return _day(["31", "12", year]), place + start + 2
        case ["thang", month, "/" | "nam", year, *_] if month.isdecimal() and year.isdecimal():
            return _end_of_month(month, year), place + start + 4
    return None, place


def _end_of_month(month: str, year: str) -> date | None:
    first = _day(["1", month, year])
    return first.replace(day=monthrange(first.year, first.month)[1]) if first else None


def _skipped_comma(tokens: Tokens, place: int) -> int:
    return place + 1 if place < len(tokens) and tokens[place].text == "," else place


def _dated(tokens: Tokens, place: int, words: lex.Words) -> tuple[date | None, int]:
    """The date that follows one of the words here, and the place after it."""
    length = words.at(tokens, place)
    return _date_at(tokens, place + length) if length else (None, place)


def _date_at(tokens: Tokens, place: int) -> tuple[date | None, int]:
    """«01/7/2025», «ngày 01/7/2025», «ngày 01 tháng 7 năm 2025»."""
    while place < len(tokens) and tokens[place].bare in ("ngay", "het"):
        place += 1
    if place < len(tokens) and tokens[place].kind == "date":
        return _day(_figures(tokens[place].text)), place + 1
    words = [token.bare for token in tokens[place : place + 5]]
    if len(words) == 5 and words[1] == "thang" and words[3] == "nam":  # noqa: PLR2004 - «1 tháng 7 năm 2025»
        return _day([words[0], words[2], words[4]]), place + 5
    return None, place


def _figures(text: str) -> list[str]:
    return text.replace(".", "/").replace("-", "/").replace(" ", "").split("/")


def _day(figures: Sequence[str]) -> date | None:
    try:
        day, month, year = (int(figure) for figure in figures)
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def _cited(tokens: Tokens, place: int) -> Phrase | None:
    """A law with its number, its date, its agency and its title; or «điểm a khoản 2 Điều 5»."""
    here = place + lex.LAW.at(tokens, place)
    if here < len(tokens) and tokens[here].bare == "so":
        here += 1
    if here < len(tokens) and tokens[here].kind == "doc":
        return Phrase(place, _end_of_title(tokens, here + 1), is_cited=True)
    if here > place and tokens[place].key in ("thông", "nghị"):
        return Phrase(place, _end_of_title(tokens, here), is_cited=True)
    return _article(tokens, place)


def _article(tokens: Tokens, place: int) -> Phrase | None:
    length = lex.ARTICLE.at(tokens, place)
    number = place + length
    if not length or number >= len(tokens) or (place and tokens[place - 1].bare == "tai"):
        return None
    name = tokens[number].bare
    is_number = tokens[number].kind == "number" or (name.isalpha() and (len(name) == 1 or set(name) <= _ROMAN))
    is_money = money_at(tokens, number) is not None
    return Phrase(place, number + 1, is_cited=True) if is_number and not is_money else None


def _end_of_title(tokens: Tokens, place: int) -> int:
    """A cited law runs to the end of the clause, unless money, a share, a period or a condition begins before."""
    is_titled = False
    while place < len(tokens):
        is_titled |= bool(lex.TITLE.at(tokens, place))
        is_dated = tokens[place].bare == "ngay"
        is_case = not is_titled and lex.CASE.at(tokens, place)
        stops = tokens[place].text == ":" or is_case or _figure_at(tokens, place)
        if stops and not is_dated:
            return place
        _, after = _date_at(tokens, place)
        place = max(after, place + 1)
    return place


def _figure_at(tokens: Tokens, place: int) -> bool:
    return bool(money_at(tokens, place) or _share(tokens, place) or _period(tokens, place))


def _share(tokens: Tokens, place: int) -> Phrase | None:
    """«50%», «0,5 phần trăm»; not «từ 81 % trở lên», which is nobody's fee."""
    if tokens[place].kind != "number":
        return None
    after = [token.bare or token.text for token in tokens[place + 1 : place + 3]]
    length = 2 if after[:1] == ["%"] else 3 if after == ["phan", "tram"] else 0
    if not length or lex.BOUND.before(tokens, place) or lex.AT_LEAST.at(tokens, place + length):
        return None
    return Phrase(place, place + length, is_share=True)


def _money(tokens: Tokens, place: int) -> Phrase | None:
    found = money_at(tokens, place)
    return Phrase(place, found[1], money=found[0]) if found else None


def _role(tokens: Tokens, place: int) -> Phrase | None:
    found = lex.roles_at(tokens, place)
    if not found:
        return _committee(tokens, place)
    role, length = found
    if role is Role.CHANGE and not _changes_a_fee(tokens, place + length):
        return None
    if role is Role.FREE and length == 1 and not _frees(tokens, place + 1):
        return None
    return Phrase(place, place + length, role=role)


def _committee(tokens: Tokens, place: int) -> Phrase | None:
    """«do Ủy ban nhân dân cấp tỉnh quy định»; a committee that only certifies something sets no fee."""
    length = lex.COMMITTEE.at(tokens, place)
    if length and lex.DECIDES.among(tokens[place + length :]):
        return Phrase(place, place + length, role=Role.COUNCIL)
    return None


def _changes_a_fee(tokens: Tokens, place: int) -> bool:
    if place >= len(tokens):
        return True
    return tokens[place].kind == "number" or bool(lex.FEE_NAME.at(tokens, place) or lex.BOUND.at(tokens, place))


def _frees(tokens: Tokens, place: int) -> bool:
    """Whether a bare «miễn» speaks of the fee, unlike «miễn thị thực», «miễn là»."""
    if place >= len(tokens) or tokens[place].kind == "sign":
        return True
    return bool(lex.CASE.at(tokens, place) or lex.FOR.at(tokens, place) or _period(tokens, place))


def _nothing(tokens: Tokens, place: int) -> Phrase | None:
    """«Lệ phí: không», «Không có.»: nothing is taken, said alone or after a colon."""
    length = lex.NOTHING.at(tokens, place)
    if not length or place + length != len(tokens):
        return None
    is_alone = place == 0 or tokens[place - 1].text == ":" or lex.FEE_NAME.at(tokens, 0) == place
    return Phrase(place, place + length, role=Role.NOTHING) if is_alone else None


_RULES: tuple[Callable[[Tokens, int], Phrase | None], ...] = (_period, _cited, _share, _money, _role, _nothing)
_STARTS = frozenset({"so"}) | numbers.NUMBER_WORDS
_STARTS |= frozenset().union(*(words.firsts for words in lex.BEGINNERS))
"""Folded words that can begin a phrase: most words of a text begin none, and are passed over at once."""
