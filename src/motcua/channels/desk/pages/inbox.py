"""The officer's home."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.channels.desk.queries.inbox import PAGE_SIZE, grouped, inbox_rows, waiting_count
from motcua.kernel import clock
from motcua.kernel.access.rights import grants_of, needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning

PAGE = "desk/inbox.html"


@needs()
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this officer, the most urgent first; who holds no office has dossiers of his own instead."""
    if not grants_of(request.user):
        return redirect("dossiers:own-list")
    at, page = clock.now(), asked_page(request)
    rows = inbox_rows(request.user, at, offset=page * PAGE_SIZE, limit=PAGE_SIZE)
    pages = turning(request, page, has_next=len(rows) == PAGE_SIZE)
    return answer(request, PAGE, {"groups": grouped(rows), "turning": pages, "at": at}, part="rows")


@needs()
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """The number beside «Việc của tôi», fetched after the page so that no page waits for it."""
    waiting = waiting_count(request.user, clock.now())
    return HttpResponse(str(waiting) if waiting else "")
