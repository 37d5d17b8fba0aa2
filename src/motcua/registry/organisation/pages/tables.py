"""The list of agencies and units as a file, out and in: whole or not at all."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.files.kinds import MEDIA_TYPES
from motcua.kernel.texts.mark import mark
from motcua.kernel.texts.sheet import csv_text
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import translated
from motcua.registry.organisation import permissions
from motcua.registry.organisation.actions.importing import import_agencies
from motcua.registry.organisation.adapters.tables import as_excel, rows_in_file
from motcua.registry.organisation.errors import TableRefused
from motcua.registry.organisation.pages.scopes import codes_for
from motcua.registry.organisation.queries import AgencySpan, UnitSpan, agency_spans, unit_spans_of
from motcua.registry.organisation.rules.table import HEADS

PAGE = "organisation/desk/agencies_table.html"
NO_FILE = mark("Hãy chọn tệp.")
TOO_BIG = mark("Tệp lớn quá 5 MB. Hãy chia thành nhiều tệp.")
_MOST_BYTES = 5_000_000
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": MEDIA_TYPES["xlsx"]}


@needs(permissions.MANAGE)
@require_safe
def export(request: HttpRequest, ending: str) -> HttpResponse:
    """All that one manages, also what is over and what is coming, as a file that can be read in again."""
    return _file(ending, "co-quan", _rows(codes_for(request.user)))


@needs(permissions.MANAGE)
@require_safe
def template(_request: HttpRequest, ending: str) -> HttpResponse:
    """The heads alone, to be filled in."""
    return _file(ending, "co-quan-mau", iter(()))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a table in; a faulty line is told with its reason, and then nothing is written."""
    context: dict[str, Any] = {"heads": [gettext(head) for head in HEADS.values()]}
    if request.method != "POST":
        return answer(request, PAGE, context)
    try:
        given = request.FILES.get("table")
        if given is None or (given.size or 0) > _MOST_BYTES:
            text = TOO_BIG if given else NO_FILE
            raise InvalidInput(text, fields={"table": text})
        made = import_agencies(
            rows_in_file(given.name or "", given),
            granted=agencies_where(request.user, permissions.MANAGE),
            actor=request.user.get_username(),
            at=clock.now(),
        )
    except TableRefused as refusal:
        faults = [(one.line, translated(one.text, one.parameters)) for one in refusal.faults]
        return answer(request, PAGE, context | {"faults": faults}, refused=refusal)
    except DomainError as refusal:
        return answer(request, PAGE, context, refused=refusal)
    words = ngettext("Đã thêm {n} cơ quan", "Đã thêm {n} cơ quan", made.agencies).format(n=made.agencies)
    rest = gettext("{units} phòng, ban; {same} dòng đã có sẵn, không đổi.").format(units=made.units, same=made.same)
    return answer(request, PAGE, context, then="organisation:agencies", said=f"{words}, {rest}")


def _rows(codes: tuple[str, ...]) -> Iterator[list[str]]:
    units = unit_spans_of(codes)
    told: set[str] = set()
    for span in agency_spans(codes):
        code = span.view.code
        yield _agency(span)
        if code not in told:
            told.add(code)
            yield from (_unit(code, unit) for unit in units.get(code, ()))


def _agency(span: AgencySpan) -> list[str]:
    view = span.view
    kind, days = view.level.label, _days(span)
    return [view.code, "", view.name, view.short_name, kind, view.place_code, view.address, view.phone, *days]


def _unit(agency_code: str, unit: UnitSpan) -> list[str]:
    return [agency_code, unit.code, unit.name, "", unit.kind.label, "", "", "", *_days(unit)]


def _days(span: AgencySpan | UnitSpan) -> list[str]:
    return [f"{span.valid_from:%d/%m/%Y}", f"{span.last_on:%d/%m/%Y}" if span.last_on else ""]


def _file(ending: str, name: str, rows: Iterator[list[str]]) -> HttpResponse:
    if ending not in _TYPES:
        raise Http404
    heads = list(HEADS.values())
    content = csv_text(heads, rows).encode() if ending == "csv" else as_excel("co-quan", heads, rows)
    response = HttpResponse(content, content_type=_TYPES[ending])
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{ending}") or ""
    return response
