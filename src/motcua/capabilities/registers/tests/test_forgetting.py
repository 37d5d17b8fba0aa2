"""After its years a record tells of nobody, in no edition; its figures stay."""

from datetime import timedelta

import pytest

from motcua.capabilities.registers.actions.forgetting import forget_persons
from motcua.capabilities.registers.actions.records import write_record
from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.queries.lookup import Finder
from motcua.capabilities.registers.tests.factories import COMMUNE, load, province, typed
from motcua.kernel import clock
from motcua.registry.people.tests.factories import AT

pytestmark = pytest.mark.django_db


def test_persons_are_forgotten_when_the_years_are_over_and_not_before():
    province()
    definition = load("ho-tro-tai-nha")
    with clock.frozen(AT):
        write_record(definition.code, agency_code=COMMUNE, given=typed(definition), lookup=Finder(), actor="x", at=AT)
        assert forget_persons(at=AT + timedelta(days=3 * 365)) == 0
        assert forget_persons(at=AT + timedelta(days=3 * 366)) == 1
        assert forget_persons(at=AT + timedelta(days=3 * 367)) == 0
    record = Record.objects.get()
    assert not definition.personal & record.values.keys()
    assert not definition.personal & RecordEdition.objects.get().values.keys()
    assert record.title == record.code
    assert "muc 0 d person" not in record.search_key
    assert record.values["reason"] == "elderly"
    assert record.identity is None
