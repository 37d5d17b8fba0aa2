"""Report forms: on screen, for Excel, as CSV."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import SheetFigures, SheetView, Wanted, sheet_figures, sheets_on, wanted
from motcua.oversight.sheets.queries.headings import heading_rows
from motcua.oversight.sheets.queries.workbook import workbook_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs(SEE)
@require_safe
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a period with every number a link to what it is made of."""
    asked, view = _asked(request, code)
    figures = sheet_figures(view, asked.window, agencies=asked.agencies, on=asked.on)
    page = {
        "asked": asked,
        "sheet": view,
        "sheets": sheets_on(asked.on),
        "figures": figures,
        "heads": heading_rows(view.columns),
        "unbalanced": [row.label for row in (*figures.rows, figures.total) if not row.is_balanced],
    }
    return answer(request, "sheets/desk/sheet.html", page, part="table")


@needs(SEE)
@require_safe
def download(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The same as a file: xlsx with formulas for totals, or csv."""
    asked, view = _asked(request, code)
    figures = sheet_figures(view, asked.window, agencies=asked.agencies, on=asked.on)
    name = f"{code}_{asked.period.first_on:%Y%m%d}_{asked.period.last_on:%Y%m%d}.{kind}"
    if kind == "xlsx":
        response = HttpResponse(workbook_of(figures, asked.period, asked.window.to_at), content_type=XLSX)
    elif kind == "csv":
        response = HttpResponse(_csv(figures), content_type="text/csv; charset=utf-8")
    else:
        raise Http404
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest, code: str) -> tuple[Wanted, SheetView]:
    asked = wanted(request.user, request.GET, now=clock.now())
    view = sheets_on(asked.on).get(code)
    if view is None:
        raise Http404
    return asked, view


def _csv(figures: SheetFigures) -> str:
    text = StringIO()
    text.write("\ufeff")  # Excel reads UTF-8 only with it
    writer = csv.writer(text)
    columns = figures.columns
    writer.writerow([_("Dòng"), *(f"({column.number}) {' – '.join(column.headings)}" for column in columns)])
    for row in (*figures.rows, figures.total):
        writer.writerow([_safe(row.label), *_cells(row.cells[column.number] for column in columns)])
    return text.getvalue()


def _cells(values: Iterable[int | None]) -> list[str]:
    return [_("chưa có dữ liệu") if value is None else str(value) for value in values]


def _safe(text: str) -> str:
    """No spreadsheet takes a name for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
