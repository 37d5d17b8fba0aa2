"""The honest rate beside the official one, the alerts that explain the difference, and their dossiers."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.casework.dossiers.public import visible_to
from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.tables import csv_file, wants_csv
from motcua.kernel.ui.turning import asked_page, turning
from motcua.oversight.honesty.models import AlertDossier
from motcua.oversight.honesty.permissions import SEE
from motcua.oversight.honesty.queries.alerts import (
    AlertView,
    alert_of,
    dossiers_of,
    last_look,
    limits_of,
    rejected,
    standing_alerts,
)
from motcua.oversight.honesty.queries.honest import CORRECTIONS, rates, rates_by_agency
from motcua.oversight.honesty.queries.words import alert_words, dossier_words, meaning_of, title_of
from motcua.oversight.honesty.rules.patterns import Pattern
from motcua.oversight.insight.public import Wanted, figures, wanted
from motcua.registry.organisation.public import codes_under

SIZE = 30


@needs(SEE)
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Both rates of a period, what lies between them, agency by agency."""
    asked, agencies = _asked(request)
    now = clock.now()
    alerts = standing_alerts(agencies=agencies, window=asked.window)
    if wants_csv(request):
        heads = [_("Dấu hiệu"), _("Tháng"), _("Cơ quan"), _("Vì sao"), _("Hồ sơ"), _("Không còn đúng hạn")]
        return csv_file("canh-bao", heads, (_row(one) for one in alerts))
    corrections = figures(CORRECTIONS, asked.window, agencies=agencies, on=asked.on)
    page = {
        "asked": asked,
        "rates": rates(asked.window, agencies=agencies, on=asked.on),
        "agencies": rates_by_agency(asked.window, agencies=agencies, on=asked.on),
        "alerts": [(one, title_of(one), alert_words(one)) for one in alerts],
        "corrections": [corrections[code] for code in CORRECTIONS if code in corrections],
        "patterns": [(one.limits, *meaning_of(one.limits.pattern)) for one in limits_of(now)],
        "look": last_look(),
    }
    return answer(request, "honesty/board.html", page)


@needs(SEE)
@require_safe
def alert(request: HttpRequest, number: int) -> HttpResponse:
    """One alert with its dossiers."""
    found = alert_of(number, agencies=_agencies(request))
    if found is None:
        raise Http404
    page_number = asked_page(request)
    rows = list(dossiers_of(number)[page_number * SIZE : (page_number + 1) * SIZE + 1])
    means, honestly = meaning_of(found.pattern)
    page = {
        "found": found,
        "title": title_of(found),
        "words": alert_words(found),
        "means": means,
        "honestly": honestly,
        "turn": turning(request, page_number, has_next=len(rows) > SIZE),
        **_shown(request, ((found.pattern, row) for row in rows[:SIZE])),
    }
    return answer(request, "honesty/alert.html", page)


@needs(SEE)
@require_safe
def dossiers(request: HttpRequest) -> HttpResponse:
    """The dossiers between the two rates: on time officially, not without the trick."""
    asked, agencies = _asked(request)
    number = asked_page(request)
    found = rejected(asked.window, agencies=agencies).select_related("alert").order_by("-ended_at", "subject", "id")
    rows = list(found[number * SIZE : (number + 1) * SIZE + 1])
    page = {
        "asked": asked,
        "rates": rates(asked.window, agencies=agencies, on=asked.on),
        "turn": turning(request, number, has_next=len(rows) > SIZE),
        **_shown(request, ((Pattern(row.alert.pattern), row) for row in rows[:SIZE])),
    }
    return answer(request, "honesty/dossiers.html", page)


def _row(one: AlertView) -> list[object]:
    month = f"{one.row.month_on:%m/%Y}"
    return [_(one.pattern.label), month, one.agency_name, alert_words(one), one.found, one.rejected]


def _asked(request: HttpRequest) -> tuple[Wanted, tuple[str, ...]]:
    """The period, and the agencies that both figures and alerts may be seen of."""
    asked = wanted(request.user, request.GET, now=clock.now())
    return asked, tuple(set(asked.agencies) & set(_agencies(request)))


def _agencies(request: HttpRequest) -> tuple[str, ...]:
    return codes_under(agencies_where(request.user, SEE))


def _shown(request: HttpRequest, rows: Iterable[tuple[Pattern, AlertDossier]]) -> dict[str, Any]:
    """Those that the officer may see, with why; of the others only how many there are."""
    found = list(rows)
    codes = {row.subject for _pattern, row in found} | {row.other for _pattern, row in found if row.other}
    seen = {dossier.code: dossier for dossier in visible_to(request.user).filter(code__in=codes)}
    shown = [
        (seen[row.subject], pattern, row, dossier_words(pattern, row), seen.get(row.other))
        for pattern, row in found
        if row.subject in seen
    ]
    return {"rows": shown, "hidden": len(found) - len(shown)}
