"""Finds durations: an amount with its unit. Dates, clock times and numbers of documents are none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from motcua.registry.descriptions.rules.deadline_words.deadline import Why
from motcua.registry.descriptions.rules.deadline_words.numbers import number_at, words_at
from motcua.registry.descriptions.rules.deadline_words.tokens import Token
from motcua.registry.descriptions.rules.parts import TimeUnit

_UNITS: dict[tuple[str, ...], tuple[TimeUnit, Decimal]] = {
    ("ngay", "lam", "viec"): (TimeUnit.WORKING_DAY, Decimal(1)),
    ("ngay", "(", "lam", "viec", ")"): (TimeUnit.WORKING_DAY, Decimal(1)),
    ("gio", "lam", "viec"): (TimeUnit.WORKING_HOUR, Decimal(1)),
    ("gio", "hanh", "chinh"): (TimeUnit.WORKING_HOUR, Decimal(1)),
    ("buoi", "lam", "viec"): (TimeUnit.HALF_DAY, Decimal(1)),
    ("ngay",): (TimeUnit.DAY, Decimal(1)),
    ("gio",): (TimeUnit.HOUR, Decimal(1)),
    ("h",): (TimeUnit.HOUR, Decimal(1)),
    ("tieng",): (TimeUnit.HOUR, Decimal(1)),
    ("buoi",): (TimeUnit.HALF_DAY, Decimal(1)),
    ("tuan",): (TimeUnit.DAY, Decimal(7)),
    ("thang",): (TimeUnit.MONTH, Decimal(1)),
    ("nam",): (TimeUnit.MONTH, Decimal(12)),
}
_LONGEST_UNIT = 5
_WITH_ACCENTS = {
    "ngay": {"ngày", "ngay", "nagy", "ngáy", "ngảy"},
    "gio": {"giờ", "gio", "giò"},
    "nam": {"năm", "nam"},
    "thang": {"tháng", "thang", "thàng"},
    "tuan": {"tuần", "tuan"},
    "buoi": {"buổi", "buoi"},
    "tieng": {"tiếng", "tieng"},
    "h": {"h"},
}
"""Spelled otherwise it is another word: «ngây», «gió», «tuân»."""
_CALENDAR_WORDS = {"ngay", "thang", "nam"}
_CLOCK_BEFORE = {"sau", "truoc", "luc", "hoi", "tu", "den", "toi", "vao"}
_DAY_OF_CLOCK = Decimal(24)
_GREATEST = Decimal(5000)
_MINUTES = Decimal(60)
_FIRST_WORDS = {"mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi", "nua", "trong"}
_NEVER_FIRST = {"mark", "line"}
_RANGE_WORDS = {"den", "toi"}
_DAYS_OFF = {"nghi", "le", "tet"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One duration; `first` and `last` are its tokens (`last` is the one behind), `flaw` a reason not to trust it."""

    amount: Decimal
    unit: TimeUnit
    first: int
    last: int
    flaw: Why | None = None
    is_range: bool = False
    is_same_day: bool = False
    is_next_day: bool = False


def figures_of(tokens: Sequence[Token]) -> list[Figure]:
    """Every duration in the tokens, in order."""
    found: list[Figure] = []
    place = 0
    while place < len(tokens):
        if tokens[place].kind in _NEVER_FIRST or (
            tokens[place].kind == "word" and tokens[place].fold not in _FIRST_WORDS
        ):
            place += 1
            continue
        figure, end = _figure_at(tokens, place)
        if figure is not None:
            found.append(figure)
        place = max(end, place + 1)
    return _checked(tokens, found)


def _figure_at(tokens: Sequence[Token], place: int) -> tuple[Figure | None, int]:
    whole = _half_at(tokens, place) or _same_day_at(tokens, place)
    if whole is not None:
        return whole, whole.last
    amount, end = number_at(tokens, place)
    if end == place or _is_in_a_code(tokens, place):
        return None, end
    last, flaw, is_range = end, None, False
    if amount is None:
        amount, flaw = Decimal(0), Why.UNCERTAIN_NUMBER
    else:
        amount, last, flaw, is_range = _continued(tokens, end, amount)
    unit, stop = _unit_at(tokens, last)
    if unit is None:
        return _minutes_at(tokens, place, last, amount, flaw)
    if not is_range and _is_date_or_clock(tokens, place, stop, unit[0], amount):
        return None, stop
    return _with_half(tokens, Figure(amount * unit[1], unit[0], place, stop, flaw, is_range)), stop


def _continued(tokens: Sequence[Token], end: int, amount: Decimal) -> tuple[Decimal, int, Why | None, bool]:
    """The rest of «05 (năm)», «3-5», «từ 3 (ba) đến 5»: (bound, end, flaw, whether it is a range)."""
    end, flaw = _confirmed(tokens, end, amount)
    upper = _upper_bound(tokens, end)
    if upper is None:
        return amount, end, flaw, False
    bound, last = upper
    last, second = _confirmed(tokens, last, bound)
    return bound, last, flaw or second or (Why.UNCERTAIN_NUMBER if bound < amount else None), True


def _confirmed(tokens: Sequence[Token], place: int, amount: Decimal) -> tuple[int, Why | None]:
    """Behind «05» a bracket that says the same in words, behind «năm» one that says it in figures."""
    if not _is(tokens, place, "("):
        return place, None
    inside = place + 1
    if inside >= len(tokens):
        return place, None
    second, end = words_at(tokens, inside, is_bare=True)
    if second is None:
        second, end = number_at(tokens, inside)
    if second is None or not _is(tokens, end, ")"):
        return place, None
    return end + 1, None if second == amount else Why.WORDS_DIFFER


def _upper_bound(tokens: Sequence[Token], place: int) -> tuple[Decimal, int] | None:
    at = place
    _, stop = _unit_at(tokens, at)
    if stop > at and _fold(tokens, stop) in _RANGE_WORDS and _is_from(tokens, place):
        at = stop
    if _fold(tokens, at) not in _RANGE_WORDS and not _is_dash(tokens, at):
        return None
    if at + 1 >= len(tokens):
        return None
    bound, end = number_at(tokens, at + 1)
    return None if bound is None or _unit_at(tokens, _confirmed(tokens, end, bound)[0])[0] is None else (bound, end)


def _is_from(tokens: Sequence[Token], place: int) -> bool:
    """Whether the number that ends at a place is the lower one of «từ 3 ngày đến 5 ngày»."""
    return any(_fold(tokens, before) == "tu" for before in range(max(0, place - 4), place))


def _is_dash(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].word in {"-", "–", "—", "÷", "~"}


def _half_at(tokens: Sequence[Token], place: int) -> Figure | None:
    """«nửa ngày», «một buổi» is a number and a unit; «nửa ngày làm việc» too is half a day of work."""
    at = place + (_fold(tokens, place) in {"mot", "1"} and _fold(tokens, place + 1) == "nua")
    if _fold(tokens, at) != "nua" or _fold(tokens, at + 1) not in {"ngay", "buoi"}:
        return None
    _, stop = _unit_at(tokens, at + 1)
    flaw = Why.UNCERTAIN_UNIT if _fold(tokens, at + 1) == "buoi" else None
    return Figure(Decimal(1), TimeUnit.HALF_DAY, place, stop, flaw)


def _same_day_at(tokens: Sequence[Token], place: int) -> Figure | None:
    """«(ngay) trong ngày (làm việc)» is one working day; «… tiếp theo» too, counted from the next morning."""
    if _fold(tokens, place) != "trong" or _fold(tokens, place + 1) != "ngay":
        return None
    _, stop = _unit_at(tokens, place + 1)
    after = _fold(tokens, stop)
    if stop == place + 1 or _is_number(tokens, stop) or after in _DAYS_OFF:
        return None
    is_next = after in {"tiep", "ke", "hom"} and _fold(tokens, stop + 1) in {"theo", "tiep", "sau"}
    return Figure(Decimal(1), TimeUnit.WORKING_DAY, place, stop, is_same_day=not is_next, is_next_day=is_next)


def _with_half(tokens: Sequence[Token], figure: Figure) -> Figure:
    """«một ngày rưỡi»."""
    return replace(figure, flaw=Why.UNCERTAIN_NUMBER) if _fold(tokens, figure.last) == "ruoi" else figure


def _unit_at(tokens: Sequence[Token], place: int) -> tuple[tuple[TimeUnit, Decimal] | None, int]:
    """The longest unit that begins at a place."""
    if place >= len(tokens) or not _is_unit_word(tokens[place]):
        return None, place
    words = tuple(token.fold for token in tokens[place : place + _LONGEST_UNIT])
    for length in range(len(words), 0, -1):
        if unit := _UNITS.get(words[:length]):
            return unit, place + length
    return None, place


def _is_unit_word(token: Token) -> bool:
    accents = _WITH_ACCENTS.get(token.fold)
    return accents is not None and (token.word in accents or token.word.startswith(("ngàyl", "giờl", "ngayl", "giol")))


def _minutes_at(
    tokens: Sequence[Token], place: int, last: int, amount: Decimal, flaw: Why | None
) -> tuple[Figure | None, int]:
    """«30 phút» is half an hour; a number of minutes that no decimal fraction of an hour says is not certain."""
    if _fold(tokens, last) != "phut":
        return None, last
    hours = amount / _MINUTES
    if hours * _MINUTES != amount or hours.quantize(Decimal("0.0001")) != hours:
        hours, flaw = Decimal(0), Why.UNCERTAIN_UNIT
    return Figure(hours.normalize(), TimeUnit.HOUR, place, last + 1, flaw), last + 1


def _is_in_a_code(tokens: Sequence[Token], place: int) -> bool:
    """Whether the figure is part of «126/2020/NĐ-CP», «A12»: something stands before it without a space."""
    if place == 0 or tokens[place].kind != "number":
        return False
    before = tokens[place - 1]
    return before.end == tokens[place].start and (before.kind == "word" or before.word in {"/", ".", "_"})


def _is_date_or_clock(tokens: Sequence[Token], place: int, stop: int, unit: TimeUnit, amount: Decimal) -> bool:
    before = _fold(tokens, place - 1) if place else ""
    if _fold(tokens, stop) in {"tuoi", "kinh"}:
        return True
    if unit is TimeUnit.MONTH:
        return before in _CALENDAR_WORDS or (_fold(tokens, stop) == "nam" and _is_number(tokens, stop + 1))
    return unit is TimeUnit.HOUR and _is_clock(tokens, before, stop, amount)


def _is_clock(tokens: Sequence[Token], before: str, stop: int, amount: Decimal) -> bool:
    """«sau 15 giờ», «trước 17h00»; «sau 24 giờ» and «sau 15 giờ kể từ khi» are durations."""
    if _is_number(tokens, stop) or _fold(tokens, stop) in {"cung", "hang", "chieu", "sang", "hom"}:
        return amount <= _DAY_OF_CLOCK
    if before not in _CLOCK_BEFORE or _fold(tokens, stop) in {"ke", "tinh", "tu", "truoc"}:
        return False
    return amount < _DAY_OF_CLOCK and not (_is(tokens, stop, ",") and _fold(tokens, stop + 1) in {"ke", "tinh"})


def _checked(tokens: Sequence[Token], found: list[Figure]) -> list[Figure]:
    """With the flaws that a look at the neighbours shows."""
    checked = []
    for number, figure in enumerate(found):
        before = found[number - 1] if number else None
        flaw = figure.flaw or _flaw(tokens, figure, before)
        checked.append(replace(figure, flaw=flaw))
    return checked


def _flaw(tokens: Sequence[Token], figure: Figure, before: Figure | None) -> Why | None:
    if figure.amount == 0:
        return Why.ZERO
    if figure.amount > _GREATEST:
        return Why.TOO_LONG
    if before is not None and _adjoin(tokens, before, figure):
        return Why.COMPOUND
    if figure.last < len(tokens) and _is_glued_on(tokens, figure):
        return Why.GLUED
    is_cut = _fold(tokens, figure.last) == "lam" and _fold(tokens, figure.last + 1) != "viec"
    return Why.UNCERTAIN_UNIT if is_cut else None


def _is_glued_on(tokens: Sequence[Token], figure: Figure) -> bool:
    after = tokens[figure.last]
    return after.kind in {"number", "vulgar"} and after.start == tokens[figure.last - 1].end


def _adjoin(tokens: Sequence[Token], before: Figure, figure: Figure) -> bool:
    """«2 tháng 15 ngày», «1 ngày và 4 giờ»."""
    between = [token.fold for token in tokens[before.last : figure.first]]
    return between in ([], ["va"])


def _fold(tokens: Sequence[Token], place: int) -> str:
    return tokens[place].fold if 0 <= place < len(tokens) else ""


def _is(tokens: Sequence[Token], place: int, sign: str) -> bool:
    return place < len(tokens) and tokens[place].word == sign


def _is_number(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and tokens[place].kind == "number"
