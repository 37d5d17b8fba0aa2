"""The wall screen: the figures of today in large letters, alive by server-sent events."""

from collections.abc import Iterator
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.tables import csv_file, wants_csv
from motcua.oversight.boards.queries.communes import commune_map
from motcua.oversight.boards.queries.live import LATE, Counter, event, hours_chart, told, values_of
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import Window, indicators_on
from motcua.registry.organisation.public import agency_names, codes_under

_counter = Counter()
_places = BoundedSemaphore(settings.LIVE_VIEWERS)
_COME_BACK = b"retry: 3000\n\n"


@needs(SEE)
@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """The whole screen; its numbers are in the page, the script only renews them."""
    codes = _codes(request)
    shot = _counter.snapshot(codes)
    if wants_csv(request):
        return csv_file("tiep-nhan-hom-nay", [_("Giờ"), _("Tiếp nhận")], ([f"{hour}h", n] for hour, n in shot.hours))
    today = clock.local(shot.at).date()
    names = agency_names(codes)
    page = {
        "shot": shot,
        "chart": hours_chart(shot),
        "names": {code: view.name for code, view in indicators_on(today).items()},
        "where": names.get(min(codes, key=len), "") if codes else "",
        "agencies": len(codes),
        "map": commune_map(LATE, Window(clock.at(today), shot.at), only=codes, on=today),
    }
    return answer(request, "boards/desk/wall.html", page)


@needs(SEE)
@require_safe
def stream(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events; beyond so many viewers a process tells the figures once and asks to come back."""
    codes, known = _codes(request), request.headers.get("Last-Event-ID", "")
    language = get_language() or "vi"
    body: Iterator[bytes]
    if _places.acquire(blocking=False):
        body = _Held(told(_counter, codes, known, language=language))
    else:
        shot = _counter.snapshot(codes)
        body = iter([_COME_BACK, b"" if shot.id == known else event(shot, language)])
    response = StreamingHttpResponse(body, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


@needs(SEE)
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """The same once, for browsers that cannot listen."""
    return JsonResponse(values_of(_counter.snapshot(_codes(request))))


class _Held:
    """A place among the viewers, given back when the reader ends or goes away, however far it came."""

    def __init__(self, events: Iterator[bytes]) -> None:
        self._events, self._is_held = events, True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._events)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Called by Django at the end of the answer."""
        if self._is_held:
            self._is_held = False
            _places.release()


def _codes(request: HttpRequest) -> tuple[str, ...]:
    return tuple(sorted(codes_under(agencies_where(request.user, SEE))))
