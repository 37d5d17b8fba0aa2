"""The sample as one deed: the province settled, and a year of dossiers lived in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import connection

from motcua.capabilities.registers.public import load_sample as load_sample_registers
from motcua.casework.dossiers.public import PartyInput
from motcua.kernel import clock
from motcua.registry.catalogue.public import ProcedureView, procedure_on
from motcua.registry.people.public import Account, actor_of
from motcua.registry.worktime.public import Calendar, calendar_of
from motcua.simulator.actions.fill import Progress, let_pass
from motcua.simulator.actions.office import Staff
from motcua.simulator.actions.settle import settle
from motcua.simulator.actions.shelf import Shelf
from motcua.simulator.actions.world import World
from motcua.simulator.queries import content, offices
from motcua.simulator.queries.content import SampleProcedure
from motcua.simulator.rules.behaviour import Plan
from motcua.simulator.rules.demand import Arrivals, before
from motcua.simulator.rules.planning import WISHES, Planner
from motcua.simulator.rules.residents import Registry, Resident

_YEAR = timedelta(days=365)


def load_sample(dossiers: int, *, seed: int, until: datetime, progress: Progress) -> int:
    """Settle the province and let the year before `until` pass with so many dossiers; how many were new.

    The same seed gives the same dossiers, and those that are there already are left alone: 200 and then 2,000 make
    2,000. All moments lie in office hours, citizens' too. Slips and notices follow by the relay.
    """
    with _without_waiting_for_the_disk():
        settle(at=clock.now())
        load_sample_registers(_register_keepers(), actor="motcua sample", at=clock.now())
        hours = calendar_of(offices.province_agency())
        until = until if hours.is_open(until) else before(hours, until, 1)
        plans = _plans(dossiers, seed=seed, hours=hours, until=until)
        return let_pass(plans, _world(hours, clock.local(until).date()), until=until, progress=progress)


@contextmanager
def _without_waiting_for_the_disk() -> Iterator[None]:
    """A crash may lose the last moves, none half: the sample is loaded again in seconds, a commit need not wait."""
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET synchronous_commit")


def _register_keepers() -> list[str]:
    """The province's own agency and a few communes: their registers hold something to look at."""
    communes = [
        agency.code for agency in offices.agencies(offices.wards_on(clock.today())) if agency.level == "commune"
    ]
    return [offices.province_agency(), *communes[:3]]


def _plans(dossiers: int, *, seed: int, hours: Calendar, until: datetime) -> list[Plan]:
    towns = offices.towns(offices.wards_on(content.valid_from()))
    first_day = max(clock.local(until).date() - _YEAR, content.valid_from())
    planner = Planner(
        seed,
        services=[procedure.service for procedure in content.procedures()],
        towns=towns,
        registry=Registry(content.names(), "tỉnh Cao Bằng"),
        arrivals=Arrivals(content.pattern(), hours, first_day, clock.local(until)),
    )
    citizen = _resident(offices.citizen())
    home = next(town for town in towns if town.place.code == citizen.place_code)
    wished = [
        planner.wished(
            number,
            wish,
            citizen=citizen,
            town=home,
            arrives_at=before(hours, until, wish.minutes_ago),
        )
        for number, wish in enumerate(WISHES[:dossiers])
    ]
    return [*wished, *(planner.plan(number) for number in range(len(wished), dossiers))]


def _world(hours: Calendar, day: date) -> World:
    procedures = content.procedures()
    agencies = offices.agencies(offices.wards_on(day))
    return World(
        hours=hours,
        staff=Staff([agency.code for agency in agencies], on=day),
        versions={procedure.draft.code: _versions(procedure, day) for procedure in procedures},
        units={procedure.draft.code: procedure.unit_code for procedure in procedures},
        shelf=Shelf(clock.now()),
        communes=tuple(agency.code for agency in agencies if agency.level == "commune"),
        citizen=_party(offices.citizen()),
        citizen_actor=actor_of(Account.objects.get(username=offices.citizen().identity_number)),
    )


def _versions(procedure: SampleProcedure, until: date) -> list[ProcedureView]:
    """The versions of the year, by day; ours or, where somebody else published it, theirs."""
    days = [draft.valid_from for draft in procedure.versions] + [until]
    found = [procedure_on(procedure.draft.code, day) for day in days]
    return list({version.version_id: version for version in found if version}.values())


def _resident(citizen: offices.SampleCitizen) -> Resident:
    place = f"{citizen.address_line}, phường Thục Phán, tỉnh Cao Bằng"
    return Resident(
        full_name=citizen.full_name,
        identity_number=citizen.identity_number,
        birth_on=citizen.birth_on,
        sex=citizen.sex,
        address_line=place,
        place_code=citizen.place_code,
    )


def _party(citizen: offices.SampleCitizen) -> PartyInput:
    return PartyInput(
        role="owner",
        full_name=citizen.full_name,
        identity_number=citizen.identity_number,
        birth_on=citizen.birth_on,
        phone=citizen.phone,
        email=citizen.email,
        address=_resident(citizen).address_line,
        username=citizen.identity_number,
    )
