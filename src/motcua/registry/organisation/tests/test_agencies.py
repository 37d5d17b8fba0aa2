from datetime import date, timedelta

import pytest

from motcua.kernel.errors import InvalidInput
from motcua.kernel.events.store import history_of
from motcua.registry.organisation.errors import AgencyNotFound, AlreadyEnded, PeriodTaken, UnitNotFound
from motcua.registry.organisation.public import (
    agencies,
    agency,
    agency_names,
    officers_at,
    open_agency,
    open_unit,
    post_officer,
    rename_agency,
    succeed_agency,
    successor_of,
    unit_names,
)
from motcua.registry.organisation.tests import factories
from motcua.registry.people.tests.factories import AT, officer

pytestmark = pytest.mark.django_db
REFORM, LATER = factories.REFORM, date(2026, 9, 1)


def opened(code="H14.05", **more):
    values = {
        "name": "Sở Nội vụ tỉnh Cao Bằng",
        "short_name": "Sở Nội vụ",
        "level": "department",
        "place_code": "04",
        "valid_from": REFORM,
        "actor": "admin",
        "at": AT,
    }
    return open_agency(code=code, **values | more)


def test_an_agency_is_there_from_its_first_day_and_its_event_says_so():
    opened()
    assert agency("H14.05", on=REFORM).short_name == "Sở Nội vụ"
    assert agency("H14.05", on=REFORM - timedelta(days=1)) is None
    assert [event.kind for event in history_of("H14.05")] == ["organisation.agency_opened"]


def test_two_agencies_of_one_code_never_hold_on_the_same_day():
    opened()
    with pytest.raises(PeriodTaken, match=r"H14\.05"):
        opened(valid_from=LATER)


def test_a_code_that_is_no_identifier_is_refused_and_an_old_one_is_read_from_right_to_left():
    with pytest.raises(InvalidInput, match=r"H14\.05\.02"):
        opened(code="SNV")
    assert opened(code="000.00.07.H14").code == "H14.07"
    assert opened(code=" h14.8 ").code == "H14.8"


def test_a_name_cannot_be_empty():
    with pytest.raises(InvalidInput) as refusal:
        opened(name="  ")
    assert "name" in refusal.value.fields


def test_a_renamed_agency_keeps_its_old_name_for_papers_of_the_old_days():
    opened()
    rename_agency("H14.05", name="Sở Nội vụ và Lao động", short_name="Sở NVLĐ", valid_from=LATER, actor="admin", at=AT)
    assert agency_names(["H14.05"], on=LATER) == {"H14.05": "Sở Nội vụ và Lao động"}
    assert agency_names(["H14.05"], on=LATER - timedelta(days=1)) == {"H14.05": "Sở Nội vụ tỉnh Cao Bằng"}
    assert successor_of("H14.05", on=LATER) == "H14.05"


def test_a_merged_agency_ends_with_its_units_and_postings_and_points_to_its_successor():
    officer()
    opened()
    opened(code="H14.06", name="Sở Lao động", short_name="Sở Lao động")
    open_unit(agency_code="H14.06", code="VP", name="Văn phòng", valid_from=REFORM, actor="admin", at=AT)
    post_officer(
        username="lan.nt", agency_code="H14.06", unit_code="VP", role="clerk", valid_from=REFORM, actor="admin", at=AT
    )
    succeed_agency("H14.06", successor_code="H14.05", on=LATER, actor="admin", at=AT)
    assert agency("H14.06", on=LATER) is None
    assert successor_of("H14.06", on=LATER) == "H14.05"
    assert successor_of("H14.06", on=REFORM) == "H14.06"
    assert officers_at("H14.06", on=LATER) == []
    assert len(officers_at("H14.06", on=REFORM)) == 1
    assert unit_names("H14.06", on=LATER) == {}
    assert agency_names(["H14.06"], on=LATER) == {"H14.06": "Sở Lao động"}
    with pytest.raises(AgencyNotFound, match="01/09/2026"):
        succeed_agency("H14.06", successor_code="H14.05", on=LATER, actor="admin", at=AT)


def test_an_agency_with_an_end_cannot_be_renamed_on_an_earlier_day():
    opened(code="H14.06", name="Sở Lao động", short_name="Sở Lao động")
    opened()
    succeed_agency("H14.06", successor_code="H14.05", on=LATER, actor="admin", at=AT)
    with pytest.raises(AlreadyEnded):
        rename_agency("H14.06", name="Sở", short_name="Sở", valid_from=date(2026, 1, 1), actor="admin", at=AT)


def test_agencies_are_listed_by_level_in_the_order_of_their_groups():
    for code in ("H14.10", "H14.9", "H14.31"):
        factories.agency(code=code, name=code, level="commune")
    opened()
    assert [view.code for view in agencies("commune")] == ["H14.9", "H14.10", "H14.31"]
    assert len(agencies()) == 4


def test_units_come_in_vietnamese_order_and_need_an_agency():
    factories.agency()
    for code, name in (("DAT", "Phòng Đất đai"), ("AN", "Phòng An toàn"), ("DAN", "Phòng Dân tộc")):
        open_unit(agency_code="H14.31", code=code, name=name, valid_from=REFORM, actor="admin", at=AT)
    assert list(unit_names("H14.31")) == ["AN", "DAN", "DAT"]
    with pytest.raises(AgencyNotFound):
        open_unit(agency_code="H14.99", code="AN", name="Phòng", valid_from=REFORM, actor="admin", at=AT)


def test_nobody_is_posted_to_a_unit_that_is_not_there():
    officer()
    factories.agency()
    with pytest.raises(UnitNotFound, match="UBND xã Hòa An"):
        post_officer(
            username="lan.nt",
            agency_code="H14.31",
            unit_code="X",
            role="clerk",
            valid_from=REFORM,
            actor="admin",
            at=AT,
        )


@pytest.mark.parametrize("rows", [1, 30])
def test_reading_names_costs_one_query_however_many(rows, django_assert_num_queries):
    codes = [f"H14.{number}" for number in range(rows)]
    for code in codes:
        factories.agency(code=code)
    with django_assert_num_queries(1):
        assert len(agency_names(codes)) == rows
