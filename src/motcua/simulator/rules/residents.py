"""People and organisations that exist nowhere: every number has the right form and lies in a range never given out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import accumulate
from random import Random

_BIRTH_PROVINCE = "004"
_TAX_PROVINCE = "48"
_NEVER_GIVEN = 900_000
"""Serial numbers of a birth year and sex begin at 1; a province of half a million people never comes near this."""
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_YEAR = timedelta(days=365)


class Age(StrEnum):
    """Whom a procedure is for."""

    CHILD = "child"
    PUPIL = "pupil"
    ADULT = "adult"
    ELDER = "elder"


_YEARS = {Age.CHILD: (0.02, 0.15), Age.PUPIL: (11.5, 15.0), Age.ADULT: (20.0, 58.0), Age.ELDER: (60.0, 88.0)}


@dataclass(frozen=True)
class NameTable:
    """What names are drawn from; surnames with their relative frequency."""

    surnames: Mapping[str, int]
    female_middle: Sequence[str]
    female_given: Sequence[str]
    male_middle: Sequence[str]
    male_given: Sequence[str]
    organisation_kinds: Sequence[str]
    trades: Sequence[str]
    organisation_names: Sequence[str]


@dataclass(frozen=True)
class Place:
    """A commune or ward of the province."""

    code: str
    full_name: str
    is_ward: bool


@dataclass(frozen=True)
class Resident:
    """A person or an organisation as a dossier needs it; `identity_number` is the personal number or tax code."""

    full_name: str
    identity_number: str
    birth_on: date | None
    sex: str
    address_line: str
    place_code: str
    is_organisation: bool = False


class Registry:
    """Makes residents from the table of names."""

    def __init__(self, names: NameTable, province: str) -> None:
        self._names = names
        self._province = province
        self._surnames = tuple(names.surnames)
        self._surname_weights = tuple(accumulate(names.surnames.values()))

    def person(self, random: Random, place: Place, *, age: Age, on: date, surname: str = "") -> Resident:
        """A person of that age on that day, living there; a child not yet registered has no number."""
        youngest, oldest = _YEARS[age]
        birth_on = on - _YEAR * random.uniform(youngest, oldest)
        sex = random.choice(("female", "male"))
        serial = _NEVER_GIVEN + random.randrange(1_000_000 - _NEVER_GIVEN)
        return Resident(
            full_name=f"{surname or self._surname(random)} {self._given(random, sex)}",
            identity_number="" if age is Age.CHILD else personal_number(birth_on, sex, serial),
            birth_on=birth_on,
            sex=sex,
            address_line=self._address(random, place),
            place_code=place.code,
        )

    def organisation(self, random: Random, place: Place) -> Resident:
        """A company or cooperative seated there."""
        names = self._names
        kind, trade, name = (
            random.choice(part) for part in (names.organisation_kinds, names.trades, names.organisation_names)
        )
        return Resident(
            full_name=f"{kind} {trade} {name}",
            identity_number=tax_code(random),
            birth_on=None,
            sex="",
            address_line=self._address(random, place),
            place_code=place.code,
            is_organisation=True,
        )

    def _surname(self, random: Random) -> str:
        return random.choices(self._surnames, cum_weights=self._surname_weights)[0]

    def _given(self, random: Random, sex: str) -> str:
        names = self._names
        if sex == "female":
            return f"{random.choice(names.female_middle)} {random.choice(names.female_given)}"
        return f"{random.choice(names.male_middle)} {random.choice(names.male_given)}"

    def _address(self, random: Random, place: Place) -> str:
        part = "Tổ" if place.is_ward else "Xóm"
        return f"{part} {random.randint(1, 16)}, {place.full_name}, {self._province}"


def personal_number(birth_on: date, sex: str, serial: int) -> str:
    """Twelve digits: province of birth registration, century and sex, year, serial (domain.md §3.5)."""
    century = (birth_on.year // 100 - 19) * 2 + (sex == "female")
    return f"{_BIRTH_PROVINCE}{century}{birth_on:%y}{serial:06d}"


def tax_code(random: Random) -> str:
    """Ten digits, the last a check digit (domain.md §3.6); a sum that gives none is drawn again."""
    while True:
        digits = f"{_TAX_PROVINCE}99{random.randrange(100_000):05d}"
        weighed = sum(int(digit) * weight for digit, weight in zip(digits, _TAX_WEIGHTS, strict=True))
        if (check := 10 - weighed % 11) in range(10):
            return f"{digits}{check}"


def surname_of(full_name: str) -> str:
    """The surname, as a child bears it."""
    return full_name.split(" ", 1)[0]
