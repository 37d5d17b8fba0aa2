"""One inspection: its facts, its moves, its sample, its minutes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace, may_at, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.files.store import download
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.kernel.ui.wording import translated
from motcua.oversight.inspection.actions.remedying import ask_remedy, record_finding, write_note
from motcua.oversight.inspection.actions.sampling import draw_sample, judge_dossier
from motcua.oversight.inspection.actions.visiting import move_inspection
from motcua.oversight.inspection.errors import MoveNotAllowed
from motcua.oversight.inspection.models import Inspection
from motcua.oversight.inspection.pages.reading import (
    WORDS,
    chosen,
    day_in,
    finding_in,
    key_of,
    verdicts_in,
    wish_in,
)
from motcua.oversight.inspection.permissions import DISCIPLINE, PLAN, SEE
from motcua.oversight.inspection.queries.facts import facts_of, judged_of
from motcua.oversight.inspection.queries.frames import frame_of
from motcua.oversight.inspection.queries.funnels import (
    inspection_at_work,
    inspection_for,
    inspection_led,
    is_of_team,
    knows_findings,
    noted_inspection,
    sampled_for,
)
from motcua.oversight.inspection.queries.lists import draws_of, findings_of, item_counts, notes_of, team_of
from motcua.oversight.inspection.queries.minutes import minutes_of
from motcua.oversight.inspection.queries.work import unjudged
from motcua.oversight.inspection.rules.life import Move, State, allowed_moves
from motcua.oversight.inspection.rules.sampling import LARGEST
from motcua.oversight.inspection.rules.words import AREAS, Severity, Strata, Verdict
from motcua.registry.organisation.public import agency_names

DETAIL = "inspection/inspection.html"
BY_THE_HEAD = frozenset({Move.BEGIN, Move.WRITE_MINUTES})
"""Moves of the team's head; the others belong to the agency that inspects."""
WITH_WORDS = frozenset({Move.WRITE_MINUTES, Move.CONCLUDE})


@needs(SEE)
@require_safe
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspection as the person may know it."""
    return answer(request, DETAIL, _shown(request, inspection_for(request.user, pk)))


def _shown(request: HttpRequest, found: Inspection) -> dict[str, Any]:
    knows, in_team = knows_findings(request.user, found), is_of_team(request.user, found)
    names = agency_names({found.agency_code, found.inspected_code})
    inspects = may_at(request.user, PLAN, found.agency_code)
    is_head = found.team.filter(username=request.user.get_username(), is_head=True).exists()
    moves = [move for move in allowed_moves(found.life) if (is_head if move in BY_THE_HEAD else inspects)]
    return {
        "inspection": found,
        "by": names.get(found.agency_code, found.agency_code),
        "whom": names.get(found.inspected_code, found.inspected_code),
        "team": team_of(found),
        "knows": knows,
        "in_team": in_team,
        "is_at_work": in_team and found.life is State.UNDER_WAY,
        "may_ask": in_team and found.life in {State.UNDER_WAY, State.MINUTED},
        "moves": [(move, move in WITH_WORDS) for move in moves],
        "may_note": may_at(request.user, DISCIPLINE, found.agency_code),
        "areas": AREAS,
        "form_key": key_field(request),
        **(_work(found) if knows else {}),
    }


def _work(found: Inspection) -> dict[str, Any]:
    items = list(found.checklist.items.all())
    counts = item_counts(found)
    return {
        "draws": draws_of(found),
        "per_dossier": sum(item.is_per_dossier for item in items),
        "items": [(item, *counts.get(item.pk, (0, 0))) for item in items],
        "findings": findings_of(found),
        "unjudged": unjudged(found),
    }


@needs(SEE)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """One step of its life."""
    found, refused = inspection_for(request.user, pk), None
    try:
        asked = Move(chosen(request.POST, "move", Move))
        found = _led(request, pk) if asked in BY_THE_HEAD else inspection_for(request.user, pk, may=PLAN)
        words = line_of(request.POST, "words", longest=WORDS)
        found = move_inspection(found, asked, officer=request.user.get_username(), at=clock.now(), words=words)
    except DomainError as error:
        refused = error
    page = _shown(request, inspection_for(request.user, pk))
    return answer(request, DETAIL, page, refused=refused, then=found, said=_("Đã ghi."))


def _led(request: HttpRequest, pk: int) -> Inspection:
    return inspection_led(request.user, pk)


@needs(SEE)
@require_http_methods(["GET", "POST"])
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw dossiers from system data by a stated seed."""
    found, refused, drawn = inspection_at_work(request.user, pk), None, None
    at = clock.now()
    if request.method == "POST":
        try:
            wish = wish_in(request.POST)
            frame = frame_of(request.user, found, wish.strata, at=at)
            drawn = draw_sample(found, frame, wish, officer=request.user.get_username(), at=at)
        except DomainError as error:
            refused = error
    page = {
        "inspection": found,
        "whom": agency_names([found.inspected_code]).get(found.inspected_code, found.inspected_code),
        "strata": [(one.value, translated(one.label)) for one in Strata],
        "posted": request.POST,
        "largest": LARGEST,
    }
    said = _("Đã rút {count} hồ sơ.").format(count=drawn.dossiers.count()) if drawn else ""
    return answer(request, "inspection/sample.html", page, refused=refused, then=found if drawn else None, said=said)


@needs(SEE)
@require_safe
def frame(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The frame of a draw as the file that its digest is of: codes and strata, for anybody to draw again."""
    found = inspection_for(request.user, pk)
    draw = found.draws.filter(number=number).first()
    if draw is None or not knows_findings(request.user, found):
        raise Http404
    response = HttpResponse(draw.frame.encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(True, f"khung-mau-{pk}-{number}.csv") or ""
    return response


@needs(SEE)
@require_http_methods(["GET", "POST"])
def dossier(request: HttpRequest, pk: int, number: int, place: int) -> HttpResponse:
    """A sampled dossier, read-only, and what is said of it; reading it leaves a trace with the dossier."""
    sampled, refused, said = sampled_for(request.user, pk, number, place), None, None
    at = clock.now()
    facts = facts_of(request.user, sampled.dossier_code, at=at)
    leave_trace(request.user, sampled.dossier_code, page="inspection:dossier", at=at)
    found = sampled.draw.inspection
    if request.method == "POST":
        try:
            verdicts = verdicts_in(request.POST, found)
            judge_dossier(sampled, verdicts, officer=request.user.get_username(), at=at)
            said = _next_after(pk, number, place, sampled.draw.dossiers.count())
        except DomainError as error:
            refused = error
    judged = judged_of(sampled)
    items = found.checklist.items.filter(is_per_dossier=True)
    page = {
        "sampled": sampled,
        "inspection": found,
        "facts": facts,
        "items": [(item, f"verdict_{item.pk}", f"note_{item.pk}", judged.get(item.pk)) for item in items],
        "verdicts": [(one.value, translated(one.label)) for one in Verdict],
        "count": sampled.draw.dossiers.count(),
        "is_at_work": found.life is State.UNDER_WAY,
    }
    words = _("Đã ghi đánh giá.")
    return answer(request, "inspection/dossier.html", page, refused=refused, then=said, said=words)


def _next_after(pk: int, number: int, place: int, count: int) -> str:
    if place < count:
        return reverse("inspection:dossier", args=[pk, number, place + 1])
    return reverse("inspection:inspection", args=[pk])


@needs(SEE)
@require_http_methods(["GET", "POST"])
def finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is not as it should be."""
    found, refused, made = inspection_at_work(request.user, pk), None, None
    if request.method == "POST":
        try:
            made = record_finding(
                found,
                finding_in(request.POST, found),
                key=key_of(request.POST),
                officer=request.user.get_username(),
                at=clock.now(),
                once=once_of(request),
            )
        except DomainError as error:
            refused = error
    items = list(found.checklist.items.all())
    page = {
        "inspection": found,
        "areas": [(code, translated(label)) for code, label in AREAS.items()],
        "severities": [(one.value, translated(one.label)) for one in Severity],
        "items": [("", _("Không theo câu nào")), *((str(one.number), f"{one.number}. {one.text}") for one in items)],
        "item": request.POST.get("item") or request.GET.get("cau", ""),
        "posted": request.POST,
        "form_key": key_field(request, refused),
    }
    then = found if made else None
    return answer(request, "inspection/finding.html", page, refused=refused, then=then, said=_("Đã ghi phát hiện."))


@needs(SEE)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Say what is to be put right, and by when."""
    found, refused, made = inspection_at_work(request.user, pk), None, None
    one = found.findings.filter(number=number).first()
    if one is None:
        raise Http404
    if request.method == "POST":
        try:
            text, due_on = line_of(request.POST, "text", longest=WORDS), day_in(request.POST, "due_on")
            officer, at = request.user.get_username(), clock.now()
            key, once = key_of(request.POST), once_of(request)
            made = ask_remedy(one, text, key=key, due_on=due_on, officer=officer, at=at, once=once)
        except DomainError as error:
            refused = error
    page = {
        "inspection": found,
        "finding": one,
        "posted": request.POST,
        "form_key": key_field(request, refused),
    }
    then = found if made else None
    return answer(request, "inspection/ask.html", page, refused=refused, then=then, said=_("Đã ghi kiến nghị."))


@needs(SEE)
@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes on screen; the file is as they were printed."""
    found = _minuted(request, pk)
    return answer(request, "inspection/minutes.html", {"inspection": found, "minutes": minutes_of(found)})


@needs(SEE)
@require_safe
def minutes_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The minutes as printed."""
    found = _minuted(request, pk)
    if found.minutes_file is None:
        raise MoveNotAllowed(move=_("Tải biên bản"), state=_("đang in biên bản"))
    return download(found.minutes_file, inline=True)


def _minuted(request: HttpRequest, pk: int) -> Inspection:
    found = inspection_for(request.user, pk)
    if found.minuted_at is None or not knows_findings(request.user, found):
        raise Http404
    return found


@needs(DISCIPLINE)
@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Restricted notes on conduct: few read them, each reading leaves a trace."""
    found, refused, made = noted_inspection(request.user, pk), None, None
    at = clock.now()
    leave_trace(request.user, f"inspection:{pk}", page="inspection:notes", at=at)
    if request.method == "POST":
        try:
            text, officer = line_of(request.POST, "text", longest=WORDS), request.user.get_username()
            key, once = key_of(request.POST), once_of(request)
            made = write_note(found, text, key=key, officer=officer, at=at, once=once)
        except DomainError as error:
            refused = error
    page = {"inspection": found, "notes": notes_of(found), "form_key": key_field(request, refused),
            "posted": request.POST}  # fmt: skip
    then = reverse("inspection:notes", args=[pk]) if made else None
    return answer(request, "inspection/notes.html", page, refused=refused, then=then, said=_("Đã ghi nhận xét."))
