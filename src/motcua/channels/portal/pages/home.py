"""The first page: one question."""

from django.http import HttpRequest, HttpResponse

from motcua.channels.portal.pages.events_of_life import LIFE_EVENTS
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.ui.answers import answer


@open_to_all
def home(request: HttpRequest) -> HttpResponse:
    """A search box, eight events of a life, a look-up by code."""
    return answer(request, "portal/home.html", {"life_events": LIFE_EVENTS})
