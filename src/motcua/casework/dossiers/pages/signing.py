"""What waits for my signature: grouped, and several signed at once, each in a transaction of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from motcua.capabilities.workflow.public import inbox
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.actions.decision import resolve_dossier
from motcua.casework.dossiers.models import Dossier, Result
from motcua.casework.dossiers.queries.funnels import dossier_for, prepared_results, visible_to
from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, leave_trace, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import refusal_text

PAGE = "dossiers/desk/signing.html"
MOST_AT_ONCE = 100


@needs(permissions.SIGN)
@require_http_methods(["GET", "POST"])
def signing(request: HttpRequest) -> HttpResponseBase:
    """The list; a POST signs what was ticked and says of each what became of it."""
    if request.method == "GET":
        return answer(request, PAGE, _page(request.user))
    signed, refusals = 0, []
    for code in request.POST.getlist("code")[:MOST_AT_ONCE]:
        try:
            dossier = dossier_for(request.user, code, may=permissions.SIGN)
            resolve_dossier(dossier, officer=request.user.get_username(), at=clock.now())
            leave_trace(request.user, code, page="dossiers:desk-signing", at=clock.now())
            signed += 1
        except DomainError as refused:
            refusals.append((code, refusal_text(refused)))
    said = ngettext("Đã ký %(n)s hồ sơ.", "Đã ký %(n)s hồ sơ.", signed) % {"n": signed} if signed else ""
    if refusals or not signed:
        nothing = "" if refusals else _("Bạn chưa chọn hồ sơ nào để ký.")
        page = _page(request.user) | {"refusals": refusals, "said_here": said, "nothing": nothing}
        return answer(request, PAGE, page, status=409 if refusals else 422)
    return answer(request, PAGE, {}, then="dossiers:desk-signing", said=said)


def _page(user: Any) -> dict[str, Any]:
    agencies = agencies_where(user, permissions.SIGN)
    waiting = inbox(username=user.get_username(), agency_codes_by_role={"leader": agencies}, limit=MOST_AT_ONCE)
    tasks = {task.subject: task for task in waiting if task.role == "leader"}
    dossiers = {one.code: one for one in visible_to(user).filter(code__in=tasks)}
    prepared = prepared_results(dossiers)
    groups: dict[str, list[tuple[Dossier, Result | None, Any]]] = {}
    for code, task in tasks.items():
        if code in dossiers:
            groups.setdefault(dossiers[code].procedure_name, []).append((dossiers[code], prepared.get(code), task))
    first = next((row for rows in groups.values() for row in rows if row[1] is not None), None)
    return {"groups": list(groups.items()), "total": len(dossiers), "first": first}
