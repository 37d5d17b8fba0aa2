"""Codes and register numbers: all different, none lost, however many ask at once."""

from datetime import date, timedelta
from itertools import chain

import pytest
from django.db import transaction

from motcua.casework.dossiers.actions.numbers import next_code, next_register_number
from motcua.casework.dossiers.models import DayCount, Dossier, RegisterCount
from motcua.casework.dossiers.public import Channel, receive_at_counter, submit_dossier
from motcua.casework.dossiers.rules.codes import checked_code
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_application, make_dossier
from tests.races.together import times, together

DAY = date(2026, 11, 23)
THREADS, EACH = 8, 25


def codes_taken(count):
    """So many codes, each in a transaction of its own."""
    taken = []
    for _ in range(count):
        with transaction.atomic():
            taken.append(next_code(COMMUNE, DAY))
    return taken


def test_many_at_once_get_codes_that_differ_and_leave_no_gap():
    taken = list(chain(*times(THREADS, lambda: codes_taken(EACH))))
    assert sorted(taken) == [f"{COMMUNE}-261123-{number:04d}" for number in range(1, THREADS * EACH + 1)]


def test_past_9999_the_number_widens_and_every_code_is_still_one():
    DayCount.objects.create(agency_code=COMMUNE, day=DAY, last=9_990)
    taken = list(chain(*times(4, lambda: codes_taken(5))))
    assert set(taken) == {f"{COMMUNE}-261123-{number:04d}" for number in range(9_991, 10_011)}
    assert all(checked_code(code, today=DAY) == code for code in taken)


def test_a_number_whose_transaction_fails_is_given_to_the_next():
    def take_and_fail():
        with transaction.atomic():
            next_code(COMMUNE, DAY)
            transaction.set_rollback(True)

    together(*[take_and_fail] * 4, *[lambda: codes_taken(10)] * 2)
    assert DayCount.objects.get().last == 20


def test_the_first_of_the_year_is_one_even_if_four_are_first():
    def take():
        with transaction.atomic():
            return next_register_number(COMMUNE, 2026)

    assert sorted(times(4, take)) == [1, 2, 3, 4]
    assert RegisterCount.objects.get().last == 4


def test_dossiers_sent_at_once_have_codes_of_their_own(cast):
    applications = [make_application(cast) for _ in range(THREADS)]
    sent = together(
        *(lambda one=one: submit_dossier(one, actor=cast.citizen.username, at=MONDAY) for one in applications),
        gate="dossiers_daycount",
    )
    assert {dossier.code for dossier in sent} == {f"{COMMUNE}-260302-{number:04d}" for number in range(1, THREADS + 1)}


def test_counter_and_acceptance_at_once_number_the_register_without_gap(cast):
    online = [make_dossier(cast) for _ in range(4)]
    walk_ins = [make_application(cast, channel=Channel.COUNTER) for _ in range(4)]
    together(
        *(lambda one=one: walking.accepted(cast, one, MONDAY + timedelta(hours=1)) for one in online),
        *(lambda one=one: receive_at_counter(one, officer=cast.receiver.username, at=MONDAY) for one in walk_ins),
        gate="dossiers_registercount",
    )
    assert set(Dossier.objects.values_list("register_number", flat=True)) == set(range(1, 9))
    assert Dossier.objects.values("code").distinct().count() == 8


@pytest.mark.parametrize("given", ["H14.31-260302-0001", "H14.31-260302-0003"])
def test_a_code_that_was_given_elsewhere_is_stepped_over(cast, given):
    one = make_application(cast, given_code=given)
    others = [make_application(cast) for _ in range(4)]
    send = [lambda one=one: submit_dossier(one, actor=cast.citizen.username, at=MONDAY) for one in (one, *others)]
    send[0]()
    together(*send[1:], gate="dossiers_daycount")
    codes = set(Dossier.objects.values_list("code", flat=True))
    assert len(codes) == 5
    assert given in codes
    assert make_dossier(cast).code not in codes


def test_a_long_number_of_a_central_service_leaves_our_count_alone(cast):
    make_dossier(cast, given_code="H14.31-260302-150001")
    assert make_dossier(cast).code == "H14.31-260302-0001"
