"""The draft of the progress report: on screen with a link in every figure, in Word without one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, may_at, needs
from motcua.kernel.ui.answers import answer
from motcua.oversight.assignments.pages.filters import period_words
from motcua.oversight.assignments.permissions import SEE
from motcua.oversight.assignments.queries.report import ground_of, paper_of
from motcua.oversight.assignments.queries.word import word_of
from motcua.oversight.assignments.rules.pieces import Paper
from motcua.oversight.assignments.rules.rounds import Period, latest_period, period_of, periods_of
from motcua.registry.organisation.public import agency_names, codes_under

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs(SEE)
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The report of an agency and a period."""
    agency, period = _asked(request)
    granted = codes_under(agencies_where(request.user, SEE))
    names = agency_names(granted)
    today = clock.today()
    years = sorted({today.year, today.year - 1, period.year}, reverse=True)
    page: dict[str, Any] = {
        "paper": _paper(request.user, agency, period),
        "agency": agency,
        "period": period,
        "is_running": period.last_on >= today,
        "agency_choices": [(code, names.get(code, code)) for code in granted],
        "period_choices": [(one.key, period_words(one)) for year in years for one in periods_of(year)],
    }
    return answer(request, "assignments/desk/report.html", page)


@needs(SEE)
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """The same as a Word document, in Vietnamese whatever the reader's language: it is an official paper."""
    agency, period = _asked(request)
    with translation.override("vi"):
        content = word_of(_paper(request.user, agency, period))
    response = HttpResponse(content, content_type=WORD)
    response["Content-Disposition"] = f'attachment; filename="bao-cao-cchc-{agency}-{period.key}.docx"'
    return response


def _asked(request: HttpRequest) -> tuple[str, Period]:
    granted = sorted(agencies_where(request.user, SEE), key=len)
    agency = request.GET.get("co-quan", "") or granted[0]
    if not may_at(request.user, SEE, agency):
        raise Http404
    return agency, period_of(request.GET.get("ky", "")) or latest_period(clock.today())


def _paper(user: Any, agency: str, period: Period) -> Paper:
    ground = ground_of(user, agency, period, now=clock.now())
    if ground is None:
        raise Http404
    return paper_of(ground, period_words=period_words(period))
