"""A report form filled in: its rows, what lists say of each dossier, the identity of every row."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.kernel.texts.fold import sort_key
from motcua.oversight.insight.public import (
    Asked,
    ColumnView,
    Key,
    SheetView,
    Window,
    counted,
    indicators_on,
    labels_of,
)
from motcua.oversight.sheets.queries.details import details_of

Cell = int | str | None
MaySee = Callable[[Collection[str]], Collection[str]]
"""Which of these dossiers the reader may see."""


@dataclass(frozen=True)
class SheetRow:
    """A row of a report form: cells by column number, None where nobody tells the fact yet.

    `key` is None for the dossiers that the reader may not see one by one: they stand in one row.
    """

    key: str | None
    label: str
    cells: Mapping[int, Cell]
    is_balanced: bool = True


@dataclass(frozen=True)
class SheetFigures:
    """A whole report form."""

    sheet: SheetView
    columns: tuple[ColumnView, ...]
    rows: tuple[SheetRow, ...]
    total: SheetRow


def sheet_figures(
    sheet: SheetView,
    window: Window,
    *,
    agencies: Collection[str] | None,
    on: date,
    may_see: MaySee = frozenset,
) -> SheetFigures:
    """All rows of a report form and their total; three statements at most, of a list of dossiers some more.

    A list of dossiers names those of `may_see`; the others are counted in one row.
    """
    views = indicators_on(on)
    used = {column.indicator_code: views[column.indicator_code] for column in sheet.columns if column.indicator_code}
    told = {code: view for code, view in used.items() if not view.untold}
    asked = {code: Asked(view.ratio.numerator, window, view.ratio.scope) for code, view in told.items()}
    counts = {
        key: row for key, row in counted(asked, agencies=agencies, by=(sheet.rows_by,)).items() if any(row.values())
    }
    whole = {code: sum(row[code] for row in counts.values()) for code in told}
    total = _row(sheet, "", _("Tổng số"), whole)
    if sheet.rows_by == "dossier":
        rows = _listed(sheet, counts, window, may_see)
    else:
        labels = labels_of(sheet.rows_by, {key for (key,) in counts})
        rows = [_row(sheet, key, labels[key], row) for (key,), row in counts.items()]
        rows.sort(key=lambda row: str(row.key) if sheet.rows_by == "day" else sort_key(row.label))
    return SheetFigures(sheet, sheet.columns, tuple(rows), total)


def _listed(
    sheet: SheetView, counts: Mapping[Key, Mapping[str, int]], window: Window, may_see: MaySee
) -> list[SheetRow]:
    seen = set(may_see([key for (key,) in counts]))
    said = details_of(seen, window) if any(column.says for column in sheet.columns) else {}
    rows = [_row(sheet, key, key, row, said.get(key)) for (key,), row in sorted(counts.items()) if key in seen]
    hidden = [row for (key,), row in counts.items() if key not in seen]
    if hidden:
        label = ngettext("{n} hồ sơ bạn không được xem riêng", "{n} hồ sơ bạn không được xem riêng", len(hidden))
        together = {code: sum(row[code] for row in hidden) for code in hidden[0]}
        rows.append(_row(sheet, None, label.format(n=len(hidden)), together))
    return rows


def _row(
    sheet: SheetView, key: str | None, label: str, counts: Mapping[str, int], said: Mapping[str, Cell] | None = None
) -> SheetRow:
    columns = {column.number: column for column in sheet.columns}
    numbers = {number: _cell(number, columns, counts) for number, column in columns.items() if not column.says}
    words: dict[int, Cell] = {n: (said or {}).get(one.says, "") for n, one in columns.items() if one.says}
    left, right = sheet.identity or ((), ())
    is_balanced = sum(numbers[number] or 0 for number in left) == sum(numbers[number] or 0 for number in right)
    return SheetRow(key, label, {**numbers, **words}, is_balanced)


def _cell(number: int, columns: Mapping[int, ColumnView], counts: Mapping[str, int]) -> int | None:
    """None where nobody tells it, also of a sum with such a part."""
    column = columns[number]
    if not column.adds:
        return counts.get(column.indicator_code)
    parts = [_cell(part, columns, counts) for part in column.adds]
    return None if None in parts else sum(part or 0 for part in parts)
