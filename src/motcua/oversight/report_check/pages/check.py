"""«Kiểm tra báo cáo»: paste or upload, read the remarks beside the text. Nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import refusal_text
from motcua.oversight.report_check.errors import ReportUnreadable
from motcua.oversight.report_check.permissions import CHECK
from motcua.oversight.report_check.public import check_text, marked, text_of_file, with_live_figures

PAGE = "report_check/check.html"


@needs(CHECK)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """An empty form; a POST shows what was read, marked, with the remarks – or why it cannot be read."""
    if request.method != "POST":
        return answer(request, PAGE, {})
    pasted = request.POST.get("text", "").replace("\r\n", "\n")
    try:
        now = clock.now()
        report = check_text(_text(request, pasted), today=clock.local(now).date())
        report = with_live_figures(report, request.user, now=now)
    except ReportUnreadable as refused:
        where = "file" if request.FILES.get("file") else "text"
        errors = {where: refusal_text(refused)}
        return answer(request, PAGE, {"pasted": pasted, "errors": errors}, refused=refused)
    return answer(request, PAGE, {"report": report, "pieces": marked(report), "pasted": pasted})


def _text(request: HttpRequest, pasted: str) -> str:
    given = request.FILES.get("file")
    return text_of_file(given.read(), given.name or "") if given else pasted
