"""Headings of several floors: which cells are joined, for the page and for Excel."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.oversight.insight.public import ColumnView


@dataclass(frozen=True)
class Head:
    """A heading over `columns` columns and `rows` rows; `at` is its first column, from 0."""

    words: str
    at: int
    columns: int
    rows: int


def heading_rows(columns: Sequence[ColumnView]) -> list[list[Head]]:
    """Row by row from the top; neighbours under the same heading share it, the last one reaches the ground."""
    depth = max(len(column.headings) for column in columns)
    return [list(_row(columns, level, depth)) for level in range(depth)]


def _row(columns: Sequence[ColumnView], level: int, depth: int) -> list[Head]:
    heads: list[Head] = []
    at = 0
    while at < len(columns):
        path = columns[at].headings
        if level >= len(path):
            at += 1
            continue
        is_last = level == len(path) - 1
        end = at + 1
        while not is_last and end < len(columns) and columns[end].headings[: level + 1] == path[: level + 1]:
            end += 1
        heads.append(Head(path[level], at, end - at, depth - level if is_last else 1))
        at = end
    return heads
