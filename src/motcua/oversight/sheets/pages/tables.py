"""A form as a table on a page: a thousand cells and more, so that addresses are put together once a column."""

from collections.abc import Collection
from typing import Any, NamedTuple
from urllib.parse import quote

from django.urls import reverse

from motcua.oversight.insight.public import ColumnView, Wanted
from motcua.oversight.sheets.queries.filling import Cell, SheetRow
from motcua.oversight.sheets.queries.headings import heading_rows
from motcua.oversight.sheets.queries.paper import Paper

SHOWN = 1000
"""Rows on a page; files have them all."""


class ShownCell(NamedTuple):
    """A cell of a table: `href` leads to what its number is made of, of a column of words there is none."""

    column: ColumnView
    value: Cell
    href: str = ""


class ShownRow(NamedTuple):
    """A row of a table."""

    key: str | None
    label: str
    cells: list[ShownCell]


def shown(paper: Paper, *, leading: Wanted | None = None, most: int | None = SHOWN) -> dict[str, Any]:
    """What the template of a table wants; with `leading` its numbers lead to what they are made of, as asked there."""
    rows: Collection[SheetRow] = paper.rows[:most]
    links = _links(paper, leading) if leading else {}
    narrowed = f"&nhom={paper.sheet.rows_by}&la="
    return {
        "paper": paper,
        "heads": heading_rows(paper.columns),
        "rows": [_row(paper, row, {} if row.key is None else links, narrowed + quote(row.key or "")) for row in rows],
        "total": _row(paper, paper.total, links, ""),
        "left": len(paper.rows) - len(rows),
    }


def _links(paper: Paper, asked: Wanted) -> dict[int, str]:
    """By column, the address of its total."""
    query = asked.query
    return {
        column.number: f"{reverse('insight:indicator', args=[column.leads_to])}?{query}"
        for column in paper.columns
        if not column.says
    }


def _row(paper: Paper, row: SheetRow, links: dict[int, str], narrowed: str) -> ShownRow:
    cells = [
        ShownCell(one, row.cells.get(one.number), links[one.number] + narrowed if one.number in links else "")
        for one in paper.columns
    ]
    return ShownRow(row.key, row.label, cells)
