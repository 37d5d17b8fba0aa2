"""Units of an agency: divisions and one-stop counters, each with its days."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.texts.fold import nfc
from motcua.registry.organisation import rules
from motcua.registry.organisation.actions.dated import agency_row, hold_organisation, only_one, proper_name
from motcua.registry.organisation.actions.leaving import leave_unit
from motcua.registry.organisation.errors import AlreadyEnded, NothingChanged, UnitNotFound
from motcua.registry.organisation.events import UnitChanged, UnitEnded, UnitOpened
from motcua.registry.organisation.models import Unit
from motcua.registry.organisation.rules import UnitKind


@transaction.atomic(durable=True)
def open_unit(
    *,
    agency_code: str,
    code: str,
    name: str,
    kind: str = UnitKind.DIVISION,
    valid_from: date,
    actor: str,
    at: datetime,
) -> None:
    """A unit of an agency begins. Raises `InvalidInput`, `AgencyNotFound` and `PeriodTaken`."""
    hold_organisation()
    agency_row(agency_code, valid_from)
    known = rules.normal_unit_code(code)
    row = Unit(agency_code=agency_code, code=known, name=proper_name(name), kind=UnitKind(kind), valid_from=valid_from)
    with only_one(row.name):
        row.save()
    record(UnitOpened(**_about(row, actor, at), valid_from=valid_from))


@transaction.atomic(durable=True)
def change_unit(
    agency_code: str, code: str, *, name: str, kind: str, valid_from: date, actor: str, at: datetime
) -> None:
    """The unit bears another name or is of another kind from a day on. Raises `UnitNotFound`, `AlreadyEnded`."""
    hold_organisation()
    old = _open_unit(agency_code, code, valid_from)
    new = Unit(agency_code=agency_code, code=code, name=proper_name(name), kind=UnitKind(kind), valid_from=valid_from)
    if (old.name, old.kind) == (new.name, new.kind):
        raise NothingChanged
    old.valid_to = valid_from
    old.save(update_fields=["valid_to"])
    with only_one(new.name):
        new.save()
    record(UnitChanged(**_about(new, actor, at), valid_from=valid_from))


@transaction.atomic(durable=True)
def end_unit(agency_code: str, code: str, *, to_unit: str = "", on: date, actor: str, at: datetime) -> None:
    """The unit is no more from a day on; its people go on in `to_unit`, or for the agency as a whole.

    Raises `UnitNotFound` and `AlreadyEnded`.
    """
    hold_organisation()
    row = _open_unit(agency_code, code, on)
    if to_unit:
        _open_unit(agency_code, to_unit, on)
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(UnitEnded(**_about(row, actor, at), on=on))
    leave_unit(agency_code, code, on, to_unit=to_unit, actor=actor, at=at)


def _open_unit(agency_code: str, code: str, day: date) -> Unit:
    """The unit's row of the day, locked; it must not have an end yet."""
    rows = Unit.objects.select_for_update(no_key=True).on(day)
    row = rows.filter(agency_code=agency_code, code=nfc(code)).first()
    if row is None:
        raise UnitNotFound(agency=agency_row(agency_code, day).short_name, code=code, day=f"{day:%d/%m/%Y}")
    if row.valid_to is not None:
        raise AlreadyEnded(what=row.name, day=f"{row.valid_to:%d/%m/%Y}")
    return row


def _about(row: Unit, actor: str, at: datetime) -> dict[str, Any]:
    subject = f"{row.agency_code}/{row.code}"
    return {"subject": subject, "agency_code": row.agency_code, "actor": actor, "at": at}
