"""A posting from a day on, and its last day: what has passed is never edited."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace, needs, require
from motcua.kernel.errors import DomainError, InvalidInput
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.registry.organisation import permissions
from motcua.registry.organisation.actions.postings import end_posting, post_officer
from motcua.registry.organisation.pages.forms import (
    CHECK_FIELDS,
    ENDED_PAST,
    FIELDS,
    at_its_field,
    day_of,
    values_of,
    wanted_of,
)
from motcua.registry.organisation.pages.officers import roles
from motcua.registry.organisation.pages.scopes import officer_for, places_for
from motcua.registry.organisation.queries import Stretch, agency_names

ADD, END = "organisation/desk/add_posting.html", "organisation/desk/end_posting.html"
NO_CHOICE = mark("Chọn cơ quan hoặc phòng, ban")


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, username: str) -> HttpResponse:
    """Another role for an officer, from today or a day to come."""
    officer, _ = officer_for(request.user, username)
    places = places_for(request.user)
    values: dict[str, Any] = dict.fromkeys(FIELDS, "") | {"roles": [], "valid_from": f"{clock.today():%d/%m/%Y}"}
    refusal, then = None, None
    if request.method == "POST":
        values = values_of(request.POST)
        try:
            _post(username, values, dict(places), actor=request.user.get_username())
            then = reverse("organisation:officer", args=[username])
        except DomainError as error:
            refusal = error
    leave_trace(request.user, f"officer:{username}", page="organisation:add-posting", at=clock.now())
    context = {"officer": officer, "values": values, "places": [("", NO_CHOICE), *places], "roles": roles()}
    return answer(request, ADD, context, refused=refusal, then=then, said=gettext("Đã ghi phân công."))


@needs(permissions.MANAGE)
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """The last day of a posting."""
    officer, career = officer_for(request.user, username)
    one = next((one for one in career if one.id == pk), None)
    if one is None:
        raise Http404
    require(request.user, permissions.MANAGE, one.agency_code)
    typed, refusal, then = f"{clock.today():%d/%m/%Y}", None, None
    if request.method == "POST":
        typed = " ".join(nfc(request.POST.get("last_day", "")).split())
        try:
            _end(one, typed, actor=request.user.get_username())
            then = reverse("organisation:officer", args=[username])
        except DomainError as error:
            refusal = error
    leave_trace(request.user, f"officer:{username}", page="organisation:end-posting", at=clock.now())
    context = {
        "officer": officer,
        "one": one,
        "agency": agency_names({one.agency_code}).get(one.agency_code, one.agency_code),
        "last_day": typed,
    }
    return answer(request, END, context, refused=refusal, then=then, said=gettext("Đã ghi ngày kết thúc phân công."))


def _post(username: str, values: dict[str, Any], places: dict[str, str], *, actor: str) -> None:
    wanted = wanted_of(values, places, {})
    with at_its_field():
        post_officer(
            username=username,
            agency_code=wanted.agency_code,
            unit_code=wanted.unit_code,
            role=wanted.roles[0],
            valid_from=wanted.valid_from,
            actor=actor,
            at=clock.now(),
        )


def _end(one: Stretch, typed: str, *, actor: str) -> None:
    errors: dict[str, str] = {}
    last = day_of(typed, "last_day", errors)
    if last and last < clock.today() - timedelta(days=1):
        errors["last_day"] = ENDED_PAST
    if errors or last is None:
        raise InvalidInput(CHECK_FIELDS, fields=errors)
    with at_its_field():
        end_posting(one.id, valid_to=_after(last), actor=actor, at=clock.now())


def _after(last: date) -> date:
    """Days are kept half-open: the first day without the role."""
    return last + timedelta(days=1)
