"""The officer's home."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.channels.desk.queries.inbox import PAGE_SIZE, grouped, inbox_rows, waiting_count
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import Turning

PAGE = "desk/inbox.html"


@needs()
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this officer, the most urgent first."""
    at, page = clock.now(), _page_number(request)
    rows = inbox_rows(request.user, at, offset=page * PAGE_SIZE, limit=PAGE_SIZE)
    turning = Turning(
        previous_url=f"?trang={page}" if page else "",
        next_url=f"?trang={page + 2}" if len(rows) == PAGE_SIZE else "",
    )
    return answer(request, PAGE, {"groups": grouped(rows), "turning": turning, "at": at}, part="rows")


@needs()
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """The number beside «Việc của tôi», fetched after the page so that no page waits for it."""
    waiting = waiting_count(request.user, clock.now())
    return HttpResponse(str(waiting) if waiting else "")


def _page_number(request: HttpRequest) -> int:
    """From 0."""
    asked = request.GET.get("trang", "1")
    return max(0, int(asked) - 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0  # noqa: PLR2004
