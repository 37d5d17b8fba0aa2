from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from motcua.kernel.access import rights
from motcua.kernel.access.declare import UnknownPermission, declared_permissions, permission, permission_named
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.access.rights import agencies_where, covers, grants_rights, leave_trace, may_at, needs, open_to_all
from motcua.kernel.errors import NotAllowed

ACCEPT = permission("kernel_tests:accept", "Tiếp nhận")
SIGN = permission("kernel_tests:sign", "Ký")


class User:
    """Someone signed in; not a row."""

    is_authenticated = True

    def get_username(self):
        return "binh"


@pytest.fixture(autouse=True)
def asked():
    """The granter of these tests: accept in H14.05 and H20; it counts how often it is asked."""
    before, asked = list(rights._granter), []

    @grants_rights
    def grant(user):
        asked.append(user)
        return {ACCEPT.name: frozenset({"H14.05", "H20"})}

    yield asked
    rights._granter[:] = before


@needs(ACCEPT)
def page(request):
    return HttpResponse("seen")


@needs()
def home(request):
    return HttpResponse("home")


def get(view, user):
    request = RequestFactory().get("/ho-so/?trang=2")
    request.user = user
    return view(request)


def test_a_permission_is_declared_once_and_an_unknown_one_fails_when_it_is_wired():
    assert permission("kernel_tests:accept", "Tiếp nhận") is not None
    assert declared_permissions()["kernel_tests:accept"] == permission_named("kernel_tests:accept") == ACCEPT
    with pytest.raises(ValueError, match="declared twice"):
        permission("kernel_tests:accept", "Nhận")
    with pytest.raises(UnknownPermission, match="no:such"):
        needs(rights.Permission("no:such", "?"))


@pytest.mark.parametrize(
    ("agency_code", "is_covered"),
    [
        ("H14", False),
        ("H14.05", True),
        ("H14.05.01", True),
        ("H14.050", False),
        ("H20.1", True),
        ("H2", False),
        ("", False),
    ],
)
def test_a_grant_covers_the_agency_and_those_below_it_by_whole_groups(agency_code, is_covered):
    assert covers(frozenset({"H14.05", "H20"}), agency_code) is is_covered
    assert may_at(User(), ACCEPT, agency_code) is is_covered


def test_what_was_not_granted_is_denied():
    assert agencies_where(User(), SIGN) == frozenset()
    assert agencies_where(AnonymousUser(), ACCEPT) == frozenset()
    rights._granter.clear()
    assert not may_at(User(), ACCEPT, "H14.05")


def test_rights_are_asked_once_a_user_and_request(asked):
    user = User()
    for _ in range(3):
        may_at(user, ACCEPT, "H14")
    assert asked == [user]


def test_a_page_sends_strangers_to_sign_in_and_back():
    for view in (page, home):
        answer = get(view, AnonymousUser())
        assert answer.status_code == 302
        assert answer["Location"].endswith("?next=/ho-so/%3Ftrang%3D2")


def test_a_page_is_seen_by_those_granted_and_refused_to_others():
    assert get(page, User()).content == b"seen"
    assert get(home, User()).content == b"home"
    with pytest.raises(NotAllowed, match="Ký"):
        get(needs(SIGN)(page), User())


def test_every_guard_says_what_it_needs():
    assert (page.needs, home.needs, open_to_all(lambda request: None).needs) == (
        "kernel_tests:accept",
        "signed-in",
        "everyone",
    )


def test_require_refuses_in_vietnamese():
    rights.require(User(), ACCEPT, "H14.05")
    with pytest.raises(NotAllowed, match="«Tiếp nhận»"):
        rights.require(User(), ACCEPT, "H99")


@pytest.mark.django_db
def test_reading_somebodys_data_leaves_a_trace():
    at = datetime(2026, 11, 23, tzinfo=UTC)
    leave_trace(User(), "H14-1", page="dossiers:detail", at=at)
    trace = ReadTrace.objects.get()
    assert (trace.username, trace.subject, trace.page, trace.at) == ("binh", "H14-1", "dossiers:detail", at)
