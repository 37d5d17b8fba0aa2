"""What everybody may see: how the province does, commune by commune, and how long procedures really take."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.memory import remembered
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.tables import csv_file, wants_csv
from motcua.oversight.boards.pages.charts import trend_charts
from motcua.oversight.boards.pages.overview import MONTHS, trend_file
from motcua.oversight.boards.queries.communes import commune_map
from motcua.oversight.boards.queries.delays import FEWEST, YEAR, Delay, delays
from motcua.oversight.boards.queries.overview import board, now_and_month, open_rates, trend
from motcua.oversight.insight.public import Period, Reckoning, Span, Window

FRESH_SECONDS = 60


@open_to_all
@require_safe
def public_figures(request: HttpRequest) -> HttpResponse:
    """How the whole province does this year; counted once a minute."""
    page = _public(_minute())
    if wants_csv(request):
        return trend_file(page["trend"])
    return answer(request, "boards/portal/figures.html", page | {"charts": trend_charts(page["trend"])})


@open_to_all
@require_safe
def public_delays(request: HttpRequest) -> HttpResponse:
    """How long each procedure really took in the last year; counted once a minute."""
    found, first_on, last_on = _delays(_minute())
    if wants_csv(request):
        heads = [_("Mã thủ tục"), _("Thủ tục"), _("Hồ sơ đã giải quyết, từ"), _("Một nửa xong trong, ngày"),
                 _("Chín phần mười xong trong, ngày"), _("Quá hạn, %")]  # fmt: skip
        rows = ([one.procedure_code, one.name, *_cells(one)] for one in found)
        return csv_file("thoi-gian-giai-quyet", heads, rows)
    few = [one for one in found if not one.is_told]
    page = {"delays": found[: len(found) - len(few)], "few": few, "period": Period(first_on, last_on), "fewest": FEWEST}
    return answer(request, "boards/portal/delays.html", page)


def _cells(one: Delay) -> list[object]:
    if not one.is_told:
        return [_("ít hơn {n}").format(n=FEWEST), "", "", ""]
    return [one.dossiers, one.median_days, one.ninetieth_days, one.late_share]


@remembered(seconds=FRESH_SECONDS)
def _public(now: datetime) -> dict[str, Any]:
    today = clock.local(now).date()
    period = Reckoning().period(Span.YEAR, today.year)
    window = Window(clock.at(period.first_on), now)
    shown = board(window, agencies=None, on=today)
    heads = [
        figure.indicator.name for figure in shown.tiles if figure.indicator.code in {"on_time_rate", "online_rate"}
    ]
    return {
        "heads": heads,
        "rates": open_rates(shown, fewest=FEWEST),
        "fewest": FEWEST,
        "period": period,
        "now": now,
        "today": now_and_month(now, agencies=None),
        "board": shown,
        "trend": trend(Reckoning(), now, months=MONTHS, agencies=None, on=today),
        "map": commune_map("on_time_rate", window, only=None, on=today, fewest=FEWEST),
    }


@remembered(seconds=FRESH_SECONDS)
def _delays(now: datetime) -> tuple[list[Delay], date, date]:
    return delays(Window(now - YEAR, now), agencies=None), clock.local(now - YEAR).date(), clock.local(now).date()


def _minute() -> datetime:
    return clock.now().replace(second=0, microsecond=0)
