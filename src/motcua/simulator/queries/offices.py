"""The agencies, units and officers of the province's files, spread over the real communes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from motcua.kernel.texts.fold import fold
from motcua.registry.organisation.public import Level, Role
from motcua.registry.places.public import PlaceView, wards_of
from motcua.simulator.queries import content
from motcua.simulator.rules.planning import Town
from motcua.simulator.rules.residents import Age, Place, Registry

WARD = "Phường"


@dataclass(frozen=True)
class SampleUnit:
    """A unit of an agency; `kind`: a division, or a one-stop counter."""

    code: str
    name: str
    kind: str = "division"


@dataclass(frozen=True)
class SampleAgency:
    """An agency with its units."""

    code: str
    name: str
    short_name: str
    level: Level
    place_code: str
    address: str
    phone: str
    units: tuple[SampleUnit, ...]


@dataclass(frozen=True)
class Post:
    """A role at an agency, in a unit or in the whole of it."""

    agency_code: str
    unit_code: str
    role: Role


@dataclass(frozen=True)
class SampleOfficer:
    """An officer; `cast` names the part of those who are shown at every start."""

    username: str
    full_name: str
    posts: tuple[Post, ...]
    cast: str = ""


@dataclass(frozen=True)
class SampleCitizen:
    """The citizen of the cast."""

    identity_number: str
    full_name: str
    birth_on: date
    sex: str
    phone: str
    email: str
    place_code: str
    address_line: str


def province_code() -> str:
    """The place code of the province."""
    return str(_agencies()["province"]["place_code"])


def province_agency() -> str:
    """The identifier code of the province, which covers all its agencies."""
    return str(_agencies()["province"]["code"])


def agencies(wards: Sequence[PlaceView]) -> list[SampleAgency]:
    """The province, its departments, its communes – in this order."""
    table = _agencies()
    province = table["province"]
    seat = {"place_code": province["centre_place"], "address": province["address"]}
    departments = [_agency({**seat, **row}, Level.DEPARTMENT) for row in table["department"]]
    return [_agency(province, Level.PROVINCE), *departments, *(_commune(town) for town in towns(wards))]


def towns(wards: Sequence[PlaceView]) -> list[Town]:
    """Each commune with the agency that serves it and the weight of its people."""
    first, pattern = _agencies()["communes"]["first_number"], content.pattern()
    return [
        Town(
            Place(ward.code, ward.full_name, is_ward=ward.full_name.startswith(WARD)),
            f"{province_agency()}.{number}",
            pattern.commune_weight(ward.code),
        )
        for number, ward in enumerate(sorted(wards, key=lambda ward: ward.code), start=first)
    ]


def wards_on(day: date) -> list[PlaceView]:
    """The communes and wards of the province on a day."""
    return wards_of(province_code(), on=day)


def officers(wards: Sequence[PlaceView]) -> list[SampleOfficer]:
    """Those with a name in the files, then two for each commune that has nobody there."""
    named = [_officer(row) for row in content.read("officers.toml")["officer"]]
    staffed = {post.agency_code for officer in named for post in officer.posts}
    registry = Registry(content.names(), "")
    unstaffed = [town for town in towns(wards) if town.agency_code not in staffed]
    return [*named, *(officer for town in unstaffed for officer in _staff(town, registry))]


def citizen() -> SampleCitizen:
    """The citizen of the cast."""
    return SampleCitizen(**content.read("officers.toml")["citizen"])


def _agencies() -> Mapping[str, Any]:
    return content.read("agencies.toml")


def _agency(row: Mapping[str, Any], level: Level) -> SampleAgency:
    return SampleAgency(
        code=row["code"],
        name=row["name"],
        short_name=row.get("short_name", row["name"]),
        level=level,
        place_code=row["place_code"],
        address=row["address"],
        phone=row["phone"],
        units=tuple(SampleUnit(**unit) for unit in row["units"]),
    )


def _commune(town: Town) -> SampleAgency:
    table, province, place = _agencies()["communes"], _agencies()["province"], town.place
    own_names = table["ward_unit_names"] if place.is_ward else {}
    return SampleAgency(
        code=town.agency_code,
        name=table["name"].format(full_name=_small(place.full_name)),
        short_name=table["short_name"].format(full_name=_small(place.full_name)),
        level=Level.COMMUNE,
        place_code=place.code,
        address=f"{place.full_name}, tỉnh Cao Bằng",
        phone=province["phone"],
        units=tuple(
            SampleUnit(**(unit | {"name": own_names.get(unit["code"], unit["name"])})) for unit in table["units"]
        ),
    )


def _small(full_name: str) -> str:
    """«Phường Thục Phán» inside a sentence: «phường Thục Phán»."""
    return full_name[0].lower() + full_name[1:]


def _officer(row: Mapping[str, Any]) -> SampleOfficer:
    posts = tuple(post for text in row["posts"] for post in _posts(text))
    return SampleOfficer(row["username"], row["name"], posts, row.get("cast", ""))


def _posts(text: str) -> Iterator[Post]:
    where, *roles = text.split()
    agency_code, _, unit_code = where.partition("/")
    for role in roles:
        yield Post(agency_code, unit_code, Role(role))


def _staff(town: Town, registry: Registry) -> Iterator[SampleOfficer]:
    """One receives and works, the other assigns and signs: a small commune shares its people over the roles."""
    random = Random(f"staff {town.agency_code}")
    slug = fold(town.place.full_name.split(" ", 1)[1]).replace(" ", "")
    parts = {"tiepnhan": ("PVHCC receiver", " specialist"), "lanhdao": (" leader head",)}
    for part, posts in parts.items():
        person = registry.person(random, town.place, age=Age.ADULT, on=content.valid_from())
        held = tuple(post for text in posts for post in _posts(f"{town.agency_code}/{text}"))
        yield SampleOfficer(f"{part}.{slug}", person.full_name, held)
