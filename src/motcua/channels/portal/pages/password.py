"""Choosing one's own password: by will, or before anything else after a one-time password."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from motcua.channels.portal.pages.sign_in import goal
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.registry.people.public import change_password

PAGE = "portal/password.html"
CHECK_FIELDS = mark("Chưa đổi được mật khẩu")
ASKED = {
    "old_password": mark("Hãy nhập mật khẩu hiện tại."),
    "password": mark("Hãy nhập mật khẩu mới."),
    "again": mark("Hãy nhập lại mật khẩu mới."),
}
DIFFERS = mark("Hai lần nhập mật khẩu mới không giống nhau.")


@needs()
@never_cache
@sensitive_post_parameters("old_password", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """The old one, the new one, and the new one again."""
    page = {"is_owed": getattr(request.user, "has_one_time_password", False)}
    if request.method != "POST":
        return answer(request, PAGE, page)
    try:
        old, new = _passwords(request)
        change_password(request, old_password=old, new_password=new, at=clock.now())
    except DomainError as refused:
        return answer(request, PAGE, page, refused=refused)
    return answer(request, PAGE, {}, then=goal(request), said=gettext("Đã đổi mật khẩu."))


def _passwords(request: HttpRequest) -> tuple[str, str]:
    old, new, again = (request.POST.get(name, "") for name in ASKED)
    missing = {name: text for name, text in ASKED.items() if not request.POST.get(name)}
    if not missing and new != again:
        missing["again"] = DIFFERS
    if missing:
        raise InvalidInput(CHECK_FIELDS, fields=missing)
    return old, new
