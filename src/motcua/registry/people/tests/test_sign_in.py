import re
from datetime import date, timedelta
from time import process_time

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from motcua.kernel.errors import InvalidInput, NotAllowed
from motcua.kernel.events.store import all_events
from motcua.registry.people.actions.forgetting import forget_old_tries
from motcua.registry.people.actions.policy import decide_sign_in_policy
from motcua.registry.people.adapters.locking import client_address, policy_at
from motcua.registry.people.errors import AccountLocked, PasswordRefused, SignInFailed
from motcua.registry.people.models import SignInTry
from motcua.registry.people.public import change_password, sign_in, sign_out
from motcua.registry.people.rules.locking import Policy
from motcua.registry.people.tests.factories import AT, PASSWORD, citizen, officer

pytestmark = pytest.mark.django_db
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def request_from(address="203.0.113.9", **headers):
    request = RequestFactory().post("/dang-nhap", REMOTE_ADDR=address, **headers)
    request.session, request.user = SessionStore(), AnonymousUser()
    return request


def decide(policy, valid_from):
    decide_sign_in_policy(policy, decision="QĐ 12/QĐ-UBND", valid_from=valid_from, actor="admin", at=AT)


def fail(times, username="lan.nt", address="203.0.113.9", at=AT):
    for _ in range(times):
        with pytest.raises(SignInFailed):
            sign_in(request_from(address), username=username, password="wrong", at=at)


def test_the_right_password_signs_in_and_the_session_gets_a_new_key():
    officer()
    request = request_from()
    request.session.save()
    before = request.session.session_key
    account = sign_in(request, username=" Lan.NT ", password=PASSWORD, at=AT)
    assert request.user == account
    assert request.session.session_key != before
    assert [event.kind for event in all_events()] == ["people.signed_in"]


def test_a_citizen_may_type_the_number_with_spaces():
    citizen()
    assert sign_in(request_from(), username="004 090 001 234", password=PASSWORD, at=AT).kind == "citizen"


@pytest.mark.parametrize("username", ["lan.nt", "nobody", "closed", "", "\x00", "x" * 5000])
def test_the_refusal_never_says_what_was_wrong(username):
    officer()
    officer("closed", is_active=False)
    password = PASSWORD if username == "closed" else "wrong"
    with pytest.raises(SignInFailed) as refusal:
        sign_in(request_from(), username=username, password=password, at=AT)
    assert str(refusal.value) == SignInFailed.text


def test_the_sixth_try_in_a_quarter_of_an_hour_is_locked_even_with_the_right_password():
    officer()
    fail(5)
    with pytest.raises(AccountLocked, match="15 phút"):
        sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT)
    with pytest.raises(AccountLocked, match=re.escape("khoá 1 phút")):
        sign_in(request_from("198.51.100.7"), username="lan.nt", password=PASSWORD, at=AT + 14.5 * MINUTE)
    assert sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT + 15 * MINUTE)


def test_a_lock_is_told_once_without_the_name():
    officer()
    fail(5)
    with pytest.raises(AccountLocked):
        sign_in(request_from(), username="lan.nt", password="wrong", at=AT)
    (locked,) = all_events()
    assert (locked.kind, locked.scope, locked.failures, locked.minutes) == ("people.account_locked", "account", 5, 15)
    assert "lan" not in locked.subject


def test_names_that_do_not_exist_are_locked_alike():
    fail(5, username="nobody")
    with pytest.raises(AccountLocked):
        sign_in(request_from(), username="nobody", password="wrong", at=AT)


def test_failures_further_apart_than_the_window_do_not_lock():
    officer()
    fail(4)
    fail(4, at=AT + 15 * MINUTE)
    assert sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT + 15 * MINUTE)


def test_the_right_password_forgives_the_failures_before_it():
    officer()
    fail(4)
    sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT)
    fail(4)
    assert sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT)


def test_one_address_that_tries_many_names_is_locked_and_others_are_not():
    officer()
    for number in range(20):
        fail(1, username=f"name{number}")
    with pytest.raises(AccountLocked):
        sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT)
    assert sign_in(request_from("198.51.100.7"), username="lan.nt", password=PASSWORD, at=AT)


def test_signing_in_rightly_does_not_wash_an_address_clean():
    officer()
    for number in range(19):
        fail(1, username=f"name{number}")
    sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT)
    fail(1, username="last")
    with pytest.raises(AccountLocked):
        sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT)


def test_the_policy_of_the_day_counts():
    officer()
    decide(Policy.of_minutes(2, 50, 60, 30), date(2026, 11, 1))
    fail(2)
    with pytest.raises(AccountLocked, match="30 phút"):
        sign_in(request_from(), username="lan.nt", password=PASSWORD, at=AT)


def test_a_new_policy_ends_the_one_before_and_cannot_be_slipped_in_before_it():
    decide(Policy.of_minutes(2, 50, 60, 30), date(2026, 11, 1))
    call_command("decide_sign_in_policy", "QĐ 13", "--from", "2026-11-20", "--per-account", "3", "--lock", "5")
    assert policy_at(AT) == Policy.of_minutes(3, 20, 15, 5)
    assert policy_at(AT - 5 * DAY).failures_per_account == 2
    assert policy_at(AT - 50 * DAY) == Policy()
    with pytest.raises(InvalidInput, match="20/11/2026"):
        decide(Policy(), date(2026, 11, 2))
    with pytest.raises(CommandError, match="từ 1 trở lên"):
        call_command("decide_sign_in_policy", "QĐ 14", "--per-account", "0")


def test_the_tries_keep_neither_names_nor_addresses_and_go_after_a_day():
    fail(1)
    assert not [row for row in SignInTry.objects.all() if "lan" in row.key or "203" in row.key.partition(":")[2][:3]]
    assert forget_old_tries(at=AT + DAY) == 0
    assert forget_old_tries(at=AT + DAY + MINUTE) == 2
    assert not SignInTry.objects.exists()


def test_behind_our_proxy_the_address_is_the_last_one_it_noted(settings):
    headers = {"HTTP_X_FORWARDED_FOR": "6.6.6.6, 198.51.100.7"}
    assert client_address(request_from(**headers)) == "203.0.113.9"
    settings.BEHIND_PROXY = True
    assert client_address(request_from(**headers)) == "198.51.100.7"
    assert client_address(request_from("2001:db8:1:2:3::4")) == "2001:db8:1:2::/64"
    assert client_address(request_from("unix")) == "unix"


def test_an_unknown_name_takes_as_long_as_a_known_one(settings, monkeypatch):
    monkeypatch.setattr(Argon2PasswordHasher, "time_cost", 1)
    monkeypatch.setattr(Argon2PasswordHasher, "memory_cost", 20_000)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    officer()

    def seconds(username):
        taken = []
        for number in range(5):
            start = process_time()
            fail(1, username=username, address=f"198.51.100.{number}", at=AT + number * 20 * MINUTE)
            taken.append(process_time() - start)
        return sorted(taken)[2]

    known, unknown = seconds("lan.nt"), seconds("nobody")
    assert 0.4 < unknown / known < 2.5


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client):
    account = officer()
    elsewhere = client
    elsewhere.force_login(account)
    here = request_from()
    sign_in(here, username="lan.nt", password=PASSWORD, at=AT)
    change_password(here, old_password=PASSWORD, new_password="Thác Bản Giốc mùa đông", at=AT)
    account.refresh_from_db()
    assert account.check_password("Thác Bản Giốc mùa đông")
    assert here.session["_auth_user_hash"] == account.get_session_auth_hash()
    assert elsewhere.session["_auth_user_hash"] != account.get_session_auth_hash()


def test_a_password_is_changed_only_by_who_knows_the_old_one():
    officer()
    here = request_from()
    sign_in(here, username="lan.nt", password=PASSWORD, at=AT)
    with pytest.raises(PasswordRefused) as refusal:
        change_password(here, old_password="wrong", new_password="Thác Bản Giốc mùa đông", at=AT)
    assert set(refusal.value.fields) == {"old_password"}
    with pytest.raises(PasswordRefused, match="ít nhất 10"):
        change_password(here, old_password=PASSWORD, new_password="ngan", at=AT)
    sign_out(here)
    with pytest.raises(NotAllowed):
        change_password(here, old_password=PASSWORD, new_password="Thác Bản Giốc mùa đông", at=AT)
