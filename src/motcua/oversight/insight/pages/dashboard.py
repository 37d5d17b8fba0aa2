"""The leader's board of figures, and what everybody may see of them."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs, open_to_all
from motcua.kernel.memory import remembered
from motcua.kernel.ui.answers import answer
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.queries.asking import wanted
from motcua.oversight.insight.queries.boards import board, last_check, trend
from motcua.oversight.insight.queries.counting import Window
from motcua.oversight.insight.queries.definitions import sheets_on
from motcua.oversight.insight.rules.periods import Reckoning, Span

FRESH_SECONDS = 60
MONTHS = 12


@needs(SEE)
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """This period of one's agencies: tiles, the last twelve months, agency by agency; renewed every half minute."""
    asked = wanted(request.user, request.GET, now=clock.now())
    shown = board(asked.window, agencies=asked.agencies, on=asked.on)
    reckoning = asked.rule.reckoning if asked.rule else Reckoning()
    page = {
        "asked": asked,
        "board": shown,
        "trend": trend(reckoning, asked.now, months=MONTHS, agencies=asked.agencies, on=asked.on),
        "sheets": sheets_on(asked.on).values(),
        "check": last_check(),
    }
    return answer(request, "insight/desk/dashboard.html", page, part="figures")


@open_to_all
@require_safe
def public_figures(request: HttpRequest) -> HttpResponse:
    """How the whole province does this year, for everybody; counted once a minute."""
    now = clock.now().replace(second=0, microsecond=0)
    return answer(request, "insight/portal/figures.html", _public(now.isoformat()))


@remembered(seconds=FRESH_SECONDS)
def _public(minute: str) -> dict[str, Any]:
    now = clock.now().replace(second=0, microsecond=0)
    today = clock.local(now).date()
    period = Reckoning().period(Span.YEAR, today.year)
    window = Window(clock.at(period.first_on), now)
    return {
        "period": period,
        "now": now,
        "board": board(window, agencies=None, on=today),
        "trend": trend(Reckoning(), now, months=MONTHS, agencies=None, on=today),
        "stale": timedelta(seconds=FRESH_SECONDS),
        "minute": minute,
    }
