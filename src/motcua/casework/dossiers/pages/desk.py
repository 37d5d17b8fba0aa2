"""The officer's pages: lists, and one dossier with its papers, its clock and what may be done."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.capabilities.forms.public import form_version
from motcua.capabilities.workflow.public import task_history
from motcua.casework.dossiers import permissions
from motcua.casework.dossiers.models import Dossier, Party
from motcua.casework.dossiers.pages.shown import entries_of, standing_shown, state_tone
from motcua.casework.dossiers.queries.clocks import allowance_of, standings_of
from motcua.casework.dossiers.queries.finding import Wish, list_page
from motcua.casework.dossiers.queries.funnels import dossier_for, file_of
from motcua.casework.dossiers.queries.offers import StepOffer, may_do, may_take_back, moves_for, steps_for
from motcua.casework.dossiers.queries.timeline import timeline_of
from motcua.casework.dossiers.rules.life import LABELS, WORK_ENDED, Move, State
from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.files.store import download
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.registry.organisation.public import agency_names, officers_at, successor_of
from motcua.registry.people.public import officer_names
from motcua.registry.worktime.public import allowance_words, calendar_of, remaining_words

LIST, DETAIL = "dossiers/desk/list.html", "dossiers/desk/detail.html"
PAGE_SIZE = 30
BUTTONS = frozenset({Move.ACCEPT, Move.FORWARD, Move.CONFIRM_FEE, Move.RESUME, Move.RESOLVE})
"""Moves that need nothing but a click."""
PRIMARY = frozenset({Move.ACCEPT, Move.RESOLVE})


@needs(permissions.SEE)
@require_safe
def listed(request: HttpRequest) -> HttpResponseBase:
    """All dossiers of one's agencies, by words, state or lateness."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("trang-thai", "")
    late = clock.now() if request.GET.get("qua-han") else None
    number = asked_page(request)
    rows, has_next = list_page(request.user, Wish(text, state, late), offset=number * PAGE_SIZE, size=PAGE_SIZE)
    if text and len(rows) == 1 and rows[0].code == text.upper():
        return redirect(rows[0])
    context = {
        "page": turning(request, number, has_next=has_next),
        "rows": _rows(rows),
        "q": text,
        "state": state,
        "late": bool(late),
        "states": [("", mark("Mọi trạng thái")), *((one.value, LABELS[one]) for one in State)],
    }
    return answer(request, LIST, context, part="rows")


@needs(permissions.SEE)
@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponseBase:
    """One dossier."""
    dossier = dossier_for(request.user, code)
    leave_trace(request.user, dossier.code, page="dossiers:desk-detail", at=clock.now())
    return answer(request, DETAIL, detail_page(request.user, dossier))


@needs(permissions.SEE)
@require_safe
def file(request: HttpRequest, code: str, file: int) -> HttpResponseBase:
    """A paper, slip or result, shown beside the page or downloaded."""
    dossier = dossier_for(request.user, code)
    stored = file_of(dossier, file)
    leave_trace(request.user, dossier.code, page="dossiers:desk-file", at=clock.now())
    return download(stored, inline="tai" not in request.GET)


def detail_page(user: Any, dossier: Dossier) -> dict[str, Any]:
    """All that the officer's page of a dossier shows."""
    mine, others = steps_for(user, dossier)
    now = clock.now()
    result = dossier.results.filter(recalled_at=None).select_related("file").first()
    standing = standing_shown(standings_of([dossier], now).get(dossier.code))
    papers = list(dossier.papers.prefetch_related("files__file"))
    files = [item.file for paper in papers for item in paper.files.all()]
    names = agency_names({dossier.agency_code, dossier.receiving_agency_code})
    history = task_history(dossier.code)
    who = officer_names(
        {step.done_by for step in history if step.done_by} | {step.username for step in others if step.username}
    )
    return {
        "dossier": dossier,
        "tone": state_tone(dossier.life),
        "parties": _people(dossier),
        "papers": papers,
        "first_file": files[0] if files else None,
        "steps": [StepOffer(task) for task in mine],
        "buttons": BUTTONS,
        "primary": PRIMARY,
        "may_receive": may_do(user, dossier, permissions.RECEIVE),
        "allowance": _allowance(dossier),
        "late": standing is not None and standing.is_late,
        "standing": standing,
        "form_view": form_version(dossier.form_version) if dossier.form_version else None,
        "waiting": [(step, who.get(step.username or "", "")) for step in others],
        "moves": moves_for(user, dossier, mine),
        "may_take_back": may_take_back(user, dossier, mine + others, is_drafted=result is not None),
        "result": result,
        "asked": dossier.supplements.filter(provided_at=None).prefetch_related("defects").first(),
        "stops": list(dossier.stops.all()),
        "slips": list(dossier.slips.select_related("file")),
        "entries": entries_of(timeline_of(dossier, is_inner=True)),
        "history": [(step, who.get(step.done_by or "", step.done_by or "")) for step in history],
        "agency_name": names.get(dossier.agency_code, ""),
        "receiving_name": names.get(dossier.receiving_agency_code, ""),
        "remaining": _remaining(dossier, now),
        "colleagues": _colleagues(mine),
    }


def refused_page(request: HttpRequest, dossier: Dossier, refused: DomainError) -> HttpResponseBase:
    """The dossier's page as it is now, with why it could not be done."""
    dossier.refresh_from_db()
    return answer(request, DETAIL, detail_page(request.user, dossier), refused=refused)


def _rows(dossiers: list[Dossier]) -> list[dict[str, Any]]:
    names, now = agency_names({dossier.agency_code for dossier in dossiers}), clock.now()
    standings = standings_of(dossiers, now)
    return [
        {
            "dossier": dossier,
            "tone": state_tone(dossier.life),
            "agency_name": names.get(dossier.agency_code, ""),
            "remaining": _remaining(dossier, now),
            "standing": standing_shown(standings.get(dossier.code)),
        }
        for dossier in dossiers
    ]


def _remaining(dossier: Dossier, now: Any) -> str:
    if dossier.due_at is None or dossier.life in WORK_ENDED:
        return ""
    return remaining_words(calendar_of(dossier.agency_code), now, dossier.due_at)


def _allowance(dossier: Dossier) -> str:
    allowance = allowance_of(dossier)
    return allowance_words(allowance) if allowance else ""


def _people(dossier: Dossier) -> list[tuple[str, Party]]:
    """Each person once, with all roles that he has."""
    people: dict[tuple[object, ...], tuple[list[str], Party]] = {}
    for party in sorted(dossier.parties.all(), key=lambda one: list(Party.Role).index(Party.Role(one.role))):
        known = (party.full_name, party.identity_number, party.phone, party.email, party.address)
        people.setdefault(known, ([], party))[0].append(_(str(party.get_role_display())))
    return [(", ".join(roles), party) for roles, party in people.values()]


def _colleagues(steps: list[Any]) -> list[tuple[str, str]]:
    """Specialists whom the step on this desk may be given to; of an agency that is no more, its successor's."""
    agencies = {successor_of(code) for code in {step.agency_code for step in steps}}
    people = {one.username: one.full_name for code in agencies for one in officers_at(code, role="specialist")}
    return sorted(people.items(), key=lambda pair: pair[1])
