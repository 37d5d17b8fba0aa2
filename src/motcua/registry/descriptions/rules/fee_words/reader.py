"""Reads a text about fees: clause by clause, notes into the cell they stand behind, then what forbids to believe it."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from motcua.registry.descriptions.rules.fee_words import lexicon as lex
from motcua.registry.descriptions.rules.fee_words import wording
from motcua.registry.descriptions.rules.fee_words.checks import Cell, is_limit_of_free, is_number_of_note, why_doubt
from motcua.registry.descriptions.rules.fee_words.clauses import Clause, clauses_of
from motcua.registry.descriptions.rules.fee_words.fees import Fee, FeeReading
from motcua.registry.descriptions.rules.fee_words.items import Doubt, Item, Scan, give_period, scan_clause
from motcua.registry.descriptions.rules.fee_words.lexicon import Role
from motcua.registry.descriptions.rules.fee_words.money import without_spoken
from motcua.registry.descriptions.rules.fee_words.phrases import Phrase
from motcua.registry.descriptions.rules.fee_words.tokens import tokens_of
from motcua.registry.descriptions.rules.ledger import Reason
from motcua.registry.descriptions.rules.markup import unmarked, unnumbered

LONGEST = 10_000
"""Characters; a longer text is no fee but a whole document that lost its line ends."""
_LEVELS = {"\n": 0, ".": 0, "*": 1, "-": 2, "–": 2, "•": 2, "·": 2, "+": 3}
_INSIDE = {"(", "["}


@lru_cache(maxsize=4096)
def read_fee(text: str) -> FeeReading:
    """All fees that the text states, or a doubt; a blank text states none and raises no doubt."""
    if len(text) > LONGEST:
        return FeeReading(text, doubt=Reason.TOO_LONG)
    source = unnumbered(unmarked(text))
    tokens = without_spoken(tokens_of(source))
    clauses = clauses_of(tokens)
    if not clauses:
        return FeeReading(text)
    page = _Page(source)
    for number, clause in enumerate(clauses):
        page.read(clause, clauses[number + 1] if number + 1 < len(clauses) else None)
    page.close()
    if page.unsaid and page.cells:
        page.doubts.append((Reason.OTHER_FEE, page.unsaid))
    if page.is_leftover:
        page.doubts.append((Reason.DEPENDS, ""))
    is_bare = all(token.kind != "word" for token in tokens)
    doubt = why_doubt(page.cells, page.doubts, Reason.NO_UNIT if is_bare else page.why_none)
    fees = tuple(_fee(item) for cell in page.cells for item in cell.all)
    return FeeReading(text, fees, *doubt) if doubt else FeeReading(text, fees)


def _fee(item: Item) -> Fee:
    condition = wording.joined(item.condition, item.period_text if item.since else None)
    return Fee(item.amount, item.currency, item.per, condition, item.until, item.span)


@dataclass
class _Heading:
    level: int
    around: wording.Around
    scan: Scan


@dataclass
class _Page:
    """What was read so far; `last` is the fee that a note or a period would belong to."""

    source: str
    cells: list[Cell] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    headings: list[_Heading] = field(default_factory=list)
    last: Item | None = None
    pending: wording.Around | None = None
    is_referring: bool = False
    is_silent: bool = False
    unsaid: str = ""
    """The beginning of a first clause that names a fee and only refers to its amount."""
    is_behind_fee: bool = False
    """The clause before states a fee or belongs to one, so that a bracket or a period belongs to it too."""
    charged: int = 0
    """How many fees the last clause with fees states."""
    is_leftover: bool = False
    """Words behind the last fee wait for a figure of their own."""
    announced: tuple[Phrase, str] | None = None
    """«(từ ngày … đến hết ngày …): 500.000 đồng»: a period in a bracket before the figure."""
    is_case_left: bool = False
    """What is pending says when a fee holds: «đối với …», «giá trị dưới 2 tỷ đồng»."""
    goes_on: bool = False
    """The note of the cell began with the rest of its figure: what follows with a label is a cell too."""
    is_continued: bool = False
    """The clause before was part of a list of cases that a semicolon continues."""

    @property
    def why_none(self) -> Reason:
        """Why a text that states no fee is a doubt."""
        if self.is_silent:
            return Reason.NO_INFORMATION
        return Reason.REFERENCE if self.is_referring else Reason.NO_AMOUNT

    def read(self, clause: Clause, following: Clause | None) -> None:
        """Take one clause in."""
        is_open = following is not None and following.opener in _INSIDE
        scan = scan_clause(clause, self.source, is_note=self._is_in_note(clause), is_open=is_open)
        self.doubts += scan.doubts
        self.is_referring |= scan.is_referring
        self.goes_on |= scan.is_rest_of_cell
        self.is_silent |= scan.has(Role.NO_INFORMATION)
        if _level(clause) is not None:
            self._leave_headings(_level(clause) or 0)
        if scan.rest_per and self.last:
            self.last.per = self.last.per or scan.rest_per
        if self._repeats_in_words(scan):
            return
        if scan.items:
            self._take_items(scan, following)
        elif scan.tokens:
            self._take_words(scan, following)

    def _is_in_note(self, clause: Clause) -> bool:
        return self.last is not None and bool(clause.opener)

    def _repeats_in_words(self, scan: Scan) -> bool:
        """«(Hai triệu đồng)» behind its figure; a doubt if it says another number."""
        if (
            self.last is None
            or scan.clause.opener not in _INSIDE
            or [item.is_in_words for item in scan.items] != [True]
        ):
            return False
        if scan.items[0].amount != self.last.amount:
            self.doubts.append((Reason.WORDS_DIFFER, wording.text_of(scan.tokens, self.source)))
        return True

    def _leave_headings(self, level: int) -> None:
        self.headings = [heading for heading in self.headings if heading.level < level]

    def _take_items(self, scan: Scan, following: Clause | None) -> None:
        is_of_one = scan.clause.opener in _INSIDE and not (self.goes_on and self._count() > 1)
        inherited = self.last if is_of_one else None
        for item in scan.items:
            self._complete(item, scan, inherited)
        self.announced = None
        if self._begins_cell(scan, following):
            self.cells.append(Cell(scan.items[0], is_head=True))
        else:
            if not self.cells:
                self.cells.append(Cell(None))
            scan.items = [self._added(item, scan) for item in scan.items]
        self.last = scan.items[-1]
        self.charged = len(scan.items)
        self.pending, self.is_continued = scan.leftover, bool(self.last.condition)
        self.is_behind_fee = scan.leftover is None
        self.is_leftover = scan.leftover is not None
        self.is_case_left = False

    def _begins_cell(self, scan: Scan, following: Clause | None) -> bool:
        """«Phí : 100.000 Đồng (…)»: a figure alone with its label, and a note behind it."""
        is_inside = bool(scan.clause.depth) or scan.clause.opener == "—"
        openers = ("", ")", "label", "\n") if self.cells else (scan.clause.opener,)
        if len(scan.items) != 1 or is_inside or scan.clause.opener not in openers:
            return False
        item = scan.items[0]
        is_bare = not (item.name or item.condition or item.per or item.is_dated)
        is_noted = following is not None and following.opener in ("(", "[", "—")
        is_first = not self.cells or bool(item.label)
        return is_bare and is_first and (is_noted or bool(self.cells) or scan.clause.opener == "label")

    def _complete(self, item: Item, scan: Scan, inherited: Item | None) -> None:
        """What headings, the words before a bracket and the fee before it say of this one too."""
        if self.pending and not item.name and _goes_on(scan.clause, item):
            item.name = self.pending.name
            item.condition = wording.joined(self.pending.condition, item.condition)
        for heading in reversed(self.headings):
            item.condition = wording.joined(heading.around.condition, item.condition)
            item.name = item.name or heading.around.name
            if heading.scan.periods and not item.is_dated:
                period = heading.scan.periods[0]
                words = wording.text_of(heading.scan.tokens[period.start : period.end], self.source)
                give_period(item, period, words)
        if self.announced and not item.is_dated:
            give_period(item, *self.announced)
        if inherited and item.is_dated and not item.condition:
            item.condition = inherited.condition

    def _added(self, item: Item, scan: Scan) -> Item:
        """The item as the cell keeps it: the cell's own fee if the note only repeats it."""
        cell = self.cells[-1]
        item.is_beside = not item.is_free and self._is_beside(cell, item, scan)
        if cell.is_free_cell and item.is_denied and cell.head:
            return cell.head
        same = next(
            (own for own in cell.all if _is_same(own, item, is_first=own is cell.head and not cell.repeated)), None
        )
        if same is None:
            cell.notes.append(item)
            return item
        same.per = same.per or item.per
        same.name = same.name or item.name
        same.condition = wording.joined(same.condition, item.condition)
        cell.repeated.append(item)
        return same

    def _is_beside(self, cell: Cell, item: Item, scan: Scan) -> bool:
        """Another fee, not what a note says of the cell: behind «;», with its own label behind «Miễn lệ phí. …»."""
        is_outside = scan.clause.depth == 0
        is_exempt = cell.head is not None and cell.head.is_free and not cell.head.is_cell_word
        is_labelled = bool(item.label) and (self.goes_on or (is_exempt and is_outside))
        is_next = scan.clause.opener == ")" and scan.clause.tokens[0].text == "," and "—" not in self.source
        return is_labelled or (is_outside and (is_next or scan.clause.opener == ";"))

    def _announces(self, scan: Scan, following: Clause | None) -> bool:
        """«Theo Thông tư … (từ ngày 01/7/2025 đến hết ngày 31/12/2026): 500.000 đồng/lần»."""
        is_inside = scan.clause.opener in _INSIDE and not self.is_behind_fee and len(scan.periods) == 1
        if not is_inside or following is None or following.opener != ")" or following.tokens[0].text != ":":
            return False
        period = scan.periods[0]
        self.announced = period, wording.text_of(scan.tokens[period.start : period.end], self.source)
        return True

    def _take_words(self, scan: Scan, following: Clause | None) -> None:
        """A clause without a fee: a heading, a note, a period, the next case of a list; or only a remark."""
        if scan.clause.is_heading:
            self._take_heading(scan)
        elif scan.periods:
            if not self._announces(scan, following):
                self._take_period(scan)
        elif self.last is None:
            self._take_first_words(scan)
        else:
            self._take_note(scan, self.last)

    def _take_heading(self, scan: Scan) -> None:
        level = _level(scan.clause) or 0
        self._leave_headings(level)
        left = wording.head_of(scan.tokens, scan.phrases, (0, len(scan.tokens)), self.source)
        if self.pending and scan.clause.opener == ")":
            left = replace(self.pending, condition=wording.joined(self.pending.condition, left.condition))
            self.pending = None
        self.headings.append(_Heading(level, left, scan))
        self.is_continued = self.is_behind_fee = False

    def _take_period(self, scan: Scan) -> None:
        """«(áp dụng đến hết ngày 31/12/2026 theo …)»: nothing but a period belongs to the fee before."""
        left = wording.head_of(scan.tokens, scan.phrases, (0, len(scan.tokens)), self.source)
        period = scan.periods[0]
        words = wording.text_of(scan.tokens[period.start : period.end], self.source)
        is_alone = not (left.name or left.condition) and len(scan.periods) == 1
        is_elsewhere = bool(lex.APPLIED.at(scan.tokens, period.end))
        is_clear = is_alone and not is_elsewhere and self.is_behind_fee and self.charged == 1
        if self.last is None or not is_clear or self.last.is_dated:
            self.doubts.append((Reason.DATED, words))
        else:
            give_period(self.last, period, words)

    def _take_first_words(self, scan: Scan) -> None:
        if self.pending and scan.clause.opener in (";", ")"):
            more = wording.head_of(scan.tokens, scan.phrases, (0, len(scan.tokens)), self.source)
            self.pending = replace(self.pending, condition=wording.joined(self.pending.condition, more.condition))
        elif not self._adds_to_pending(scan):
            is_fee = scan.is_referring and wording.begins_with(lex.FEE_NAME, scan.tokens)
            self.unsaid = self.unsaid or (wording.text_of(scan.tokens[:8], self.source) if is_fee else "")
            self.pending = wording.head_of(scan.tokens, scan.phrases, (0, len(scan.tokens)), self.source)

    def _adds_to_pending(self, scan: Scan) -> bool:
        """A bracket inside the words before a figure: «Phí kiểm tra (trừ mẫu nghiên cứu): 2.000.000 đồng»."""
        if self.pending is None or scan.clause.opener not in _INSIDE or self.is_behind_fee:
            return False
        if not wording.is_abbreviation(scan.tokens):
            words = wording.text_of(scan.tokens, self.source)
            self.pending = replace(self.pending, condition=wording.joined(self.pending.condition, words))
        return True

    def _take_note(self, scan: Scan, last: Item) -> None:
        if self._adds_to_pending(scan):
            return
        is_handing = scan.clause.opener not in _INSIDE and wording.begins_with(lex.HANDING, scan.tokens)
        if is_handing or wording.begins_with(lex.WAY, scan.tokens):
            return
        note = wording.note_of(scan.tokens, scan.phrases, self.source)
        if self.cells[-1].is_free_cell:
            self._take_note_of_free(scan, last, note)
        else:
            self._take_note_of_fee(scan, last, note)

    def _take_note_of_free(self, scan: Scan, last: Item, note: wording.Around) -> None:
        if is_limit_of_free(scan):
            _complete_from(last, note)
        elif not is_number_of_note(scan):
            self.cells[-1].remarks.append(scan)

    def _take_note_of_fee(self, scan: Scan, last: Item, note: wording.Around) -> None:
        opener = scan.clause.opener
        is_fee = wording.begins_with(lex.FEE_NAME, scan.tokens)
        is_fee = is_fee or bool(opener == ")" and self.pending and self.pending.label)
        if scan.is_referring and is_fee:
            self.doubts.append((Reason.OTHER_FEE, wording.text_of(scan.tokens[:8], self.source)))
        elif opener in _INSIDE and wording.is_abbreviation(scan.tokens):
            return
        elif opener in ("(", "[", "—") and self.is_behind_fee:
            _complete_from(last, note)
            self.is_continued = bool(note.condition)
        elif opener == ";" and self.is_continued and not scan.phrases:
            last.condition = wording.joined(last.condition, note.condition)
        else:
            self._take_rest(scan, last, note)

    def _take_rest(self, scan: Scan, last: Item, note: wording.Around) -> None:
        """Behind a bracket «đối với …» goes on with the fee; other words may be those of the next one."""
        if scan.clause.opener == ")" and lex.CASE.at(scan.tokens, 0) and self.is_behind_fee:
            last.condition = wording.joined(last.condition, note.condition)
            return
        if scan.clause.opener == ")" and self.is_continued and not any(token.kind == "number" for token in scan.tokens):
            last.condition = wording.joined(last.condition, note.condition)
            return
        words = wording.head_of(scan.tokens, scan.phrases, (0, len(scan.tokens)), self.source)
        if self.pending and scan.clause.opener in (";", ")") and not self.is_behind_fee:
            words = replace(self.pending, condition=wording.joined(self.pending.condition, words.condition))
        self.pending = words
        is_case = bool(lex.CASE.at(scan.tokens, 0)) and not lex.CONSEQUENCE.among(scan.tokens)
        self.is_case_left = is_case or any(phrase.money for phrase in scan.phrases)
        self.is_continued = self.is_behind_fee = False

    def _count(self) -> int:
        return sum(len(cell.all) for cell in self.cells)

    def close(self) -> None:
        """What is left at the end: a case behind the only fee is its condition, behind several it may be anyone's."""
        if not (self.is_case_left and self.pending and self.pending.condition and self.last):
            return
        if self._count() == 1:
            self.last.condition = wording.joined(self.last.condition, self.pending.condition)
        else:
            self.doubts.append((Reason.DEPENDS, self.pending.condition))


def _goes_on(clause: Clause, item: Item) -> bool:
    """Whether the words before belong to this fee: behind a bracket always, else if it has no words of its own."""
    return clause.opener == ")" or not (item.condition or item.label)


def _complete_from(item: Item, note: wording.Around) -> None:
    item.per = item.per or note.per
    item.name = item.name or note.name
    item.condition = wording.joined(item.condition, note.condition)


def _level(clause: Clause) -> int | None:
    """How deep a heading of this clause stands; None if it goes on with the one before."""
    return _LEVELS.get(clause.bullet or clause.opener)


def _is_same(one: Item, other: Item, *, is_first: bool) -> bool:
    """Whether the second only repeats the first, perhaps more exactly."""
    is_equal = (one.amount, one.currency, one.until) == (other.amount, other.currency, other.until)
    is_compatible = is_first or not (one.condition and other.condition) or one.condition == other.condition
    is_per = is_first or not (one.per and other.per) or one.per == other.per
    is_granted = not one.is_free or not other.condition or other.is_denied
    return is_equal and is_compatible and is_per and is_granted
