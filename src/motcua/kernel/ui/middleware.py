"""Speak the chosen language, turn a refusal that no page caught into a page, let a said sentence be said once."""

from collections.abc import Callable

from django.conf import settings
from django.db import DataError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import resolve_url
from django.utils import translation
from django.utils.http import urlencode

from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.mark import mark
from motcua.kernel.turns import BrokenOff, is_broken_off, refuse_broken_off
from motcua.kernel.ui.answers import wants_part
from motcua.kernel.ui.failures import refused
from motcua.kernel.ui.said import forget_said

UNSEEN_SIGN = mark("Có ký tự không nhìn thấy được trong điều bạn gõ. Hãy xoá ô đó và gõ lại.")
"""PostgreSQL keeps no NUL; nobody types one, so no page looks for it."""
DOES_NOT_FIT = mark("Có điều bạn gõ quá dài hoặc quá lớn để lưu. Hãy xem lại và rút ngắn.")
"""For what no page measured: `string_data_right_truncation`, `numeric_value_out_of_range`."""
_DO_NOT_FIT = {"22001", "22003"}
Handler = Callable[[HttpRequest], HttpResponseBase]


class VietnameseFirst(LocaleMiddleware):
    """Vietnamese until a person chooses otherwise on a page: the language a phone was sold with is no choice."""

    def process_request(self, request: HttpRequest) -> None:
        """Django calls it before the page."""
        try:
            chosen = translation.get_supported_language_variant(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""))
        except LookupError:
            chosen = settings.LANGUAGE_CODE
        translation.activate(chosen)
        request.LANGUAGE_CODE = chosen


class Refusals:
    """Stands last, next to the page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with connection.execute_wrapper(refuse_broken_off):
            response = self.get_response(request)
        if response.status_code == BrokenOff.status:
            response.headers.setdefault("Retry-After", "1")
        forget_said(request, response)
        return _whole_sign_in(request, response)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls it with what a page raised."""
        if isinstance(exception, DataError):
            exception = _in_words(exception)
        if is_broken_off(exception):  # at the commit
            exception = BrokenOff()
        return refused(request, exception) if isinstance(exception, DomainError) else None


def _whole_sign_in(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """A session that ended must not put the sign-in page into a corner of the page: the whole page goes there."""
    to = response.headers.get("Location", "")
    sign_in = resolve_url(settings.LOGIN_URL)
    if not wants_part(request) or not to.startswith(sign_in):
        return response
    came_from = request.htmx.current_url_abs_path or "/"  # type: ignore[attr-defined]
    return HttpResponse(headers={"HX-Redirect": f"{sign_in}?{urlencode({'next': came_from})}"})


def _in_words(error: DataError) -> Exception:
    if "NUL" in str(error):
        return InvalidInput(UNSEEN_SIGN)
    return InvalidInput(DOES_NOT_FIT) if getattr(error.__cause__, "sqlstate", "") in _DO_NOT_FIT else error


def refusals(get_response: Handler) -> Refusals:
    """Name of the middleware in the settings."""
    return Refusals(get_response)
