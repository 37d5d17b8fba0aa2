"""The answer of a page: whole, a part, a redirect, or the same page with a refusal."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

from motcua.kernel.errors import DomainError
from motcua.kernel.ui.said import say_next
from motcua.kernel.ui.wording import field_errors, refusal_text

NOTICE = "ui/notice.html"


def wants_part(request: HttpRequest) -> bool:
    """Whether HTMX asks for a piece of the page."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not (htmx.boosted or htmx.history_restore_request)


def answer(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    part: str | None = None,
    refused: DomainError | None = None,
    then: Any = None,
    status: int | None = None,
    said: str = "",
) -> HttpResponse:
    """HTMX gets the `part`; a plain POST that went well goes on to `then`; else the whole page.

    `refused`: the page shows the refusal (and the errors of its fields) and has its status (409, 422, 403).
    `then`: an object with an address, a URL name or an address. `said`: what the next page tells the person.
    """
    is_done = then is not None and refused is None and request.method == "POST"
    if wants_part(request) and (part or is_done):
        response = _part(request, template, context, part=part, refused=refused, said=said, then=then)
    elif is_done:
        response = HttpResponseRedirect(resolve_url(then))
        say_next(response, said)
    else:
        response = HttpResponse(render_to_string(template, {**context, **refusal_context(refused, context)}, request))
    response.status_code = status or (refused.status if refused else response.status_code)
    patch_vary_headers(response, ("HX-Request",))
    return response


def refusal_context(refused: DomainError | None, context: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What the shell needs to show a refusal; errors that the page found itself stay."""
    if refused is None:
        return {}
    fields = field_errors(refused)
    errors = {**fields, **((context or {}).get("errors") or {})}
    return {"refusal": refusal_text(refused), "refusal_fields": errors if fields else {}, "errors": errors}


def _part(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    *,
    part: str | None,
    refused: DomainError | None,
    said: str,
    then: Any,
) -> HttpResponse:
    if part is None:
        response = HttpResponse(headers={"HX-Redirect": resolve_url(then)})
        say_next(response, said)
        return response
    shown = {**context, **refusal_context(refused, context)}
    html = render_to_string(f"{template}#{part}", shown, request)
    if request.method == "POST":
        told = {"refusal": shown.get("refusal"), "summary": shown.get("refusal_fields"), "said": said}
        html += render_to_string(NOTICE, {**told, "is_swapped": True})
    return HttpResponse(html)
