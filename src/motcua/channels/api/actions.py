"""Giving and ending tokens; noting what partners bring."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from motcua.channels.api.errors import KeyReused
from motcua.channels.api.events import TokenEnded, TokenIssued
from motcua.channels.api.models import PartnerToken, Sending, Upload
from motcua.channels.api.queries import tokens_in_force
from motcua.channels.api.rules import UPLOADS_KEPT_DAYS, digest_of
from motcua.kernel.events.store import record, record_many
from motcua.kernel.files.models import StoredFile

TOKEN_BYTES = 32


@transaction.atomic(durable=True)
def issue_token(name: str, *, username: str, at: datetime, ends_at: datetime | None = None, actor: str = "") -> str:
    """A new token for a partner; answered once, never again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = PartnerToken.objects.create(
        name=name, username=username, digest=digest_of(token), issued_at=at, ends_at=ends_at
    )
    record(TokenIssued(subject=f"token:{row.pk}", agency_code="", at=at, actor=actor, ends_at=ends_at))
    return token


@transaction.atomic(durable=True)
def end_tokens(name: str, *, at: datetime, actor: str = "") -> int:
    """From `at` on no token of this name opens anything; how many were ended."""
    ended = list(tokens_in_force(at).select_for_update(no_key=True, of=("self",)).filter(name=name))
    PartnerToken.objects.filter(pk__in=[token.pk for token in ended]).update(ends_at=at)
    record_many(TokenEnded(subject=f"token:{token.pk}", agency_code="", at=at, actor=actor) for token in ended)
    return len(ended)


@transaction.atomic(durable=True)
def note_upload(token: PartnerToken, file: StoredFile, *, at: datetime) -> None:
    """Remember who brought the file."""
    Upload.objects.create(token=token, file=file, at=at)


@transaction.atomic(durable=True)
def forget_old_uploads(*, at: datetime) -> int:
    """Files brought long ago cannot be attached any more; how many were forgotten."""
    return Upload.objects.filter(at__lt=at - timedelta(days=UPLOADS_KEPT_DAYS)).delete()[0]


@transaction.atomic(durable=True)
def claim_key(key: UUID, *, username: str, digest: str, at: datetime) -> None:
    """Bind the key to this content for good; `KeyReused` if it is bound to another."""
    claimed, _is_new = Sending.objects.get_or_create(username=username, key=key, defaults={"digest": digest, "at": at})
    if claimed.digest != digest:
        raise KeyReused(key=key)
