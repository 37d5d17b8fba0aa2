"""Giving and ending tokens."""

import hashlib
import secrets
from datetime import datetime

from django.db import transaction

from motcua.channels.api.models import PartnerToken, Upload
from motcua.kernel.files.models import StoredFile

TOKEN_BYTES = 32


def digest_of(token: str) -> str:
    """What is stored of a token: it is long and random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic(durable=True)
def issue_token(name: str, *, username: str, at: datetime, ends_at: datetime | None = None) -> str:
    """A new token for a partner; shown once, never again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    PartnerToken.objects.create(name=name, username=username, digest=digest_of(token), issued_at=at, ends_at=ends_at)
    return token


@transaction.atomic(durable=True)
def end_token(token: PartnerToken, *, at: datetime) -> None:
    """From `at` on it opens nothing."""
    PartnerToken.objects.filter(pk=token.pk).update(ends_at=at)


@transaction.atomic(durable=True)
def note_upload(token: PartnerToken, file: StoredFile, *, at: datetime) -> None:
    """Remember who brought the file."""
    Upload.objects.create(token=token, file=file, at=at)
