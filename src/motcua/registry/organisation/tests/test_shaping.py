"""Merging, splitting, moving and closing: nothing is overwritten, nobody is lost, open work keeps somebody."""

from datetime import date, timedelta

import pytest

from motcua.kernel import clock
from motcua.kernel.access.rights import agencies_where
from motcua.kernel.errors import DomainError
from motcua.kernel.events.store import history_of
from motcua.registry.organisation import errors
from motcua.registry.organisation.actions.agencies import change_agency, end_agencies, move_agency, split_agency
from motcua.registry.organisation.actions.units import change_unit, end_unit
from motcua.registry.organisation.models import Posting
from motcua.registry.organisation.permissions import MANAGE
from motcua.registry.organisation.public import agency, agency_names, officers_at, postings_of, successor_of, unit_names
from motcua.registry.organisation.queries import agency_spans
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency as make_agency
from motcua.registry.organisation.tests.factories import posting, unit
from motcua.registry.people.models import Account
from motcua.registry.people.tests.factories import AT, officer

pytestmark = pytest.mark.django_db
TODAY, LATER = date(2026, 11, 23), date(2027, 1, 1)
BEFORE = LATER - timedelta(days=1)
WHO = {"actor": "quan.tri", "at": AT}


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


@pytest.fixture
def _province():
    """A province with two departments, a division with Lan in it, and one administrator above all."""
    make_agency("H14", "Ủy ban nhân dân tỉnh Cao Bằng", short_name="UBND tỉnh", level="province")
    make_agency("H14.05", "Sở Nội vụ", short_name="Sở Nội vụ", level="department")
    make_agency("H14.06", "Sở Lao động", short_name="Sở Lao động", level="department")
    unit("VP", "H14.06", "Văn phòng")
    officer("quan.tri", "Nông Văn Quản")
    posting("quan.tri", "H14", Role.ADMIN)
    officer()
    posting("lan.nt", "H14.06", Role.CLERK, unit_code="VP")


def end(*codes, to="", on=LATER, carries=True):
    end_agencies(codes, successor_code=to, carries=carries, on=on, **WHO)


def kinds(subject):
    return [event.kind.removeprefix("organisation.") for event in history_of(subject)]


def where(username, may):
    return agencies_where(Account.objects.get(username=username), may)


@pytest.mark.usefixtures("_province")
def test_a_merger_takes_units_and_people_along_from_its_day_and_leaves_the_days_before_as_they_were():
    end("H14.06", to="H14.05")
    assert agency("H14.06", BEFORE).name == "Sở Lao động"
    assert agency("H14.06", LATER) is None
    assert successor_of("H14.06", LATER) == "H14.05"
    assert [one.agency_code for one in postings_of("lan.nt", BEFORE)] == ["H14.06"]
    after = postings_of("lan.nt", LATER)
    assert [(one.agency_code, one.unit_code, one.role) for one in after] == [("H14.05", "VP", Role.CLERK)]
    assert (unit_names("H14.06", LATER), unit_names("H14.05", LATER)) == ({}, {"VP": "Văn phòng"})
    assert kinds("H14.06") == ["agency_succeeded"]
    assert kinds(f"posting:{after[0].id}") == ["officer_posted"]


@pytest.mark.usefixtures("_province")
def test_several_merge_into_one_all_or_none():
    make_agency("H14.07", "Sở Dân tộc", short_name="Sở Dân tộc", level="department")
    posting("lan.nt", "H14.07", Role.CLERK, unit_code="VP")
    with pytest.raises(errors.AgencyNotFound):
        end("H14.06", "H14.09", to="H14.05")
    end("H14.06", "H14.07", to="H14.05")
    assert len(officers_at("H14.05", on=LATER)) == 1


@pytest.mark.usefixtures("_province")
def test_without_taking_them_along_people_and_units_end_and_what_was_to_begin_later_never_holds():
    later = posting("lan.nt", "H14.06", Role.HEAD, valid_from=LATER + timedelta(days=9))
    end("H14.06", to="H14.05", carries=False)
    later.refresh_from_db()
    assert later.valid_to == later.valid_from
    assert postings_of("lan.nt", LATER + timedelta(days=30)) == []


@pytest.mark.usefixtures("_province")
def test_an_agency_that_others_stand_under_does_not_end_before_them():
    make_agency("H14.06.01", "Chi cục Việc làm", short_name="Chi cục Việc làm", level="department")
    with pytest.raises(errors.AgenciesBelow, match="Chi cục Việc làm"):
        end("H14.06", to="H14.05")
    end("H14.06.01", "H14.06", to="H14.05")
    assert agency("H14.06.01", LATER) is None


@pytest.mark.usefixtures("_province")
def test_nobody_is_locked_out_when_the_only_administrators_agency_ends():
    Posting.objects.filter(username="quan.tri").update(agency_code="H14.06")
    with pytest.raises(errors.LastAdministrator):
        end("H14.06", to="H14.05", carries=False)


@pytest.mark.usefixtures("_province")
def test_an_administrator_may_go_along():
    Posting.objects.filter(username="quan.tri").update(agency_code="H14.06")
    end("H14.06", to="H14.05")
    assert [one.username for one in officers_at("H14.05", role=Role.ADMIN, on=LATER)] == ["quan.tri"]


@pytest.mark.usefixtures("_province")
def test_with_nothing_open_an_agency_closes_without_a_successor():
    end("H14.06")
    assert kinds("H14.06") == ["agency_closed"]
    assert agency_names(["H14.06"], LATER) == {"H14.06": "Sở Lao động"}


@pytest.mark.usefixtures("_province")
def test_rights_go_on_through_two_mergers_and_only_to_who_works_at_the_successor():
    make_agency("H14.07", "Sở Dân tộc", short_name="Sở Dân tộc", level="department")
    officer("moi.pt", "Phan Thị Mới")
    posting("moi.pt", "H14.07", Role.ADMIN)
    end("H14.06", to="H14.05", on=TODAY)
    assert where("moi.pt", MANAGE) == {"H14.07"}
    end("H14.05", to="H14.07", on=TODAY)
    assert where("moi.pt", MANAGE) == {"H14.05", "H14.06", "H14.07"}


@pytest.mark.usefixtures("_province")
def test_a_merger_that_is_coming_gives_no_rights_yet():
    officer("moi.pt", "Phan Thị Mới")
    posting("moi.pt", "H14.05", Role.ADMIN)
    end("H14.06", to="H14.05")
    assert where("moi.pt", MANAGE) == {"H14.05"}


@pytest.mark.usefixtures("_province")
def test_an_agency_moves_under_another_with_all_below_it_under_new_codes():
    make_agency("H14.06.01", "Chi cục Việc làm", short_name="Chi cục Việc làm", level="department")
    posting("lan.nt", "H14.06.01", Role.HEAD)
    assert move_agency("H14.06", new_code="H14.05.09", on=LATER, **WHO) == "H14.05.09"
    assert agency("H14.05.09.01", LATER).name == "Chi cục Việc làm"
    assert successor_of("H14.06.01", LATER) == "H14.05.09.01"
    assert {one.agency_code for one in postings_of("lan.nt", LATER)} == {"H14.05.09", "H14.05.09.01"}
    assert {one.agency_code for one in postings_of("lan.nt", BEFORE)} == {"H14.06", "H14.06.01"}
    with pytest.raises(errors.UnderItself):
        move_agency("H14.05", new_code="H14.05.01", on=LATER, **WHO)


@pytest.mark.usefixtures("_province")
def test_a_split_takes_the_chosen_units_and_their_people_alone():
    unit("TTR", "H14.06", "Thanh tra")
    posting("lan.nt", "H14.06", Role.HEAD)
    split_agency("H14.06", ["VP"], new_code="H14.10", name="Sở Việc làm", on=LATER, **WHO)
    assert (set(unit_names("H14.06", LATER)), set(unit_names("H14.10", LATER))) == ({"TTR"}, {"VP"})
    after = {(one.agency_code, one.role) for one in postings_of("lan.nt", LATER)}
    assert after == {("H14.10", Role.CLERK), ("H14.06", Role.HEAD)}


@pytest.mark.usefixtures("_province")
def test_a_change_holds_from_its_day_and_a_second_one_before_it_is_refused():
    changes = {"name": "Sở Nội vụ và Lao động", "address": "Phố Xuân Trường"}
    change_agency("H14.05", changes, valid_from=LATER, **WHO)
    assert (agency("H14.05", BEFORE).name, agency("H14.05", LATER).name) == ("Sở Nội vụ", "Sở Nội vụ và Lao động")
    assert agency("H14.05", LATER).short_name == "Sở Nội vụ"
    with pytest.raises(errors.ChangeComing, match="01/01/2027"):
        change_agency("H14.05", {"name": "Sở"}, valid_from=TODAY, **WHO)
    with pytest.raises(errors.NothingChanged):
        change_agency("H14.05", changes, valid_from=LATER + timedelta(days=1), **WHO)


@pytest.mark.usefixtures("_province")
def test_a_slip_put_right_on_the_same_day_leaves_no_row_that_ever_held():
    make_agency("H14.11", "Sở Y tê", short_name="Sở Y tế", level="department", valid_from=TODAY)
    change_agency("H14.11", {"name": "Sở Y tế"}, valid_from=TODAY, **WHO)
    assert [span.view.name for span in agency_spans(["H14.11"])] == ["Sở Y tế"]
    assert agency_names(["H14.11"], TODAY) == {"H14.11": "Sở Y tế"}


@pytest.mark.usefixtures("_province")
def test_a_unit_is_renamed_and_ends_and_its_people_go_on_elsewhere():
    change_unit("H14.06", "VP", name="Văn phòng Sở", kind="division", valid_from=TODAY, **WHO)
    assert unit_names("H14.06", TODAY) == {"VP": "Văn phòng Sở"}
    unit("MC", "H14.06", "Bộ phận Một cửa", kind="counter")
    end_unit("H14.06", "VP", to_unit="MC", on=LATER, **WHO)
    assert [one.unit_code for one in postings_of("lan.nt", LATER)] == ["MC"]
    assert [one.unit_code for one in postings_of("lan.nt", BEFORE)] == ["VP"]
    assert kinds("H14.06/VP") == ["unit_changed", "unit_ended"]
    with pytest.raises(DomainError, match="đã kết thúc từ ngày 01/01/2027"):
        end_unit("H14.06", "VP", on=TODAY, **WHO)
