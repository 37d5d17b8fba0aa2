"""One figure: its formula and law, what it is made of, the dossiers behind it, why it moved, what would raise it."""

from typing import Any, TypedDict
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.public import visible_to
from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.kernel.ui.wording import day_of
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.queries.asking import Wanted, wanted
from motcua.oversight.insight.queries.behind import behind
from motcua.oversight.insight.queries.counting import GROUPED_BY, Asked
from motcua.oversight.insight.queries.definitions import IndicatorView, known_on
from motcua.oversight.insight.queries.figures import labels_of
from motcua.oversight.insight.queries.finding import dossiers_behind
from motcua.oversight.insight.queries.reasons import explained, formula_words
from motcua.oversight.insight.rules.facts import GROUPINGS

SIZE = 30


class Seen(TypedDict):
    """Whose dossiers, and which row of a form."""

    agencies: tuple[str, ...]
    where: tuple[str, str] | None


@needs(SEE)
@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """A number led back to its law and its dossiers; `nhom` and `la` narrow it to a row of a sheet."""
    asked = wanted(request.user, request.GET, now=clock.now())
    views = known_on(asked.on)
    view = views.get(code)
    if view is None:
        raise Http404
    narrowed = _narrowed(request)
    seen: Seen = {"agencies": asked.agencies, "where": narrowed}
    can_rise = None if asked.is_over else views.get("open_in_time")
    told = explained(view, asked.window, open_in_time=can_rise, **seen)
    part = request.GET.get("phan", "tu")
    page = {
        "asked": asked,
        "view": view,
        "figure": told.figure,
        "before": told.before,
        "before_at": told.before_at,
        "moved": told.moved,
        "better": told.better,
        "numerator_words": formula_words(view.ratio.numerator),
        "denominator_words": formula_words(view.ratio.denominator) if view.ratio.denominator else "",
        "part": part,
        "row": _row_words(narrowed),
        "again": _again(asked, narrowed),
        **_dossiers(request, view, asked, seen, part),
    }
    return answer(request, "insight/desk/indicator.html", page, part="dossiers")


def _dossiers(request: HttpRequest, view: IndicatorView, asked: Wanted, seen: Seen, part: str) -> dict[str, Any]:
    ratio = view.ratio
    formula = ratio.denominator if part == "mau" and ratio.denominator else ratio.numerator
    if view.untold:
        return {"rows": [], "hidden": 0}
    number = asked_page(request)
    one = Asked(formula, asked.window, ratio.scope)
    found = dossiers_behind(one, **seen, offset=number * SIZE, size=SIZE + 1)
    codes = [code for code, _amount in found[:SIZE]]
    shown = {dossier.code: dossier for dossier in visible_to(request.user).filter(code__in=codes)}
    told = behind(list(shown), at=asked.window.to_at)
    return {
        "rows": [(shown[code], told[code]) for code in codes if code in shown],
        "hidden": len(codes) - len(shown),
        "turn": turning(request, number, has_next=len(found) > SIZE),
    }


def _narrowed(request: HttpRequest) -> tuple[str, str] | None:
    name, value = request.GET.get("nhom", ""), request.GET.get("la")
    if value is None or name not in set(GROUPINGS) & set(GROUPED_BY):
        return None
    if name == "day" and day_of(value) is None:
        raise Http404
    return name, value


def _again(asked: Wanted, narrowed: tuple[str, str] | None) -> str:
    more = urlencode({"nhom": narrowed[0], "la": narrowed[1]}) if narrowed else ""
    return "&".join(part for part in (asked.query, more) if part)


def _row_words(narrowed: tuple[str, str] | None) -> str:
    return labels_of(narrowed[0], [narrowed[1]])[narrowed[1]] if narrowed else ""
