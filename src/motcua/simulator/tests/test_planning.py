from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest

from motcua.kernel import clock
from motcua.simulator.rules.behaviour import BEFORE_ACCEPTANCE, SHARES, Trouble, office_of, trouble_at
from motcua.simulator.rules.demand import evenly
from motcua.simulator.rules.planning import STRIDES
from motcua.simulator.rules.steps import is_worth_an_apology
from motcua.simulator.tests.factories import TET, UNTIL, calendar, planner


@pytest.fixture(scope="module")
def year():
    made = planner()
    return [made.plan(number) for number in range(2000)]


def test_the_same_seed_plans_the_same_year(year):
    assert [planner().plan(number) for number in range(50)] == year[:50]


def test_another_seed_plans_another_year(year):
    assert planner(seed=8).plan(0) != year[0]


def test_every_dossier_comes_while_the_office_is_open_and_within_the_year(year):
    hours = calendar()
    assert all(hours.is_open(plan.arrives_at) for plan in year)
    assert all(UNTIL - timedelta(days=366) < plan.arrives_at < UNTIL for plan in year)


def test_nobody_comes_at_tet(year):
    assert not {clock.local(plan.arrives_at).date() for plan in year} & set(TET)


def test_mondays_are_busier_than_fridays(year):
    days = Counter(clock.local(plan.arrives_at).weekday() for plan in year)
    assert days[0] > 1.3 * days[4]
    assert not days[5] + days[6]


def test_two_to_six_in_a_hundred_are_planned_late(year):
    assert 0.02 < sum(plan.is_late for plan in year) / len(year) < 0.06


def test_shares_are_met_by_two_hundred_too(year):
    found = Counter(plan.trouble for plan in year[:200])
    assert set(SHARES) <= set(found)
    assert found[Trouble.NONE] > 140


def test_everything_that_can_go_wrong_goes_wrong_as_often_as_said(year):
    found = Counter(plan.trouble for plan in year)
    for trouble, share in SHARES.items():
        if trouble not in BEFORE_ACCEPTANCE | {Trouble.SUPPLEMENT, Trouble.WITHDRAWN}:
            assert found[trouble] / len(year) == pytest.approx(share, abs=0.004), trouble


def test_only_what_was_sent_online_is_refused_or_completed_before_receipt(year):
    assert {plan.channel for plan in year if plan.trouble in BEFORE_ACCEPTANCE} == {"online"}


def test_every_channel_and_way_of_delivery_is_used(year):
    assert {plan.channel for plan in year} == {"online", "counter", "post"}
    assert {plan.method for plan in year} == {"online", "counter", "post"}
    assert any(plan.collected_after is None for plan in year)


def test_owners_and_submitters_differ_sometimes(year):
    assert 0.1 < sum(plan.owner is not plan.submitter for plan in year) / len(year) < 0.6
    assert any(plan.owner.is_organisation for plan in year)


def test_paper_is_sometimes_handed_in_elsewhere_and_never_online(year):
    elsewhere = [plan for plan in year if plan.receiving_agency_code != plan.agency_code]
    assert 0.005 < len(elsewhere) / len(year) < 0.1
    assert all(plan.channel != "online" for plan in elsewhere)


def test_a_dossier_that_is_re_routed_is_of_a_commune(year):
    assert all(int(plan.agency_code.rsplit(".", 1)[1]) >= 31 for plan in year if plan.trouble is Trouble.TRANSFERRED)


def test_offices_differ_and_stay_as_they_are():
    assert office_of("H14.05") == office_of("H14.05")
    assert len({office_of(f"H14.{number}") for number in range(31, 87)}) > 50


def test_shares_end_to_end_leave_room_for_what_goes_well():
    assert trouble_at(0.0) is Trouble.REFUSED_AT_RECEIPT
    assert trouble_at(0.999) is Trouble.NONE


@pytest.mark.parametrize("start", [0.0, 0.77])
@pytest.mark.parametrize("stride", STRIDES.values(), ids=STRIDES)
def test_an_even_sequence_leaves_no_gap_of_a_fiftieth(start, stride):
    levels = sorted(evenly(number, start, stride) for number in range(200))
    assert max(after - before for before, after in pairwise(levels)) < 0.02


def test_lateness_does_not_follow_from_trouble(year):
    late = [plan for plan in year if plan.is_late]
    assert sum(plan.trouble is Trouble.NONE for plan in late) / len(late) > 0.6


def test_some_of_two_hundred_are_late_enough_for_an_apology(year):
    assert sum(is_worth_an_apology(plan, 3 * 480 - 60) for plan in year[:200]) >= 3
