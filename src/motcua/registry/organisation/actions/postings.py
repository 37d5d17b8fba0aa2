"""Who is posted where, from when and until when; and that somebody always administers."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.registry.organisation.actions.administering import require_administrator
from motcua.registry.organisation.actions.dated import agency_row, hold_organisation, only_one
from motcua.registry.organisation.errors import (
    AlreadyEnded,
    EndsBeforeItBegins,
    OfficerNotFound,
    PostingNotFound,
    UnitNotFound,
)
from motcua.registry.organisation.events import OfficerPosted, PostingEnded
from motcua.registry.organisation.models import Posting, Unit
from motcua.registry.organisation.queries import PostingView, administered_by
from motcua.registry.organisation.rules import Role
from motcua.registry.people.public import officer_names, officers


@transaction.atomic(durable=True)
def post_officer(
    *, username: str, agency_code: str, unit_code: str = "", role: str, valid_from: date, actor: str, at: datetime
) -> PostingView:
    """An officer gets a role. Raises `OfficerNotFound`, `AgencyNotFound`, `UnitNotFound` and `PeriodTaken`."""
    hold_organisation()
    return _post(username, agency_code, unit_code, role, valid_from=valid_from, actor=actor, at=at)


@transaction.atomic(durable=True)
def engage_officer(
    *,
    username: str,
    full_name: str,
    email: str = "",
    phone: str = "",
    agency_code: str,
    unit_code: str = "",
    roles: Collection[str],
    valid_from: date,
    actor: str,
    at: datetime,
) -> tuple[str, str]:
    """A new officer: the account and its first postings, all or nothing; the user name and a one-time password.

    Raises what `officers.enter` and `post_officer` raise.
    """
    hold_organisation()
    kept, password = officers.enter(
        username=username, full_name=full_name, email=email, phone=phone, actor=actor, at=at
    )
    for role in roles:
        _post(kept, agency_code, unit_code, role, valid_from=valid_from, actor=actor, at=at)
    return kept, password


@transaction.atomic(durable=True)
def end_posting(posting_id: int, *, valid_to: date, actor: str, at: datetime) -> None:
    """The officer has the role until the day before `valid_to`.

    Raises `LastAdministrator` where nobody else would administer the agency from then on.
    """
    hold_organisation()
    row = Posting.objects.select_for_update(no_key=True).filter(pk=posting_id).first()
    if row is None:
        raise PostingNotFound
    if row.valid_to is not None:
        raise AlreadyEnded(what=Role(row.role).label, day=f"{row.valid_to:%d/%m/%Y}")
    if valid_to < row.valid_from:
        raise EndsBeforeItBegins(valid_from=f"{row.valid_from:%d/%m/%Y}", valid_to=f"{valid_to:%d/%m/%Y}")
    if row.role == Role.ADMIN:
        require_administrator(row.agency_code, valid_to, without=[row.pk])
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    record(posting_ended(row, valid_to, actor, at))


@transaction.atomic(durable=True)
def close_account(username: str, *, actor: str, at: datetime) -> None:
    """The officer cannot sign in from now on. Raises what `officers.close` raises, and `LastAdministrator`."""
    hold_organisation()
    today = clock.local(at).date()
    for row in administered_by(username, today):
        require_administrator(row.agency_code, max(today, row.valid_from), without_user=username)
    officers.close(username, actor=actor, at=at)


def _post(
    username: str, agency_code: str, unit_code: str, role: str, *, valid_from: date, actor: str, at: datetime
) -> PostingView:
    names = officer_names([username])
    if username not in names:
        raise OfficerNotFound(username=username)
    agency = agency_row(agency_code, valid_from)
    if unit_code and not Unit.objects.on(valid_from).filter(agency_code=agency_code, code=unit_code).exists():
        raise UnitNotFound(agency=agency.short_name, code=unit_code, day=f"{valid_from:%d/%m/%Y}")
    row = Posting(
        username=username, agency_code=agency_code, unit_code=unit_code, role=Role(role), valid_from=valid_from
    )
    with only_one(f"{Role(role).label} – {names[username]}"):
        row.save()
    record(officer_posted(row, actor, at))
    return PostingView(username, names[username], agency_code, unit_code, Role(role), row.pk)


def posting_ended(row: Posting, valid_to: date, actor: str, at: datetime) -> PostingEnded:
    """The event of a posting that ends."""
    return PostingEnded(
        subject=f"posting:{row.pk}",
        agency_code=row.agency_code,
        at=at,
        actor=actor,
        username=row.username,
        role=row.role,
        valid_to=valid_to,
    )


def officer_posted(row: Posting, actor: str, at: datetime) -> OfficerPosted:
    """The event of a posting that begins."""
    return OfficerPosted(
        subject=f"posting:{row.pk}",
        agency_code=row.agency_code,
        at=at,
        actor=actor,
        username=row.username,
        unit_code=row.unit_code,
        role=row.role,
        valid_from=row.valid_from,
    )
