"""Opening, renaming, succeeding and ending: nothing here is ever edited, everything has its day."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction

from motcua.kernel.errors import InvalidInput
from motcua.kernel.events.store import record, record_many
from motcua.kernel.texts.fold import nfc
from motcua.registry.organisation import rules
from motcua.registry.organisation.errors import (
    AgencyNotFound,
    AlreadyEnded,
    EndsBeforeItBegins,
    OfficerNotFound,
    PeriodTaken,
    PostingNotFound,
    UnitNotFound,
)
from motcua.registry.organisation.events import (
    AgencyOpened,
    AgencyRenamed,
    AgencySucceeded,
    OfficerPosted,
    PostingEnded,
    UnitOpened,
)
from motcua.registry.organisation.models import Agency, Posting, Unit
from motcua.registry.organisation.queries import AgencyView, PostingView, agency_view, every_code, every_name
from motcua.registry.organisation.rules import Level, Role
from motcua.registry.people.public import officer_names, officers


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
        name=_name(name),
        short_name=nfc(short_name) or nfc(name),
        level=Level(level),
        place_code=place_code,
        address=nfc(address),
        phone=phone,
        valid_from=valid_from,
    )
    with _only_one(row.code):
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
    old = _open_agency(code, valid_from)
    old.valid_to = valid_from
    old.save(update_fields=["valid_to"])
    new = Agency(
        code=code,
        name=_name(name),
        short_name=nfc(short_name),
        level=old.level,
        place_code=old.place_code,
        address=old.address,
        phone=old.phone,
        valid_from=valid_from,
    )
    with _only_one(code):
        new.save()
    old.succeeded_by = new
    old.save(update_fields=["succeeded_by"])
    every_name.renew()
    record(AgencyRenamed(subject=code, agency_code=code, at=at, actor=actor, valid_from=valid_from))
    return agency_view(new)


@transaction.atomic(durable=True)
def succeed_agency(code: str, *, successor_code: str, on: date, actor: str, at: datetime) -> None:
    """The agency ends on a day and another one does its work; its units and postings end with it."""
    old, new = _open_agency(code, on), _open_agency(successor_code, on)
    old.valid_to, old.succeeded_by = on, new
    old.save(update_fields=["valid_to", "succeeded_by"])
    Unit.objects.on(on).filter(agency_code=code).update(valid_to=on)
    ended = Posting.objects.select_for_update(no_key=True).on(on).filter(agency_code=code)
    record_many([_posting_ended(posting, on, actor, at) for posting in ended])
    ended.update(valid_to=on)
    record(AgencySucceeded(subject=code, agency_code=code, at=at, actor=actor, successor_code=successor_code, on=on))


@transaction.atomic(durable=True)
def open_unit(*, agency_code: str, code: str, name: str, valid_from: date, actor: str, at: datetime) -> None:
    """A unit of an agency begins. Raises `InvalidInput`, `AgencyNotFound` and `PeriodTaken`."""
    _agency(agency_code, valid_from)
    row = Unit(agency_code=agency_code, code=rules.normal_unit_code(code), name=_name(name), valid_from=valid_from)
    with _only_one(row.name):
        row.save()
    subject = f"{agency_code}/{row.code}"
    record(UnitOpened(subject=subject, agency_code=agency_code, at=at, actor=actor, valid_from=valid_from))


@transaction.atomic(durable=True)
def post_officer(
    *, username: str, agency_code: str, unit_code: str = "", role: str, valid_from: date, actor: str, at: datetime
) -> PostingView:
    """An officer gets a role. Raises `OfficerNotFound`, `AgencyNotFound`, `UnitNotFound` and `PeriodTaken`."""
    return _post(username, agency_code, unit_code, role, valid_from=valid_from, actor=actor, at=at)


@transaction.atomic(durable=True)
def engage_officer(
    *,
    username: str,
    full_name: str,
    email: str = "",
    phone: str = "",
    agency_code: str,
    unit_code: str = "",
    roles: Collection[str],
    valid_from: date,
    actor: str,
    at: datetime,
) -> tuple[str, str]:
    """A new officer: the account and its first postings, all or nothing; the user name and a one-time password.

    Raises what `officers.enter` and `post_officer` raise.
    """
    kept, password = officers.enter(
        username=username, full_name=full_name, email=email, phone=phone, actor=actor, at=at
    )
    for role in roles:
        _post(kept, agency_code, unit_code, role, valid_from=valid_from, actor=actor, at=at)
    return kept, password


@transaction.atomic(durable=True)
def end_posting(posting_id: int, *, valid_to: date, actor: str, at: datetime) -> None:
    """The officer has the role until the day before `valid_to`."""
    row = Posting.objects.select_for_update(no_key=True).filter(pk=posting_id).first()
    if row is None:
        raise PostingNotFound
    if row.valid_to is not None:
        raise AlreadyEnded(what=Role(row.role).label, day=f"{row.valid_to:%d/%m/%Y}")
    if valid_to < row.valid_from:
        raise EndsBeforeItBegins(valid_from=f"{row.valid_from:%d/%m/%Y}", valid_to=f"{valid_to:%d/%m/%Y}")
    row.valid_to = valid_to
    row.save(update_fields=["valid_to"])
    record(_posting_ended(row, valid_to, actor, at))


def _post(
    username: str, agency_code: str, unit_code: str, role: str, *, valid_from: date, actor: str, at: datetime
) -> PostingView:
    names = officer_names([username])
    if username not in names:
        raise OfficerNotFound(username=username)
    agency = _agency(agency_code, valid_from)
    if unit_code and not Unit.objects.on(valid_from).filter(agency_code=agency_code, code=unit_code).exists():
        raise UnitNotFound(agency=agency.short_name, code=unit_code, day=f"{valid_from:%d/%m/%Y}")
    row = Posting(
        username=username, agency_code=agency_code, unit_code=unit_code, role=Role(role), valid_from=valid_from
    )
    with _only_one(f"{Role(role).label} – {names[username]}"):
        row.save()
    record(
        OfficerPosted(
            subject=f"posting:{row.pk}",
            agency_code=agency_code,
            at=at,
            actor=actor,
            username=username,
            unit_code=unit_code,
            role=row.role,
            valid_from=valid_from,
        )
    )
    return PostingView(username, names[username], agency_code, unit_code, Role(role), row.pk)


def _agency(code: str, day: date) -> Agency:
    row = Agency.objects.on(day).filter(code=code).first()
    if row is None:
        raise AgencyNotFound(code=code, day=f"{day:%d/%m/%Y}")
    return row


def _open_agency(code: str, day: date) -> Agency:
    """The agency's row of the day, locked; it must not have an end yet."""
    row = Agency.objects.select_for_update(no_key=True).on(day).filter(code=code).first()
    if row is None:
        raise AgencyNotFound(code=code, day=f"{day:%d/%m/%Y}")
    if row.valid_to is not None:
        raise AlreadyEnded(what=row.name, day=f"{row.valid_to:%d/%m/%Y}")
    return row


def _name(text: str) -> str:
    name = nfc(text)
    if not name:
        raise InvalidInput(rules.NAME_MISSING, fields={"name": rules.NAME_MISSING})
    return name


@contextmanager
def _only_one(what: str) -> Iterator[None]:
    """The database decides whether the days are free: two at once cannot both pass."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "_once_a_day" not in str(error):
            raise
        raise PeriodTaken(what=what) from error


def _posting_ended(row: Posting, valid_to: date, actor: str, at: datetime) -> PostingEnded:
    return PostingEnded(
        subject=f"posting:{row.pk}",
        agency_code=row.agency_code,
        at=at,
        actor=actor,
        username=row.username,
        role=row.role,
        valid_to=valid_to,
    )
