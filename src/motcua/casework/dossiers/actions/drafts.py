"""A draft is kept on the server at every change, so that another device goes on where this one stopped."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction

from motcua.casework.dossiers.models import Draft

KEPT_DAYS = 100
_SAVED = frozenset({"answers", "parties", "files", "case_id", "agency_code", "delivery_method"})


@transaction.atomic(durable=True)
def start_draft(procedure_code: str, procedure_version: int, *, agency_code: str, username: str, at: datetime) -> Draft:
    """The person's open draft of this procedure, or a new one."""
    open_one = Draft.objects.filter(username=username, procedure_code=procedure_code).order_by("-saved_at").first()
    if open_one is not None:
        return open_one
    return Draft.objects.create(
        key=uuid4(),
        username=username,
        procedure_code=procedure_code,
        procedure_version=procedure_version,
        agency_code=agency_code,
        started_at=at,
        saved_at=at,
    )


@transaction.atomic(durable=True)
def save_draft(draft: Draft, changes: Mapping[str, Any], *, at: datetime) -> Draft:
    """Keep what was changed; answers, persons and files are merged into what was there, other fields replaced."""
    kept = Draft.objects.select_for_update(no_key=True, of=("self",)).get(pk=draft.pk)
    for name in _SAVED & set(changes):
        old, new = getattr(kept, name), changes[name]
        setattr(kept, name, {**old, **new} if isinstance(old, dict) else new)
    kept.saved_at = at
    kept.save()
    return kept


@transaction.atomic(durable=True)
def drop_draft(draft: Draft) -> None:
    """The person does not want it any more."""
    Draft.objects.filter(pk=draft.pk).delete()


@transaction.atomic(durable=True)
def forget_old_drafts(at: datetime) -> int:
    """Remove drafts not touched for 100 days; how many."""
    return Draft.objects.filter(saved_at__lt=at - timedelta(days=KEPT_DAYS)).delete()[0]
