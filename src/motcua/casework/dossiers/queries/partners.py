"""What partners ask and what they may move: all through the funnel, answered in plain values."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from motcua.casework.dossiers.models import Dossier, Slip, Supplement
from motcua.casework.dossiers.permissions import RECEIVE
from motcua.casework.dossiers.queries.funnels import dossier_for, visible_to
from motcua.casework.dossiers.queries.lists import StateView, state_view, state_views
from motcua.casework.dossiers.queries.offers import may_do, needed_for
from motcua.casework.dossiers.rules.life import Move, State
from motcua.casework.dossiers.rules.side_lives import Channel, Delivery, Fee
from motcua.kernel.access.rights import FORBIDDEN, require
from motcua.kernel.errors import NotAllowed
from motcua.kernel.files.models import StoredFile

__all__ = [
    "AskedView",
    "Channel",
    "DefectView",
    "Delivery",
    "DocumentView",
    "Fee",
    "Move",
    "PaperState",
    "State",
    "asked_of",
    "codes_seen",
    "document_of",
    "documents_of",
    "dossier_for",
    "dossier_to",
    "find_sent",
    "may_submit",
    "state_of",
    "state_view",
    "states_after",
]


@dataclass(frozen=True)
class PaperState:
    """A paper of the dossier, by its number there, and how many files it has."""

    number: int
    code: str
    name: str
    is_required: bool
    files: int


@dataclass(frozen=True)
class DefectView:
    """One thing to add or put right; of a paper if `paper` is its number."""

    text: str
    paper: int | None


@dataclass(frozen=True)
class AskedView:
    """The open request for supplement (None where nothing is asked) and the papers that may be answered with."""

    number: int | None
    requested_at: datetime | None
    answer_by: date | None
    reason: str
    defects: tuple[DefectView, ...]
    papers: tuple[PaperState, ...]


@dataclass(frozen=True)
class DocumentView:
    """A slip (`form` 00–06) or the signed result; `id` is that of the stored file."""

    id: int
    kind: str
    form: str
    media_type: str
    size: int
    sha256: str
    at: datetime


def may_submit(user: Any, agency_code: str) -> None:
    """Refuse (`NotAllowed`) a partner that may not bring dossiers to this agency."""
    require(user, RECEIVE, agency_code)


def dossier_to(user: Any, code: str, move: Move) -> Dossier:
    """The dossier for whom may make this move with it; `NotAllowed` if it is seen only, 404 if not even that."""
    dossier = dossier_for(user, code)
    needed = needed_for(dossier, move)
    if not may_do(user, dossier, needed):
        raise NotAllowed(FORBIDDEN, permission=needed.label)
    return dossier


def state_of(user: Any, code: str) -> StateView:
    """One dossier's state, or 404."""
    return state_view(dossier_for(user, code))


def find_sent(user: Any, key: UUID) -> StateView | None:
    """The dossier that was sent under this key before, if the user may see it."""
    dossier = visible_to(user).filter(submission_key=key).first()
    return state_view(dossier) if dossier else None


def states_after(user: Any, after: int, *, state: State | None, limit: int) -> tuple[list[StateView], int]:
    """States of the next dossiers after a row number, and the last number given."""
    dossiers = visible_to(user).filter(id__gt=after).order_by("id")
    if state is not None:
        dossiers = dossiers.filter(state=state)
    rows: list[Dossier] = list(dossiers[:limit])
    return state_views(rows), rows[-1].pk if rows else after


def codes_seen(user: Any, codes: set[str]) -> set[str]:
    """Those of `codes` that are dossiers the user may see."""
    return set(visible_to(user).filter(code__in=codes).values_list("code", flat=True)) if codes else set()


def asked_of(dossier: Dossier) -> AskedView:
    """What is asked of the applicant now."""
    asked: Supplement | None = dossier.supplements.filter(provided_at=None).prefetch_related("defects").first()
    papers = dossier.papers.prefetch_related("files")
    return AskedView(
        number=asked.number if asked else None,
        requested_at=asked.requested_at if asked else None,
        answer_by=asked.answer_due_on if asked else None,
        reason=asked.reason if asked else "",
        defects=tuple(DefectView(one.text, one.paper_number) for one in asked.defects.all()) if asked else (),
        papers=tuple(
            PaperState(one.number, one.code, one.name, one.is_required, len(one.files.all())) for one in papers
        ),
    )


def documents_of(dossier: Dossier) -> list[DocumentView]:
    """The slips that were printed and the result that was signed and still stands."""
    slips: list[Slip] = list(dossier.slips.select_related("file"))
    signed = dossier.results.filter(signed_at__isnull=False, recalled_at=None).select_related("file").first()
    documents = [_document("slip", slip.form, slip.file, slip.made_at) for slip in slips]
    if signed is not None and signed.file is not None and signed.signed_at is not None:
        documents.append(_document("result", "", signed.file, signed.signed_at))
    return documents


def document_of(dossier: Dossier, file_id: int) -> StoredFile:
    """The file of one of `documents_of`, or 404."""
    if file_id not in {document.id for document in documents_of(dossier)}:
        raise Http404
    return StoredFile.objects.get(pk=file_id)


def _document(kind: str, form: str, file: StoredFile, at: datetime) -> DocumentView:
    return DocumentView(file.pk, kind, form, file.media_type, file.size, file.sha256, at)
