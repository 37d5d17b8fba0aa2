"""A report form as an Excel file: official head, joined headings, column numbers, formulas for all that adds up."""

from collections.abc import Sequence
from io import BytesIO
from itertools import count

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motcua.oversight.insight.public import ColumnView
from motcua.oversight.sheets.queries.filling import Cell, SheetRow
from motcua.oversight.sheets.queries.headings import heading_rows
from motcua.oversight.sheets.queries.paper import MOTTO, NATION, Paper

_FONT, _BOLD = Font(name="Times New Roman", size=11), Font(name="Times New Roman", size=11, bold=True)
_ITALIC = Font(name="Times New Roman", size=11, italic=True)
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(vertical="center", wrap_text=True)
_FIXED = 2
"""Before the columns of the form stand number (1) and name (2)."""
_WORDS_WIDTH, _NAME_WIDTH = 22, 48


def workbook_of(paper: Paper) -> bytes:
    """The file's content."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = paper.sheet.code.replace(".", "-")[:31]
    first_row = _write_heads(page, paper, _write_top(page, paper))
    for number, row in enumerate(paper.rows, start=1):
        _write_row(page, paper, first_row + number - 1, number, row)
    total_row = first_row + len(paper.rows)
    _write_total(page, paper, first_row, total_row)
    _write_foot(page, paper, total_row + 1)
    _set_up(page, paper, first_row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _last(paper: Paper) -> int:
    return _FIXED + len(paper.columns)


def _write_top(page: Worksheet, paper: Paper) -> int:
    """Agency left, nation and motto right, then form, title, bounds; answers the row of the headings."""
    last = _last(paper)
    half = max(_FIXED, last // 2)
    for row, left, right, font in (
        (1, paper.issuer.above.upper(), NATION, _FONT),
        (2, paper.issuer.name.upper(), MOTTO, _BOLD),
    ):
        _joined(page, row, 1, half, left, font=font)
        _joined(page, row, half + 1, last, right, font=_BOLD)
    lines = (
        (_("Biểu số {code} ({law})").format(code=paper.sheet.code, law=paper.sheet.law), _ITALIC),
        (paper.sheet.name.upper(), _BOLD),
        (paper.bounds.words, _FONT),
        (paper.bounds.as_of_words, _FONT),
        *(((paper.seal, _ITALIC),) if paper.seal else ()),
    )
    for row, (words, font) in enumerate(lines, start=4):
        _joined(page, row, 1, last, words, font=font)
    return 4 + len(lines) + 1


def _write_heads(page: Worksheet, paper: Paper, at_row: int) -> int:
    """Joined headings, then the row of column numbers; answers the first row below."""
    heads = heading_rows(paper.columns)
    depth = len(heads)
    for at, words in enumerate((_("TT"), _("Nội dung")), start=1):
        _join(page, at_row, at, depth, 1, words)
    for level, row in enumerate(heads):
        for head in row:
            _join(page, at_row + level, _FIXED + 1 + head.at, head.rows, head.columns, head.words)
    numbers = ["(1)", "(2)", *(f"({column.number})" for column in paper.columns)]
    for at, words in enumerate(numbers, start=1):
        _put(page, at_row + depth, at, words)
    return at_row + depth + 1


def _write_row(page: Worksheet, paper: Paper, at: int, number: int, row: SheetRow) -> None:
    _put(page, at, 1, number)
    _put(page, at, 2, row.label, is_text=True)
    places = {column.number: get_column_letter(place) for place, column in _placed(paper)}
    for place, column in _placed(paper):
        if column.adds:
            _put(page, at, place, "=" + "+".join(f"{places[part]}{at}" for part in column.adds))
        else:
            value = paper.said(row.cells[column.number])
            _put(page, at, place, value, is_text=isinstance(value, str))


def _write_total(page: Worksheet, paper: Paper, first_row: int, at: int) -> None:
    _put(page, at, 1, "")
    _put(page, at, 2, paper.total.label, is_text=True)
    for place, column in _placed(paper):
        _put(page, at, place, _total_of(paper, column, place, first_row, at))
    for cell in page[at]:
        cell.font = _BOLD


def _total_of(paper: Paper, column: ColumnView, place: int, first_row: int, at: int) -> Cell:
    if column.says:
        return ""
    if paper.total.cells[column.number] is None:
        return paper.said(None)
    letter = get_column_letter(place)
    return f"=SUM({letter}{first_row}:{letter}{at - 1})" if paper.rows else 0


def _write_foot(page: Worksheet, paper: Paper, at: int) -> None:
    last, rows = _last(paper), count(at + 1)
    for words in (paper.balance_words, paper.sheet.note):
        if words:
            row = next(rows)
            _joined(page, row, 1, last, words, font=_ITALIC, placed=_LEFT)
            page.row_dimensions[row].height = 15 * (1 + len(words) // 150)
    half, row = max(_FIXED, last // 2), next(rows) + 1
    _joined(page, row, half + 1, last, paper.place_and_day, font=_ITALIC)
    for down, left, right, font in (
        (1, _("NGƯỜI LẬP BIỂU"), _("THỦ TRƯỞNG CƠ QUAN"), _BOLD),
        (2, _("(ký, ghi rõ họ tên)"), _("(ký, đóng dấu)"), _ITALIC),
    ):
        _joined(page, row + down, 1, half, left, font=font)
        _joined(page, row + down, half + 1, last, right, font=font)


def _set_up(page: Worksheet, paper: Paper, first_row: int) -> None:
    page.freeze_panes = page.cell(first_row, _FIXED + 1)
    page.column_dimensions["B"].width = _NAME_WIDTH
    for place, column in _placed(paper):
        if column.says:
            page.column_dimensions[get_column_letter(place)].width = _WORDS_WIDTH
    page.print_title_rows = f"{first_row - 1}:{first_row - 1}"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _placed(paper: Paper) -> Sequence[tuple[int, ColumnView]]:
    return list(enumerate(paper.columns, start=_FIXED + 1))


def _joined(
    page: Worksheet, row: int, first: int, last: int, words: str, *, font: Font, placed: Alignment = _CENTRE
) -> None:
    page.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    cell = page.cell(row, first)
    cell.value, cell.data_type = words, "s"  # a name that begins with = is no formula
    cell.font, cell.alignment = font, placed


def _join(page: Worksheet, row: int, column: int, rows: int, columns: int, words: str) -> None:
    for down in range(rows):
        for right in range(columns):
            _put(page, row + down, column + right, words if not down and not right else None)
    if rows > 1 or columns > 1:
        page.merge_cells(start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1)
    page.cell(row, column).font = _BOLD


def _put(page: Worksheet, row: int, column: int, value: object, *, is_text: bool = False) -> None:
    cell = page.cell(row, column)
    cell.value = value
    if is_text:
        cell.data_type = "s"  # a name that begins with = is no formula
    cell.font, cell.border = _FONT, _BOX
    cell.alignment = _LEFT if is_text else _CENTRE
