"""The card as an Excel file: areas, targets, bounds, results with numerator and denominator, verdicts in words."""

from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from motcua.kernel.ui.wording import day, moment, translated
from motcua.oversight.scorecards.queries.cards import Card, Line
from motcua.oversight.scorecards.queries.chosen import Chosen

_FONT, _BOLD = Font(name="Times New Roman", size=11), Font(name="Times New Roman", size=11, bold=True)
_TITLE = Font(name="Times New Roman", size=14, bold=True)
_LINE = Side(style="thin")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(vertical="center", wrap_text=True)
WIDTHS = (14, 52, 26, 12, 12, 12, 10, 22, 34)
_FORMULA_SIGNS = ("=", "+", "-", "@")


def workbook_of(asked: Chosen, card: Card) -> bytes:
    """The file's content."""
    book = Workbook()
    page = book.active
    assert isinstance(page, Worksheet)
    page.title = _("Thẻ điểm")
    _top(page, asked, card)
    _row(page, (_("Mã"), _("Chỉ tiêu"), _("Mức phải đạt"), _("Tử số"), _("Mẫu số"), _("Kết quả"), _("Đơn vị tính"),
                _("Đánh giá"), _("Ghi chú")), font=_BOLD)  # fmt: skip
    page.freeze_panes = f"A{page.max_row + 1}"
    page.print_title_rows = f"{page.max_row}:{page.max_row}"
    for area in card.areas:
        _row(page, ("", translated(area.area.label), *[""] * 7), font=_BOLD)
        for line in area.lines:
            _row(page, _values(line))
    if card.measured:
        _row(page, ("", _("Chỉ tiêu của cấp trên, đo trên hồ sơ của đơn vị"), *[""] * 7), font=_BOLD)
        for line in card.measured:
            _row(page, _values(line))
    for number, width in enumerate(WIDTHS):
        page.column_dimensions[chr(ord("A") + number)].width = width
    page.page_setup.orientation, page.page_setup.paperSize, page.page_setup.fitToHeight = "landscape", 9, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _top(page: Worksheet, asked: Chosen, card: Card) -> None:
    title = _("Thẻ điểm cải cách hành chính năm {year}").format(year=asked.year)
    met = _("Đạt {met}/{total} chỉ tiêu").format(met=card.tally.met, total=card.tally.total)
    for words, font in (
        (asked.name, _BOLD),
        (title, _TITLE),
        (_("Số liệu đến {at}").format(at=moment(asked.at)), _FONT),
        *((f"{plan.title} ({plan.number}, {day(plan.issued_on)})", _FONT) for plan in card.plans),
        (met, _FONT),
    ):
        page.append([words])
        page.cell(page.max_row, 1).font = font
    page.append([])


def _values(line: Line) -> tuple[object, ...]:
    target, result = line
    outcome = translated(result.outcome.label)
    return (target.code, target.name, target.words, result.numerator, result.denominator, result.value, target.unit,
            outcome, result.note)  # fmt: skip


def _row(page: Worksheet, values: tuple[object, ...], *, font: Font = _FONT) -> None:
    page.append(["" if value is None else value for value in values])
    for cell in page[page.max_row]:
        cell.font, cell.border, cell.alignment = font, _BOX, _WRAP
        if isinstance(cell.value, str) and cell.value.startswith(_FORMULA_SIGNS):
            cell.data_type = "s"
