from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from motcua.kernel import clock
from motcua.kernel.access.declare import declared_permissions
from motcua.kernel.access.rights import agencies_where, grants_of, may_at
from motcua.kernel.events.store import history_of
from motcua.registry.organisation.apps import granted_permissions_are_declared
from motcua.registry.organisation.errors import (
    AlreadyEnded,
    EndsBeforeItBegins,
    OfficerNotFound,
    PeriodTaken,
    PostingNotFound,
)
from motcua.registry.organisation.permissions import MANAGE
from motcua.registry.organisation.public import end_posting, officers_at, post_officer, postings_of
from motcua.registry.organisation.rules import ROLE_PERMISSIONS, Role
from motcua.registry.organisation.tests import factories
from motcua.registry.people.tests.factories import AT, citizen, officer

pytestmark = pytest.mark.django_db
REFORM = factories.REFORM


def posted(username="lan.nt", **more):
    values = {"agency_code": "H14.31", "role": Role.RECEIVER, "valid_from": REFORM, "actor": "admin", "at": AT}
    return post_officer(username=username, **values | more)


def test_an_officer_has_a_role_from_its_first_day_until_the_day_before_its_end():
    officer()
    factories.agency()
    posting = posted()
    end_posting(posting.id, valid_to=date(2026, 10, 1), actor="admin", at=AT)
    assert [view.role for view in postings_of("lan.nt", date(2026, 9, 30))] == [Role.RECEIVER]
    assert postings_of("lan.nt", date(2026, 10, 1)) == []
    kinds = [event.kind for event in history_of(f"posting:{posting.id}")]
    assert kinds == ["organisation.officer_posted", "organisation.posting_ended"]


def test_the_same_role_at_the_same_desk_is_never_given_twice_for_a_day():
    officer()
    factories.agency()
    first = posted()
    with pytest.raises(PeriodTaken, match="Nguyễn Thị Lan"):
        posted(valid_from=date(2026, 1, 1))
    end_posting(first.id, valid_to=date(2026, 1, 1), actor="admin", at=AT)
    assert posted(valid_from=date(2026, 1, 1)).id != first.id
    assert posted(role=Role.SPECIALIST).role == Role.SPECIALIST


def test_only_officers_are_posted():
    citizen()
    factories.agency()
    with pytest.raises(OfficerNotFound, match="004090001234"):
        posted("004090001234")


def test_a_posting_ends_once_and_not_before_it_began():
    officer()
    factories.agency()
    posting = posted()
    with pytest.raises(EndsBeforeItBegins):
        end_posting(posting.id, valid_to=REFORM - timedelta(days=1), actor="admin", at=AT)
    end_posting(posting.id, valid_to=REFORM, actor="admin", at=AT)
    assert postings_of("lan.nt", REFORM) == []
    with pytest.raises(AlreadyEnded):
        end_posting(posting.id, valid_to=date(2026, 1, 1), actor="admin", at=AT)
    with pytest.raises(PostingNotFound):
        end_posting(0, valid_to=REFORM, actor="admin", at=AT)


def test_officers_are_found_by_agency_role_and_unit_in_the_order_of_names():
    for username, name in (("an.dv", "Đàm Văn An"), ("lan.nt", "Âu Thị Lan"), ("binh.nt", "Dương Bình")):
        officer(username, name)
        factories.posting(username, role=Role.SPECIALIST, unit_code="DAT" if username == "an.dv" else "")
    factories.posting("lan.nt", role=Role.LEADER)
    factories.posting("an.dv", "H14.32", role=Role.SPECIALIST)
    names = [view.full_name for view in officers_at("H14.31", role=Role.SPECIALIST)]
    assert names == ["Âu Thị Lan", "Dương Bình", "Đàm Văn An"]
    assert [view.username for view in officers_at("H14.31", unit_code="DAT")] == ["an.dv"]
    assert len(officers_at("H14.31")) == 4


@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_of_officers_costs_two_queries_however_long(rows, django_assert_num_queries):
    for number in range(rows):
        officer(f"officer{number}")
        factories.posting(f"officer{number}")
    with django_assert_num_queries(2):
        assert len(officers_at("H14.31")) == rows


def test_rights_follow_the_postings_of_today_and_cost_one_query_a_request(django_assert_num_queries):
    lan = officer()
    factories.posting(role=Role.LEADER, agency_code="H14", valid_to=date(2026, 1, 1))
    factories.posting(role=Role.ADMIN, agency_code="H14.31")
    factories.posting(role=Role.ADMIN, agency_code="H14.32")
    with clock.frozen(AT), django_assert_num_queries(1):
        assert agencies_where(lan, MANAGE) == {"H14.31", "H14.32"}
        assert may_at(lan, MANAGE, "H14.31.02")
        assert not may_at(lan, MANAGE, "H14")
        assert "dossiers:sign" not in grants_of(lan)


def test_citizens_and_strangers_have_no_rights_and_cost_no_query(django_assert_num_queries):
    nam = citizen()
    factories.posting(nam.username, role=Role.ADMIN)
    with django_assert_num_queries(0):
        assert grants_of(nam) == {}
        assert grants_of(AnonymousUser()) == {}


def test_every_role_is_in_the_table():
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert all(role.label for role in Role)


def test_a_role_with_an_undeclared_permission_fails_at_start_with_its_name(monkeypatch):
    known = tuple(name for name in declared_permissions() if name.startswith("organisation:"))
    monkeypatch.setitem(ROLE_PERMISSIONS, Role.CLERK, (*known, "organisation:mange"))
    errors = [error.msg for error in granted_permissions_are_declared()]
    assert any("'organisation:mange'" in error for error in errors)
    assert not any("'organisation:manage'" in error for error in errors)
