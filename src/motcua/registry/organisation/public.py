"""The door of organisation."""

from collections.abc import Mapping
from typing import Any

from motcua.kernel.access.rights import grants_rights
from motcua.registry.organisation.actions.agencies import open_agency, rename_agency, succeed_agency
from motcua.registry.organisation.actions.postings import end_posting, post_officer
from motcua.registry.organisation.actions.units import open_unit
from motcua.registry.organisation.queries import (
    AgencyView,
    Hanging,
    PostingView,
    WhatHangsOn,
    agencies,
    agency,
    agency_names,
    codes_under,
    officers_at,
    postings_of,
    roles_today,
    successor_of,
    unit_names,
)
from motcua.registry.organisation.rules import ROLE_PERMISSIONS, Level, Role, normal_agency_code
from motcua.registry.people.public import is_officer

__all__ = [
    "ROLE_PERMISSIONS",
    "AgencyView",
    "Hanging",
    "Level",
    "PostingView",
    "Role",
    "WhatHangsOn",
    "agencies",
    "agency",
    "agency_names",
    "codes_under",
    "end_posting",
    "granted_today",
    "normal_agency_code",
    "officers_at",
    "open_agency",
    "open_unit",
    "post_officer",
    "postings_of",
    "rename_agency",
    "succeed_agency",
    "successor_of",
    "unit_names",
]


@grants_rights
def granted_today(user: Any) -> Mapping[str, frozenset[str]]:
    """Permission → agency codes by the postings of today: one query for an officer, none for a citizen."""
    if not is_officer(user):
        return {}
    granted: dict[str, set[str]] = {}
    for role, agency_code in roles_today(user.get_username()):
        for name in ROLE_PERMISSIONS[role]:
            granted.setdefault(name, set()).add(agency_code)
    return {name: frozenset(codes) for name, codes in granted.items()}
