"""Small counts are hidden, and as many others with them that none can be worked out from totals. Plain Python.

A table is taken with its totals: in every line the parts and their total add up, so each suppressed cell is an edge
between its row and its column in a graph. A cell can be worked out exactly if its edge is a bridge, that is, lies on no
circle (Gusfield 1988). Along a circle one may add one and take one away by turns: as only cells of at least one are
hidden, every hidden cell then has at least three possible values that agree with all that is published.
"""

from collections.abc import Iterable, Mapping
from itertools import product

TOTAL = ""
"""The key of the total in a row or a column."""
FEWEST = 5
"""Counts from one to one less are not told (as in the statistics of many countries; nought is told)."""
Cell = tuple[str, str]
_TOTALS_COST = 1_000_000_000


def with_totals(table: Mapping[Cell, int], rows: Iterable[str], columns: Iterable[str]) -> dict[Cell, int]:
    """Every cell of the rows and columns, those that are missing as 0, with all totals."""
    row_keys, column_keys = list(rows), list(columns)
    whole = {(row, column): table.get((row, column), 0) for row, column in product(row_keys, column_keys)}
    for row in row_keys:
        whole[row, TOTAL] = sum(whole[row, column] for column in column_keys)
    for column in (*column_keys, TOTAL):
        whole[TOTAL, column] = sum(whole[row, column] for row in row_keys)
    return whole


def hidden_cells(whole: Mapping[Cell, int], *, forced: Iterable[Cell] = ()) -> set[Cell]:
    """Which cells of a table with totals must not be told; `forced` are hidden elsewhere, where the table is joined."""
    hidden = {cell for cell, count in whole.items() if 0 < count < FEWEST} | {c for c in forced if whole.get(c)}
    while bridges := _bridges(hidden):
        hidden |= _cheapest_circle(min(bridges), whole, hidden)
    return hidden


def _cheapest_circle(cell: Cell, whole: Mapping[Cell, int], hidden: set[Cell]) -> set[Cell]:
    """The three other corners of a rectangle that tell least; one with the totals is always there."""
    row, column = cell
    rows = {one for one, _column in whole if one != row}
    columns = {one for _row, one in whole if one != column}
    best: tuple[int, list[Cell]] | None = None
    for other_row, other_column in product(sorted(rows), sorted(columns)):
        corners = [(row, other_column), (other_row, column), (other_row, other_column)]
        if all(whole[corner] for corner in corners):
            cost = sum(_cost(corner, whole) for corner in corners if corner not in hidden)
            if best is None or cost < best[0]:
                best = cost, corners
    if best is None:
        raise ValueError("A table is protected together with its totals.")
    return set(best[1])


def _cost(cell: Cell, whole: Mapping[Cell, int]) -> int:
    return whole[cell] + _TOTALS_COST * cell.count(TOTAL)


def _bridges(hidden: set[Cell]) -> list[Cell]:
    """Hidden cells that lie on no circle of hidden cells: leaves are plucked, then each edge left is tried."""
    return [cell for cell in sorted(hidden) if not _is_joined_otherwise(cell, hidden)]


def _is_joined_otherwise(cell: Cell, hidden: set[Cell]) -> bool:
    """Whether its row is reached from its column without it."""
    rows: dict[str, set[str]] = {}
    columns: dict[str, set[str]] = {}
    for row, column in hidden - {cell}:
        rows.setdefault(row, set()).add(column)
        columns.setdefault(column, set()).add(row)
    seen, front = {cell[0]}, [cell[0]]
    while front:
        for column in rows.get(front.pop(), ()):
            if column == cell[1]:
                return True
            new = columns[column] - seen
            seen |= new
            front += new
    return False
