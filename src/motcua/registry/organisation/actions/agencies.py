"""Opening, changing, merging, moving, splitting and ending: an agency's rows, none of which is ever edited."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.questions import ask
from motcua.kernel.texts.fold import nfc
from motcua.registry.organisation import rules
from motcua.registry.organisation.actions.administering import require_administrator
from motcua.registry.organisation.actions.dated import agency_row, hold_organisation, only_one, open_row, proper_name
from motcua.registry.organisation.actions.leaving import leave
from motcua.registry.organisation.errors import (
    AgenciesBelow,
    NothingChanged,
    OwnSuccessor,
    UnderItself,
    WorkRemains,
)
from motcua.registry.organisation.events import (
    AgencyChanged,
    AgencyClosed,
    AgencyOpened,
    AgencyRenamed,
    AgencySucceeded,
)
from motcua.registry.organisation.models import Agency
from motcua.registry.organisation.queries import AgencyView, WhatHangsOn, agency_view, every_code, every_name
from motcua.registry.organisation.rules import Level, code_above, code_moved

CHANGEABLE = ("name", "short_name", "level", "place_code", "address", "phone")
_NAMED = 5


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
    hold_organisation()
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
    _write(row)
    record(
        AgencyOpened(subject=row.code, agency_code=row.code, at=at, actor=actor, level=row.level, valid_from=valid_from)
    )
    return agency_view(row)


@transaction.atomic(durable=True)
def rename_agency(code: str, *, name: str, short_name: str, valid_from: date, actor: str, at: datetime) -> AgencyView:
    """The agency bears another name from a day on; its units and postings go on, as they go by its code."""
    hold_organisation()
    new = _follow(open_row(code, valid_from), valid_from, {"name": proper_name(name), "short_name": nfc(short_name)})
    record(AgencyRenamed(subject=code, agency_code=code, at=at, actor=actor, valid_from=valid_from))
    return agency_view(new)


@transaction.atomic(durable=True)
def change_agency(code: str, changes: Mapping[str, str], *, valid_from: date, actor: str, at: datetime) -> AgencyView:
    """Another name, short name, level, place, address or telephone from a day on; the row of before keeps its own.

    Raises `InvalidInput` (name), `NothingChanged`, `AgencyNotFound`, `AlreadyEnded` and `ChangeComing`.
    """
    hold_organisation()
    old = open_row(code, valid_from)
    wanted = {field: nfc(changes.get(field, getattr(old, field))) for field in CHANGEABLE}
    wanted["name"] = proper_name(wanted["name"])
    wanted["short_name"] = wanted["short_name"] or wanted["name"]
    if all(getattr(old, field) == value for field, value in wanted.items()):
        raise NothingChanged
    new = _follow(old, valid_from, wanted)
    record(AgencyChanged(subject=code, agency_code=code, at=at, actor=actor, valid_from=valid_from))
    return agency_view(new)


@transaction.atomic(durable=True)
def succeed_agency(code: str, *, successor_code: str, on: date, actor: str, at: datetime) -> None:
    """The agency ends on a day and another one does its work; its units and postings end with it."""
    hold_organisation()
    _end(code, successor_code, on, carries=False, actor=actor, at=at)


@transaction.atomic(durable=True)
def end_agencies(
    codes: Sequence[str], *, successor_code: str = "", carries: bool, on: date, actor: str, at: datetime
) -> None:
    """These agencies end on a day, all or none; `successor_code` does their work, with their people if it `carries`.

    Without a successor no work may be open (`WorkRemains`). Raises also `AgenciesBelow`, `OwnSuccessor`,
    `AgencyNotFound`, `AlreadyEnded`, `ChangeComing` and `LastAdministrator`.
    """
    hold_organisation()
    for code in codes:
        if not successor_code:
            _refuse_open_work(code, on)
        _refuse_below(code, on)
        _end(code, successor_code, on, carries=carries, actor=actor, at=at)
    for code in codes:
        require_administrator(successor_code or code_above(code) or code, on)


@transaction.atomic(durable=True)
def move_agency(code: str, *, new_code: str, on: date, actor: str, at: datetime) -> str:
    """The agency and all below it stand elsewhere from a day on, under new codes, with units and people.

    Answers the new code. What is open goes on by succession. Raises `UnderItself`, `PeriodTaken`, and what ending does.
    """
    hold_organisation()
    top = open_row(code, on)
    new_top = rules.normal_agency_code(new_code)
    if new_top == code or new_top.startswith(f"{code}."):
        raise UnderItself(agency=top.name)
    rows = [top, *Agency.objects.on(on).filter(code__startswith=f"{code}.").order_by("code")]
    for row in rows:
        moved = code_moved(row.code, top=code, to=new_top)
        _write(_copy(row, on, {"code": moved}))
        record(AgencyOpened(subject=moved, agency_code=moved, at=at, actor=actor, level=row.level, valid_from=on))
    for row in reversed(rows):
        _end(row.code, code_moved(row.code, top=code, to=new_top), on, carries=True, actor=actor, at=at)
    require_administrator(new_top, on)
    return new_top


@transaction.atomic(durable=True)
def split_agency(
    code: str,
    unit_codes: Sequence[str],
    *,
    new_code: str,
    name: str,
    short_name: str = "",
    on: date,
    actor: str,
    at: datetime,
) -> str:
    """A part of the agency becomes one of its own from a day on, with these units and their people; the new code.

    The agency goes on. Raises `InvalidInput`, `PeriodTaken`, `AgencyNotFound`, `AlreadyEnded` and `ChangeComing`.
    """
    hold_organisation()
    old = open_row(code, on)
    made = {"code": rules.normal_agency_code(new_code), "name": proper_name(name)}
    new = _write(_copy(old, on, {**made, "short_name": nfc(short_name) or made["name"]}))
    record(AgencyOpened(subject=new.code, agency_code=new.code, at=at, actor=actor, level=new.level, valid_from=on))
    leave(code, on, to=new.code, units=set(unit_codes), actor=actor, at=at)
    return new.code


def _follow(old: Agency, valid_from: date, changes: Mapping[str, str]) -> Agency:
    """The row that holds from `valid_from`; the one of before ends there."""
    old.valid_to = valid_from
    old.save(update_fields=["valid_to"])
    new = _write(_copy(old, valid_from, changes))
    old.succeeded_by = new
    old.save(update_fields=["succeeded_by"])
    return new


def _copy(row: Agency, valid_from: date, changes: Mapping[str, str]) -> Agency:
    kept = {field: getattr(row, field) for field in ("code", *CHANGEABLE)}
    return Agency(**kept | dict(changes), valid_from=valid_from)


def _write(row: Agency) -> Agency:
    with only_one(row.code):
        row.save()
    every_code.renew()
    every_name.renew()
    return row


def _end(code: str, successor_code: str, on: date, *, carries: bool, actor: str, at: datetime) -> None:
    if code == successor_code:
        raise OwnSuccessor
    old = open_row(code, on)
    old.succeeded_by = open_row(successor_code, on) if successor_code else None
    old.valid_to = on
    old.save(update_fields=["valid_to", "succeeded_by"])
    leave(code, on, to=successor_code if carries else "", actor=actor, at=at)
    about: dict[str, Any] = {"subject": code, "agency_code": code, "at": at, "actor": actor, "on": on}
    record(AgencySucceeded(**about, successor_code=successor_code) if successor_code else AgencyClosed(**about))


def _refuse_open_work(code: str, on: date) -> None:
    left = [one for one in ask(WhatHangsOn(code)) if one.is_open and one.count]
    if left:
        raise WorkRemains(agency=agency_row(code, on).name, what=", ".join(one.words for one in left))


def _refuse_below(code: str, on: date) -> None:
    below = list(Agency.objects.on(on).filter(code__startswith=f"{code}.").order_by("code"))
    if below:
        named = ", ".join(row.short_name or row.name for row in below[:_NAMED])
        raise AgenciesBelow(agency=agency_row(code, on).name, names=named + (" …" if below[_NAMED:] else ""))
