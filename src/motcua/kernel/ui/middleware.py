"""Turn a refusal that no page caught into a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


def refusals(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Placed last: see `process_exception` in failures."""
    return get_response
