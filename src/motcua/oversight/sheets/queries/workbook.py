"""A report form as an Excel file: joined headings, numbers of columns, formulas for what is added up."""

from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motcua.kernel.ui.wording import day, moment
from motcua.oversight.insight.public import Period, SheetFigures, SheetRow
from motcua.oversight.sheets.queries.headings import heading_rows

_FONT, _BOLD = Font(name="Times New Roman", size=11), Font(name="Times New Roman", size=11, bold=True)
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_CENTRE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_HEAD_ROW, _FIXED = 6, 2
"""Above the table stand form, title, period and moment; before its columns number (1) and name (2)."""


def workbook_of(figures: SheetFigures, period: Period, to_at: datetime) -> bytes:
    """The file's content."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = figures.sheet.code.replace(".", "-")[:31]
    last = get_column_letter(_FIXED + len(figures.columns))
    _write_top(page, figures, period, to_at, last)
    first_row = _write_heads(page, figures)
    for number, row in enumerate(figures.rows, start=1):
        _write_row(page, figures, first_row + number - 1, str(number), row)
    _write_total(page, figures, first_row, first_row + len(figures.rows))
    page.freeze_panes = page.cell(first_row, _FIXED + 1)
    page.column_dimensions["B"].width = 48
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_top(page: Worksheet, figures: SheetFigures, period: Period, to_at: datetime, last: str) -> None:
    bounds = _("Kỳ báo cáo: từ ngày {first} đến ngày {last}").format(
        first=day(period.first_on), last=day(period.last_on)
    )
    lines = (
        _("Biểu số {code} ({law})").format(code=figures.sheet.code, law=figures.sheet.law),
        figures.sheet.name.upper(),
        bounds.format(first=day(period.first_on), last=day(period.last_on)),
        _("Số liệu tính đến {moment}. Đơn vị tính: hồ sơ.").format(moment=moment(to_at)),
    )
    for number, words in enumerate(lines, start=1):
        page.merge_cells(f"A{number}:{last}{number}")
        cell = page.cell(number, 1, words)
        cell.font, cell.alignment = (_BOLD if words.isupper() else _FONT), _CENTRE


def _write_heads(page: Worksheet, figures: SheetFigures) -> int:
    """Joined headings, then the row of column numbers; answers the first row below."""
    heads = heading_rows(figures.columns)
    depth = len(heads)
    for at, words in enumerate((_("TT"), _("Nội dung")), start=1):
        _join(page, _HEAD_ROW, at, depth, 1, words)
    for level, row in enumerate(heads):
        for head in row:
            _join(page, _HEAD_ROW + level, _FIXED + 1 + head.at, head.rows, head.columns, head.words)
    numbers = ["(1)", "(2)", *(f"({column.number})" for column in figures.columns)]
    for at, words in enumerate(numbers, start=1):
        _put(page, _HEAD_ROW + depth, at, words)
    return _HEAD_ROW + depth + 1


def _write_row(page: Worksheet, figures: SheetFigures, at: int, number: str, row: SheetRow) -> None:
    _put(page, at, 1, number)
    _put(page, at, 2, row.label, is_text=True)
    places = {column.number: get_column_letter(_FIXED + 1 + place) for place, column in enumerate(figures.columns)}
    for place, column in enumerate(figures.columns, start=_FIXED + 1):
        if column.adds:
            _put(page, at, place, "=" + "+".join(f"{places[part]}{at}" for part in column.adds))
        else:
            value = row.cells[column.number]
            _put(page, at, place, _("chưa có dữ liệu") if value is None else value)


def _write_total(page: Worksheet, figures: SheetFigures, first_row: int, at: int) -> None:
    _put(page, at, 1, "")
    _put(page, at, 2, figures.total.label, is_text=True)
    for place, column in enumerate(figures.columns, start=_FIXED + 1):
        letter = get_column_letter(place)
        is_told = figures.total.cells[column.number] is not None
        formula = f"=SUM({letter}{first_row}:{letter}{at - 1})" if figures.rows else 0
        _put(page, at, place, formula if is_told else _("chưa có dữ liệu"))
    for cell in page[at]:
        cell.font = _BOLD


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
    cell.alignment = Alignment(vertical="center", wrap_text=True) if is_text else _CENTRE
