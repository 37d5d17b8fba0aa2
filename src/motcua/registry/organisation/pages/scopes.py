"""Whom an administrator may see and change: who is posted at his agencies or below, deny by default."""

from typing import Any

from django.http import Http404

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where, may_at
from motcua.kernel.errors import NotAllowed
from motcua.kernel.texts.mark import mark
from motcua.registry.organisation import permissions
from motcua.registry.organisation.queries import (
    AgencySpan,
    Stretch,
    agencies,
    agency_spans,
    careers_of,
    codes_under,
    units_under,
    usernames_under,
)
from motcua.registry.organisation.rules import code_above
from motcua.registry.people import permissions as of_people
from motcua.registry.people.public import OfficerView, find_officers

ELSEWHERE = mark(
    "Cán bộ này còn làm việc ở cơ quan ngoài phạm vi quản lý của bạn, nên tài khoản do người quản trị cấp trên quản lý."
)
ABOVE = mark(
    "Mở, đổi, chuyển hay kết thúc một cơ quan là việc của người quản trị cơ quan cấp trên. Hãy liên hệ người ấy."
)
APART = "/"
"""Between agency code and unit code in the value of a choice; neither has one."""


def usernames_for(user: Any) -> set[str]:
    """The officers whom the person may see."""
    return usernames_under(agencies_where(user, of_people.MANAGE))


def officer_for(user: Any, username: str) -> tuple[OfficerView, list[Stretch]]:
    """The officer with all postings; who was never posted at the person's agencies is not there for him."""
    seen, career = codes_under(agencies_where(user, of_people.MANAGE)), careers_of([username])
    is_seen = any(one.agency_code in seen for one in career)
    found, _ = find_officers({username} if is_seen else (), "", offset=0, size=1)
    if not found:
        raise Http404
    return found[0], career


def codes_for(user: Any) -> tuple[str, ...]:
    """The codes of the agencies, also of those that are over, that the person manages."""
    return codes_under(agencies_where(user, permissions.MANAGE))


def agency_for(user: Any, code: str) -> list[AgencySpan]:
    """The agency's rows by their days; one that the person does not manage is not there for him."""
    spans = agency_spans([code]) if may_at(user, permissions.MANAGE, code) else []
    if not spans:
        raise Http404
    return spans


def may_shape(user: Any, code: str) -> bool:
    """Whether the person may rename, move or end the agency: whoever manages above it, at the top it itself."""
    return may_at(user, permissions.MANAGE, code_above(code) or code)


def require_shape(user: Any, code: str) -> None:
    """Refuse (`NotAllowed`) who manages the agency alone and not what stands above."""
    if not may_shape(user, code):
        raise NotAllowed(ABOVE)


def may_change_account(user: Any, username: str, career: list[Stretch]) -> bool:
    """Whether the account is the person's to change: else who posts a leader at his own agency could enter as him.

    All postings that run or are to come must be within his agencies; of somebody who has none, the last one.
    """
    today = clock.today()
    running = [one for one in career if not one.is_over(today)] or career[:1]
    return username != user.get_username() and all(may_at(user, of_people.MANAGE, one.agency_code) for one in running)


def require_account(user: Any, username: str, career: list[Stretch]) -> None:
    """Refuse (`NotAllowed`) who answers for a part of the officer's work only."""
    if username != user.get_username() and not may_change_account(user, username, career):
        raise NotAllowed(ELSEWHERE)


def places_for(user: Any) -> list[tuple[str, str]]:
    """Where the person may post somebody today: agencies, each followed by its units, as value and label."""
    mine = [one for one in agencies() if may_at(user, permissions.MANAGE, one.code)]
    units: dict[str, list[tuple[str, str]]] = {}
    for agency_code, code, name in units_under([one.code for one in mine]):
        units.setdefault(agency_code, []).append((f"{agency_code}{APART}{code}", name))
    return [
        pair
        for one in mine
        for pair in [
            (one.code, f"{one.short_name or one.name} ({one.code})"),
            *((value, f"– {name}, {one.short_name or one.name}") for value, name in units.get(one.code, ())),
        ]
    ]
