"""Write a dossier's rows again from its events: after a fault, and to prove that the events say everything.

Names and free words are not in events and stay as they are.
"""

from django.db import transaction

from motcua.casework.dossiers.models import ClockStop, Dossier, Paper, PaperFile, Result
from motcua.casework.dossiers.queries.retold import Retold, retold
from motcua.kernel import clock
from motcua.kernel.events.store import history_of
from motcua.kernel.files.models import StoredFile

_SAME_NAME = (
    "state",
    "agency_code",
    "receiving_agency_code",
    "fee_state",
    "fee_amount",
    "delivery_state",
    "accepted_at",
    "competent_received_at",
    "due_at",
    "appointed_at",
    "given_due_at",
    "given_at",
    "ended_at",
    "returned_at",
    "register_number",
)
_OF_A_STOP = ("reason", "legal_basis", "started_by", "ended_by")


@transaction.atomic(durable=True)
def rebuild_dossier(code: str) -> Dossier:
    """Empty what events can tell – state, dates, stops, papers, the signed result – and fill it from them alone."""
    dossier = Dossier.objects.select_for_update(no_key=True, of=("self",)).get(code=code)
    told = retold(history_of(code))
    _rebuild_stops(dossier, told)
    _rebuild_papers(dossier, told)
    _rebuild_result(dossier, told)
    for name in _SAME_NAME:
        setattr(dossier, name, getattr(told, name))
    dossier.register_year = clock.local(told.accepted_at).year if told.accepted_at else None
    dossier.allowance_amount, dossier.allowance_unit = told.allowance or (None, "")
    dossier.save(update_fields=[*_SAME_NAME, "register_year", "allowance_amount", "allowance_unit"])
    return dossier


def _rebuild_stops(dossier: Dossier, told: Retold) -> None:
    words = {
        (stop.kind, stop.from_at): {name: getattr(stop, name) for name in _OF_A_STOP} for stop in dossier.stops.all()
    }
    ClockStop.objects.filter(dossier=dossier).delete()
    ClockStop.objects.bulk_create(
        [
            ClockStop(dossier=dossier, kind=kind, from_at=from_at, to_at=to_at, **words.get((kind, from_at), {}))
            for kind, from_at, to_at in told.stops
        ]
    )


def _rebuild_papers(dossier: Dossier, told: Retold) -> None:
    PaperFile.objects.filter(paper__dossier=dossier).delete()
    digests = {digest for paper in told.papers.values() for digest in paper[3]}
    files = dict(StoredFile.objects.filter(sha256__in=digests).order_by("-id").values_list("sha256", "id"))
    papers = {paper.number: paper for paper in Paper.objects.filter(dossier=dossier)}
    for number, (paper_code, originals, copies, _digests) in told.papers.items():
        papers[number].code, papers[number].originals, papers[number].copies = paper_code, originals, copies
    Paper.objects.bulk_update(papers.values(), ["code", "originals", "copies"])
    PaperFile.objects.bulk_create(
        [
            PaperFile(paper=papers[number], file_id=files[digest], added_at=dossier.submitted_at, added_by="")
            for number, paper in told.papers.items()
            for digest in paper[3]
        ]
    )


def _rebuild_result(dossier: Dossier, told: Retold) -> None:
    standing = Result.objects.filter(dossier=dossier, recalled_at=None)
    standing.update(signed_by="", signed_at=None)
    if told.result is not None:
        outcome, digest, signer, at = told.result
        file = StoredFile.objects.filter(sha256=digest).order_by("id").first()
        standing.update(outcome=outcome, file=file, signed_by=signer, signed_at=at)
