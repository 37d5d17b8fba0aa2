"""Units of an agency: divisions and one-stop counters, each with its days."""

from datetime import date, datetime

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.registry.organisation import rules
from motcua.registry.organisation.actions.dated import agency_row, only_one, proper_name
from motcua.registry.organisation.events import UnitOpened
from motcua.registry.organisation.models import Unit


@transaction.atomic(durable=True)
def open_unit(*, agency_code: str, code: str, name: str, valid_from: date, actor: str, at: datetime) -> None:
    """A unit of an agency begins. Raises `InvalidInput`, `AgencyNotFound` and `PeriodTaken`."""
    agency_row(agency_code, valid_from)
    row = Unit(
        agency_code=agency_code, code=rules.normal_unit_code(code), name=proper_name(name), valid_from=valid_from
    )
    with only_one(row.name):
        row.save()
    subject = f"{agency_code}/{row.code}"
    record(UnitOpened(subject=subject, agency_code=agency_code, at=at, actor=actor, valid_from=valid_from))
