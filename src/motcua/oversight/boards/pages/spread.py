"""Where and when: the communes on a map, the hours of the week."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.kernel.access.rights import needs
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.tables import csv_file, wants_csv
from motcua.oversight.boards.pages.parts import asked_by, tabs
from motcua.oversight.boards.queries.communes import SHOWN, commune_map
from motcua.oversight.boards.queries.hours import hour_map
from motcua.oversight.insight.permissions import SEE
from motcua.oversight.insight.public import indicators_on


@needs(SEE)
@require_safe
def communes(request: HttpRequest) -> HttpResponse:
    """One figure in every commune, as areas or tiles; each leads to how it is made."""
    asked = asked_by(request)
    known = indicators_on(asked.on)
    choices = [(code, known[code].name) for code in SHOWN if code in known]
    code = request.GET.get("chi-so", "")
    code = code if code in dict(choices) else SHOWN[0]
    drawn = commune_map(code, asked.window, only=asked.agencies, on=asked.on)
    if wants_csv(request):
        heads = [_("Mã cơ quan"), _("Đơn vị"), known[code].name if code in known else code, _("Tử số"), _("Mẫu số")]
        rows = (
            [one.agency_code, one.name, one.value]
            + ([one.figure.numerator, one.figure.denominator] if one.figure else [None, None])
            for one in drawn.communes
        )
        return csv_file(f"ban-do-{code}", heads, rows)
    page = {
        "asked": asked,
        "tabs": tabs(asked, "boards:communes"),
        "map": drawn,
        "code": code,
        "indicator": known.get(code),
        "choices": choices,
    }
    return answer(request, "boards/desk/communes.html", page)


@needs(SEE)
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """Received dossiers by weekday and hour."""
    asked = asked_by(request)
    found = hour_map("received", asked.window, agencies=asked.agencies)
    if wants_csv(request):
        heads = [_("Ngày trong tuần"), *(f"{hour}h" for hour in found.hours), _("Cộng")]
        rows = ([_(label), *(cell.times for cell in cells), total] for label, cells, total in found.rows)
        return csv_file("gio-tiep-nhan", heads, rows)
    page = {"asked": asked, "tabs": tabs(asked, "boards:hours"), "map": found}
    return answer(request, "boards/desk/hours.html", page)
