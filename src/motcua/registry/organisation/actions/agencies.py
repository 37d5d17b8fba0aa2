"""Opening, renaming, succeeding: an agency's rows, none of which is ever edited."""

from datetime import date, datetime

from django.db import transaction

from motcua.kernel.events.store import record, record_many
from motcua.kernel.texts.fold import nfc
from motcua.registry.organisation import rules
from motcua.registry.organisation.actions.dated import only_one, open_row, proper_name
from motcua.registry.organisation.actions.postings import posting_ended
from motcua.registry.organisation.events import AgencyOpened, AgencyRenamed, AgencySucceeded
from motcua.registry.organisation.models import Agency, Posting, Unit
from motcua.registry.organisation.queries import AgencyView, agency_view, every_code, every_name
from motcua.registry.organisation.rules import Level


@transaction.atomic(durable=True)
def open_agency(
    *,
    code: str,
    name: str,
    short_name: str,
    level: str,
    place_code: str,
    address: str = "",
    phone: str = "",
    valid_from: date,
    actor: str,
    at: datetime,
) -> AgencyView:
    """An agency begins. Raises `InvalidInput` (code, name) and `PeriodTaken`."""
    row = Agency(
        code=rules.normal_agency_code(code),
        name=proper_name(name),
        short_name=nfc(short_name) or nfc(name),
        level=Level(level),
        place_code=place_code,
        address=nfc(address),
        phone=phone,
        valid_from=valid_from,
    )
    with only_one(row.code):
        row.save()
    every_code.renew()
    every_name.renew()
    record(
        AgencyOpened(subject=row.code, agency_code=row.code, at=at, actor=actor, level=row.level, valid_from=valid_from)
    )
    return agency_view(row)


@transaction.atomic(durable=True)
def rename_agency(code: str, *, name: str, short_name: str, valid_from: date, actor: str, at: datetime) -> AgencyView:
    """The agency bears another name from a day on; its units and postings go on, as they go by its code."""
    old = open_row(code, valid_from)
    old.valid_to = valid_from
    old.save(update_fields=["valid_to"])
    new = Agency(
        code=code,
        name=proper_name(name),
        short_name=nfc(short_name),
        level=old.level,
        place_code=old.place_code,
        address=old.address,
        phone=old.phone,
        valid_from=valid_from,
    )
    with only_one(code):
        new.save()
    old.succeeded_by = new
    old.save(update_fields=["succeeded_by"])
    every_name.renew()
    record(AgencyRenamed(subject=code, agency_code=code, at=at, actor=actor, valid_from=valid_from))
    return agency_view(new)


@transaction.atomic(durable=True)
def succeed_agency(code: str, *, successor_code: str, on: date, actor: str, at: datetime) -> None:
    """The agency ends on a day and another one does its work; its units and postings end with it."""
    old, new = open_row(code, on), open_row(successor_code, on)
    old.valid_to, old.succeeded_by = on, new
    old.save(update_fields=["valid_to", "succeeded_by"])
    Unit.objects.on(on).filter(agency_code=code).update(valid_to=on)
    ended = Posting.objects.select_for_update(no_key=True).on(on).filter(agency_code=code)
    record_many([posting_ended(posting, on, actor, at) for posting in ended])
    ended.update(valid_to=on)
    record(AgencySucceeded(subject=code, agency_code=code, at=at, actor=actor, successor_code=successor_code, on=on))
