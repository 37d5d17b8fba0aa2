"""The registers, the list of one, its figures and its map."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.capabilities.registers import permissions
from motcua.capabilities.registers.pages.asked import asked_of, filter_boxes, past_day
from motcua.capabilities.registers.queries.counts import LOWER, Counted, counts_in, rows_on
from motcua.capabilities.registers.queries.definitions import version_on
from motcua.capabilities.registers.queries.lists import Asked, Line, cells_of, lines_of, rows_asked
from motcua.capabilities.registers.queries.maps import points_of, records_by_place
from motcua.capabilities.registers.queries.scopes import Scope, scope_for, scopes_for
from motcua.capabilities.registers.rules.definition import AGENCY, CODE, NUMERIC, STATE, Count, FieldType
from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, leave_trace, needs
from motcua.kernel.rounding import share
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.pieces import Tab
from motcua.kernel.ui.turning import asked_page, turning
from motcua.kernel.ui.wording import translated
from motcua.registry.organisation.public import agencies, codes_under

HUB, LIST, FIGURES, MAP = (f"registers/{name}.html" for name in ("hub", "list", "figures", "map"))
PAGE_SIZE = 30
OWN_LABELS = {CODE: mark("Mã"), AGENCY: mark("Cơ quan"), STATE: mark("Trạng thái")}
ALL_AGENCIES = mark("Mọi cơ quan")


@needs(permissions.SEE)
@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """The registers that are there for the person, by group."""
    groups: dict[str, list[Any]] = {}
    for scope in scopes_for(request.user):
        groups.setdefault(scope.definition.group, []).append(scope.definition)
    may_define = bool(agencies_where(request.user, permissions.DEFINE))
    return answer(request, HUB, {"groups": sorted(groups.items()), "may_define": may_define})


@needs(permissions.SEE)
@require_safe
def listed(request: HttpRequest, register: str) -> HttpResponse:
    """A register's records that the person sees: found, filtered, sorted, turned."""
    scope = scope_for(request.user, register)
    asked, number = asked_of(request, scope.definition), asked_page(request)
    lines, has_next = lines_of(scope, asked, offset=number * PAGE_SIZE, size=PAGE_SIZE)
    trace_list(request.user, scope, page="registers:list")
    seen = _seen_for(request, scope)
    context = {
        **_head(scope, "list"),
        "asked": asked,
        "boxes": filter_boxes(scope, asked, request.GET),
        "heads": [_head_of(scope, code, asked, request) for code in scope.definition.columns],
        "rows": [_row(scope, line, cells) for line, cells in cells_of(scope, lines, seen)],
        "page": turning(request, number, has_next=has_next),
        "behind": scope.definition.count_of(asked.count),
        "is_lower": asked.part == LOWER,
        "query": request.GET.urlencode(),
        "is_filtered": bool(request.GET),
    }
    return answer(request, LIST, context)


@needs(permissions.SEE)
@require_safe
def figures(request: HttpRequest, register: str) -> HttpResponse:
    """The counts of a register, each leading to its rows."""
    scope = scope_for(request.user, register)
    day = past_day(request.GET.get("ngay", ""))
    seen = [one for one in agencies() if scope.may_see(one.code)]
    code = request.GET.get("co-quan", "")
    agency = code if code in {one.code for one in seen} else ""
    found = version_on(register, day) if day else scope.version
    rows = rows_on(register, day or clock.today())
    where = scope.where(scope.definition.see)
    if agency or where is not None:
        rows = rows.filter(agency_code__in=codes_under([agency] if agency else where or ()))
    counted = counts_in(found, rows, day or clock.today(), agency=agency) if found else {}
    context = {
        **_head(scope, "figures"),
        "rows": [_figure(one, counted[one.code]) for one in found.definition.counts] if found else [],
        "agencies": [("", ALL_AGENCIES), *((one.code, one.short_name or one.name) for one in seen)],
        "agency": agency,
        "day": day,
    }
    return answer(request, FIGURES, context)


@needs(permissions.SEE)
@require_safe
def map_of(request: HttpRequest, register: str) -> HttpResponse:
    """Where the records are: points drawn, places listed."""
    scope = scope_for(request.user, register)
    asked = asked_of(request, scope.definition)
    trace_list(request.user, scope, page="registers:map")
    rows = rows_asked(scope, asked)
    context = {
        **_head(scope, "map"),
        "boxes": filter_boxes(scope, asked, request.GET),
        "drawing": points_of(scope.definition, rows) if scope.definition.point else None,
        "places": records_by_place(scope.definition, rows) if scope.definition.place else [],
        "place_field": scope.definition.place,
    }
    return answer(request, MAP, context)


def trace_list(user: Any, scope: Scope, *, page: str) -> None:
    """Leave word that personal fields were read, where the list shows any."""
    if scope.definition.personal & set(scope.definition.columns):
        leave_trace(user, f"register:{scope.definition.code}", page=page, at=clock.now())


def _seen_for(request: HttpRequest, scope: Scope) -> dict[str, Scope]:
    fields = (scope.definition.by_code.get(code) for code in scope.definition.columns)
    if not any(one is not None and one.type is FieldType.RECORD for one in fields):
        return {}
    return {one.definition.code: one for one in scopes_for(request.user)}


def _head(scope: Scope, current: str) -> dict[str, Any]:
    definition = scope.definition
    tabs = [Tab(mark("Danh sách"), _url("list", definition.code), is_current=current == "list")]
    if definition.counts:
        tabs.append(Tab(mark("Số liệu"), _url("figures", definition.code), is_current=current == "figures"))
    if definition.has_map:
        tabs.append(Tab(mark("Bản đồ"), _url("map", definition.code), is_current=current == "map"))
    return {"definition": definition, "tabs": tabs, "may_edit": scope.edits_somewhere}


def _url(name: str, register: str) -> str:
    return reverse(f"registers:{name}", args=[register])


def _head_of(scope: Scope, code: str, asked: Asked, request: HttpRequest) -> dict[str, Any]:
    field = scope.definition.by_code.get(code)
    label = field.label if field else translated(OWN_LABELS[code])
    query = request.GET.copy()
    query["sap-xep"] = f"-{code}" if asked.sort == code else code
    query.pop("trang", None)
    return {
        "label": label,
        "url": f"?{query.urlencode()}",
        "is_number": bool(field and field.type in {*NUMERIC, FieldType.SCORES}),
        "sorted": {code: "ascending", f"-{code}": "descending"}.get(asked.sort or scope.definition.sort, ""),
        "sort_key": code,
    }


def _row(scope: Scope, line: Line, cells: list[tuple[str, str]]) -> dict[str, Any]:
    state = scope.definition.state_of.get(line.state)
    named = [code for code, _ in cells if code in scope.definition.by_code]
    lead = named[0] if named else cells[0][0]
    shown = []
    for code, text in cells:
        field = scope.definition.by_code.get(code)
        is_number = bool(field and field.type in {*NUMERIC, FieldType.SCORES})
        shown.append({"code": code, "text": text, "is_lead": code == lead, "is_number": is_number})
    return {"line": line, "cells": shown, "state": state}


def _figure(count: Count, counted: Counted) -> dict[str, Any]:
    percent = None
    if counted.denominator is not None:
        percent = share(int(counted.numerator * 10_000), int(counted.denominator * 10_000))
    return {"count": count, "counted": counted, "percent": percent, "lower": counted.url.replace("phan=tu", "phan=mau")}
