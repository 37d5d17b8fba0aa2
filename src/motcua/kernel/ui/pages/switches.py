"""The reader's choices that are kept in a cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from motcua.kernel.access.rights import open_to_all

THEMES = {"light", "dark"}
_A_YEAR = 365 * 24 * 3600


@open_to_all
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or (anything else) as the device says; then back to the page."""
    response = HttpResponseRedirect(_next(request))
    theme = request.POST.get("theme", "")
    if theme in THEMES:
        is_secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie("theme", theme, max_age=_A_YEAR, httponly=True, samesite="Lax", secure=is_secure)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else "/"
