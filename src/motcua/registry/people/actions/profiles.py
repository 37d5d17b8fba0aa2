"""Remembering who dealt with us."""

from datetime import datetime

from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import fold, sort_key
from motcua.registry.people.events import ProfileRemembered
from motcua.registry.people.models import Party
from motcua.registry.people.queries import profile_view
from motcua.registry.people.rules.profile import Profile, checked, merged


@transaction.atomic(durable=True)
def remember_profile(profile: Profile, *, at: datetime, actor: str = "") -> Profile:
    """Take in or bring up to date a walk-in citizen or organisation; needs no account, changes none.

    What is left empty keeps what was known. Raises `InvalidInput` with every wrong field.
    """
    return keep_profile(profile, at=at, actor=actor)


def keep_profile(profile: Profile, *, at: datetime, actor: str = "") -> Profile:
    """The step of `remember_profile`, for an action of another module. Raises `NotInTransaction` too."""
    if not connection.in_atomic_block:
        raise NotInTransaction("A profile is kept in the transaction of what needs it.")
    return save_profile(checked(profile, on=clock.local(at).date()), at=at, actor=actor)


def save_profile(profile: Profile, *, at: datetime, actor: str) -> Profile:
    """Write a checked profile over what was known; two at once come one after the other."""
    rows = Party.objects.select_for_update(no_key=True)
    row, is_new = rows.get_or_create(
        identity_number=profile.identity_number, defaults={**_columns(profile), "remembered_at": at}
    )
    before = profile_view(row)
    after = merged(before, profile)
    if is_new or after != before:
        for column, value in _columns(after).items():
            setattr(row, column, value)
        row.remembered_at = at
        row.save()
        record(ProfileRemembered(subject=f"profile:{row.pk}", agency_code="", at=at, actor=actor, is_new=is_new))
    return after


def _columns(profile: Profile) -> dict[str, object]:
    columns = {name: value for name, value in vars(profile).items() if name != "identity_number"}
    return columns | {"search_key": fold(profile.full_name), "sort_key": sort_key(profile.full_name)[:700]}
