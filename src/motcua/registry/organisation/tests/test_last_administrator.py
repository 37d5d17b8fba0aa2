"""Nobody locks everybody out: the last administrator stays, also when two go at each other at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from motcua.kernel import clock
from motcua.registry.organisation.actions.postings import close_account, end_posting
from motcua.registry.organisation.errors import LastAdministrator
from motcua.registry.organisation.models import Posting
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.models import Account
from motcua.registry.people.tests.browsing import signed_in
from motcua.registry.people.tests.factories import AT, officer

TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


@pytest.fixture
def alone():
    """The only administrator of commune H14.31."""
    agency()
    account = officer("quan.tri", "Nông Văn Quản")
    posting("quan.tri", role=Role.ADMIN)
    return account


def admin_of(code, username="hai.lt", name="Lý Thị Hai", **more):
    officer(username, name)
    return posting(username, code, Role.ADMIN, **more)


def end(one, day=TOMORROW):
    end_posting(one.pk, valid_to=day, actor="quan.tri", at=AT)


def own():
    return Posting.objects.get(username="quan.tri")


@pytest.mark.django_db
def test_the_last_administrator_cannot_end_his_own_posting_and_is_told_what_to_do_first(alone):
    with clock.frozen(AT):
        answer = signed_in(alone).post(
            f"/ban-lam-viec/can-bo/quan.tri/phan-cong/{own().pk}/ket-thuc/", {"last_day": "23/11/2026"}
        )
    assert answer.status_code == 409
    assert "sẽ không còn ai quản trị «Ủy ban nhân dân xã Hòa An»" in answer.content.decode()
    assert own().valid_to is None


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["H14.31", "H14"])
def test_he_may_where_another_administers_there_or_above(alone, code):
    admin_of(code)
    end(own())
    assert own().valid_to == TOMORROW


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "more"),
    [
        ("H14.32", {}),
        ("H14.31.02", {}),
        ("H14.3", {}),
        ("H14", {"valid_to": date(2027, 1, 1)}),
        ("H14", {"valid_from": date(2027, 1, 1)}),
    ],
)
def test_one_elsewhere_below_for_a_while_or_later_is_none(alone, code, more):
    admin_of(code, **more)
    with pytest.raises(LastAdministrator):
        end(own())


@pytest.mark.django_db
def test_one_whose_account_is_locked_is_none(alone):
    admin_of("H14")
    Account.objects.filter(username="hai.lt").update(is_active=False)
    with pytest.raises(LastAdministrator):
        end(own())


@pytest.mark.django_db
def test_other_roles_end_as_ever(alone):
    other = posting("quan.tri", role=Role.CLERK)
    end(other)
    other.refresh_from_db()
    assert other.valid_to == TOMORROW


@pytest.mark.django_db
def test_the_last_who_may_sign_in_is_not_locked(alone):
    admin_of("H14.32")
    with pytest.raises(LastAdministrator):
        close_account("quan.tri", actor="hai.lt", at=AT)
    assert Account.objects.get(username="quan.tri").is_active


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["both end", "one ends, one locks", "both lock"])
def test_of_two_who_go_at_each_other_at_once_one_stays(alone, way):
    other, start = admin_of("H14.31"), Barrier(2)
    mine = own()
    moves = {
        "end him": lambda: end_posting(mine.pk, valid_to=TODAY, actor="hai.lt", at=AT),
        "end her": lambda: end_posting(other.pk, valid_to=TODAY, actor="quan.tri", at=AT),
        "lock him": lambda: close_account("quan.tri", actor="hai.lt", at=AT),
        "lock her": lambda: close_account("hai.lt", actor="quan.tri", at=AT),
    }
    chosen = {
        "both end": ("end him", "end her"),
        "one ends, one locks": ("end him", "lock her"),
        "both lock": ("lock him", "lock her"),
    }[way]

    def run(name):
        start.wait(60)
        try:
            moves[name]()
        except LastAdministrator:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(run, chosen)) == ["done", "refused"]
