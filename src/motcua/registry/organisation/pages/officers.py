"""The administrator's pages about officers: who they are, one of them, and a new one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from motcua.kernel import clock
from motcua.kernel.access.rights import leave_trace, may_at, needs
from motcua.kernel.errors import DomainError
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.turning import asked_page, turning
from motcua.registry.organisation import permissions
from motcua.registry.organisation.actions.postings import engage_officer
from motcua.registry.organisation.pages.forms import FIELDS, PERSON, at_its_field, person_errors, values_of, wanted_of
from motcua.registry.organisation.pages.scopes import may_change_account, officer_for, places_for, usernames_for
from motcua.registry.organisation.queries import (
    Stretch,
    agencies,
    agency_names,
    careers_of,
    units_under,
    usernames_under,
)
from motcua.registry.organisation.rules import Role
from motcua.registry.people import permissions as of_people
from motcua.registry.people.public import find_officers

LIST, DETAIL, ADD = (f"organisation/desk/{name}.html" for name in ("officers", "officer", "add_officer"))
PAGE_SIZE = 30
LONGEST = 200
EVERYWHERE = mark("Mọi cơ quan")


@needs(of_people.MANAGE)
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """The officers of one's agencies, by name, user name or agency."""
    text, code, number = nfc(request.GET.get("q", ""))[:LONGEST], request.GET.get("co-quan", ""), asked_page(request)
    mine = [one for one in agencies() if may_at(request.user, of_people.MANAGE, one.code)]
    who = usernames_for(request.user)
    if code in {one.code for one in mine}:
        who &= usernames_under({code})
    rows, has_next = find_officers(who, text, offset=number * PAGE_SIZE, size=PAGE_SIZE)
    working = _working([row.username for row in rows])
    context = {
        "page": turning(request, number, has_next=has_next),
        "rows": [(row, working.get(row.username, ())) for row in rows],
        "q": text,
        "agency": code,
        "agencies": [("", EVERYWHERE), *((one.code, one.short_name or one.name) for one in mine)],
    }
    return answer(request, LIST, context)


@needs(of_people.MANAGE)
@require_safe
def detail(request: HttpRequest, username: str) -> HttpResponse:
    """One officer: the account, and the postings by date."""
    return answer(request, DETAIL, officer_page(request, username, page="organisation:officer"))


@needs(of_people.MANAGE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """An account and its first postings; the one-time password stands in the answer and nowhere else."""
    places = places_for(request.user)
    values: dict[str, Any] = dict.fromkeys(FIELDS, "") | {"roles": [], "valid_from": f"{clock.today():%d/%m/%Y}"}
    refusal = None
    if request.method == "POST":
        values = values_of(request.POST)
        try:
            username, password = _engage(values, dict(places), actor=request.user.get_username())
            context = officer_page(request, username, page="organisation:add-officer")
            return answer(request, DETAIL, {**context, "password": password})
        except DomainError as error:
            refusal = error
    context = {"values": values, "places": [("", mark("Chọn cơ quan hoặc phòng, ban")), *places], "roles": roles()}
    return answer(request, ADD, context, refused=refusal)


def officer_page(request: HttpRequest, username: str, *, page: str) -> dict[str, Any]:
    """All that an officer's page shows; reading it leaves a trace."""
    officer, career = officer_for(request.user, username)
    leave_trace(request.user, f"officer:{username}", page=page, at=clock.now())
    return {
        "officer": officer,
        "postings": _told(career, request.user),
        "is_self": username == request.user.get_username(),
        "may_change": may_change_account(request.user, username, career),
        "may_post": bool(places_for(request.user)),
    }


def roles() -> list[tuple[str, str]]:
    """The choices of a role."""
    return [(one.value, one.label) for one in Role]


def _engage(values: dict[str, Any], places: dict[str, str], *, actor: str) -> tuple[str, str]:
    errors = person_errors(values)
    wanted = wanted_of(values, places, errors)
    with at_its_field():
        return engage_officer(
            **{name: values[name] for name in PERSON},
            agency_code=wanted.agency_code,
            unit_code=wanted.unit_code,
            roles=wanted.roles,
            valid_from=wanted.valid_from,
            actor=actor,
            at=clock.now(),
        )


def _working(usernames: list[str]) -> dict[str, list[tuple[Role, str]]]:
    """User name → role and agency of the postings that run or are to come."""
    today = clock.today()
    running = [one for one in careers_of(usernames) if not one.is_over(today)]
    names = agency_names({one.agency_code for one in running})
    found: dict[str, list[tuple[Role, str]]] = {}
    for one in running:
        found.setdefault(one.username, []).append((one.role, names.get(one.agency_code, one.agency_code)))
    return found


def _told(career: list[Stretch], user: Any) -> list[dict[str, Any]]:
    today, codes = clock.today(), {one.agency_code for one in career}
    names = agency_names(codes)
    units = {(agency_code, code): name for agency_code, code, name in units_under(codes)}
    return [
        {
            "one": one,
            "agency": names.get(one.agency_code, one.agency_code),
            "unit": units.get((one.agency_code, one.unit_code), one.unit_code),
            "is_over": one.is_over(today),
            "is_coming": one.valid_from > today,
            "may_end": one.valid_to is None and may_at(user, permissions.MANAGE, one.agency_code),
        }
        for one in career
    ]
