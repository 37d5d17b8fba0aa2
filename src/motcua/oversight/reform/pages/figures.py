"""Typed-in figures: enter one with its evidence, send, approve or return, lock, correct."""

from collections.abc import Callable

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import may_at, needs, require
from motcua.kernel.errors import DomainError
from motcua.kernel.files.models import StoredFile
from motcua.kernel.files.store import download, store_file
from motcua.kernel.once.forms import key_field, once_of
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.typed import line_of
from motcua.oversight.reform.actions.entering import (
    approve_figure,
    enter_figure,
    lock_figure,
    return_figure,
    send_figure,
)
from motcua.oversight.reform.models import Figure
from motcua.oversight.reform.permissions import APPROVE, ENTER, SEE
from motcua.oversight.reform.queries.figures import figure_for
from motcua.oversight.reform.queries.results import outcome_of
from motcua.oversight.reform.queries.targets import target_for
from motcua.oversight.reform.rules.drafts import read_figure
from motcua.oversight.reform.rules.judging import PERCENT
from motcua.oversight.reform.rules.life import BY_APPROVER, Move, allowed_moves
from motcua.oversight.reform.rules.words import FigureState, MeasureKind
from motcua.registry.people.public import officer_names

WHY = 2000
_BOXES = ("year", "numerator", "denominator", "value", "note")


@needs(ENTER)
@require_http_methods(["GET", "POST"])
def figure_new(request: HttpRequest, code: str) -> HttpResponse:
    """A figure for a target; `thay` names the one it corrects."""
    target = target_for(request.user, code)
    require(request.user, ENTER, target.agency_code or "-")
    before = _corrected(request, target.code)
    made, refused = None, None
    if request.method == "POST":
        try:
            typed = {name: request.POST.get(name, "") for name in _BOXES}
            draft = read_figure(typed, is_share=target.unit == PERCENT)
            made = enter_figure(
                target.code,
                draft,
                agency_code=target.agency_code,
                evidence=_evidence(request),
                officer=request.user.get_username(),
                at=clock.now(),
                measure=MeasureKind.IMPORT if target.measure.kind is MeasureKind.IMPORT else MeasureKind.TYPED,
                corrects=before,
                once=once_of(request),
            )
        except DomainError as error:
            refused = error
    year = before.year if before else target.year or clock.local(clock.now()).year
    page = {
        "target": target,
        "before": before,
        "typed": request.POST or {"year": str(year)},
        "form_key": key_field(request, refused),
    }
    return answer(request, "reform/figure_new.html", page, refused=refused, then=made,
                  said=_("Đã lưu bản nháp. Hãy kiểm tra rồi gửi duyệt."))  # fmt: skip


@needs(SEE)
@require_safe
def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """A figure: its parts, evidence, who typed it, who approved it."""
    return _shown(request, figure_for(request.user, pk))


@needs(SEE)
@require_POST
def figure_move(request: HttpRequest, pk: int, move: str) -> HttpResponse:
    """Send, return, approve, lock."""
    found = next((one for one in Move if one.value == move and one in _DONE), None)
    if found is None:
        raise Http404
    row = figure_for(request.user, pk, may=APPROVE if found in BY_APPROVER else ENTER)
    refused = None
    try:
        _DONE[found](request, row)
    except DomainError as error:
        refused = error
    return _shown(request, row, refused=refused)


@needs(SEE)
@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that a figure rests on."""
    row = figure_for(request.user, pk)
    if row.evidence is None:
        raise Http404
    return download(row.evidence, inline=True)


def _shown(request: HttpRequest, row: Figure, *, refused: DomainError | None = None) -> HttpResponse:
    target = target_for(request.user, row.target_code)
    may = {one: may_at(request.user, one, row.agency_code) for one in (ENTER, APPROVE)}
    moves = [
        move
        for move in allowed_moves(FigureState(row.state))
        if move in _DONE and may[APPROVE if move in BY_APPROVER else ENTER]
    ]
    page = {
        "figure": row,
        "target": target,
        "moves": moves,
        "may_return": Move.RETURN in moves,
        "may_correct": may[ENTER] and Move.CORRECT in allowed_moves(FigureState(row.state)),
        "outcome": outcome_of(target, numerator=row.numerator, denominator=row.denominator, value=row.value),
        "officers": officer_names({row.entered_by, row.approved_by}),
        "later": row.corrections.order_by("id").first(),
    }
    return answer(request, "reform/figure.html", page, refused=refused, then=row, said=_("Đã ghi nhận."))


def _corrected(request: HttpRequest, code: str) -> Figure | None:
    asked = request.GET.get("thay", "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 15:  # noqa: PLR2004 - no row has such a number
        raise Http404
    row = figure_for(request.user, int(asked), may=ENTER)
    if row.target_code != code:
        raise Http404
    return row


def _evidence(request: HttpRequest) -> StoredFile | None:
    given = request.FILES.get("evidence")
    if not isinstance(given, UploadedFile):
        return None
    return store_file(given, name=given.name or "", at=clock.now())


def _send(request: HttpRequest, row: Figure) -> None:
    send_figure(row, officer=request.user.get_username(), at=clock.now())


def _return(request: HttpRequest, row: Figure) -> None:
    why = line_of(request.POST, "why", longest=WHY)
    return_figure(row, why=why, officer=request.user.get_username(), at=clock.now())


def _approve(request: HttpRequest, row: Figure) -> None:
    approve_figure(row, officer=request.user.get_username(), at=clock.now())


def _lock(request: HttpRequest, row: Figure) -> None:
    lock_figure(row, officer=request.user.get_username(), at=clock.now())


_DONE: dict[Move, Callable[[HttpRequest, Figure], None]] = {
    Move.SEND: _send,
    Move.RETURN: _return,
    Move.APPROVE: _approve,
    Move.LOCK: _lock,
}
