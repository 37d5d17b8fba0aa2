"""What the state has told this person."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.capabilities.notifications.public import inbox_of, mark_read, unread_count
from motcua.kernel import clock
from motcua.kernel.access.rights import needs, open_to_all
from motcua.kernel.ui.answers import answer, wants_part

PAGE = "portal/notices.html"
MOST = 100


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The newest first; a POST marks all as read, which the page does by itself once it was seen."""
    username = request.user.get_username()
    if request.method == "POST":
        mark_read(username, at=clock.now())
        if wants_part(request):
            return HttpResponse(status=204, headers={"HX-Trigger": "seen"})
        return answer(request, PAGE, {}, then="portal:notices", said=gettext("Đã đánh dấu mọi thông báo là đã đọc."))
    found = inbox_of(username, limit=MOST)
    shown = [(one, _without_address(one.body, one.path)) for one in found]
    return answer(request, PAGE, {"notices": shown, "has_unread": any(one.read_at is None for one in found)})


def _without_address(body: str, path: str) -> str:
    """The same text goes by e-mail, where the address stands on its own line; here the heading leads there."""
    lines = [line for line in body.splitlines() if not (path and line.strip().endswith(path))]
    return "\n".join(lines).strip()


@open_to_all
@require_safe
def count(request: HttpRequest) -> HttpResponse:
    """The number beside «Thông báo»; nothing for those who are not signed in."""
    unread = unread_count(request.user.get_username()) if request.user.is_authenticated else 0
    return HttpResponse(str(unread) if unread else "")
