from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import RequestFactory

from motcua.registry.people.errors import AccountLocked, SignInFailed
from motcua.registry.people.models import Party
from motcua.registry.people.public import Profile, remember_profile, sign_in
from motcua.registry.people.tests.factories import AT, officer

GUESSES = 8


def together(work, count):
    start = Barrier(count)

    def run(number):
        start.wait()
        try:
            return work(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(run, range(count)))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_guesses_at_once_only_five_are_looked_at():
    officer()

    def guess(number):
        request = RequestFactory().post("/dang-nhap", REMOTE_ADDR=f"198.51.100.{number}")
        request.session = SessionStore()
        try:
            sign_in(request, username="lan.nt", password=f"guess {number}", at=AT)
        except (SignInFailed, AccountLocked) as refusal:
            return type(refusal)

    outcomes = together(guess, GUESSES)
    assert outcomes.count(SignInFailed) == 5
    assert outcomes.count(AccountLocked) == GUESSES - 5


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_counters_that_meet_the_same_new_citizen_write_one_row():
    profile = Profile("004090001234", "Nông Văn Nam")
    together(lambda number: remember_profile(profile, at=AT, actor=f"officer{number}"), 4)
    assert Party.objects.count() == 1
