"""Putting a drawing in force."""

from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from motcua.capabilities.workflow.errors import ProcessRefused, PublishedTooEarly
from motcua.capabilities.workflow.events import ProcessPublished
from motcua.capabilities.workflow.models import ProcessVersion
from motcua.capabilities.workflow.queries.processes import ProcessView, examine_process, process_on, process_version
from motcua.kernel.events.store import record
from motcua.kernel.turns import take_turn_at


@transaction.atomic(durable=True)
def publish_process(code: str, bpmn: str, *, valid_from: date, actor: str, at: datetime) -> ProcessView:
    """Prove a drawing and put it in force from a day on; the version before ends there. Runs keep their version.

    The drawing that is in force already is not published again. Raises `ProcessRefused` with everything that is
    wrong, `PublishedTooEarly` when it would begin before its forerunner.
    """
    found = examine_process(bpmn)
    if found.description is None:
        raise ProcessRefused(code, found.problems)
    digest = sha256(bpmn.encode()).hexdigest()
    take_turn_at(ProcessVersion)
    last = ProcessVersion.objects.select_for_update(no_key=True).filter(code=code).order_by("-number").first()
    if last and last.digest == digest and last.valid_from <= valid_from:
        return process_version(last.pk)
    process_on.renew()
    if last:
        _end(last, valid_from)
    row = ProcessVersion.objects.create(
        code=code,
        number=last.number + 1 if last else 1,
        name=found.description.process.name or code,
        bpmn=bpmn,
        digest=digest,
        valid_from=valid_from,
        published_at=at,
        published_by=actor,
    )
    record(
        ProcessPublished(
            subject=code, agency_code="", at=at, actor=actor, number=row.number, valid_from=valid_from, digest=digest
        )
    )
    return process_version(row.pk)


def _end(version: ProcessVersion, day: date) -> None:
    if day < version.valid_from:
        raise PublishedTooEarly(
            code=version.code,
            number=version.number,
            wanted=f"{day:%d/%m/%Y}",
            known=f"{version.valid_from:%d/%m/%Y}",
        )
    version.valid_to = day
    version.save(update_fields=["valid_to"])
