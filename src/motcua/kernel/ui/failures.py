"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere."""
    return HttpResponse(reason, status=403)
