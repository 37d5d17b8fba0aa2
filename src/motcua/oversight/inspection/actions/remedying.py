"""Findings, remedies, answers with evidence, and what is said of them; restricted notes."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.kernel.files.models import StoredFile
from motcua.kernel.once.keeping import Once, outcome_of
from motcua.oversight.inspection.errors import DueTooEarly, MoveNotAllowed
from motcua.oversight.inspection.events import (
    AnswerJudged,
    FindingRecorded,
    NoteWritten,
    RemedyAnswered,
    RemedyAsked,
)
from motcua.oversight.inspection.models import (
    ChecklistItem,
    DisciplineNote,
    Finding,
    Inspection,
    Remedy,
    RemedyAnswer,
)
from motcua.oversight.inspection.rules.life import Move, RemedyMove, RemedyState, State, remedy_after
from motcua.oversight.inspection.rules.said import said
from motcua.oversight.inspection.rules.words import Severity


class Seen(NamedTuple):
    """What is not as it should be; `item`: the one of the checklist that it came from, if it did."""

    text: str
    area: str
    severity: Severity
    law: str = ""
    item: ChecklistItem | None = None


OPEN_TO_FINDINGS = (State.UNDER_WAY, State.MINUTED)


@transaction.atomic(durable=True)
def record_finding(
    inspection: Inspection, seen: Seen, *, key: UUID, officer: str, at: datetime, once: Once | None = None
) -> Finding:
    """Write down what is not as it should be; the same key twice is one finding. Raises `MoveNotAllowed`."""
    outcome_of(once, at=at)
    inspection = _locked(inspection)
    if same := inspection.findings.filter(key=key).first():
        return same
    if inspection.life is not State.UNDER_WAY:
        raise MoveNotAllowed(move=Move.BEGIN.label, state=inspection.life.label)
    finding = Finding.objects.create(
        key=key,
        inspection=inspection,
        number=inspection.findings.count() + 1,
        area=seen.area,
        severity=seen.severity,
        text=said(seen.text, "text"),
        law=seen.law.strip(),
        item=seen.item,
        found_by=officer,
        found_at=at,
    )
    record(
        FindingRecorded(
            subject=f"inspection:{inspection.pk}",
            agency_code=inspection.agency_code,
            at=at,
            actor=officer,
            number=finding.number,
            area=seen.area,
            severity=seen.severity.value,
        )
    )
    return finding


@transaction.atomic(durable=True)
def ask_remedy(
    finding: Finding, text: str, *, key: UUID, due_on: date, officer: str, at: datetime, once: Once | None = None
) -> Remedy:
    """Say what must be done, and by when, before the conclusion. Raises `MoveNotAllowed`, `DueTooEarly`."""
    outcome_of(once, at=at)
    inspection = _locked(finding.inspection)
    if same := finding.remedies.filter(key=key).first():
        return same
    if inspection.life not in OPEN_TO_FINDINGS:
        raise MoveNotAllowed(move=Move.CONCLUDE.label, state=inspection.life.label)
    if due_on <= clock.local(at).date():
        raise DueTooEarly(fields={"due_on": DueTooEarly.text})
    remedy = Remedy.objects.create(
        key=key, finding=finding, text=said(text, "text"), due_on=due_on, asked_by=officer, asked_at=at
    )
    record(
        RemedyAsked(
            subject=f"inspection:{inspection.pk}",
            agency_code=inspection.agency_code,
            at=at,
            actor=officer,
            finding=finding.number,
            remedy=remedy.pk,
            due_on=due_on,
        )
    )
    return remedy


@transaction.atomic(durable=True)
def answer_remedy(
    remedy: Remedy, text: str, *, key: UUID, file: StoredFile, officer: str, at: datetime, once: Once | None = None
) -> RemedyAnswer:
    """Tell what was done, with evidence; pressed twice it is one answer. Raises `MoveNotAllowed`."""
    outcome_of(once, at=at)
    remedy = _locked_remedy(remedy)
    if same := remedy.answers.filter(key=key).first():
        return same
    inspection = remedy.finding.inspection
    if inspection.life is not State.CONCLUDED:
        raise MoveNotAllowed(move=RemedyMove.ANSWER.label, state=inspection.life.label)
    remedy.state = remedy_after(RemedyState(remedy.state), RemedyMove.ANSWER)
    answer = RemedyAnswer.objects.create(
        key=key, remedy=remedy, text=said(text, "text"), file=file, answered_by=officer, answered_at=at
    )
    remedy.save(update_fields=["state"])
    record(
        RemedyAnswered(
            subject=f"inspection:{inspection.pk}",
            agency_code=inspection.inspected_code,
            at=at,
            actor=officer,
            remedy=remedy.pk,
            digest=file.sha256,
        )
    )
    return answer


@transaction.atomic(durable=True)
def judge_answer(answer: RemedyAnswer, *, is_accepted: bool, words: str, officer: str, at: datetime) -> Remedy:
    """Accept what was done, or send it back with the reason. Raises `MoveNotAllowed`, `FieldsMissing`."""
    remedy = _locked_remedy(answer.remedy)
    answer = remedy.answers.get(pk=answer.pk)
    if answer.is_accepted is not None:
        raise MoveNotAllowed(move=_verb(is_accepted).label, state=RemedyState(remedy.state).label)
    remedy.state = remedy_after(RemedyState(remedy.state), _verb(is_accepted))
    answer.is_accepted, answer.judged_by, answer.judged_at = is_accepted, officer, at
    answer.verdict_text = words.strip() if is_accepted else said(words, "verdict")
    answer.save(update_fields=["is_accepted", "judged_by", "judged_at", "verdict_text"])
    remedy.accepted_at = at if is_accepted else None
    remedy.save(update_fields=["state", "accepted_at"])
    inspection = remedy.finding.inspection
    record(
        AnswerJudged(
            subject=f"inspection:{inspection.pk}",
            agency_code=inspection.agency_code,
            at=at,
            actor=officer,
            remedy=remedy.pk,
            is_accepted=is_accepted,
        )
    )
    return remedy


@transaction.atomic(durable=True)
def write_note(
    inspection: Inspection, text: str, *, key: UUID, officer: str, at: datetime, once: Once | None = None
) -> DisciplineNote:
    """Keep a restricted note; the same key twice is one note."""
    outcome_of(once, at=at)
    inspection = _locked(inspection)
    if same := DisciplineNote.objects.filter(key=key, inspection=inspection).first():
        return same
    note = DisciplineNote.objects.create(
        key=key, inspection=inspection, text=said(text, "text"), written_by=officer, written_at=at
    )
    record(
        NoteWritten(
            subject=f"inspection:{inspection.pk}",
            agency_code=inspection.agency_code,
            at=at,
            actor=officer,
            written=note.pk,
        )
    )
    return note


def _verb(is_accepted: bool) -> RemedyMove:
    return RemedyMove.ACCEPT if is_accepted else RemedyMove.SEND_BACK


def _locked(inspection: Inspection) -> Inspection:
    return Inspection.objects.select_for_update(no_key=True, of=("self",)).get(pk=inspection.pk)


def _locked_remedy(remedy: Remedy) -> Remedy:
    rows = Remedy.objects.select_related("finding__inspection")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=remedy.pk)
