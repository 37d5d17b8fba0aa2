from datetime import date
from random import Random

import pytest

from motcua.registry.people.public import check_person_name, check_personal_number, check_tax_code
from motcua.simulator.queries import content
from motcua.simulator.rules.residents import Age, Place, Registry, personal_number, tax_code

ON = date(2026, 6, 1)
HOME = Place("01273", "Phường Thục Phán", is_ward=True)


@pytest.fixture
def registry() -> Registry:
    return Registry(content.names(), "tỉnh Cao Bằng")


@pytest.mark.parametrize("age", [Age.PUPIL, Age.ADULT, Age.ELDER])
def test_a_resident_has_a_name_and_a_number_that_the_house_accepts(registry, age):
    for number in range(200):
        person = registry.person(Random(number), HOME, age=age, on=ON)
        checked = check_personal_number(person.identity_number, birth_on=person.birth_on, sex=person.sex, on=ON)
        assert checked == person.identity_number
        assert check_person_name(person.full_name) == person.full_name


def test_no_number_lies_in_the_range_that_is_really_given_out():
    assert all(
        int(Registry(content.names(), "").person(Random(n), HOME, age=Age.ADULT, on=ON).identity_number[6:]) >= 900_000
        for n in range(100)
    )


def test_a_child_has_no_number_before_its_birth_is_registered(registry):
    child = registry.person(Random(1), HOME, age=Age.CHILD, on=ON, surname="Nông")
    assert child.identity_number == ""
    assert child.full_name.startswith("Nông ")
    assert 0 < (ON - child.birth_on).days < 60


def test_the_number_tells_century_and_sex():
    assert personal_number(date(1994, 5, 18), "female", 900_012) == "004194900012"
    assert personal_number(date(2013, 5, 18), "male", 900_012) == "004213900012"


def test_a_tax_code_has_the_right_check_digit():
    codes = [tax_code(Random(number)) for number in range(200)]
    assert [check_tax_code(code) for code in codes] == codes


def test_an_organisation_has_no_birthday(registry):
    organisation = registry.organisation(Random(2), HOME)
    assert organisation.is_organisation
    assert organisation.birth_on is None
    assert organisation.address_line.startswith("Tổ ")
