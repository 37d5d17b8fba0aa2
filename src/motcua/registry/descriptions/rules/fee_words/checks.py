"""What forbids to believe the fees read: contradictions, lost thousands, fees that nothing tells apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from motcua.registry.descriptions.rules.fee_words import lexicon as lex
from motcua.registry.descriptions.rules.fee_words import wording
from motcua.registry.descriptions.rules.fee_words.items import Doubt, Item, Scan
from motcua.registry.descriptions.rules.fee_words.lexicon import Role
from motcua.registry.descriptions.rules.ledger import Reason

_LEAST, _LEAST_PLAIN, _MOST = 1000, 5000, 10**10


@dataclass
class Cell:
    """One cell of the portal: its own figure and the fees of its note; or a text without a cell (`head` None)."""

    head: Item | None
    is_head: bool = False
    notes: list[Item] = field(default_factory=list)
    repeated: list[Item] = field(default_factory=list)
    remarks: list[Scan] = field(default_factory=list)

    @property
    def all(self) -> list[Item]:
        """Every fee of the cell once."""
        if self.head is None:
            return self.notes
        return [self.head, *self.notes]

    @property
    def is_free_cell(self) -> bool:
        """«Miễn phí(…)»: the portal writes it also where nobody filled in the amount."""
        return self.head is not None and self.head.is_cell_word


def why_doubt(cells: Sequence[Cell], doubts: Sequence[Doubt], none: Reason) -> Doubt | None:
    """The first reason not to believe the reading; `none` if the text states no fee at all."""
    items = [item for cell in cells for item in cell.all]
    found = [*map(_cell_doubt, cells), *map(_size_doubt, items), *doubts, _bound_doubt(items), _broken_doubt(items)]
    first = next((doubt for doubt in found if doubt), None)
    return first or (_why_not_told_apart(items) if items else (none, ""))


def _size_doubt(item: Item) -> Doubt | None:
    if _is_too_small(item):
        return Reason.LOST_THOUSANDS, _figure(item)
    return (Reason.WRONG_SIZE, _figure(item)) if item.currency == "VND" and item.amount > _MOST else None


def _bound_doubt(items: Sequence[Item]) -> Doubt | None:
    """An end of a range beside other fees, a lower end alone, parts whose sum is lowered: what is paid is not said."""
    bounded = [item for item in items if item.bound and not item.is_case_of_range]
    is_open = bool(bounded) and all(lex.is_floor(item.bound) for item in bounded)
    if bounded and (is_open or len(bounded) < len(items)):
        return Reason.LIMIT, _figure(bounded[-1])
    parts = [item for item in items if item.is_part]
    return (Reason.LIMIT, _figure(parts[0])) if parts and any(item.is_dated for item in items) else None


def _cell_doubt(cell: Cell) -> Doubt | None:
    if cell.head is None:
        return None
    return _free_cell_doubt(cell) if cell.is_free_cell else _charged_cell_doubt(cell, cell.head)


def is_limit_of_free(scan: Scan) -> bool:
    """«Miễn phí (Đối với sân bay trực thăng)»: for whom the cell is free; a fee's name may be one nobody filled in."""
    has_number = any(token.kind == "number" for token in scan.tokens)
    if scan.phrases or has_number or lex.NOT_YET.among(scan.tokens):
        return False
    return wording.begins_with(lex.FOR_WHOM, scan.tokens)


def is_number_of_note(scan: Scan) -> bool:
    """«Miễn phí (ii)»: the bracket is only the mark of a remark elsewhere."""
    words = [token.bare for token in scan.tokens if token.kind != "sign"]
    return len(words) == 1 and (len(words[0]) == 1 or set(words[0]) <= {"i", "v", "x"})


def _free_cell_doubt(cell: Cell) -> Doubt | None:
    if cell.notes:
        item = cell.notes[0]
        return (Reason.DATED if item.is_dated and item.is_free else Reason.FREE_BUT_FEE), _figure(item)
    for scan in cell.remarks:
        is_basis = bool(cell.repeated) and all(phrase.is_cited for phrase in scan.phrases)
        if scan.has(Role.COUNCIL) or (scan.is_referring and not is_basis):
            return Reason.FREE_BUT_FEE, ""
        if scan.is_referring:
            continue
        is_harmless = scan.has(Role.NO_INFORMATION) or not any(token.kind == "word" for token in scan.tokens)
        if not is_harmless or lex.NOT_YET.among(scan.tokens):
            return Reason.DEPENDS, ""
    return None


def _charged_cell_doubt(cell: Cell, head: Item) -> Doubt | None:
    """A note must repeat the cell's amount, add a case to it, or lower it for a time."""
    lasting = [item for item in cell.notes if not (item.is_dated or item.is_free or item.is_beside)]
    if lasting and not cell.repeated:
        if lasting[0].currency != head.currency:
            return Reason.FOREIGN_CURRENCY, _figure(lasting[0])
        is_lost = any(item.amount == head.amount * _LEAST for item in lasting)
        return (Reason.LOST_THOUSANDS if is_lost else Reason.NUMBER_DIFFERS), _figure(lasting[0])
    for item in cell.notes:
        if item.is_free and not item.is_dated and not item.condition:
            return Reason.FREE_BUT_FEE, _figure(item)
        if item.is_dated and (item.amount >= head.amount or item.currency != head.currency) and not item.is_free:
            return Reason.NUMBER_DIFFERS, _figure(item)
    return None


def _is_too_small(item: Item) -> bool:
    if item.currency != "VND" or not item.amount:
        return False
    per = (item.per or "").lower().split()
    thing = wording.bare(per[0]) if per else ""
    is_small_thing = thing == "trang" or (len(per) == 1 and thing in lex.SMALL_PER)
    if item.amount < _LEAST:
        return not is_small_thing
    return item.is_plain and not item.per and item.amount < _LEAST_PLAIN


def _broken_doubt(items: Sequence[Item]) -> Doubt | None:
    """«02 triệu đồng/lần cấ*…: 02 triệu đồng/lần cấp»: one fee twice, the first time cut off."""
    seen = [(item.amount, item.currency, item.per or "") for item in items]
    is_broken = any(
        one[:2] == other[:2] and one[2] != other[2] and one[2][:3] == other[2][:3]
        for number, one in enumerate(seen)
        for other in seen[:number]
    )
    return (Reason.GLUED, "") if is_broken else None


def _why_not_told_apart(items: Sequence[Item]) -> Doubt | None:
    """Two lasting fees need a case, a name or a label each, at most one may hold for the rest."""
    lasting = [item for item in items if not item.is_dated]
    plain = [item for item in lasting if not item.condition]
    if len(plain) > 1:
        for item in plain:
            item.condition = item.name or None
    plain = [item for item in lasting if not item.condition]
    is_unnamed = len(plain) > 1 and any(not item.label for item in plain)
    if is_unnamed or len({item.label for item in plain}) < len(plain):
        is_free = any(item.is_free for item in plain)
        return (Reason.FREE_BUT_FEE if is_free else Reason.DEPENDS), _figure(plain[-1])
    seen: dict[tuple[str, str, str], Item] = {}
    for item in lasting:
        key = (wording.bare(item.condition or item.label), item.per or "", item.currency)
        if key in seen and seen[key].amount != item.amount:
            return Reason.DEPENDS, _figure(item)
        seen[key] = item
    return None


def _figure(item: Item) -> str:
    return f"{item.amount} {item.currency}"
