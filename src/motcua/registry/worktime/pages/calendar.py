"""The year of an agency, and declaring days on it: first what would move, then save."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import needs
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.wording import read_day
from motcua.registry.worktime import permissions
from motcua.registry.worktime.actions import declare_days
from motcua.registry.worktime.pages.declaring import KINDS, PARTS, changes_of, values_of
from motcua.registry.worktime.pages.hours import purpose_of
from motcua.registry.worktime.pages.looking import mark_of, moved_by
from motcua.registry.worktime.pages.scopes import ALL, chosen, code_of, scopes_of
from motcua.registry.worktime.pages.weeks import WEEKDAYS, week_lines
from motcua.registry.worktime.queries.calendars import calendar_of
from motcua.registry.worktime.queries.declared import said_about
from motcua.registry.worktime.queries.moves import WhatMoves
from motcua.registry.worktime.rules.calendar import FIRST_DAY, LAST_DAY
from motcua.registry.worktime.rules.inheritance import PURPOSE_LABELS, Purpose, check_change
from motcua.registry.worktime.rules.years import LOOK_LABELS, LOOK_SIGNS, months_of

YEAR, DECLARE = "worktime/desk/year.html", "worktime/desk/declare.html"
_YEARS_AHEAD = 3


@needs(permissions.MANAGE)
@require_safe
def year(request: HttpRequest) -> HttpResponse:
    """Twelve months of an agency, for what it does in those hours, as known now or on a day."""
    scopes = scopes_of(request.user)
    scope, shown = chosen(request.GET.get("co-quan", ""), scopes), _year(request.GET.get("nam", ""))
    code, purpose = code_of(scope), purpose_of(request.GET.get("viec", ""))
    errors: dict[str, str] = {}
    known_at = _known_at(request.GET.get("biet-den", ""), errors)
    calendar = calendar_of(code, purpose=purpose, known_at=known_at)
    today, said = clock.today(), said_about(code, shown, known_at=known_at)
    context = {
        "months": months_of(calendar, shown),
        "weekdays": WEEKDAYS,
        "today": today,
        "year": shown,
        "years": [(near, _query(request, scope, near, purpose)) for near in (shown - 1, shown + 1) if _is_year(near)],
        "scope": scope,
        "scopes": scopes,
        "scope_name": dict(scopes)[scope],
        "purpose": purpose.value,
        "purposes": [(one.value, gettext(label)) for one, label in PURPOSE_LABELS.items()],
        "known_on": request.GET.get("biet-den", ""),
        "known_at": known_at,
        "legend": [(LOOK_SIGNS.get(look, ""), look, label) for look, label in LOOK_LABELS.items()],
        "hours": week_lines(calendar.week_on(today if today.year == shown else date(shown, 1, 1))),
        "said": [one for one in said if not one.is_published],
        "published": [one for one in said if one.is_published],
        "errors": errors,
    }
    return answer(request, YEAR, context, status=422 if errors else None)


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def declare(request: HttpRequest) -> HttpResponse:
    """Say what a day is: looking at what would move comes before saving, and again after any change of the form."""
    given = request.POST if request.method == "POST" else request.GET
    scopes = scopes_of(request.user)
    scope, values, at = chosen(given.get("scope", ""), scopes), values_of(given), clock.now()
    values = {**values, "kind": values["kind"] or "holiday", "part": values["part"] or "all"}
    context: dict[str, Any] = {"scope": scope, "scopes": scopes, "scope_name": dict(scopes)[scope], "values": values}
    context |= {
        "is_for_all": scope == ALL,
        "kinds": _translated(KINDS),
        "parts": _translated(PARTS),
        "back": _year_url(scope, _first_year(values["day"])),
    }
    refusal, then = None, None
    if request.method == "POST":
        try:
            changes = changes_of(values)
            for change in changes:
                check_change(change)
            looked_at = mark_of({"scope": scope, **values})
            if request.POST.get("looked_at") == looked_at:
                declare_days(changes, scope=code_of(scope), actor=request.user.get_username(), at=at)
                then = _year_url(scope, changes[0].day.year)
            else:
                moved = moved_by(WhatMoves(code_of(scope), changes, at))
                context |= {"looked_at": looked_at, "changes": changes, "moved": moved}
        except DomainError as error:
            refusal = error
    said = gettext("Đã ghi vào lịch. Hạn của các hồ sơ đang giải quyết được tính lại.") if then else ""
    return answer(request, DECLARE, context, part=None if then else "filled", refused=refusal, then=then, said=said)


def _year_url(scope: str, year: int) -> str:
    return f"{reverse('worktime:year')}?{urlencode({'co-quan': scope, 'nam': year})}"


def _year(text: str) -> int:
    return int(text) if text.isdecimal() and _is_year(int(text)) else clock.today().year


def _is_year(number: int) -> bool:
    return FIRST_DAY.year <= number <= min(clock.today().year + _YEARS_AHEAD, LAST_DAY.year)


def _first_year(text: str) -> int:
    try:
        day = read_day(text)
    except InvalidInput:
        day = None
    return _year(str(day.year)) if day else clock.today().year


def _known_at(text: str, errors: dict[str, str]) -> datetime | None:
    """The end of the day asked about, so that all that became known on it is known."""
    try:
        day = read_day(text)
        return clock.at(day + timedelta(days=1)) - timedelta(microseconds=1) if day else None
    except (InvalidInput, OverflowError) as error:
        errors["biet-den"] = gettext(getattr(error, "text", "") or "Hãy nhập một ngày khác.")
        return None


def _query(request: HttpRequest, scope: str, shown: int, purpose: Purpose) -> str:
    asked = {"co-quan": scope, "nam": shown, "viec": purpose.value, "biet-den": request.GET.get("biet-den", "")}
    return urlencode({name: value for name, value in asked.items() if value})


def _translated(options: list[Any]) -> list[tuple[str, ...]]:
    return [(value, *(gettext(text) for text in texts)) for value, *texts in options]
