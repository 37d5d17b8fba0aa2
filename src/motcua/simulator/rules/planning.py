"""One plan a dossier, each from its own number alone: the first 200 of 2,000 are the 200."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from uuid import NAMESPACE_URL, uuid5

from motcua.simulator.rules import behaviour
from motcua.simulator.rules.behaviour import Plan, Trouble
from motcua.simulator.rules.demand import Arrivals, Weighted, evenly
from motcua.simulator.rules.residents import Age, Place, Registry, Resident, surname_of

_ORGANISATIONS = {"organisation": 1.0, "mixed": 0.4}
_AGES = {"child": Age.CHILD, "pupil": Age.PUPIL, "elder": Age.ELDER}
_FOR_SOMEBODY_ELSE = 0.16
_ELSEWHERE = 0.06
STRIDES = {"trouble": 0.6180339887498949, "late": 0.7548776662466927, "collected": 0.5698402909980532}


@dataclass(frozen=True)
class Service:
    """A procedure as demand sees it; `agency_code` is empty where every commune offers it."""

    code: str
    agency_code: str
    channels: Sequence[str]
    cases: int
    weight: float
    owner: str
    season: str
    is_long: bool
    duty: float = 0.0


@dataclass(frozen=True)
class Town:
    """A place with the agency that serves its people, and how many they are."""

    place: Place
    agency_code: str
    weight: float


@dataclass(frozen=True)
class Wish:
    """A dossier that the cast finds at any time: begun so many working minutes before the end, at the cast's agency."""

    procedure_code: str
    minutes_ago: int
    trouble: Trouble = Trouble.NONE
    spent: float = 0.5
    is_citizens: bool = False


_DAY = 480
WISHES = (
    Wish("1.001193", 150 * _DAY, is_citizens=True),
    Wish("2.000720", 60 * _DAY, Trouble.SUPPLEMENT, is_citizens=True),
    Wish("1.013225", 6 * _DAY, spent=0.9, is_citizens=True),
    Wish("1.004873", 1 * _DAY, Trouble.PAPERS_NEVER_COMPLETED, is_citizens=True),
    Wish("1.000894", 5),
    Wish("1.001612", 7),
    Wish("1.001776", 5 * _DAY, spent=0.9),
    Wish("2.000620", 6 * _DAY, spent=0.95),
    Wish("1.004873", 4 * _DAY, spent=2.2),
    Wish("1.001699", 22 * _DAY, spent=0.95),
    Wish("1.013978", 18 * _DAY, spent=0.95),
    Wish("1.001776", 9 * _DAY + 150, spent=0.95),
    Wish("1.010833", 3 * _DAY - 60, spent=1.04),
)
"""The citizen's own dossiers, then some at every step of the cast's desks, one of them late."""


class Planner:
    """Knows the province and makes plans; the same seed and number always give the same plan."""

    def __init__(
        self,
        seed: int,
        *,
        services: Sequence[Service],
        towns: Sequence[Town],
        registry: Registry,
        arrivals: Arrivals,
    ) -> None:
        self._seed = seed
        self._services = {service.code: service for service in services}
        self._by_weight = Weighted({service.code: service.weight for service in services})
        communal = {service.code: service.weight for service in services if not service.agency_code}
        self._communal = Weighted(communal)
        self._towns = Weighted({town: town.weight for town in towns})
        self._registry, self._arrivals = registry, arrivals

    def plan(self, number: int) -> Plan:
        """Dossier `number` of this seed."""
        random = Random(f"{self._seed}/{number}")
        trouble = behaviour.trouble_at(self._level("trouble", number))
        service, town = self._service_for(trouble, random), self._towns.draw(random)
        agency_code = service.agency_code or town.agency_code
        channel = behaviour.channel_of(service.channels, random)
        trouble, channel = _fitted(trouble, channel, service)
        arrives_at = self._arrivals.draw(random, service.season)
        owner, submitter = self._people(service, town.place, arrives_at, random)
        spent = behaviour.spent_by(
            behaviour.office_of(agency_code), self._level("late", number), random, is_long=service.is_long
        )
        method = behaviour.METHODS.draw(random)
        return Plan(
            number=number,
            key=uuid5(NAMESPACE_URL, f"motcua-sample/{self._seed}/{number}"),
            procedure_code=service.code,
            case_number=random.randrange(service.cases) if random.random() < 0.3 else 0,
            agency_code=agency_code,
            receiving_agency_code=self._receiving(service, town, channel, random) or agency_code,
            channel=channel,
            owner=owner,
            submitter=submitter,
            arrives_at=arrives_at,
            trouble=trouble,
            spent=spent,
            has_duty=random.random() < service.duty,
            method=method,
            collected_after=behaviour.collected_after(method, self._level("collected", number), random),
        )

    def wished(self, number: int, wish: Wish, *, citizen: Resident, town: Town, arrives_at: datetime) -> Plan:
        """The same as `plan`, but what the cast is to find: sent online to the agency of `town`."""
        service, plan = self._services[wish.procedure_code], self.plan(number)
        random = Random(f"{self._seed}/wish/{number}")
        owner, submitter = self._people(service, town.place, arrives_at, random)
        if wish.is_citizens:
            surname, has_child = surname_of(citizen.full_name), service.owner == "child"
            owner = self._person(random, town.place, Age.CHILD, arrives_at, surname) if has_child else citizen
            submitter = citizen
        return replace(
            plan,
            procedure_code=service.code,
            case_number=0,
            agency_code=town.agency_code,
            receiving_agency_code=town.agency_code,
            channel="online",
            owner=owner,
            submitter=submitter,
            arrives_at=arrives_at,
            trouble=wish.trouble,
            spent=wish.spent,
            has_duty=False,
            method="counter",
            collected_after=120,
        )

    def _level(self, question: str, number: int) -> float:
        start = Random(f"{self._seed} {question}").random()
        return evenly(number, start, STRIDES[question])

    def _service_for(self, trouble: Trouble, random: Random) -> Service:
        pool = self._communal if trouble is Trouble.TRANSFERRED else self._by_weight
        return self._services[pool.draw(random)]

    def _people(self, service: Service, place: Place, on: datetime, random: Random) -> tuple[Resident, Resident]:
        """Whose request it is, and who hands it in."""
        if random.random() < _ORGANISATIONS.get(service.owner, 0.0):
            owner = self._registry.organisation(random, place)
            return owner, self._person(random, place, Age.ADULT, on)
        age = _AGES.get(service.owner) or self._age(service.owner, random)
        owner = self._person(random, place, age, on)
        if age in {Age.CHILD, Age.PUPIL}:
            return owner, self._person(random, place, Age.ADULT, on, surname_of(owner.full_name))
        if random.random() < _FOR_SOMEBODY_ELSE:
            return owner, self._person(random, place, Age.ADULT, on, surname_of(owner.full_name))
        return owner, owner

    def _age(self, owner: str, random: Random) -> Age:
        return random.choice((Age.PUPIL, Age.ADULT, Age.ELDER)) if owner == "mixed_age" else Age.ADULT

    def _person(self, random: Random, place: Place, age: Age, on: datetime, surname: str = "") -> Resident:
        return self._registry.person(random, place, age=age, on=on.date(), surname=surname)

    def _receiving(self, service: Service, town: Town, channel: str, random: Random) -> str:
        """Paper may be handed in anywhere in the province: at home for a department, at work for another commune."""
        if channel == "online" or random.random() >= (_ELSEWHERE if not service.agency_code else 4 * _ELSEWHERE):
            return ""
        return town.agency_code if service.agency_code else self._towns.draw(random).agency_code


def _fitted(trouble: Trouble, channel: str, service: Service) -> tuple[Trouble, str]:
    """Only what was sent online can be refused or completed before receipt: at a counter one is told at once."""
    if trouble not in behaviour.BEFORE_ACCEPTANCE:
        return trouble, channel
    if "online" in service.channels:
        return trouble, "online"
    return Trouble.WITHDRAWN if trouble is Trouble.WITHDRAWN_EARLY else Trouble.SUPPLEMENT, channel
