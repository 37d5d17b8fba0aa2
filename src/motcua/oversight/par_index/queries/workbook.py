"""A scoring sheet as an Excel file: areas, criteria and components, their sums as formulas."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motcua.kernel.ui.wording import translated
from motcua.oversight.par_index.queries.scores import ScoredComponent, Standpoint
from motcua.oversight.par_index.rules.criteria import Area, Group

_FONT, _BOLD = Font(name="Times New Roman", size=11), Font(name="Times New Roman", size=11, bold=True)
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP, _CENTRE = Alignment(vertical="top", wrap_text=True), Alignment(horizontal="center", vertical="top")
_SHADE = PatternFill("solid", fgColor="F3EEE3")
_HEAD_ROW = 6
_WIDTHS = (9, 52, 10, 16, 12, 12, 12, 10, 10, 10, 40, 40)
_MAXIMUM, _FIRST_POINTS, _LAST_POINTS = 3, 8, 10


def workbook_of(stands: Standpoint, agency_name: str) -> bytes:
    """The file's content."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = stands.criteria.code[:31]
    _write_top(page, stands, agency_name)
    at, area_rows = _HEAD_ROW + 1, []
    for area in stands.criteria.areas:
        area_rows.append(at)
        at = _write_area(page, at, area, stands)
    _write_sums(page, at, _("Tổng cộng"), area_rows)
    for number, width in enumerate(_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = page.cell(_HEAD_ROW + 1, _MAXIMUM)
    page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_top(page: Worksheet, stands: Standpoint, agency_name: str) -> None:
    lines = (agency_name.upper(), _("PHIẾU CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"), stands.criteria.name,
             stands.criteria.law)  # fmt: skip
    for row, words in enumerate(lines, start=1):
        page.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_WIDTHS))
        cell = page.cell(row, 1, words)
        cell.data_type, cell.font, cell.alignment = "s", _BOLD, _CENTRE
    heads = (_("Số"), _("Tiêu chí, tiêu chí thành phần"), _("Điểm tối đa"), _("Cách chấm"), _("Tử số"), _("Mẫu số"),
             _("Giá trị"), _("Tự chấm"), _("Thẩm định"), _("Điểm tính"), _("Tài liệu kiểm chứng"),
             _("Giải trình, lý do"))  # fmt: skip
    for number, words in enumerate(heads, start=1):
        _put(page, _HEAD_ROW, number, words, bold=True)


def _write_area(page: Worksheet, at: int, area: Area, stands: Standpoint) -> int:
    """The area, its criteria and components; answers the row below."""
    row, group_rows = at + 1, []
    for group in area.groups:
        group_rows.append(row)
        row = _write_group(page, row, group, stands)
    _write_sums(page, at, f"{area.number}|{area.name}", group_rows)
    return row


def _write_group(page: Worksheet, at: int, group: Group, stands: Standpoint) -> int:
    rows = list(range(at + 1, at + 1 + len(group.components)))
    for row, component in zip(rows, group.components, strict=True):
        _write_component(page, row, stands.rows[component.number])
    _write_sums(page, at, f"{group.number}|{group.name}", rows)
    return rows[-1] + 1


def _write_sums(page: Worksheet, at: int, words: str, rows: list[int]) -> None:
    number, mark, name = words.rpartition("|")
    for column in range(1, len(_WIDTHS) + 1):
        value: object = None
        if column == 1 and mark:
            value = number
        elif column == 2:  # noqa: PLR2004 - the column of names
            value = name
        elif column == _MAXIMUM or _FIRST_POINTS <= column <= _LAST_POINTS:
            letter = get_column_letter(column)
            value = "=" + "+".join(f"{letter}{row}" for row in rows)
        _put(page, at, column, value, bold=True)
        page.cell(at, column).fill = _SHADE


def _write_component(page: Worksheet, at: int, row: ScoredComponent) -> None:
    component, given = row.component, row.given
    newest = row.final or row.appraisal
    reasons = [row.own.reason if row.own else "", newest.reason if newest else ""]
    values = (component.number, component.name, component.maximum, translated(component.way.label),
              given and given.numerator, given and given.denominator, given and given.value, row.own_points,
              newest.points if newest else row.own_points, row.points, component.evidence,
              "; ".join(one for one in reasons if one))  # fmt: skip
    for number, value in enumerate(values, start=1):
        _put(page, at, number, value)


def _put(page: Worksheet, row: int, column: int, value: object, *, bold: bool = False) -> None:
    cell = page.cell(row, column)
    cell.value = value
    is_sum = column == _MAXIMUM or _FIRST_POINTS <= column <= _LAST_POINTS
    if isinstance(value, str) and not is_sum:
        cell.data_type = "s"  # a name that begins with = is no formula
    cell.font, cell.border, cell.alignment = _BOLD if bold else _FONT, _BOX, _WRAP
    if is_sum:
        cell.number_format = "0.00"
