"""The leader's board of figures: today, this month, the period asked for, the last twelve months, agency by agency."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.tables import csv_file, wants_csv
from motcua.kernel.ui.wording import day
from motcua.oversight.boards.pages.charts import trend_charts
from motcua.oversight.boards.pages.parts import asked_by, tabs
from motcua.oversight.boards.queries.overview import Board, Trend, board, now_and_month, trend
from motcua.oversight.honesty.public import beside
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import Reckoning, sheets_on, spread

MONTHS = 12


@needs(SEE)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Of one's agencies; renewed every half minute."""
    asked = asked_by(request)
    shown = board(asked.window, agencies=asked.agencies, on=asked.on)
    reckoning = asked.rule.reckoning if asked.rule else Reckoning()
    months = trend(reckoning, asked.now, months=MONTHS, agencies=asked.agencies, on=asked.on)
    if wants_csv(request):
        return _file(request.GET.get("bang", ""), shown, months)
    page = {
        "asked": asked,
        "tabs": tabs(asked, "boards:overview"),
        "board": shown,
        "now": now_and_month(asked.now, agencies=asked.agencies),
        "trend": months,
        "charts": trend_charts(months, asked),
        "sheets": sheets_on(asked.on).values(),
        "check": spread.last_check(),
        "honest": beside(request.user, asked),
    }
    return answer(request, "boards/desk/overview.html", page, part="figures")


def _file(table: str, shown: Board, months: Trend | None) -> HttpResponse:
    if table == "thang":
        return trend_file(months)
    heads = [_("Mã cơ quan"), _("Cơ quan"), *shown.heads]
    rows = ([key, label, *(figure.value for figure in found)] for key, label, found in shown.agencies)
    return csv_file("theo-co-quan", heads, rows)


def trend_file(months: Trend | None) -> HttpResponse:
    """The months of the trend."""
    heads = [_("Tháng"), _("Từ ngày"), _("Đến ngày"), _("Tiếp nhận"), _("Đã giải quyết"), _("Trước hạn và đúng hạn, %")]
    rows: list[list[Any]] = [
        [one.label, day(one.first_on), day(one.last_on), one.received, one.finished, one.on_time.value]
        for one in (months.months if months else ())
    ]
    return csv_file("theo-thang", heads, rows)
