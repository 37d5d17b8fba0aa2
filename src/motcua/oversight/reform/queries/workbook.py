"""A plan's targets with what came of them as an Excel file."""

from collections.abc import Collection
from datetime import datetime
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from motcua.oversight.reform.queries.boards import board_of
from motcua.oversight.reform.queries.views import PlanView, ResultView, TargetView
from motcua.oversight.reform.rules.saying import limits_words

_FONT, _BOLD = Font(name="Times New Roman", size=12), Font(name="Times New Roman", size=12, bold=True)
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_WIDTHS = (6, 52, 26, 14, 14, 14, 24, 30)
_HEAD_ROW = 4


def workbook_of(plan: PlanView, targets: Collection[TargetView], *, at: datetime) -> bytes:
    """Areas as bold lines; numerator, denominator and value as numbers."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = plan.code[:31]
    page.append([plan.title])
    page.append([f"{plan.number} {plan.issued_on:%d/%m/%Y}" if plan.issued_on else _("Dự thảo")])
    page.append([])
    page.append([_("TT"), _("Chỉ tiêu"), _("Mức phải đạt"), _("Tử số"), _("Mẫu số"), _("Kết quả"), _("Đánh giá"),
                 _("Ghi chú")])  # fmt: skip
    number = 0
    for area in board_of(targets, at=at).areas:
        page.append(["", _(area.area.label)])
        page.cell(page.max_row, 2).font = _BOLD
        for target, result in area.rows:
            number += 1
            page.append(_line(number, target, result))
    _dress(page)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _line(number: int, target: TargetView, result: ResultView) -> list[object]:
    return [
        number,
        _text(target.name),
        limits_words(target.limits, target.unit, translate=_),
        result.numerator,
        result.denominator,
        result.value,
        _(result.outcome.label),
        result.note or _text(target.scope),
    ]


def _text(said: str) -> str:
    """Never a formula: what begins as one is a text."""
    return f"'{said}" if said[:1] in {"=", "+", "-", "@"} else said


def _dress(page: Worksheet) -> None:
    page.cell(1, 1).font = _BOLD
    for row in page.iter_rows(min_row=_HEAD_ROW):
        for cell in row:
            cell.border, cell.alignment = _BOX, _WRAPPED
            cell.font = _BOLD if cell.row == _HEAD_ROW or cell.font.bold else _FONT
    for column, width in zip("ABCDEFGH", _WIDTHS, strict=True):
        page.column_dimensions[column].width = width
    page.freeze_panes = "C5"
