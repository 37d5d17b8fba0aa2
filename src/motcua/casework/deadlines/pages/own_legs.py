"""«Chặng liên thông»: what an agency owes to dossiers that others handle, and what comes to it next."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from motcua.casework.deadlines.queries.own_legs import own_legs
from motcua.casework.dossiers.permissions import SEE
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer

PAGE = "deadlines/desk/own_legs.html"


@needs(SEE)
@require_safe
def waiting_legs(request: HttpRequest) -> HttpResponseBase:
    """Legs that can be finished now, the earliest due first; then those whose turn has not come."""
    now = clock.now()
    told = own_legs(request.user, now)
    late = sum(one.leg.standing.is_late for one in told.waiting)
    today = sum(_is_today(one.leg.due_at) and not one.leg.standing.is_late for one in told.waiting)
    return answer(request, PAGE, {"told": told, "late": late, "today": today})


def _is_today(at: datetime) -> bool:
    return clock.local(at).date() == clock.today()
