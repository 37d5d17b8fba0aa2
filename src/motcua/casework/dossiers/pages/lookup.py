"""Anyone with the code sees state and date; names are masked."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.errors import CodeNotKnown
from motcua.casework.dossiers.pages.shown import state_tone
from motcua.casework.dossiers.queries.funnels import looked_up
from motcua.casework.dossiers.queries.timeline import masked, who_has_the_ball
from motcua.casework.dossiers.rules.codes import checked_code
from motcua.kernel import clock
from motcua.kernel.access.rights import open_to_all
from motcua.kernel.ui.answers import answer
from motcua.registry.organisation.public import agency_names

PAGE = "dossiers/portal/lookup.html"


@open_to_all
@require_safe
def ask(request: HttpRequest) -> HttpResponseBase:
    """A box for the code; a good one leads to its page."""
    typed = request.GET.get("ma", "")
    if not typed.strip():
        return answer(request, PAGE, {})
    try:
        code = checked_code(typed, today=clock.today())
    except CodeNotKnown as refused:
        return answer(request, PAGE, {"typed": typed}, refused=refused)
    return redirect("dossiers:lookup-code", code=code)


@open_to_all
@require_safe
def found(request: HttpRequest, code: str) -> HttpResponseBase:
    """State, dates and agency of one dossier; nothing that tells who it is."""
    dossier = looked_up(code)
    if dossier is None:
        return answer(request, PAGE, {"typed": code, "is_unknown": True}, status=404)
    context = {
        "typed": code,
        "dossier": dossier,
        "tone": state_tone(dossier.life),
        "ball": who_has_the_ball(dossier),
        "owner": masked(dossier.owner_name),
        "agency_name": agency_names([dossier.agency_code]).get(dossier.agency_code, ""),
    }
    return answer(request, PAGE, context)
