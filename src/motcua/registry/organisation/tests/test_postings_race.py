"""Those who shape the organisation in the same moment take turns: one wins, the others are told."""

from functools import partial

import pytest

from motcua.registry.organisation.actions.importing import Imported, import_agencies
from motcua.registry.organisation.errors import PeriodTaken
from motcua.registry.organisation.models import Agency, Posting
from motcua.registry.organisation.public import post_officer
from motcua.registry.organisation.rules import Level
from motcua.registry.organisation.rules.table import HEADS
from motcua.registry.organisation.tests import factories
from motcua.registry.people.tests.factories import AT, officer
from tests.races.together import times, together

THREADS = 4
ROUNDS = 30

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_four_who_post_the_same_officer_at_once_exactly_one_wins():
    factories.agency()
    for number in range(ROUNDS):
        name = officer(f"can.bo.{number}").username
        post = partial(
            post_officer,
            username=name,
            agency_code="H14.31",
            role="receiver",
            valid_from=factories.REFORM,
            actor="admin",
            at=AT,
        )
        told = times(THREADS, post, gate="organisation_posting")
        assert [type(one) for one in told].count(PeriodTaken) == THREADS - 1
        assert Posting.objects.filter(username=name).count() == 1


def test_the_same_table_imported_twice_at_once_is_taken_once():
    for number in range(10, 10 + ROUNDS):
        above = factories.agency(f"H14.{number}").code
        lines = [table_line(f"{above}.{place}") for place in range(10, 60)]
        takes = [partial(take, lines), partial(take, lines[::-1])]
        told = together(*takes, gate="organisation_agency")
        assert sorted(told, key=lambda one: one.same) == [Imported(50, 0, 0), Imported(0, 0, 50)]
    assert Agency.objects.count() == (1 + 50) * ROUNDS


def take(lines):
    rows = list(enumerate([list(HEADS.values()), *lines], start=1))
    return import_agencies(rows, granted=["H14"], actor="admin", at=AT)


def table_line(code):
    said = {"agency_code": code, "name": f"Sở {code}", "kind": Level.DEPARTMENT.label, "valid_from": "01/07/2025"}
    return [said.get(head, "") for head in HEADS]
