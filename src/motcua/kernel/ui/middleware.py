"""Turn a refusal that no page caught into a page, and let a said sentence be said once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from motcua.kernel.errors import DomainError
from motcua.kernel.ui.failures import refused
from motcua.kernel.ui.said import forget_said

Handler = Callable[[HttpRequest], HttpResponseBase]


class Refusals:
    """Stands last, next to the page."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        forget_said(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls it with what a page raised."""
        return refused(request, exception) if isinstance(exception, DomainError) else None


def refusals(get_response: Handler) -> Refusals:
    """Name of the middleware in the settings."""
    return Refusals(get_response)
