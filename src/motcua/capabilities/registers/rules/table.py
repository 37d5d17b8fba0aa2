"""A register as a table: its columns, and rows read by their heads, whatever their order. Plain Python."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from motcua.capabilities.registers.rules.definition import AGENCY, CODE, STATE, Definition
from motcua.kernel.texts.fold import fold
from motcua.kernel.texts.mark import mark

CODE_HEAD, AGENCY_HEAD, STATE_HEAD = mark("Mã"), mark("Cơ quan quản lý"), mark("Trạng thái")
OWN_HEADS = {CODE: CODE_HEAD, AGENCY: AGENCY_HEAD, STATE: STATE_HEAD}
UNKNOWN_HEADS = mark("có cột không quen: {heads}. Các cột của sổ: {known}")
HEAD_TWICE = mark("có hai cột «{head}»")
NO_HEADS = mark("dòng đầu phải là tên các cột, ví dụ: {known}")
MOST_ROWS = 50_000


@dataclass(frozen=True)
class RowGiven:
    """A row of a table: its line in the file, and field → cell; only columns that the table has."""

    line: int
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class RowRefused:
    """A row that was not taken, and every reason."""

    line: int
    reasons: tuple[str, ...]


@dataclass
class Outcome:
    """What became of a table's rows."""

    written: int = 0
    changed: int = 0
    same: int = 0
    refused: list[RowRefused] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """All of them."""
        return self.written + self.changed + self.same + len(self.refused)


def heads_of(definition: Definition) -> dict[str, str]:
    """Column → its head: the code, the agency, the state, then every field."""
    return {**OWN_HEADS, **{one.code: one.label for one in definition.fields}}


def columns_from(definition: Definition, heads: Sequence[Any]) -> list[str | None]:
    """The column that each head of a table means; None for an empty head. Raises `ValueError` with what is wrong."""
    called = {fold(name): column for column, head in heads_of(definition).items() for name in (head, column)}
    found = [called.get(fold(str(head))) if _is_filled(head) else None for head in heads]
    unknown = [str(head)[:40] for head, column in zip(heads, found, strict=True) if _is_filled(head) and column is None]
    known = ", ".join(heads_of(definition).values())
    if not any(found):
        raise ValueError(NO_HEADS.format(known=known))
    if unknown:
        raise ValueError(UNKNOWN_HEADS.format(heads=", ".join(unknown), known=known))
    for column in found:
        if column and found.count(column) > 1:
            raise ValueError(HEAD_TWICE.format(head=heads_of(definition)[column]))
    return found


def rows_from(columns: Sequence[str | None], rows: Iterable[tuple[int, Sequence[Any]]]) -> Iterable[RowGiven]:
    """The rows that hold anything."""
    for line, cells in rows:
        if any(_is_filled(cell) for cell in cells):
            given = {column: _plain(cell) for column, cell in zip(columns, cells, strict=False) if column}
            yield RowGiven(line, given)


def _plain(cell: Any) -> Any:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    if isinstance(cell, str) and cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@", "\t", "\r"}:
        return cell[1:]
    return cell


def _is_filled(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""
