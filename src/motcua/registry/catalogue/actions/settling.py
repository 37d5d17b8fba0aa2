"""A controller says what a doubtful text means; the procedure gets a new version with that value."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record
from motcua.registry.catalogue.actions.writing import Writing, latest_versions, lock_catalogue, write_versions
from motcua.registry.catalogue.errors import AlreadySettled
from motcua.registry.catalogue.events import DoubtSettled
from motcua.registry.catalogue.models import Doubt
from motcua.registry.catalogue.queries.versions import draft_of, procedure_version
from motcua.registry.catalogue.rules.settlement import Settlement, settled

SETTLEMENT = "settlement"


@transaction.atomic(durable=True)
def settle_doubt(doubt: Doubt, settlement: Settlement, *, actor: str, at: datetime) -> Doubt:
    """Settle it for good: later imports that say the same words keep the value. Raises `AlreadySettled`.

    The new version begins on the day of `at`, or with the version it corrects if that lies ahead.
    """
    lock_catalogue()
    doubt = Doubt.objects.select_for_update(no_key=True, of=("self",)).select_related("procedure").get(pk=doubt.pk)
    if doubt.settled_at or doubt.gone_at:
        raise AlreadySettled
    version_id = _republish(doubt, settlement, Writing(actor, at, SETTLEMENT))
    doubt.settled_at, doubt.settled_by, doubt.settled_value = at, actor, settlement.written()
    doubt.save(update_fields=["settled_at", "settled_by", "settled_value"])
    record(
        DoubtSettled(
            subject=doubt.procedure.code,
            agency_code="",
            at=at,
            actor=actor,
            key=doubt.key,
            part=doubt.part,
            why=doubt.reason,
            version_id=version_id,
        )
    )
    return doubt


def _republish(doubt: Doubt, settlement: Settlement, writing: Writing) -> int:
    """Id of the version that holds the settled value: a new one, or the last if the value changes nothing in it."""
    last = latest_versions([doubt.procedure])[doubt.procedure_id]
    draft = draft_of(procedure_version(last.pk))
    changed = settled(draft, {doubt.key: settlement})
    if changed == draft:
        return last.pk
    valid_from = max(last.valid_from, clock.local(writing.at).date())
    return write_versions({doubt.procedure: replace(changed, valid_from=valid_from)}, writing)[doubt.procedure].pk
