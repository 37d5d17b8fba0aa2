"""What holds for every address of the door, before and after its own view: size, JSON refusals, nothing cached."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils import translation

from motcua.channels.api.pages import refusals

View = Callable[..., HttpResponseBase]
MB = 1024 * 1024
ENVELOPE_BYTES = 64 * 1024
"""What multipart puts around a file."""


def through_gate(view: View, *, needs: str) -> View:
    """The view behind the gate; `needs` is what the table of permissions says of it."""

    @wraps(view)
    def gated(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        translation.activate(translation.get_language_from_request(request))  # a program says it in a header
        response = too_large(request) if _is_too_large(request) else _answer(view, request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    gated.needs = needs  # type: ignore[attr-defined]
    gated.csrf_exempt = True  # type: ignore[attr-defined]
    return gated


def nothing_here(request: HttpRequest, rest: str) -> HttpResponseBase:  # noqa: ARG001
    """Any other address below the door."""
    return refusals.not_found(request)


def too_large(_request: HttpRequest, _error: Exception | None = None) -> JsonResponse:
    """The body is larger than the door takes."""
    json, file = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // MB, settings.FILE_MAX_BYTES // MB
    return refusals.refusal(413, refusals.TOO_LARGE, json=json, file=file)


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return refusals.not_found(request)
    if response.status_code != 405:  # noqa: PLR2004
        return response
    allowed = ", ".join(sorted(response.headers["Allow"].split(", ")))
    refused = refusals.refusal(405, refusals.NOT_THIS_WAY, method=request.method, allowed=allowed)
    refused["Allow"] = allowed
    return refused


def _is_too_large(request: HttpRequest) -> bool:
    length = str(request.META.get("CONTENT_LENGTH") or "")
    return length.isdecimal() and int(length[:20]) > settings.FILE_MAX_BYTES + ENVELOPE_BYTES
