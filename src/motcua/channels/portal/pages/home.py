"""The first page: one question, answered as one types."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.channels.portal.rules import LIFE_EVENTS
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.texts.fold import nfc
from motcua.kernel.ui.answers import answer
from motcua.registry.catalogue.public import find_procedures

PAGE = "portal/home.html"
MOST = 8
SHORTEST = 2
LONGEST = 200


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """A search box, eight events of a life, a look-up by code."""
    return answer(request, PAGE, {"life_events": LIFE_EVENTS, **_hits(request)})


@open_to_all
@require_safe
def hits(request: HttpRequest) -> HttpResponse:
    """What is shown under the box while one types; without HTMX the whole page."""
    return answer(request, PAGE, {"life_events": LIFE_EVENTS, **_hits(request)}, part="hits")


def _hits(request: HttpRequest) -> dict[str, Any]:
    text = nfc(request.GET.get("q", ""))[:LONGEST]
    if len(text) < SHORTEST:
        return {"q": text, "hits": [], "is_short": True}
    found = find_procedures(text, limit=MOST + 1)
    return {"q": text, "hits": found[:MOST], "has_more": len(found) > MOST}
