"""Which week an agency works in which season, and declaring the next one after seeing what it moves."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import WEEKDAYS
from motcua.registry.organisation.public import agency_names
from motcua.registry.worktime import permissions
from motcua.registry.worktime.actions import declare_hours
from motcua.registry.worktime.pages.declaring import CHECK_FIELDS
from motcua.registry.worktime.pages.looking import check_basis, mark_of, moved_by, stretch_of
from motcua.registry.worktime.pages.scopes import ALL, chosen, code_of, scopes_of
from motcua.registry.worktime.pages.weeks import week_lines
from motcua.registry.worktime.queries.calendars import calendar_of
from motcua.registry.worktime.queries.moves import WhatMoves
from motcua.registry.worktime.queries.versions import split_replaced, week_versions
from motcua.registry.worktime.rules.calendar import Shifts, Week
from motcua.registry.worktime.rules.hours_text import read_shifts, shifts_text
from motcua.registry.worktime.rules.inheritance import PURPOSE_LABELS, DeclaredWeek, Purpose

LIST, DECLARE = "worktime/desk/hours.html", "worktime/desk/declare_hours.html"
DAYS = tuple(f"day_{number}" for number in range(7))
FIELDS = ("purpose", "valid_from", "last_day", *DAYS, "legal_basis")
NOT_HOURS = mark("Không đọc được. Hãy viết như 7:00–11:30, 13:30–17:00; các ca theo thứ tự, không chồng nhau.")
NO_HOURS = mark("Tuần này không có ca làm việc nào.")


@needs(permissions.MANAGE)
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """The week of today, and every version that holds for the agency: its own first, then of those above it."""
    scopes, today = scopes_of(request.user), clock.today()
    scope, purpose = chosen(request.GET.get("co-quan", ""), scopes), purpose_of(request.GET.get("viec", ""))
    code = code_of(scope)
    held, replaced = split_replaced(week_versions(code, purpose, today))
    names = agency_names({one.agency_code for one in (*held, *replaced)} - {""})
    context = {
        "scope": scope,
        "scopes": scopes,
        "scope_name": dict(scopes)[scope],
        "purpose": purpose.value,
        "purposes": _purposes(),
        "today": today,
        "now": week_lines(calendar_of(code, purpose=purpose).week_on(today)),
        "versions": [(one, week_lines(one.week), names.get(one.agency_code, "")) for one in held],
        "replaced": [(one, week_lines(one.week), names.get(one.agency_code, "")) for one in replaced],
    }
    return answer(request, LIST, context)


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """The week from a day on: looking at what would move comes before saving."""
    given = request.POST if request.method == "POST" else request.GET
    scopes, at = scopes_of(request.user), clock.now()
    scope = chosen(given.get("scope", ""), scopes)
    values = _values(given) if request.method == "POST" else _values_now(scope, purpose_of(given.get("purpose", "")))
    context, refusal, then = _form(scope, scopes, values), None, None
    if request.method == "POST":
        try:
            week, looked_at = _proposed(code_of(scope), values), mark_of({"scope": scope, **values})
            if request.POST.get("looked_at") == looked_at:
                _save(week, actor=request.user.get_username())
                then = _list_url(scope, week.purpose)
            else:
                context |= {"looked_at": looked_at, "week": week, "lines": week_lines(week.week)}
                context |= {"is_backdated": week.valid_from < clock.today()}
                context |= {"moved": moved_by(WhatMoves(week.agency_code, (), at, week=week))}
        except DomainError as error:
            refusal = error
    said = gettext("Đã ghi giờ làm việc. Hạn của các hồ sơ đang giải quyết được tính lại.") if then else ""
    return answer(request, DECLARE, context, part=None if then else "filled", refused=refusal, then=then, said=said)


def _list_url(scope: str, purpose: str) -> str:
    return f"{reverse('worktime:hours')}?{urlencode({'co-quan': scope, 'viec': str(purpose)})}"


def purpose_of(text: str) -> Purpose:
    """What is asked about; handling dossiers if nothing usable is said."""
    return Purpose(text) if text in {one.value for one in Purpose} else Purpose.PROCESSING


def _save(week: DeclaredWeek, *, actor: str) -> None:
    declare_hours(
        week.agency_code,
        week.week,
        valid_from=week.valid_from,
        valid_to=week.valid_to,
        purpose=week.purpose,
        legal_basis=week.legal_basis,
        actor=actor,
        at=week.known_at,
    )


def _purposes() -> list[tuple[str, str]]:
    return [(one.value, gettext(label)) for one, label in PURPOSE_LABELS.items()]


def _form(scope: str, scopes: list[tuple[str, str]], values: dict[str, str]) -> dict[str, Any]:
    days = [(name, gettext(WEEKDAYS[number]), values[name]) for number, name in enumerate(DAYS)]
    return {
        "scope": scope,
        "scopes": scopes,
        "scope_name": dict(scopes)[scope],
        "is_for_all": scope == ALL,
        "values": values,
        "days": [(name, f"{label[:1].upper()}{label[1:]}", value) for name, label, value in days],
        "purposes": _purposes(),
        "back": _list_url(scope, values["purpose"]),
        "purpose_name": dict(_purposes()).get(values["purpose"], ""),
    }


def _values(given: Mapping[str, str]) -> dict[str, str]:
    return {name: " ".join(nfc(given.get(name, "")).split()) for name in FIELDS}


def _values_now(scope: str, purpose: Purpose) -> dict[str, str]:
    """A form filled with the week of today."""
    today = clock.today()
    week = calendar_of(code_of(scope), purpose=purpose).week_on(today)
    days = {name: shifts_text(shifts) for name, shifts in zip(DAYS, week, strict=True)}
    return {"purpose": purpose.value, "valid_from": f"{today:%d/%m/%Y}", "last_day": "", **days, "legal_basis": ""}


def _proposed(agency_code: str, values: Mapping[str, str]) -> DeclaredWeek:
    """What the form proposes; `InvalidInput` names every field that will not do."""
    errors: dict[str, str] = {}
    valid_from, valid_to = stretch_of(values, errors)
    check_basis(values, errors)
    read = [read_shifts(values[name]) for name in DAYS]
    errors |= {name: NOT_HOURS for name, shifts in zip(DAYS, read, strict=True) if shifts is None}
    if not errors and not any(read):
        errors[DAYS[0]] = NO_HOURS
    if errors:
        raise InvalidInput(CHECK_FIELDS, fields=errors)
    purpose, basis = purpose_of(values["purpose"]), values["legal_basis"]
    return DeclaredWeek(agency_code, purpose, _week(read), valid_from, valid_to, clock.now(), basis)


def _week(read: list[Shifts | None]) -> Week:
    monday, tuesday, wednesday, thursday, friday, saturday, sunday = (shifts or () for shifts in read)
    return monday, tuesday, wednesday, thursday, friday, saturday, sunday
