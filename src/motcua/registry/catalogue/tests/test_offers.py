"""Which agency of ours handles what, from one day to another."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.registry.catalogue.errors import AlreadyOffered, NoSuchProcedure, NotOffered
from motcua.registry.catalogue.public import (
    agencies_offering,
    end_offer,
    offer_many,
    offer_procedure,
    procedures_offered_by,
)
from motcua.registry.catalogue.tests.factories import AT, DAY, procedure

pytestmark = pytest.mark.django_db
LATER = date(2026, 6, 1)


def offer(code="9.000001", agency="H14.31", valid_from=DAY):
    offer_procedure(code, agency, valid_from, actor="quantri", at=AT)


def test_an_agency_handles_a_procedure_from_its_day_on():
    procedure()
    offer()
    assert agencies_offering("9.000001", date(2025, 12, 31)) == []
    assert agencies_offering("9.000001", DAY) == ["H14.31"]
    assert EventRecord.objects.get(kind="catalogue.offered").agency_code == "H14.31"


def test_an_offer_ends_and_may_begin_again():
    procedure()
    offer()
    end_offer("9.000001", "H14.31", LATER, actor="quantri", at=AT)
    assert agencies_offering("9.000001", LATER) == []
    offer(valid_from=date(2026, 9, 1))
    assert agencies_offering("9.000001", date(2026, 9, 1)) == ["H14.31"]


def test_an_agency_is_not_given_a_procedure_twice_nor_one_that_is_not_there():
    procedure()
    offer()
    with pytest.raises(AlreadyOffered):
        offer(valid_from=LATER)
    with pytest.raises(NoSuchProcedure):
        offer(code="0")
    with pytest.raises(NotOffered):
        end_offer("9.000001", "H14.99", LATER, actor="quantri", at=AT)


def test_many_are_offered_at_once_with_an_event_each_and_a_second_time_adds_nothing():
    for number in range(3):
        procedure(code=f"9.00000{number}")
    codes, agencies = [f"9.00000{number}" for number in range(3)] + ["khong-co"], ["H14.31", "H14.32"]
    assert offer_many(codes, agencies, valid_from=DAY, actor="quantri", at=AT) == 6
    assert offer_many(codes, agencies, valid_from=DAY, actor="quantri", at=AT) == 0
    assert EventRecord.objects.filter(kind="catalogue.offered").count() == 6
    assert procedures_offered_by(["H14.32"], DAY) == {f"9.00000{number}": ["H14.32"] for number in range(3)}


def test_the_command_offers_the_procedures_of_a_level():
    procedure()
    procedure(code="9.000002", levels=("ministry",))
    out = StringIO()
    with clock.frozen(AT):
        call_command(
            "offer_procedures", "--agency", "H14.31", "--level", "xa", "--valid-from", "2026-01-01", stdout=out
        )
    assert "giao thêm 1 trong 1" in out.getvalue()
    assert agencies_offering("9.000001", DAY) == ["H14.31"]
    assert agencies_offering("9.000002", DAY) == []
