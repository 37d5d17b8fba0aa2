"""What an operator looks after: events that a subscriber could not take."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua.channels.desk.permissions import OPERATIONS
from motcua.channels.desk.queries.operations import dead_deliveries
from motcua.kernel.access.rights import needs
from motcua.kernel.events.relay import backlog, replay
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import numbers_of

PAGE = "desk/operations.html"


@needs(OPERATIONS)
@require_http_methods(["GET", "HEAD", "POST"])
def operations(request: HttpRequest) -> HttpResponse:
    """How much waits and what is dead; a POST sends the chosen ones again, or all."""
    if request.method == "POST":
        sent = replay(None if "all" in request.POST else numbers_of(request.POST, "delivery"))
        said = ngettext("Đã xếp %(count)d lượt để gửi lại.", "Đã xếp %(count)d lượt để gửi lại.", sent)
        return answer(request, PAGE, {}, then="desk:operations", said=said % {"count": sent})
    return answer(request, PAGE, {"deliveries": dead_deliveries(), "backlog": backlog()})
