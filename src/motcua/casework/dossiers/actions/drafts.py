"""A draft is kept on the server at every change, so that another device goes on where this one stopped."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from motcua.casework.dossiers.errors import DraftGone
from motcua.casework.dossiers.models import Draft
from motcua.registry.catalogue.public import PaperView, ProcedureView, procedure_version

KEPT_DAYS = 100
_SAVED = frozenset({"answers", "parties", "case_id", "agency_code", "delivery_method"})
_TAKE = "DELETE FROM dossiers_draft WHERE key = %s AND username = %s RETURNING *"
KeptFile = Mapping[str, object]
"""``id``, ``name`` and ``size`` of a stored file."""


@transaction.atomic(durable=True)
def start_draft(procedure_code: str, procedure_version: int, *, agency_code: str, username: str, at: datetime) -> Draft:
    """The person's open draft of this procedure, or a new one."""
    new = {
        "key": uuid4(),
        "procedure_version": procedure_version,
        "agency_code": agency_code,
        "started_at": at,
        "saved_at": at,
    }
    return Draft.objects.get_or_create(username=username, procedure_code=procedure_code, defaults=new)[0]


@transaction.atomic(durable=True)
def save_draft(draft: Draft, changes: Mapping[str, Any], *, at: datetime) -> Draft:
    """Keep what was changed; answers and persons are merged into what was there, other fields replaced.

    `DraftGone` when it was sent or dropped in the meantime.
    """
    kept = _locked(draft)
    for name in _SAVED & set(changes):
        old, new = getattr(kept, name), changes[name]
        setattr(kept, name, {**old, **new} if isinstance(old, dict) else new)
    return _saved(kept, at)


@transaction.atomic(durable=True)
def add_files(draft: Draft, paper: int, files: Iterable[KeptFile], *, at: datetime) -> Draft:
    """Put files to those that a paper has; two that come at once are both kept. Raises `DraftGone`."""
    kept = _locked(draft)
    kept.files[str(paper)] = [*kept.files.get(str(paper), []), *files]
    return _saved(kept, at)


@transaction.atomic(durable=True)
def remove_file(draft: Draft, paper: int, file_id: int, *, at: datetime) -> Draft:
    """Take a file away from a paper. Raises `DraftGone`."""
    kept = _locked(draft)
    kept.files[str(paper)] = [file for file in kept.files.get(str(paper), []) if file["id"] != file_id]
    return _saved(kept, at)


@transaction.atomic(durable=True)
def renew_draft(draft: Draft, procedure: ProcedureView, *, at: datetime) -> Draft:
    """The law changed while it was filled in: go on under the version now in force, files moved to the same papers.

    A paper is the same if its code is, or without a code its name. Raises `DraftGone`.
    """
    kept = _locked(draft)
    old = procedure_version(kept.procedure_version)
    known = {str(paper.id): _known_by(paper) for case in old.cases for paper in case.papers}
    now = {_known_by(paper): str(paper.id) for case in procedure.cases for paper in case.papers}
    moved = {now.get(known.get(key, ""), ""): files for key, files in kept.files.items()}
    kept.files = {key: files for key, files in moved.items() if key}
    kept.procedure_version, kept.case_id = procedure.version_id, None
    return _saved(kept, at)


@transaction.atomic(durable=True)
def drop_draft(draft: Draft) -> None:
    """The person does not want it any more."""
    Draft.objects.filter(pk=draft.pk).delete()


@transaction.atomic(durable=True)
def forget_old_drafts(at: datetime) -> int:
    """Remove drafts not touched for 100 days; how many."""
    return Draft.objects.filter(saved_at__lt=at - timedelta(days=KEPT_DAYS)).delete()[0]


def take_draft(key: UUID, username: str) -> Draft:
    """Remove the person's draft and answer what it said (inside an action's transaction). Raises `DraftGone`."""
    taken = list(Draft.objects.raw(_TAKE, [key, username]))
    if not taken:
        raise DraftGone
    return taken[0]


def _known_by(paper: PaperView) -> str:
    return paper.code or paper.name


def _locked(draft: Draft) -> Draft:
    kept = Draft.objects.select_for_update(no_key=True, of=("self",)).filter(pk=draft.pk).first()
    if kept is None:
        raise DraftGone
    return kept


def _saved(kept: Draft, at: datetime) -> Draft:
    kept.saved_at = at
    kept.save()
    return kept
