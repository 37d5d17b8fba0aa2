"""One sentence carried over a redirect in a signed cookie: «Đã tiếp nhận hồ sơ.» No table, no session."""

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase

COOKIE = "said"
_SECONDS = 60


def say_next(response: HttpResponse, text: str) -> None:
    """The next page of this person shows `text`, once."""
    if text:
        cookie = signing.dumps(text, salt=COOKIE)
        response.set_cookie(COOKIE, cookie, max_age=_SECONDS, httponly=True, samesite="Lax")


def said_before(request: HttpRequest) -> str:
    """What the page before wanted said; empty when nothing, forged or too old."""
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=_SECONDS))
    except signing.BadSignature:
        return ""


def forget_said(request: HttpRequest, response: HttpResponseBase) -> None:
    """Once it was shown on a whole page it is over."""
    is_page = response.status_code not in {301, 302, 303} and response.headers.get("Content-Type", "").startswith(
        "text/html"
    )
    if COOKIE in request.COOKIES and is_page and not getattr(request, "htmx", None):
        response.delete_cookie(COOKIE, samesite="Lax")
