"""The event feed: what happened, from a cursor; none is missed, however late its transaction commits."""

from typing import Any

from ninja import Query, Router

from motcua.channels.api.pages.door import PartnerRequest
from motcua.channels.api.pages.dossiers import must_see_somewhere
from motcua.channels.api.pages.given import Page
from motcua.channels.api.pages.shapes import EventPage, answers
from motcua.channels.api.queries import feed_after
from motcua.kernel.events.declare import Event
from motcua.kernel.texts.mark import mark

router = Router(tags=["events"])


@router.get(
    "/events",
    response=answers(200, EventPage, 403, 422),
    summary=mark("Theo dõi sự kiện"),
    description=mark(
        "Những gì đã xảy ra với hồ sơ mà khoá được xem, theo thứ tự vị trí. Hỏi tiếp với con trỏ nhận được cho đến khi "
        "hết; một trang có thể ít mục hơn giới hạn. Sự kiện không mang thông tin cá nhân."
    ),
)
def feed(request: PartnerRequest, page: Query[Page]) -> dict[str, Any]:
    """Events after the cursor."""
    must_see_somewhere(request)
    found, last, is_last = feed_after(request.user, page.cursor, limit=page.limit)
    return {"items": [_item(position, event) for position, event in found], "cursor": last, "is_last": is_last}


def _item(position: int, event: Event) -> dict[str, Any]:
    """Without the actor: a citizen's account is his identity number."""
    return {
        "position": position,
        "id": event.id,
        "kind": event.kind,
        "version": event.version,
        "subject": event.subject,
        "agency": event.agency_code,
        "at": event.at,
        "payload": event.payload(),
    }
