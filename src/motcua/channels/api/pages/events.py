"""The event feed: what happened in the partner's agencies, from a cursor; none is missed, however late it commits."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from motcua.casework.dossiers.permissions import SEE
from motcua.channels.api.pages.dossiers import REFUSALS
from motcua.channels.api.pages.shapes import EventPage
from motcua.kernel.access.rights import agencies_where, covers
from motcua.kernel.errors import InvalidInput
from motcua.kernel.events.store import events_after
from motcua.kernel.texts.mark import mark

router = Router(tags=["events"])
CURSOR_WRONG = mark("cursor phải là số nguyên từ 0.")


@router.get("/events", response={200: EventPage, **REFUSALS})
def feed(request: HttpRequest, cursor: Query[int] = 0, limit: Query[int] = 200) -> dict[str, Any]:  # type: ignore[assignment]
    """Events after `cursor` in the order of their position."""
    if not 0 <= cursor < 2**62 or not 1 <= limit <= 500:  # noqa: PLR2004 - the sizes offered
        raise InvalidInput(CURSOR_WRONG, fields={"cursor": CURSOR_WRONG})
    granted = agencies_where(request.user, SEE)
    found = events_after(cursor, limit=limit)
    items = [
        {
            "position": position,
            "id": event.id,
            "kind": event.kind,
            "version": event.version,
            "subject": event.subject,
            "agency": event.agency_code,
            "at": event.at,
            "payload": event.payload(),
        }
        for position, event in found
        if event.agency_code and covers(granted, event.agency_code)
    ]
    return {"items": items, "cursor": found[-1][0] if found else cursor}
