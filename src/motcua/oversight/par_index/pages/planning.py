"""What to do next: points not won by worth, what if, and how a unit stood over the years."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import may_at, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.texts.sheet import csv_text
from motcua.kernel.ui.answers import answer
from motcua.oversight.par_index.actions.evidence import state_effort
from motcua.oversight.par_index.errors import EffortFaulty
from motcua.oversight.par_index.models import ScoringSheet
from motcua.oversight.par_index.permissions import SCORE, SEE
from motcua.oversight.par_index.queries.funnels import sheet_for
from motcua.oversight.par_index.queries.scores import standpoint
from motcua.oversight.par_index.queries.standings import gaps, names_of, tie_words, years_of
from motcua.oversight.par_index.queries.trying import suppose
from motcua.oversight.par_index.rules.life import Move
from motcua.registry.organisation.public import agency_names

_SENT, _TRIED = "cs-", "thu-"


@needs(SEE)
@require_http_methods(["GET", "POST"])
def gap_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Points not won, the most for one unit of effort first; efforts are stated here."""
    found = sheet_for(request.user, pk, move=Move.SCORE if request.method == "POST" else None)
    refused, said = None, ""
    if request.method == "POST":
        try:
            count = _keep_efforts(request, found)
            said = _("Đã ghi công sức của {count} tiêu chí.").format(count=count)
        except DomainError as error:
            refused = error
    stands = standpoint(found, at=clock.now())
    rows = gaps(stands)
    if request.GET.get("tai") == "csv":
        heads = [_("Tiêu chí"), _("Nội dung"), _("Tối đa"), _("Đạt"), _("Mất"), _("Công sức"), _("Điểm mất ÷ công sức")]
        lines = ([one.number, one.name, one.maximum, one.points, one.lost, one.effort, one.worth] for one in rows)
        return _file(f"diem-mat-{found.agency_code}", csv_text(heads, lines))
    page = {
        "sheet": found,
        "stands": stands,
        "rows": rows,
        "lost": stands.criteria.maximum - stands.total,
        "may_state": may_at(request.user, SCORE, found.agency_code) and found.round.closed_at is None,
        "efforts": [("", "–"), *((str(n), str(n)) for n in range(1, 6))],
        **_head(found),
    }
    return answer(request, "par_index/gaps.html", page, refused=refused, then=request.path, said=said)


@needs(SEE)
@require_safe
def what_if(request: HttpRequest, pk: int) -> HttpResponse:
    """Some components otherwise: what total and rank would be. All stands in the address; nothing is saved."""
    found = sheet_for(request.user, pk)
    said = {key[len(_TRIED) :]: request.GET.get(key, "") for key in request.GET if key.startswith(_TRIED)}
    supposed = suppose(found, said, at=clock.now())
    after = {one.component.number: one for one in supposed.changes}
    page: dict[str, Any] = {
        "sheet": found,
        "supposed": supposed,
        "areas": [
            (area, [(supposed.stands.rows[one.number], said.get(one.number, ""), after.get(one.number))
                    for one in area.components])
            for area in supposed.stands.criteria.areas
        ],
        "names": agency_names(set(supposed.after.tied) | set(supposed.before.tied)),
        "errors": {f"{_TRIED}{number}": text for number, text in supposed.faults.items()},
        **_head(found),
    }  # fmt: skip
    page["tie"] = tie_words(supposed.after.tied, supposed.after.points, supposed.after.rank, page["names"])
    return answer(request, "par_index/what_if.html", page, status=422 if supposed.faults else 200)


@needs(SEE)
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """A unit's points by area and its rank, year beside year."""
    asked = request.GET.get("co-quan", "")
    found = years_of(request.user, asked, at=clock.now())
    names = names_of(found.standings) | agency_names(found.agencies)
    page = {
        "found": found,
        "choices": [(code, names.get(code, code)) for code in found.agencies],
        "name": names.get(found.agency, found.agency),
        "ties": {one.url: tie_words(one.tied_with, one.points, one.rank, names) for one in found.standings},
    }
    return answer(request, "par_index/years.html", page)


def _keep_efforts(request: HttpRequest, found: ScoringSheet) -> int:
    """Efforts that were typed; how many are new."""
    numbers = {one.number for one in standpoint(found, at=clock.now()).criteria.components}
    count = 0
    for key in request.POST:
        number, text = key.removeprefix(_SENT), request.POST.get(key, "")
        if key.startswith(_SENT) and number in numbers and text:
            if not (text.isascii() and text.isdecimal() and len(text) == 1):
                raise EffortFaulty(number=number)
            made = state_effort(found, number, int(text), officer=request.user.get_username(), at=clock.now())
            count += made is not None
    return count


def _head(found: ScoringSheet) -> dict[str, Any]:
    return {
        "round": found.round,
        "name": agency_names([found.agency_code]).get(found.agency_code, found.agency_code),
        "back": reverse("par_index:sheet", args=[found.pk]),
    }


def _file(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
