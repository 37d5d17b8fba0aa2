"""The end of a record's retention: what tells of persons is emptied, the record and its figures stay."""

from datetime import datetime, timedelta

from django.db import transaction

from motcua.capabilities.registers.actions.rows import derived
from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.queries.definitions import definitions_on, version

_BATCH = 500


@transaction.atomic(durable=True)
def forget_persons(*, at: datetime) -> int:
    """Empty the personal fields of records whose years are over, in them and in their editions; how many records."""
    forgotten = 0
    for definition in definitions_on():
        over = at - timedelta(days=round(definition.retention_years * 365.25))
        rows = Record.objects.select_for_update(of=("self",)).filter(register=definition.code, forgotten_at=None)
        for record in rows.filter(changed_at__lt=over).order_by("id")[:_BATCH]:
            _forget(record, at)
            forgotten += 1
    return forgotten


def _forget(record: Record, at: datetime) -> None:
    for edition in RecordEdition.objects.filter(record=record):
        personal = version(edition.version_id).definition.personal
        edition.values = {code: value for code, value in edition.values.items() if code not in personal}
        edition.reason = ""
        edition.save(update_fields=["values", "reason"])
    then = version(record.version_id).definition
    record.values = {code: value for code, value in record.values.items() if code not in then.personal}
    columns = derived(then, record.values, code=record.code, agency_code=record.agency_code)
    for name, value in {**columns, "identity": None, "forgotten_at": at}.items():
        setattr(record, name, value)
    record.save()
