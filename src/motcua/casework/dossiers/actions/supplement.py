"""Asking for what is missing, once and completely; and the answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.capabilities.workflow.public import resume_process
from motcua.casework.dossiers.actions.moving import enter, fact, start_clock, stop_clock
from motcua.casework.dossiers.actions.moving import locked as lock
from motcua.casework.dossiers.errors import (
    AnswerDayPassed,
    DefectsMissing,
    PapersMissing,
    PaperUnknown,
    ReasonMissing,
    SecondSupplement,
)
from motcua.casework.dossiers.events import SupplementProvided, SupplementRequested
from motcua.casework.dossiers.models import ClockStop, Defect, Dossier, Paper, PaperFile, Supplement
from motcua.casework.dossiers.rules.life import Move
from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile
from motcua.kernel.texts.fold import nfc


@dataclass(frozen=True)
class DefectInput:
    """One thing to add or put right; of a paper of the dossier if `paper_number` is given."""

    text: str
    paper_number: int | None = None


@transaction.atomic(durable=True)
def request_supplement(
    dossier: Dossier,
    *,
    defects: Iterable[DefectInput],
    reason: str,
    officer: str,
    at: datetime,
    answer_by: date | None = None,
    is_approved: bool = False,
    legal_basis: str = "",
) -> Dossier:
    """List all defects at once (form 02); the clock stands until they are answered.

    A second request needs the head's consent (`is_approved`) and makes the dossier count as late (Decision 766).
    """
    dossier = lock(dossier)
    wanted = [(nfc(defect.text), defect.paper_number) for defect in defects if nfc(defect.text)]
    number = dossier.supplements.count() + 1
    is_before_acceptance = not dossier.is_accepted
    enter(dossier, Move.REQUEST_SUPPLEMENT)
    _check_request(wanted, reason, number=number, is_approved=is_approved)
    _check_answer_day(answer_by, at)
    _check_papers({paper for _text, paper in wanted if paper is not None}, dossier.papers.all())
    supplement = Supplement.objects.create(
        dossier=dossier,
        number=number,
        requested_at=at,
        requested_by=officer,
        is_before_acceptance=is_before_acceptance,
        reason=nfc(reason),
        answer_due_on=answer_by,
    )
    Defect.objects.bulk_create([Defect(supplement=supplement, text=text, paper_number=paper) for text, paper in wanted])
    stop_clock(
        dossier, ClockStop.Kind.SUPPLEMENT, actor=officer, at=at, reason=supplement.reason, legal_basis=legal_basis
    )
    told = {"number": number, "defects": len(wanted), "is_before_acceptance": is_before_acceptance}
    record(fact(dossier, SupplementRequested, actor=officer, at=at, **told))
    return dossier


@transaction.atomic(durable=True)
def provide_supplement(
    dossier: Dossier,
    *,
    files: Mapping[int, Iterable[int]],
    actor: str,
    at: datetime,
    paper_copies: Iterable[int] = (),
) -> Dossier:
    """The applicant answers: `files` by paper number, or papers brought to the counter (`paper_copies`).

    The clock runs on from the moment all is there. `PapersMissing` when nothing at all was given.
    """
    dossier = lock(dossier)
    is_before_acceptance = not dossier.is_accepted
    enter(dossier, Move.COMPLETE_PAPERS if is_before_acceptance else Move.PROVIDE_SUPPLEMENT)
    supplement = dossier.supplements.get(provided_at=None)
    added = _add_files(dossier, files, set(paper_copies), actor=actor, at=at)
    _check_answered(supplement, added)
    supplement.provided_at = at
    supplement.save(update_fields=["provided_at"])
    if is_before_acceptance:
        resume_process(dossier.code, at=at, actor=actor)
    else:
        start_clock(dossier, actor=actor, at=at)
        dossier.save(update_fields=["due_at", "appointed_at"])
    record(
        fact(
            dossier,
            SupplementProvided,
            actor=actor,
            at=at,
            number=supplement.number,
            is_before_acceptance=is_before_acceptance,
            due_at=dossier.due_at,
            papers=tuple(added),
        )
    )
    return dossier


def _check_answer_day(answer_by: date | None, at: datetime) -> None:
    if answer_by is not None and answer_by < clock.local(at).date():
        day = f"{answer_by:%d/%m/%Y}"
        raise AnswerDayPassed(day=day, fields={"answer_by": AnswerDayPassed.text.format(day=day)})


def _check_request(wanted: list[tuple[str, int | None]], reason: str, *, number: int, is_approved: bool) -> None:
    if not wanted:
        raise DefectsMissing
    if not nfc(reason):
        raise ReasonMissing
    if number > 1 and not is_approved:
        raise SecondSupplement


def _check_papers(named: set[int], papers: Iterable[Paper]) -> None:
    if unknown := named - {paper.number for paper in papers}:
        raise PaperUnknown(numbers=", ".join(str(number) for number in sorted(unknown)))


def _check_answered(supplement: Supplement, added: list[dict[str, object]]) -> None:
    """Every defect that names a paper must be answered by that paper; a defect without one by anything at all."""
    given = {paper["number"] for paper in added}
    missing = [defect.text for defect in supplement.defects.all() if defect.paper_number not in (given | {None})]
    if missing or not given:
        raise PapersMissing(papers="; ".join(missing) or "; ".join(defect.text for defect in supplement.defects.all()))


def _add_files(
    dossier: Dossier, files: Mapping[int, Iterable[int]], brought: set[int], *, actor: str, at: datetime
) -> list[dict[str, object]]:
    wanted = {number: list(ids) for number, ids in files.items()}
    papers = {paper.number: paper for paper in Paper.objects.filter(dossier=dossier)}
    _check_papers(set(wanted) | brought, papers.values())
    digests = dict(StoredFile.objects.filter(id__in=set().union(*wanted.values())).values_list("id", "sha256"))
    PaperFile.objects.bulk_create(
        [
            PaperFile(paper=papers[number], file_id=file_id, added_at=at, added_by=actor)
            for number, ids in wanted.items()
            for file_id in ids
        ]
    )
    for number in brought:
        papers[number].copies += 1
    Paper.objects.bulk_update([papers[number] for number in brought], ["copies"])
    return [
        {
            "number": number,
            "code": papers[number].code,
            "originals": papers[number].originals,
            "copies": papers[number].copies,
            "files": [digests[file_id] for file_id in wanted.get(number, [])],
        }
        for number in sorted({number for number, ids in wanted.items() if ids} | brought)
    ]
