"""Reads one clause: which figures are fees, which only limit a case, and which words belong to which fee."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from motcua.registry.descriptions.rules.fee_words import lexicon as lex
from motcua.registry.descriptions.rules.fee_words import numbers, wording
from motcua.registry.descriptions.rules.fee_words.clauses import Clause
from motcua.registry.descriptions.rules.fee_words.lexicon import Role
from motcua.registry.descriptions.rules.fee_words.phrases import Phrase, phrases_of
from motcua.registry.descriptions.rules.fee_words.ranges import with_ranges
from motcua.registry.descriptions.rules.fee_words.tokens import Token
from motcua.registry.descriptions.rules.fee_words.wording import before_figure
from motcua.registry.descriptions.rules.ledger import Reason

Doubt = tuple[Reason, str]


@dataclass
class Item:
    """A fee in the making."""

    amount: int | Decimal
    currency: str
    span: tuple[int, int]
    is_free: bool = False
    is_beside: bool = False
    """It stands beside the cell, not in its note: «50.000 đồng (trực tiếp); 25.000 đồng (trực tuyến)»."""
    is_denied: bool = False
    """«Không», «Không có»: said of a case that the cell already calls free."""
    is_plain: bool = False
    is_in_words: bool = False
    is_cell_word: bool = False
    """«Miễn phí», «0 Đồng»: what the portal's cell says also when nobody filled it in."""
    label: str = ""
    name: str = ""
    per: str | None = None
    condition: str | None = None
    since: date | None = None
    until: date | None = None
    period_text: str = ""
    bound: str = ""
    """«tối đa», «tối thiểu»: the figure is an end of what may be taken."""
    is_case_of_range: bool = False
    """«Cấp mới: từ 100.000 đến 200.000 đồng»: both ends hold in a case, so that other fees may stand beside it."""
    is_part: bool = False
    """«gồm 300.000 đồng … và 200.000 đồng …»: one of several that are all paid."""

    @property
    def is_dated(self) -> bool:
        """Whether it holds only for a time."""
        return self.since is not None or self.until is not None


@dataclass
class Scan:
    """A clause with its phrases, its fees and what forbids to believe them."""

    clause: Clause
    tokens: tuple[Token, ...]
    phrases: list[Phrase]
    items: list[Item] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    leftover: wording.Around | None = None
    """«…, riêng đối với ô tô (…): …»: words behind the last fee that belong to the next one."""
    is_note: bool = False
    is_rest_of_cell: bool = False
    """«…(Đồng (lý thuyết) Phí: 200.000 Đồng (thực hành))»: the note only goes on with the cells."""
    rest_per: str | None = None
    """«/lần gia hạn» at the start: what the fee before is for."""

    def has(self, role: Role) -> bool:
        """Whether a phrase of the role stands in the clause."""
        return any(phrase.role is role for phrase in self.phrases)

    @property
    def is_referring(self) -> bool:
        """Whether it sends the reader to another text."""
        return self.has(Role.REFERENCE) or any(phrase.is_cited for phrase in self.phrases)

    @property
    def periods(self) -> list[Phrase]:
        """The stretches of time it names."""
        return [phrase for phrase in self.phrases if phrase.is_period]


def scan_clause(clause: Clause, source: str, *, is_note: bool, is_open: bool) -> Scan:
    """The clause read on its own; a note's leading «đồng» is the rest of the cell's figure.

    `is_open`: a bracket follows, so that the last words may belong to a figure behind it.
    """
    tokens = clause.tokens
    doubts: list[Doubt] = []
    length = wording.lone_currency(tokens)
    is_rest = bool(length) and is_note
    if is_rest:
        tokens = tokens[length:]
    elif length:
        doubts.append((Reason.NO_AMOUNT, wording.text_of(tokens[:length], source)))
    per, after = wording.rest_per(tokens, source) if is_note else (None, 0)
    tokens = tokens[after:]
    scan = Scan(clause, tokens, with_ranges(tokens, phrases_of(tokens)), doubts=doubts, rest_per=per, is_note=is_note)
    scan.is_rest_of_cell = is_rest
    cores = _cores(scan, source)
    end = _end_of_fees(scan, cores, is_open=is_open)
    scan.items = [_item(scan, cores, number, end, source) for number in range(len(cores))]
    if cores and end < len(tokens):
        scan.leftover = wording.head_of(scan.tokens, scan.phrases, (end, len(tokens)), source)
    _date_items(scan, cores, source)
    _doubt_figures(scan, source)
    scan.items = [end for item, core in zip(scan.items, cores, strict=True) for end in _ends(item, core)]
    return scan


def _ends(item: Item, core: Phrase) -> list[Item]:
    """The item, or both ends of a range."""
    if core.floor is None or core.floor.amount is None:
        return [item]
    low, high = "tối thiểu", "tối đa"
    is_case = bool(item.condition)
    lower = replace(item, amount=core.floor.amount, span=core.floor_span, is_case_of_range=is_case)
    upper = replace(item, span=core.money_span, is_case_of_range=is_case)
    return [_bounded(lower, low), _bounded(upper, high)]


def _bounded(item: Item, bound: str) -> Item:
    return replace(item, bound=bound, condition=wording.joined(item.condition, bound))


def _cores(scan: Scan, source: str) -> list[Phrase]:
    """The phrases that state a fee: money that is no bound, and words that free of it."""
    cores = []
    moneys = [phrase for phrase in scan.phrases if phrase.money]
    for phrase in scan.phrases:
        states_money = phrase.money is not None and not _is_bound(scan.tokens, phrase)
        frees = phrase.role in (Role.FREE, Role.NOTHING) and not _is_mention(scan, phrase, source)
        if states_money or frees:
            cores.append(phrase)
    is_worth = bool(moneys) and lex.VALUE.among(scan.tokens[: moneys[0].start])
    if moneys and not cores and not scan.clause.is_heading and not is_worth:
        scan.doubts.append((Reason.RANGE, _words(scan, moneys[0], source)))
    _doubt_choices(scan, cores, source)
    return [core for core in cores if not (core.money and _is_unsure(scan, core, source))]


def _doubt_choices(scan: Scan, cores: Sequence[Phrase], source: str) -> None:
    """«100 nghìn đồng đến 300 nghìn đồng», «100.000 đồng hoặc 200.000 đồng»: neither figure is the fee."""
    moneys = [phrase for phrase in scan.phrases if phrase.money]
    for one, other in pairwise(moneys):
        between = [token.bare for token in scan.tokens[one.end : other.start]]
        is_range = one in cores and other not in cores and between in (["den"], ["toi"])
        is_choice = one in cores and other in cores and bool(between) and "hoac" in (between[0], between[-1])
        if is_range or is_choice:
            reason = Reason.RANGE if is_range else Reason.DEPENDS
            scan.doubts.append((reason, wording.text_of(scan.tokens[one.start : other.end], source)))


def _is_bound(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """«dưới 50 tỷ», «từ 1 tỷ đồng trở lên», «vốn 10 tỷ đồng: …»: it limits a case."""
    if phrase.floor:
        return False
    if lex.LIMIT.before(tokens, before_figure(tokens, phrase.start)):
        return False
    if lex.BOUND.before(tokens, phrase.start) or lex.AT_LEAST.at(tokens, phrase.end):
        return True
    near = tokens[max(0, phrase.start - 4) : phrase.start]
    return lex.VALUE.among(near) and not any(token.text == ":" for token in near)


def _is_mention(scan: Scan, phrase: Phrase, source: str) -> bool:
    """«trừ trường hợp được miễn lệ phí» grants nothing; «thuộc diện được miễn» grants it to those named elsewhere."""
    before = scan.tokens[: phrase.start]
    here = len(before) - 1 if before and before[-1].bare == "duoc" else len(before)
    if lex.EXCEPT.among(before):
        return True
    if phrase.role is Role.FREE and lex.IS_EXEMPT.before(scan.tokens, here):
        scan.doubts.append((Reason.DEPENDS, _words(scan, phrase, source)))
        return True
    return False


def _is_unsure(scan: Scan, phrase: Phrase, source: str) -> bool:
    """Figures that are money but perhaps no fee: caps, sums, products, broken or glued digits."""
    money = phrase.money
    before = before_figure(scan.tokens, phrase.start)
    reason = None
    if money is None or money.amount is None or (not phrase.floor and _is_torn(scan, phrase, source)):
        reason = Reason.BAD_NUMBER
    elif money.is_glued:
        reason = Reason.GLUED
    elif _is_vague(scan, before) or (_is_part_of_sum(scan, phrase) and not _begins_parts(scan, phrase)):
        reason = Reason.LIMIT
    elif wording.ends_range(scan.tokens, phrase.start):
        reason = Reason.RANGE
    elif lex.TIMES.before(scan.tokens, phrase.start) or lex.TIMES.at(scan.tokens, phrase.end):
        reason = Reason.FORMULA
    if reason:
        scan.doubts.append((reason, _words(scan, phrase, source)))
    return reason is not None


def _is_torn(scan: Scan, phrase: Phrase, source: str) -> bool:
    token = scan.tokens[phrase.start]
    return token.kind == "number" and numbers.is_torn(source, token.start)


def _is_vague(scan: Scan, before: int) -> bool:
    """«khoảng», «tương đương»: neither the fee nor an end of it."""
    is_end = lex.CAP.before(scan.tokens, before) or lex.FLOOR.before(scan.tokens, before)
    return lex.LIMIT.before(scan.tokens, before) and not is_end


def _is_part_of_sum(scan: Scan, phrase: Phrase) -> bool:
    return wording.is_part_of_sum(scan.tokens[: phrase.start])


def _begins_parts(scan: Scan, phrase: Phrase) -> bool:
    """«gồm 300.000 đồng …; 200.000 đồng …» at the beginning, where no fee before is the sum of the parts."""
    return not scan.is_note and bool(lex.PARTS.at(scan.tokens, 0)) and _is_part_of_sum(scan, phrase)


def _end_of_fees(scan: Scan, cores: Sequence[Phrase], *, is_open: bool) -> int:
    """Where the words behind the last fee end: before «, riêng …», and before «, đối với …» if a bracket follows."""
    tokens = scan.tokens
    for place in range(cores[-1].end if cores else len(tokens), len(tokens) - 1):
        is_other = lex.ANOTHER.at(tokens, place + 1) or (is_open and lex.CASE.at(tokens, place + 1))
        if tokens[place].text == "," and is_other:
            return place
    return len(tokens)


def _item(scan: Scan, cores: Sequence[Phrase], number: int, last: int, source: str) -> Item:
    core = cores[number]
    start = wording.split(scan.tokens, cores[number - 1].end, core.start) if number else 0
    is_last = number == len(cores) - 1
    end = last if is_last else wording.split(scan.tokens, core.end, cores[number + 1].start)
    item = _bare_item(scan.tokens, core)
    case = wording.last_case(scan.tokens, start, core.start) if item.is_free else start
    if lex.CONDITION.among(scan.tokens[start:case]):  # another case, whose figure is not here
        scan.doubts.append((Reason.DEPENDS, wording.text_of(scan.tokens[start:case], source)))
    start = case
    behind, item.bound = _bound_before(scan, core, source)
    item.is_part = _begins_parts(scan, core)
    start += lex.PARTS.at(scan.tokens, start) if item.is_part else 0
    head = wording.head_of(scan.tokens, scan.phrases, (start, behind), source)
    item.label, item.name, item.condition = head.label, head.name, head.condition
    item.per, after = wording.per_of(scan.tokens, scan.phrases, core.end, end, source)
    tail = wording.tail_of(scan.tokens, scan.phrases, (after, end), source, is_free=item.is_free)
    item.name = item.name or tail.name
    item.per = item.per or head.per or tail.per
    item.condition = wording.joined(item.condition, tail.condition)
    return _bounded(item, item.bound) if item.bound else item


def _bound_before(scan: Scan, core: Phrase, source: str) -> tuple[int, str]:
    """Where the words before a figure end, and «tối đa», «không quá» between them and it."""
    before = before_figure(scan.tokens, core.start)
    for words in (lex.CAP, lex.FLOOR) if core.money else ():
        begin = next((at for at in range(max(0, before - 4), before) if words.at(scan.tokens, at) == before - at), -1)
        if begin >= 0:
            return begin, wording.text_of(scan.tokens[begin:before], source)
    return core.start, ""


def _bare_item(tokens: Sequence[Token], core: Phrase) -> Item:
    span = tokens[core.start].start, tokens[core.end - 1].end
    if core.money and core.money.amount is not None:
        money = core.money
        item = Item(core.money.amount, money.currency, span, is_plain=money.is_plain, is_in_words=money.is_in_words)
        item.is_free = item.is_cell_word = not money.amount
        return item
    is_denied = core.role is Role.NOTHING
    said = [token.bare for token in tokens[core.start : core.end]]
    return Item(0, "VND", span, is_free=True, is_denied=is_denied, is_cell_word=is_denied or said == ["mien", "phi"])


def _date_items(scan: Scan, cores: Sequence[Phrase], source: str) -> None:
    """Each period to the fee it stands behind; before all fees, or after a comma, to the fee it stands before."""
    for period in scan.periods:
        behind = [number for number, core in enumerate(cores) if core.end <= period.start]
        ahead = [number for number, core in enumerate(cores) if core.start >= period.end]
        if not behind and not ahead:
            continue
        follows = bool(behind) and not (ahead and scan.tokens[period.start - 1].text == ",")
        number = behind[-1] if follows else ahead[0]
        if scan.items[number].is_dated:
            scan.doubts.append((Reason.DATED, _words(scan, period, source)))
        give_period(scan.items[number], period, _words(scan, period, source))


def give_period(item: Item, period: Phrase, words: str) -> None:
    """The fee holds in this period."""
    item.since, item.until, item.period_text = period.since, period.until, words


def _doubt_figures(scan: Scan, source: str) -> None:
    for phrase in scan.phrases:
        reason = _DOUBTED.get(phrase.role) if phrase.role else (Reason.SHARE if phrase.is_share else None)
        is_of_range = reason is Reason.DEPENDS and any(other.floor for other in scan.phrases)
        if reason and not is_of_range:
            scan.doubts.append((reason, _words(scan, phrase, source)))
    covered = {place for phrase in scan.phrases for place in range(phrase.start, phrase.end)}
    for place, token in enumerate(scan.tokens):
        if place not in covered and wording.is_bare_money(scan.tokens, place):
            scan.doubts.append((Reason.NO_UNIT, token.text))


_DOUBTED = {Role.VARIES: Reason.DEPENDS, Role.COUNCIL: Reason.COUNCIL, Role.CHANGE: Reason.SHARE}


def _words(scan: Scan, phrase: Phrase, source: str) -> str:
    return wording.text_of(scan.tokens[phrase.start : phrase.end], source)
