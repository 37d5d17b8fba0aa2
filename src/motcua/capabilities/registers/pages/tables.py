"""Tables in and out of a register."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.capabilities.registers import permissions
from motcua.capabilities.registers.actions.importing import import_rows
from motcua.capabilities.registers.errors import TableUnreadable
from motcua.capabilities.registers.pages.asked import asked_of
from motcua.capabilities.registers.queries.lists import line_of, rows_asked
from motcua.capabilities.registers.queries.scopes import READ_ONLY, Scope, scope_for, scopes_for
from motcua.capabilities.registers.queries.tables import as_csv, as_excel, rows_in_file, table_of
from motcua.capabilities.registers.rules.table import MOST_ROWS, heads_of
from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace, needs
from motcua.kernel.errors import DomainError, NotAllowed
from motcua.kernel.files.kinds import MEDIA_TYPES
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer

IMPORT = "registers/import.html"
NO_FILE = mark("Hãy chọn tệp.")
_MOST_REFUSED = 200
_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": MEDIA_TYPES["xlsx"]}


@needs(permissions.SEE)
@require_safe
def export(request: HttpRequest, register: str, ending: str) -> HttpResponse:
    """The records that the person sees and asks for, as a file that can be read in again."""
    scope = scope_for(request.user, register)
    if ending not in _TYPES:
        raise Http404
    definition = scope.definition
    if definition.personal:
        leave_trace(request.user, f"register:{register}", page="registers:export", at=clock.now())
    seen = {one.definition.code: one for one in scopes_for(request.user)}
    lines = [line_of(row) for row in rows_asked(scope, asked_of(request, definition))[:MOST_ROWS]]
    heads, rows = table_of(scope, lines, seen=seen, is_plain=ending == "csv")
    content = as_csv(heads, rows) if ending == "csv" else as_excel(definition.name, heads, rows)
    return _file(content, f"{register}.{ending}", _TYPES[ending])


@needs(permissions.SEE)
@require_safe
def template(request: HttpRequest, register: str) -> HttpResponse:
    """An empty workbook with the heads, to be filled in."""
    definition = scope_for(request.user, register).definition
    content = as_excel(definition.name, list(heads_of(definition).values()), [])
    return _file(content, f"{register}-mau.xlsx", _TYPES["xlsx"])


@needs(permissions.SEE)
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest, register: str) -> HttpResponse:
    """Try a table, or take it in; refused rows are told with line and reason."""
    scope = scope_for(request.user, register)
    if not scope.edits_somewhere:
        raise NotAllowed(READ_ONLY, name=scope.definition.name)
    outcome, refusal, is_trial = None, None, request.POST.get("do") != "write"
    if request.method == "POST":
        try:
            outcome = _imported(request, scope, is_trial=is_trial)
        except DomainError as error:
            refusal = error
    context = {
        "definition": scope.definition,
        "outcome": outcome,
        "is_trial": is_trial,
        "refused": outcome.refused[:_MOST_REFUSED] if outcome else [],
        "more": max(0, len(outcome.refused) - _MOST_REFUSED) if outcome else 0,
        "heads": list(heads_of(scope.definition).values()),
    }
    said = "" if is_trial or outcome is None else _("Đã nhập bảng vào sổ.")
    return answer(request, IMPORT, context, part="result" if outcome or refusal else None, refused=refusal, said=said)


def _imported(request: HttpRequest, scope: Scope, *, is_trial: bool) -> Any:
    came = request.FILES.get("table")
    if came is None:
        raise TableUnreadable(NO_FILE, fields={"table": NO_FILE})
    rows = rows_in_file(scope.definition, came.name or "", came)
    mine = scope.agencies_to_edit()
    return import_rows(
        scope.definition.code,
        rows=rows,
        may_edit=scope.may_edit,
        agency_code=mine[0].code if mine else "",
        actor=request.user.get_username(),
        at=clock.now(),
        is_trial=is_trial,
    )


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    response["Cache-Control"] = "private, no-store"
    return response
