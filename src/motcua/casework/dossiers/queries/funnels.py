"""The only roads from a request to a dossier: unseen is 404, seen but forbidden is 403."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from motcua.casework.dossiers.models import Dossier, Draft, PaperFile, Party, Result
from motcua.casework.dossiers.permissions import SEE
from motcua.kernel.access.declare import Permission
from motcua.kernel.access.rights import FORBIDDEN, agencies_where, may_at
from motcua.kernel.errors import NotAllowed
from motcua.kernel.files.models import StoredFile
from motcua.registry.organisation.public import codes_under


def visible_to(user: Any) -> QuerySet[Dossier]:
    """What an officer may see: dossiers that his agencies handle or took in. Nothing by default."""
    handled, taken_in = seen_at(codes_seen(user))
    return handled | taken_in


def codes_seen(user: Any) -> tuple[str, ...]:
    """The agencies whose dossiers an officer may see."""
    return codes_under(agencies_where(user, SEE))


def seen_at(codes: tuple[str, ...]) -> tuple[QuerySet[Dossier], QuerySet[Dossier]]:
    """The dossiers that these agencies handle, and those that they took in: each with an index to be listed by."""
    return Dossier.objects.filter(agency_code__in=codes), Dossier.objects.filter(receiving_agency_code__in=codes)


def dossier_for(user: Any, code: str, *, may: Permission = SEE) -> Dossier:
    """The dossier for an officer who may do `may` with it."""
    dossier = Dossier.objects.filter(code=code).first()
    if dossier is None or not _may_at_either(user, SEE, dossier):
        raise Http404
    if may is not SEE and not _may_at_either(user, may, dossier):
        raise NotAllowed(FORBIDDEN, permission=may.label)
    return dossier


def _may_at_either(user: Any, may: Permission, dossier: Dossier) -> bool:
    """Whether he may do it at the agency that handles the dossier, or at the one that took it in."""
    return any(may_at(user, may, at) for at in (dossier.agency_code, dossier.receiving_agency_code))


def own_dossiers(user: Any) -> QuerySet[Dossier]:
    """What a citizen may see: dossiers that he owns or submitted with his account."""
    mine = Party.objects.filter(username=user.get_username(), role__in=[Party.Role.OWNER, Party.Role.SUBMITTER])
    return Dossier.objects.filter(id__in=mine.values("dossier_id")).order_by("-submitted_at", "-id")


def own_dossier(user: Any, code: str) -> Dossier:
    """The citizen's dossier, or 404."""
    dossier = own_dossiers(user).filter(code=code).first()
    if dossier is None:
        raise Http404
    return dossier


def own_draft(user: Any, key: Any) -> Draft:
    """The citizen's draft, or 404."""
    draft = Draft.objects.filter(key=key, username=user.get_username()).first()
    if draft is None:
        raise Http404
    return draft


def own_sent(user: Any, key: Any) -> Dossier | None:
    """The citizen's dossier that came of the draft of this key, if it was sent."""
    return own_dossiers(user).filter(submission_key=key).first()


def sent_under(key: Any) -> Dossier:
    """The dossier of a submission key that is known to have been sent."""
    return Dossier.objects.get(submission_key=key)


def looked_up(code: str) -> Dossier | None:
    """The dossier of a code for the public look-up, which shows nothing that tells who it is."""
    return Dossier.objects.filter(code=code).first()


def own_drafts(user: Any, *, limit: int) -> list[Draft]:
    """What the citizen has not sent yet, newest first."""
    return list(Draft.objects.filter(username=user.get_username()).order_by("-saved_at")[:limit])


def file_of(dossier: Dossier, file_id: int, *, to_applicant: bool = False) -> StoredFile:
    """A stored file that belongs to the dossier, or 404; the applicant sees a result only once it is signed."""
    paper = PaperFile.objects.filter(paper__dossier=dossier, file_id=file_id).select_related("file").first()
    slip = dossier.slips.filter(file_id=file_id).select_related("file").first()
    results = dossier.results.filter(file_id=file_id).select_related("file")
    if to_applicant:
        results = results.filter(signed_at__isnull=False, recalled_at=None)
    owner = paper or slip or results.first()
    if owner is None or owner.file is None:
        raise Http404
    return owner.file


def prepared_results(codes: Iterable[str]) -> dict[str, Result]:
    """The standing result of each dossier that has one."""
    results = Result.objects.filter(dossier__code__in=list(codes), recalled_at=None)
    return {result.dossier.code: result for result in results.select_related("file", "dossier")}
