"""The scoring sheet: one area at a time in one table, what was scored, appraised and concluded side by side."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import Tab
from motcua.kernel.ui.typed import line_of
from motcua.oversight.par_index.actions.moving import move_sheet
from motcua.oversight.par_index.actions.scoring import save_scores
from motcua.oversight.par_index.models import ScoringSheet
from motcua.oversight.par_index.permissions import SEE
from motcua.oversight.par_index.queries.evidence import evidence_counts, steps_of
from motcua.oversight.par_index.queries.funnels import moves_for, sheet_for
from motcua.oversight.par_index.queries.scores import ScoredComponent, Standpoint, standpoint
from motcua.oversight.par_index.rules.criteria import Area, Source, area_points
from motcua.oversight.par_index.rules.inputs import Typed
from motcua.oversight.par_index.rules.life import STAGE_OF, WITH_REASON, Move
from motcua.registry.organisation.public import agency_names
from motcua.registry.people.public import officer_names

_LONGEST, _LONGEST_NUMBER = 2000, 40
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Cell:
    """A component's row with what stands in its boxes."""

    row: ScoredComponent
    typed: Typed
    files: int
    is_open: bool


@needs(SEE)
@require_safe
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """One area of the sheet (`linh-vuc`), with boxes for what the officer may enter now."""
    found = sheet_for(request.user, pk)
    return answer(request, "par_index/sheet.html", _page(request, found, request.GET.get("linh-vuc", "")))


@needs(SEE)
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed into an area."""
    wanted = request.POST.get("viec", "")
    if wanted not in {move.value for move in STAGE_OF}:
        raise Http404
    doing = Move(wanted)
    found, area, refused, said = sheet_for(request.user, pk, move=doing), request.POST.get("linh-vuc", ""), None, ""
    try:
        typed = _typed(request.POST, standpoint(found, at=clock.now()), area, doing)
        count = save_scores(found, typed, move=doing, officer=request.user.get_username(), at=clock.now())
        said = _("Đã ghi {count} tiêu chí.").format(count=count) if count else _("Không có gì thay đổi.")
    except DomainError as error:
        refused = error
    page = _page(request, found, area, _as_typed(request.POST)) if refused else {}
    then = f"{found.get_absolute_url()}?linh-vuc={area}"
    return answer(request, "par_index/sheet.html", page, refused=refused, then=then, said=said)


@needs(SEE)
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int, word: str) -> HttpResponse:
    """Ask, then hand in, send back, finish or conclude."""
    if word not in {one.value for one in Move} or Move(word) in STAGE_OF:
        raise Http404
    doing, refused = Move(word), None
    found = sheet_for(request.user, pk, move=doing)
    if request.method == "POST":
        try:
            reason = line_of(request.POST, "ly-do", longest=_LONGEST)
            move_sheet(found, doing, reason=reason, officer=request.user.get_username(), at=clock.now())
        except DomainError as error:
            refused = error
    page = {
        "sheet": found,
        "move": doing,
        "needs_reason": doing in WITH_REASON,
        "name": agency_names([found.agency_code]).get(found.agency_code, found.agency_code),
        "reason": request.POST.get("ly-do", ""),
        "stands": standpoint(found, at=clock.now()),
    }
    said = _("Đã {move}.").format(move=_(doing.label))
    return answer(request, "par_index/move.html", page, part="question", refused=refused, then=found, said=said)


@needs(SEE)
@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet as an Excel file, sums as formulas."""
    from motcua.oversight.par_index.queries.workbook import workbook_of  # house: import-in-function - 14 MB, seldom

    found = sheet_for(request.user, pk)
    name = agency_names([found.agency_code]).get(found.agency_code, found.agency_code)
    response = HttpResponse(workbook_of(standpoint(found, at=clock.now()), name), content_type=_XLSX)
    file = f"phieu-cham-diem-{found.round.criteria_set.code}-{found.agency_code}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response


def _page(
    request: HttpRequest, found: ScoringSheet, wanted: str, typed: dict[str, Typed] | None = None
) -> dict[str, Any]:
    stands = standpoint(found, at=clock.now())
    area = stands.criteria.area(wanted) or stands.criteria.areas[0]
    moves = moves_for(request.user, found)
    doing = next((one for one in moves if one in STAGE_OF), None)
    files, steps = evidence_counts(found), steps_of(found)
    return {
        "sheet": found,
        "round": found.round,
        "stands": stands,
        "area": area,
        "tabs": _tabs(found, stands, area),
        "groups": [
            (group, [_cell(stands.rows[one.number], typed, files, doing) for one in group.components])
            for group in area.groups
        ],
        "doing": doing,
        "moves": [one for one in moves if one not in STAGE_OF],
        "steps": steps,
        "officers": officer_names({step.made_by for step in steps}),
        "name": agency_names([found.agency_code]).get(found.agency_code, found.agency_code),
        "next": _next(stands, area),
        "area_points": area_points(area, stands.points),
    }


def _cell(row: ScoredComponent, typed: dict[str, Typed] | None, files: dict[str, int], doing: Move | None) -> Cell:
    number = row.component.number
    is_open = doing is not None and row.component.source is Source.DOCUMENTS
    if doing is Move.SCORE and row.live is not None:
        is_open = False
    kept = (typed or {}).get(number) or _kept(row, doing)
    return Cell(row, kept, files.get(number, 0), is_open)


def _kept(row: ScoredComponent, doing: Move | None) -> Typed:
    """What stands in the boxes when the page is opened."""
    if doing is not Move.SCORE:
        newest = row.final or row.appraisal
        return Typed(value=_shown(row.points), reason=newest.reason if newest else "")
    own = row.own
    if own is None:
        return Typed()
    return Typed(_shown(own.numerator), _shown(own.denominator), _shown(own.value), own.reason)


def _shown(value: Any) -> str:
    """«1234,5»: without noughts at the end, and without points between thousands that might be misread."""
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")


def _typed(posted: QueryDict, stands: Standpoint, wanted: str, doing: Move) -> dict[str, Typed]:
    area = stands.criteria.area(wanted)
    if area is None:
        raise Http404
    return {
        one.number: Typed(
            numerator=line_of(posted, f"tu-{one.number}", longest=_LONGEST_NUMBER),
            denominator=line_of(posted, f"mau-{one.number}", longest=_LONGEST_NUMBER),
            value=line_of(posted, f"gia-tri-{one.number}", longest=_LONGEST_NUMBER),
            reason=line_of(posted, f"ly-do-{one.number}", longest=_LONGEST),
        )
        for one in area.components
        if doing is not Move.SCORE or stands.rows[one.number].live is None
    }


def _as_typed(posted: QueryDict) -> dict[str, Typed]:
    """Every box as it came, right or wrong, so that a refusal loses none."""
    boxes = {"tu": "numerator", "mau": "denominator", "gia-tri": "value", "ly-do": "reason"}
    found: dict[str, dict[str, str]] = {}
    for name in posted:
        kind, _dash, number = name.rpartition("-")
        if kind in boxes:
            found.setdefault(number, {})[boxes[kind]] = posted.get(name, "")
    return {number: Typed(**said) for number, said in found.items()}


def _tabs(found: ScoringSheet, stands: Standpoint, current: Area) -> list[Tab]:
    url = reverse("par_index:sheet", args=[found.pk])
    unscored = set(stands.unscored)
    return [
        Tab(f"{area.number}. {area.name}", f"{url}?linh-vuc={area.number}", area.number == current.number,
            sum(1 for one in area.components if one.number in unscored) or None, "waiting")
        for area in stands.criteria.areas
    ]  # fmt: skip


def _next(stands: Standpoint, area: Area) -> Area | None:
    areas = list(stands.criteria.areas)
    at = areas.index(area)
    return areas[at + 1] if at + 1 < len(areas) else None
