"""A list of tasks as an Excel file, in the columns of an annex."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from motcua.kernel.ui.wording import translated
from motcua.oversight.assignments.rules.rounds import Periodicity

_FONT, _BOLD = Font(name="Times New Roman", size=11), Font(name="Times New Roman", size=11, bold=True)
_TOP = Alignment(vertical="top", wrap_text=True)
_WIDTHS = (8, 18, 52, 30, 30, 36, 14, 16, 26, 20)


def workbook_of(rows: Sequence[Mapping[str, Any]], bounds: str) -> bytes:
    """The file's content; the same file can be read in again."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = _("Nhiệm vụ")
    _put(page, 1, 1, _("DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH"), bold=True)
    _put(page, 2, 1, bounds)
    for place, words in enumerate(_heads(), start=1):
        _put(page, 4, place, words, bold=True)
        page.column_dimensions[get_column_letter(place)].width = _WIDTHS[place - 1]
    for at, row in enumerate(rows, start=5):
        for place, words in enumerate(_cells(row), start=1):
            _put(page, at, place, words)
    page.freeze_panes = "A5"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _heads() -> tuple[str, ...]:
    return (_("TT"), _("Mã"), _("Nội dung nhiệm vụ"), _("Sản phẩm"), _("Cơ quan chủ trì"), _("Cơ quan phối hợp"),
            _("Thời hạn"), _("Định kỳ"), _("Tình trạng"), _("Chỉ tiêu"))  # fmt: skip


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    task, standing = row["task"], row["standing"]
    return (
        task.item_label, task.code, task.content, task.product, row["lead"], "; ".join(row["helpers"]),
        f"{row['due_on']:%d/%m/%Y}", translated(Periodicity(task.periodicity).label),
        translated(standing.label) if standing else translated(task.life.label), task.target_code,
    )  # fmt: skip


def _put(page: Worksheet, row: int, column: int, words: str, *, bold: bool = False) -> None:
    cell = page.cell(row, column)
    cell.value, cell.data_type = words, "s"  # a text that begins with = is no formula
    cell.font, cell.alignment = _BOLD if bold else _FONT, _TOP
