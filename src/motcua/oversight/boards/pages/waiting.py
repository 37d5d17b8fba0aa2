"""Where dossiers wait: each step of each process, and what lies there now."""

from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.capabilities.workflow.public import StepWait, process_picture, step_waits, waiting_at
from motcua.casework.dossiers.public import visible_to
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.tables import csv_file, wants_csv
from motcua.kernel.ui.turning import asked_page, turning
from motcua.oversight.boards.pages.charts import own_chart
from motcua.oversight.boards.pages.parts import asked_by, tabs
from motcua.oversight.boards.queries.mine import own_board
from motcua.oversight.boards.rules.meters import meter
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import Wanted
from motcua.registry.organisation.public import Role
from motcua.registry.people.public import is_officer

SIZE = 30
_ROLES = {role.value: str(role.label) for role in Role}


@needs(SEE)
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """Each process as a way of steps with what waits and how long it took; renewed every half minute."""
    asked = asked_by(request)
    waits = _waits(asked)
    if wants_csv(request):
        heads = [_("Quy trình"), _("Bước"), _("Vai trò"), _("Đang chờ"), _("Đang dừng"), _("Đã xong trong kỳ"),
                 _("Một nửa xong trong, giờ"), _("Chín phần mười xong trong, giờ")]  # fmt: skip
        return csv_file("noi-ho-so-cho", heads, (_row(one) for one in waits))
    page = {
        "asked": asked,
        "tabs": tabs(asked, "boards:waiting"),
        "processes": _processes(waits),
        "heaviest": max((one for one in waits if one.waiting), key=lambda one: one.waiting, default=None),
    }
    return answer(request, "boards/desk/waiting.html", page, part="steps")


@needs(SEE)
@require_safe
def step(request: HttpRequest, process: str, key: str) -> HttpResponse:
    """The dossiers that wait at a step now, longest first."""
    asked = asked_by(request)
    known = next((one for one in _waits(asked) if (one.process_code, one.key) == (process, key)), None)
    if known is None:
        raise Http404
    number = asked_page(request)
    found = waiting_at(process, key, asked.agencies, offset=number * SIZE, limit=SIZE + 1)
    shown = {
        dossier.code: dossier
        for dossier in visible_to(request.user).filter(code__in=[one.subject for one in found[:SIZE]])
    }
    page = {
        "asked": asked,
        "step": known,
        "role": _role(known),
        "rows": [(shown[one.subject], one) for one in found[:SIZE] if one.subject in shown],
        "hidden": sum(1 for one in found[:SIZE] if one.subject not in shown),
        "turn": turning(request, number, has_next=len(found) > SIZE),
        "now": clock.now(),
    }
    return answer(request, "boards/desk/step.html", page)


@needs()
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """An officer's own board."""
    if not is_officer(request.user):
        raise Http404
    board = own_board(request.user.get_username(), clock.now())
    if wants_csv(request):
        return csv_file("viec-cua-toi", [_("Ngày"), _("Bước đã làm")], ([f"{on:%d/%m/%Y}", n] for on, n in board.days))
    return answer(request, "boards/desk/mine.html", {"board": board, "chart": own_chart(board.days)})


def _waits(asked: Wanted) -> list[StepWait]:
    return step_waits(asked.agencies, from_at=asked.window.from_at, to_at=asked.window.to_at)


def _processes(waits: list[StepWait]) -> list[dict[str, Any]]:
    found = []
    for (name, version_id), steps in groupby(waits, key=lambda one: (one.process_name, one.version_id)):
        known = list(steps)
        most = max((one.ninetieth_hours or 0 for one in known), default=0)
        at, drawing = {one.key: one for one in known}, process_picture(version_id)
        rows = [(one, _role(one), meter(one.median_hours, one.ninetieth_hours, most)) for one in known]
        boxes = [(box, at.get(box.key)) for box in drawing.boxes] if drawing else []
        found.append({"name": name, "drawing": drawing, "boxes": boxes, "steps": rows})
    return found


def _role(wait: StepWait) -> str:
    return _ROLES.get(wait.role, wait.role)


def _row(wait: StepWait) -> list[Any]:
    half, most = (None if hours is None else round(hours, 1) for hours in (wait.median_hours, wait.ninetieth_hours))
    return [wait.process_name, wait.name, _(_role(wait)), wait.waiting, wait.standing, wait.done, half, most]
