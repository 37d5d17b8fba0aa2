"""A round: who stands where and why, the survey's results, closing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import may_at, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.texts.sheet import csv_text
from motcua.kernel.ui.answers import answer
from motcua.oversight.par_index.actions.rounds import close_round
from motcua.oversight.par_index.actions.surveys import import_survey
from motcua.oversight.par_index.errors import FileMissing
from motcua.oversight.par_index.permissions import MANAGE, SEE
from motcua.oversight.par_index.queries.funnels import round_for
from motcua.oversight.par_index.queries.scores import sheets_of
from motcua.oversight.par_index.queries.sets import criteria_of
from motcua.oversight.par_index.queries.standings import Standing, names_of, standings_of, tie_words
from motcua.oversight.par_index.rules.criteria import Source
from motcua.oversight.par_index.rules.grid import MOST_MB


@needs(SEE)
@require_safe
def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The ranking with ties explained; each unit's points lead to what they are made of. `tai=csv`: as a file."""
    found = round_for(request.user, pk)
    standings = standings_of([pk], at=clock.now())[pk]
    names = names_of(standings.values())
    rows = [
        (one, tie_words(one.tied_with, one.points, one.rank, names))
        for one in sorted(standings.values(), key=lambda one: (one.rank, one.agency_code))
    ]
    if request.GET.get("tai") == "csv":
        return _csv(f"xep-hang-{pk}", rows, names)
    page = {
        "round": found,
        "set": criteria_of(found.criteria_set_id),
        "rows": rows,
        "names": names,
        "sheets": {sheet.agency_code: sheet for sheet in sheets_of([pk])},
        "may_manage": may_at(request.user, MANAGE, found.agency_code) and found.closed_at is None,
        "may_see": {code for code in standings if may_at(request.user, SEE, code)},
    }
    return answer(request, "par_index/round.html", page)


@needs(SEE)
@require_safe
def standing(request: HttpRequest, pk: int, agency: str) -> HttpResponse:
    """What a unit's points and rank are made of, area by area: also for units that only see how others stand."""
    found = round_for(request.user, pk)
    standings = standings_of([pk], at=clock.now())[pk]
    one = standings.get(agency)
    if one is None:
        raise Http404
    names = names_of(standings.values())
    sheet = next(sheet for sheet in sheets_of([pk]) if sheet.agency_code == agency)
    page = {
        "round": found,
        "standing": one,
        "name": names.get(agency, agency),
        "tie": tie_words(one.tied_with, one.points, one.rank, names),
        "above": sum(1 for other in standings.values() if other.points > one.points),
        "sheet": sheet if may_at(request.user, SEE, agency) else None,
        "surveyed": [x for x in criteria_of(found.criteria_set_id).components if x.source is Source.SURVEY],
    }
    return answer(request, "par_index/standing.html", page)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then lock the round for good."""
    found, refused = round_for(request.user, pk, may=MANAGE), None
    if request.method == "POST":
        try:
            close_round(found, officer=request.user.get_username(), at=clock.now())
        except DomainError as error:
            refused = error
    said = _("Đã chốt đợt chấm điểm.")
    return answer(request, "par_index/close.html", {"round": found}, refused=refused, then=found, said=said)


@needs(MANAGE)
@require_http_methods(["GET", "POST"])
def import_results(request: HttpRequest, pk: int) -> HttpResponse:
    """The survey's results as a CSV."""
    found, refused, said = round_for(request.user, pk, may=MANAGE), None, ""
    if request.method == "POST":
        try:
            file = request.FILES.get("tep")
            if file is None or (file.size or 0) > MOST_MB * 1024 * 1024:
                raise FileMissing(most=MOST_MB)
            new = import_survey(
                found, file.read(), file_name=file.name or "", officer=request.user.get_username(), at=clock.now()
            )
            said = _("Đã nhập {count} kết quả điều tra.").format(count=new)
        except DomainError as error:
            refused = error
    criteria = criteria_of(found.criteria_set_id)
    page = {
        "round": found,
        "components": [one for one in criteria.components if one.source is Source.SURVEY],
        "most": MOST_MB,
        "faults": str(refused.parameters.get("reasons", "")).splitlines() if refused else [],
    }
    return answer(request, "par_index/survey.html", page, refused=refused, then=found, said=said)


def _csv(name: str, rows: list[tuple[Standing, str]], names: dict[str, str]) -> HttpResponse:
    heads = [_("Hạng"), _("Mã đơn vị"), _("Đơn vị"), _("Điểm"), _("Điểm tối đa"), _("Bước"), _("Đồng hạng")]
    lines = (
        [one.rank, one.agency_code, names.get(one.agency_code, ""), one.points, one.maximum, one.stage_label, tie]
        for one, tie in rows
    )
    response = HttpResponse(csv_text(heads, lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
