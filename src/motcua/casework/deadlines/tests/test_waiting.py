"""Before acceptance: an answer is owed within a dated period, paper goes on the same day; heads hear once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from motcua.capabilities.notifications.models import Notice
from motcua.casework.deadlines.actions.reminding import remind_overdue
from motcua.casework.deadlines.models import Reminder
from motcua.casework.deadlines.queries.waiting import counted, owed_everywhere, owed_of, owed_to
from motcua.casework.deadlines.tests.factories import HOUR, asked_to_supplement
from motcua.casework.dossiers.public import Channel, forward_dossier, provide_supplement, receive_at_counter
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import (
    COMMUNE,
    DEPARTMENT,
    make_application,
    make_cast,
    make_dossier,
    make_file,
)
from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.registry.catalogue.public import offer_procedure
from motcua.registry.worktime.public import Allowance, Policy, Unit, declare_policy

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY_AT_TEN = clock.at(date(2026, 3, 2), 10)
TUESDAY_AT_TEN = clock.at(date(2026, 3, 3), 10)


@pytest.fixture
def cast():
    return make_cast()


def test_an_online_dossier_is_answered_within_eight_working_hours(cast):
    dossier = make_dossier(cast, at=MONDAY_AT_TEN)
    (owed,) = owed_everywhere(MONDAY_AT_TEN + HOUR)
    assert (owed.waiting.code, owed.due_at, owed.is_late) == (dossier.code, TUESDAY_AT_TEN, False)
    assert owed.label == "Chờ tiếp nhận"
    assert owed.legal_basis == ""  # nobody has declared the rule: it is shown as not verified
    (owed,) = owed_everywhere(TUESDAY_AT_TEN + HOUR)
    assert (owed.is_late, owed.left) == (True, "quá hạn 1 giờ")
    walking.accepted(cast, dossier, TUESDAY_AT_TEN + HOUR)
    assert owed_everywhere(TUESDAY_AT_TEN + HOUR) == []


def test_the_period_is_a_dated_row_with_its_source(cast):
    policy = replace(Policy(), answer_within=Allowance(Decimal(4), Unit.WORKING_HOUR), legal_basis="Quyết định 12")
    declare_policy("", policy, valid_from=date(2026, 3, 1), actor="test", at=MONDAY_AT_TEN)
    make_dossier(cast, at=MONDAY_AT_TEN)
    make_dossier(cast, at=clock.at(date(2026, 2, 27), 10))
    old, new = sorted(owed_everywhere(MONDAY_AT_TEN), key=lambda one: one.waiting.since_at)
    assert (new.due_at, new.legal_basis) == (clock.at(date(2026, 3, 2), 16), "Quyết định 12")
    assert (old.due_at, old.legal_basis) == (MONDAY_AT_TEN, "")


def test_after_a_supplement_the_answer_is_owed_anew(cast):
    dossier = make_dossier(cast, at=MONDAY_AT_TEN)
    asked_to_supplement(cast, dossier, MONDAY_AT_TEN + HOUR)
    assert owed_everywhere(TUESDAY_AT_TEN) == []  # the applicant has the ball
    provide_supplement(dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=TUESDAY_AT_TEN)
    (owed,) = owed_everywhere(TUESDAY_AT_TEN)
    assert owed.due_at == clock.at(date(2026, 3, 4), 10)


@pytest.mark.parametrize(
    ("taken_at", "due_at"),
    [((2, 14), (2, 17)), ((2, 16), (3, 7)), ((6, 16), (9, 7))],
    ids=["day", "morning", "weekend"],
)
def test_paper_goes_the_same_day_and_after_three_next_morning(cast, taken_at, due_at):
    taken, due = (clock.at(date(2026, 3, day), hour) for day, hour in (taken_at, due_at))
    offer_procedure(cast.procedure.code, DEPARTMENT, date(2026, 1, 1), actor="test", at=MONDAY_AT_TEN)
    application = make_application(cast, channel=Channel.COUNTER, agency_code=DEPARTMENT)
    dossier = receive_at_counter(application, officer=cast.receiver.username, at=taken)
    (owed,) = owed_of([dossier.code], taken).values()
    assert (owed.due_at, owed.label) == (due, "Chờ chuyển hồ sơ giấy")
    forward_dossier(dossier, officer=cast.receiver.username, at=due)
    assert owed_of([dossier.code], due) == {}


def test_the_head_hears_once_of_each_wait(cast):
    dossier = make_dossier(cast, at=MONDAY_AT_TEN)
    assert remind_overdue(TUESDAY_AT_TEN) == 0
    assert [remind_overdue(TUESDAY_AT_TEN + HOUR) for _ in range(2)] == [1, 0]
    run_until_idle()
    run_until_idle()
    (notice,) = Notice.objects.filter(username=cast.leader.username)  # leader and head of the commune
    assert f"{dossier.code} chờ tiếp nhận quá hạn" in notice.subject
    assert not Notice.objects.filter(username=cast.stranger.username).exists()
    asked_to_supplement(cast, dossier, TUESDAY_AT_TEN + HOUR)
    provide_supplement(dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=TUESDAY_AT_TEN + 2 * HOUR)
    assert remind_overdue(TUESDAY_AT_TEN + 72 * HOUR) == 1
    assert Reminder.objects.count() == 2


def test_numbers_by_agency_count_in_time_and_overdue_and_rights_hold(cast):
    for at in (MONDAY_AT_TEN, MONDAY_AT_TEN, TUESDAY_AT_TEN):
        make_dossier(cast, at=at)
    at = TUESDAY_AT_TEN + HOUR
    (row,) = counted(owed_to(cast.receiver, at))
    assert (row.agency_code, row.label, row.in_time, row.late) == (COMMUNE, "Chờ tiếp nhận", 1, 2)
    assert owed_to(cast.stranger, at) == []


def test_the_board_shows_the_numbers_and_says_that_the_rule_is_not_verified(cast):
    make_dossier(cast, at=MONDAY_AT_TEN)
    make_dossier(cast, at=TUESDAY_AT_TEN)
    browser = Client()
    browser.force_login(cast.receiver)
    with clock.frozen(TUESDAY_AT_TEN + HOUR):
        page = browser.get(reverse("deadlines:waiting")).content.decode()
    assert "quá hạn 1 giờ" in page
    assert "chưa xác minh" in page
    browser.force_login(cast.stranger)
    assert "Không có hồ sơ nào đang chờ" in browser.get(reverse("deadlines:waiting")).content.decode()


def test_the_inbox_names_what_the_counter_owes(cast):
    make_dossier(cast, at=MONDAY_AT_TEN)
    browser = Client()
    browser.force_login(cast.receiver)
    for at, words in ((MONDAY_AT_TEN + HOUR, "Chờ tiếp nhận: còn"), (TUESDAY_AT_TEN + HOUR, "quá hạn 1 giờ")):
        with clock.frozen(at):
            assert words in browser.get(reverse("desk:inbox")).content.decode()
