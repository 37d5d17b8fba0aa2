"""The index of Decision 766 as it stands: item by item, agency by agency, beside what was published."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import Reckoning, Span, wanted, window_of
from motcua.oversight.service_index.queries.live import (
    forecast,
    index_by_agency,
    index_now,
    levels_of,
    published,
    rows_of,
)
from motcua.oversight.service_index.queries.sheets import sheets
from motcua.oversight.service_index.rules.live import total_of
from motcua.oversight.service_index.rules.sheet import sheet_on

DEFAULT = f"calendar:{Span.YEAR}"


@needs(SEE)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """A period's points of one's agencies, and what the year may come to; `phieu` names another sheet."""
    now = clock.now()
    asked = wanted(request.user, request.GET, now=now, default=DEFAULT)
    known = {sheet.code: sheet for sheet in sheets()}
    sheet = known.get(request.GET.get("phieu", "")) or sheet_on(known.values(), asked.on) or next(iter(known.values()))
    level = levels_of().get(asked.agency, "")
    found = index_now(sheet, asked.window, agencies=asked.agencies, on=asked.on, level=level)
    year = Reckoning().period(Span.YEAR, clock.local(now).year)
    ahead = forecast(sheet, window_of(year, until=now), agencies=asked.agencies, on=asked.on, level=level)
    told = published(asked.agency, sheet, asked.period) if asked.agency else {}
    page = {
        "asked": asked,
        "sheet": sheet,
        "others": [one for one in known.values() if one.code != sheet.code],
        "index": found,
        "rows": rows_of(found, ahead.index, told),
        "published": total_of(told.values()),
        "agencies": [] if asked.agency else index_by_agency(sheet, asked.window, agencies=asked.agencies, on=asked.on),
        "ahead": ahead,
        "year": year.last_on.year,
    }
    return answer(request, "service_index/index.html", page)
