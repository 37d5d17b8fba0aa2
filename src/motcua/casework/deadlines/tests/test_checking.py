"""The stored date is a copy: the nightly proof finds a drifted or missing one, and nothing else."""

from copy import deepcopy
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from motcua.casework.deadlines.actions.checking import check_dates
from motcua.casework.deadlines.models import ClockCheck
from motcua.casework.deadlines.tests.factories import FRIDAY_AT_FOUR, HOUR, asked_to_supplement, make_assigned
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import confirm_fee, demand_fee, transfer_dossier
from motcua.casework.dossiers.tests.factories import ELSEWHERE, MONDAY, make_cast
from motcua.kernel.tests.scenes import made_once
from motcua.registry.catalogue.public import offer_procedure
from motcua.registry.worktime.public import declare_hours

pytestmark = pytest.mark.django_db
AT = FRIDAY_AT_FOUR + 4 * HOUR


@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


def test_whatever_was_done_with_a_dossier_its_date_equals_the_derivation(cast):
    stopped, paid, moved = (make_assigned(cast) for _ in range(3))
    asked_to_supplement(cast, stopped, FRIDAY_AT_FOUR + HOUR)
    officer = cast.specialist.username
    demand_fee(paid, amount=1000, reason="Thuế", officer=officer, at=FRIDAY_AT_FOUR + HOUR, legal_basis="Điều 8")
    confirm_fee(paid, officer=cast.receiver.username, at=FRIDAY_AT_FOUR + 90 * HOUR)
    offer_procedure(cast.procedure.code, ELSEWHERE, MONDAY.date(), actor="test", at=MONDAY)
    mornings = [((7 * 60, 12 * 60),)] * 5 + [(), ()]
    declare_hours(ELSEWHERE, tuple(mornings), valid_from=MONDAY.date(), actor="test", at=MONDAY)
    transfer_dossier(moved, to_agency_code=ELSEWHERE, reason="Sai thẩm quyền", officer="lanh.dao", at=AT)
    check = check_dates(AT)
    assert (check.looked_at_count, check.undated_count, list(check.differences.all())) == (3, 0, [])


def test_a_date_that_drifted_and_one_that_is_missing_are_found(cast):
    right, drifted, undated = (make_assigned(cast) for _ in range(3))
    Dossier.objects.filter(pk=drifted.pk).update(due_at=drifted.due_at + timedelta(minutes=1))
    Dossier.objects.filter(pk=undated.pk).update(due_at=None)
    check = check_dates(AT)
    found = {one.dossier_code: (one.stored_at, one.derived_at) for one in check.differences.all()}
    assert found == {
        drifted.code: (drifted.due_at + timedelta(minutes=1), drifted.due_at),
        undated.code: (None, undated.due_at),
    }
    assert check.undated_count == 1
    assert right.code not in found


def test_the_command_says_so_and_ends_with_a_fault(cast):
    dossier = make_assigned(cast)
    said = StringIO()
    call_command("check_deadlines", stdout=said)
    assert "1 hồ sơ đang giải quyết, 0 chưa có hạn, 0 cần xem lại" in said.getvalue()
    Dossier.objects.filter(pk=dossier.pk).update(due_at=None)
    with pytest.raises(CommandError):
        call_command("check_deadlines", stdout=said)
    assert f"{dossier.code}\tđã ghi không có" in said.getvalue()


def test_proofs_are_kept_for_a_year(cast):
    check_dates(AT)
    check_dates(AT + timedelta(days=400))
    assert ClockCheck.objects.count() == 1


def test_the_board_shows_what_the_officer_may_see(cast):
    dossier = make_assigned(cast)
    browser = Client()
    browser.force_login(cast.receiver)
    assert "Chưa kiểm tra lần nào" in browser.get(reverse("deadlines:proof")).content.decode()
    Dossier.objects.filter(pk=dossier.pk).update(due_at=None)
    check_dates(AT)
    assert dossier.code in browser.get(reverse("deadlines:proof")).content.decode()
    browser.force_login(cast.stranger)
    assert dossier.code not in browser.get(reverse("deadlines:proof")).content.decode()
