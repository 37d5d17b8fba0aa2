"""A dossier comes into being: sent online, or taken in at a counter."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from motcua.capabilities.forms.public import FormView, check_answers, form_on
from motcua.capabilities.workflow.public import process_on, start_process
from motcua.casework.dossiers.actions.drafts import take_draft
from motcua.casework.dossiers.actions.moving import fact, search_key_of
from motcua.casework.dossiers.actions.numbers import next_code, step_over
from motcua.casework.dossiers.actions.papers import write_papers
from motcua.casework.dossiers.errors import AlreadySubmitted, CodeTaken, NotOffered, ProcessMissing
from motcua.casework.dossiers.events import DossierSubmitted
from motcua.casework.dossiers.models import Dossier, Draft, Party
from motcua.casework.dossiers.rules.application import DEFAULT_PROCESS, Application, check_application
from motcua.casework.dossiers.rules.codes import checked_code
from motcua.casework.dossiers.rules.side_lives import Channel, Fee
from motcua.kernel import clock
from motcua.kernel.errors import InvalidInput
from motcua.kernel.events.store import record, recorded_together
from motcua.kernel.texts.fold import nfc
from motcua.kernel.texts.mark import mark
from motcua.registry.catalogue.public import ProcedureView, agencies_offering, procedure_version

ANSWERS_WRONG = mark("Tờ khai còn chỗ chưa đúng. Hãy xem các ô được đánh dấu.")


@transaction.atomic(durable=True)
@recorded_together()
def submit_dossier(application: Application, *, actor: str, at: datetime) -> Dossier:
    """Send it: give it a code and put it on the counter's desk. `AlreadySubmitted` if its key was sent before."""
    return open_dossier(application, actor=actor, at=at)


@transaction.atomic(durable=True)
@recorded_together()
def submit_draft(
    key: UUID, read: Callable[[Draft], Application], *, username: str, actor: str, at: datetime
) -> Dossier:
    """Send the draft of `username` as it stands: it goes, and what `read` makes of it becomes a dossier, or neither.

    Raises `DraftGone` if it was sent or dropped before, and whatever `read` refuses.
    """
    return open_dossier(read(take_draft(key, username)), actor=actor, at=at)


def open_dossier(application: Application, *, actor: str, at: datetime) -> Dossier:
    """Write the new dossier and its event (inside an action's transaction)."""
    check_application(application)
    procedure = procedure_version(application.procedure_version)
    _check_offer(application, procedure, at)
    process = process_on(procedure.process_code or DEFAULT_PROCESS, clock.local(at).date())
    if process is None:
        raise ProcessMissing(code=procedure.process_code or DEFAULT_PROCESS)
    dossier = _row(application, procedure, process.version_id, at)
    _insert(dossier)
    Party.objects.bulk_create([Party(dossier=dossier, **vars(party)) for party in application.parties])
    papers = write_papers(dossier, application, actor=actor, at=at)
    start_process(process.version_id, subject=dossier.code, agency_code=dossier.agency_code, actor=actor, at=at,
                  agencies={"receiver": dossier.receiving_agency_code})  # fmt: skip
    record(
        fact(
            dossier,
            DossierSubmitted,
            actor=actor,
            at=at,
            procedure_version=procedure.version_id,
            receiving_agency_code=dossier.receiving_agency_code,
            owner_kind=application.owner.kind,
            fee_amount=dossier.fee_amount,
            papers=papers,
        )
    )
    return dossier


def _row(application: Application, procedure: ProcedureView, process_version: int, at: datetime) -> Dossier:
    """The new dossier, its answers checked and its code given, not yet written."""
    form, answers = _checked_form(application, procedure, at)
    code, fee = _code_of(application, at), fee_of(procedure, application.channel)
    return Dossier(
        code=code,
        submission_key=application.submission_key,
        procedure_code=procedure.code,
        procedure_version=procedure.version_id,
        procedure_name=procedure.name,
        form_version=form.version_id if form else None,
        process_version=process_version,
        case_id=application.case_id,
        channel=application.channel,
        receiving_agency_code=application.receiving_agency_code,
        agency_code=application.agency_code,
        owner_name=application.owner.full_name,
        answers=answers,
        note=nfc(application.note),
        search_key=search_key_of(code, application.owner.full_name, procedure.name),
        fee_state=Fee.DUE if fee else Fee.NONE,
        fee_amount=fee,
        delivery_method=application.delivery_method,
        submitted_at=at,
    )


def fee_of(procedure: ProcedureView, channel: Channel) -> int:
    """Đồng to pay by this channel: the sum of the amounts that are certain; a doubtful fee is not charged by guess."""
    ways = [way for way in procedure.channels if way.kind == channel] or list(procedure.channels[:1])
    return sum(fee.amount or 0 for way in ways[:1] for fee in way.fees)


def _check_offer(application: Application, procedure: ProcedureView, at: datetime) -> None:
    if application.agency_code not in agencies_offering(procedure.code, clock.local(at).date()):
        raise NotOffered(procedure=procedure.name)


def _checked_form(
    application: Application, procedure: ProcedureView, at: datetime
) -> tuple[FormView | None, dict[str, Any]]:
    """The form in force and the answers made regular; at a counter the form may be one of the papers."""
    is_on_paper = application.channel is not Channel.ONLINE and not application.answers
    if procedure.form_code is None or is_on_paper:
        return None, dict(application.answers)
    form = form_on(procedure.form_code, clock.local(at).date())
    checked = check_answers(form, application.answers, on=clock.local(at).date())
    if checked.errors:
        raise InvalidInput(ANSWERS_WRONG, fields=checked.errors)
    return form, checked.values


def _code_of(application: Application, at: datetime) -> str:
    day = clock.local(at).date()
    if application.given_code:
        code = checked_code(application.given_code, today=day)
        step_over(code)
        return code
    return next_code(application.receiving_agency_code, day)


def _insert(dossier: Dossier) -> None:
    try:
        dossier.save(force_insert=True)
    except IntegrityError as error:
        taken = CodeTaken if "dossier_code_" in str(error) else AlreadySubmitted
        raise taken(code=dossier.code) from error
