"""Who comes in with a token, which files he brought, what he sent under a key, and which events concern him."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from motcua.casework.dossiers.permissions import SEE
from motcua.casework.dossiers.public import partners
from motcua.channels.api.models import PartnerToken, Sending, Upload
from motcua.channels.api.rules import digest_of
from motcua.kernel.access.rights import agencies_where, covers
from motcua.kernel.events.declare import Event, declared_events
from motcua.kernel.events.store import events_after
from motcua.registry.people.public import Account, AccountKind

DOSSIER_EVENTS = "dossiers."


def tokens_in_force(at: datetime) -> QuerySet[PartnerToken]:
    """Tokens that open the door at `at`."""
    return PartnerToken.objects.filter(Q(ends_at=None) | Q(ends_at__gt=at))


def acting_account(username: str) -> Account | None:
    """The account that a token may act as: an officer's that is not closed."""
    return Account.objects.filter(username=username, kind=AccountKind.OFFICER, is_active=True).first()


def bearer_of(token: str, *, at: datetime) -> tuple[PartnerToken, Account] | None:
    """The token's row and the account it acts as, if both are in force."""
    row = tokens_in_force(at).filter(digest=digest_of(token)).first()
    account = acting_account(row.username) if row else None
    return (row, account) if row and account else None


def brought_by(username: str, files: Collection[int]) -> set[int]:
    """Those of the files that came with a token of this account."""
    rows = Upload.objects.filter(token__username=username, file_id__in=files)
    return set(rows.values_list("file_id", flat=True)) if files else set()


def digest_sent(username: str, key: UUID) -> str | None:
    """The digest of the content that the key belongs to, if it was used."""
    return Sending.objects.filter(username=username, key=key).values_list("digest", flat=True).first()


def feed_after(user: Any, position: int, *, limit: int) -> tuple[list[tuple[int, Event]], int, bool]:
    """Events of dossiers that the user may see or his agencies acted in, among the next `limit` of all dossiers.

    Answers them, the position read up to, and whether nothing more had happened. Positions are given after commit,
    so that a reader who keeps the last one misses nothing.
    """
    kinds = [kind for kind, _version in declared_events() if kind.startswith(DOSSIER_EVENTS)]
    found = events_after(position, limit=limit, kinds=kinds)
    seen = partners.codes_seen(user, {event.subject for _position, event in found})
    granted = agencies_where(user, SEE)
    items = [(at, event) for at, event in found if event.subject in seen or _acted(event, granted)]
    return items, found[-1][0] if found else position, len(found) < limit


def _acted(event: Event, granted: frozenset[str]) -> bool:
    """Whether one of the agencies had the dossier at that moment or gave it away."""
    agencies: Iterable[str] = (event.agency_code, getattr(event, "from_agency_code", ""))
    return any(covers(granted, code) for code in agencies if code)
