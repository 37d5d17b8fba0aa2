"""Settling the province: places, calendar, agencies, people, forms, processes, procedures. What is there stays."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test.utils import override_settings

from motcua.capabilities.forms.errors import FormUnknown
from motcua.capabilities.forms.public import form_on, publish_form
from motcua.capabilities.workflow.public import process_on, publish_process
from motcua.casework.dossiers.public import ensure_default_process
from motcua.kernel import clock
from motcua.registry.catalogue.public import offer_many, procedure_on, publish_procedure
from motcua.registry.organisation.public import (
    agencies,
    officers_at,
    open_agency,
    open_unit,
    post_officer,
    unit_names,
)
from motcua.registry.people.public import account_names, open_citizen_account, open_officer_account
from motcua.registry.places.public import load_places
from motcua.registry.worktime.public import load_calendar
from motcua.simulator.queries import content, offices
from motcua.simulator.queries.cast import PASSWORD
from motcua.simulator.queries.content import SampleProcedure
from motcua.simulator.queries.offices import SampleAgency, SampleOfficer

ACTOR = "sample"
_FIRST_HOUR, _PUBLISHED_AHEAD = timedelta(hours=8), timedelta(days=20)


class SwiftHasher(Argon2PasswordHasher):
    """As slow as a password needs that is printed on the screen; Django hashes it anew at the first sign-in."""

    time_cost, memory_cost, parallelism = 1, 8, 1


def settle(*, at: datetime) -> None:
    """Load everything that a year of demand needs; `at` is now. A second run writes nothing."""
    began_on = content.valid_from()
    opened_at = clock.at(began_on) + _FIRST_HOUR
    if not offices.wards_on(began_on):
        load_places(at=at)
    load_calendar(actor=ACTOR, at=at)
    wards = offices.wards_on(began_on)
    sample = offices.agencies(wards)
    _open_agencies(sample, opened_at)
    officers = offices.officers(wards)
    _open_accounts(officers, opened_at)
    _post(officers, [agency.code for agency in sample], opened_at)
    _publish_forms_and_processes(opened_at)
    _publish_procedures(sample, opened_at)


def _open_agencies(sample: list[SampleAgency], at: datetime) -> None:
    day = clock.local(at).date()
    known = {agency.code for agency in agencies(on=day)}
    for agency in sample:
        if agency.code not in known:
            open_agency(
                code=agency.code,
                name=agency.name,
                short_name=agency.short_name,
                level=agency.level,
                place_code=agency.place_code,
                address=agency.address,
                phone=agency.phone,
                valid_from=day,
                actor=ACTOR,
                at=at,
            )
        units = unit_names(agency.code, on=day) if agency.code in known else {}
        for unit in agency.units:
            if unit.code not in units:
                open_unit(agency_code=agency.code, code=unit.code, name=unit.name, kind=unit.kind, valid_from=day,
                          actor=ACTOR, at=at)  # fmt: skip


def _open_accounts(officers: list[SampleOfficer], at: datetime) -> None:
    citizen = offices.citizen()
    known = account_names([citizen.identity_number, *(officer.username for officer in officers)])
    with _swift_passwords():
        if citizen.identity_number not in known:
            open_citizen_account(**vars(citizen), password=PASSWORD, at=at)
        for officer in officers:
            if officer.username not in known:
                open_officer_account(
                    username=officer.username, full_name=officer.full_name, password=PASSWORD, actor=ACTOR, at=at
                )


def _post(officers: list[SampleOfficer], agency_codes: list[str], at: datetime) -> None:
    day = clock.local(at).date()
    held = {
        (posting.username, posting.agency_code, posting.unit_code, posting.role)
        for code in agency_codes
        for posting in officers_at(code, on=day)
    }
    for officer in officers:
        for post in officer.posts:
            if (officer.username, post.agency_code, post.unit_code, post.role) not in held:
                post_officer(
                    username=officer.username,
                    agency_code=post.agency_code,
                    unit_code=post.unit_code,
                    role=post.role,
                    valid_from=day,
                    actor=ACTOR,
                    at=at,
                )


def _publish_forms_and_processes(at: datetime) -> None:
    day = clock.local(at).date()
    for code, text in content.texts("forms", ".json"):
        if not _has_form(code, day):
            publish_form(code, json.loads(text), valid_from=day, at=at, actor=ACTOR)
    for code, text in content.texts("processes", ".bpmn"):
        if process_on(code, day) is None:
            publish_process(code, text, valid_from=day, actor=ACTOR, at=at)
    ensure_default_process(actor=ACTOR, at=at)


def _has_form(code: str, day: date) -> bool:
    try:
        return form_on(code, day) is not None
    except FormUnknown:
        return False


def _publish_procedures(sample: list[SampleAgency], at: datetime) -> None:
    day = clock.local(at).date()
    procedures = content.procedures()
    for procedure in procedures:
        _publish_versions(procedure, at)
    communes = [agency.code for agency in sample if agency.level == "commune"]
    for office, codes in _codes_by_office(procedures).items():
        offer_many(codes, [office] if office else communes, valid_from=day, actor=ACTOR, at=at)


def _publish_versions(procedure: SampleProcedure, at: datetime) -> None:
    """Each version on top of ours before it; a procedure that somebody else has published stays theirs."""
    for number, draft in enumerate(procedure.versions):
        before = procedure_on(draft.code, draft.valid_from)
        is_next = before is None if number == 0 else before is not None and before.number == number
        is_ours = number == 0 or (before is not None and before.valid_from == procedure.versions[number - 1].valid_from)
        if is_next and is_ours:
            publish_procedure(
                draft, actor=ACTOR, at=max(at, clock.at(draft.valid_from - _PUBLISHED_AHEAD) + _FIRST_HOUR)
            )


def _codes_by_office(procedures: tuple[SampleProcedure, ...]) -> dict[str, list[str]]:
    """Procedure codes by the department that offers them; '' for the communes."""
    found: dict[str, list[str]] = {}
    for procedure in procedures:
        found.setdefault(procedure.office, []).append(procedure.draft.code)
    return found


@contextmanager
def _swift_passwords() -> Iterator[None]:
    """150 accounts in a second instead of a minute; tests that set a hasher of their own keep it."""
    hasher = f"{SwiftHasher.__module__}.{SwiftHasher.__qualname__}"
    with override_settings(PASSWORD_HASHERS=[hasher]):
        yield
