"""The officer's home."""

from django.http import HttpRequest, HttpResponse

from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer


@needs()
def inbox(request: HttpRequest) -> HttpResponse:
    """What waits for this officer, the most urgent first."""
    return answer(request, "desk/inbox.html", {"groups": []})
