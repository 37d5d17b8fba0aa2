"""Accounts and profiles, as plain values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.kernel.texts.fold import fold
from motcua.registry.people.errors import NumberRefused
from motcua.registry.people.models import Account, Party
from motcua.registry.people.rules import AccountKind
from motcua.registry.people.rules.identity import normal_phone
from motcua.registry.people.rules.naming import normal_username
from motcua.registry.people.rules.profile import Profile

MOST_FOUND = 20


@dataclass(frozen=True)
class OfficerView:
    """An officer's account; a one-time password was given as long as `has_one_time_password` holds."""

    username: str
    full_name: str
    email: str
    phone: str
    is_active: bool
    has_one_time_password: bool
    last_login: datetime | None


def is_officer(user: Any) -> bool:
    """Whether the signed-in user is an officer; costs no query."""
    return getattr(user, "kind", None) == AccountKind.OFFICER


def actor_of(user: Any) -> str:
    """How an event names who did it: an officer by user name; a citizen, whose user name is his number, by account."""
    return str(user.get_username()) if is_officer(user) else f"account:{user.pk}"


def officer_names(usernames: Collection[str]) -> dict[str, str]:
    """User name → full name of those that are officers."""
    rows = Account.objects.filter(username__in=set(usernames), kind=AccountKind.OFFICER)
    return dict(rows.values_list("username", "full_name"))


def find_officers(usernames: Collection[str], words: str, *, offset: int, size: int) -> tuple[list[OfficerView], bool]:
    """Those of `usernames` whose name or user name has all the words, with or without marks; and whether more follow.

    The words are compared here: an administrator has hundreds of officers, not millions, and `Account` no folded name.
    """
    rows = Account.objects.filter(username__in=set(usernames), kind=AccountKind.OFFICER).order_by("username")
    wanted = fold(words).split()
    if wanted:
        named = rows.values_list("username", "full_name")
        hits = [username for username, name in named if all(word in fold(f"{name} {username}") for word in wanted)]
        rows = rows.filter(username__in=hits[offset : offset + size + 1])
        offset = 0
    found = list(rows[offset : offset + size + 1])
    return [officer_view(row) for row in found[:size]], len(found) > size


def officer_view(row: Account) -> OfficerView:
    """The row as others may see it."""
    return OfficerView(
        row.username, row.full_name, row.email, row.phone, row.is_active, row.has_one_time_password, row.last_login
    )


def account_names(usernames: Collection[str]) -> dict[str, str]:
    """User name → full name, of citizens and officers."""
    return dict(Account.objects.filter(username__in=set(usernames)).values_list("username", "full_name"))


def profile_of(username: str) -> Profile | None:
    """What is known of a citizen or organisation by user name, which is the identity number."""
    row = Party.objects.filter(identity_number=normal_username(username).upper()).first()
    return profile_view(row) if row else None


def find_profile(identity_number: str | None = None, phone: str | None = None) -> list[Profile]:
    """Whom a counter officer may mean: by identity number, else by phone, as typed; newest knowledge first."""
    rows = Party.objects.order_by("-remembered_at")
    if identity_number:
        rows = rows.filter(identity_number="".join(identity_number.split()))
    elif phone:
        rows = rows.filter(phone=_phone(phone))
    else:
        return []
    return [profile_view(row) for row in rows[:MOST_FOUND]]


def _phone(typed: str) -> str:
    try:
        return normal_phone(typed)
    except NumberRefused:
        return typed


def profile_view(row: Party) -> Profile:
    """The row as others may see it."""
    return Profile(
        identity_number=row.identity_number,
        full_name=row.full_name,
        birth_on=row.birth_on,
        sex=row.sex,
        phone=row.phone,
        email=row.email,
        place_code=row.place_code,
        address_line=row.address_line,
        kind=row.kind,
    )
