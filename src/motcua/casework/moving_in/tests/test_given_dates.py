"""The date an older system gave a running dossier is a fact: it stays until something lawful moves it, and says so."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from motcua.casework.deadlines.actions.checking import check_dates
from motcua.casework.deadlines.jobs import count_dates_anew
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.public import pause_clock, provide_supplement, rebuild_dossier, resume_clock
from motcua.casework.dossiers.queries.given import Given
from motcua.casework.dossiers.tests.factories import make_cast
from motcua.casework.dossiers.tests.walking import says_the_same_as_its_events
from motcua.casework.moving_in.tests.factories import NOW, moved_in, running, write_json
from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.registry.worktime.public import (
    Calendar,
    DayChange,
    DayKind,
    Policy,
    Stop,
    StopReason,
    declare_day,
    declare_policy,
)
from motcua.registry.worktime.rules.terms import AfterSupplement, FirstDay

FRIDAY = clock.at(date(2026, 4, 10), 10)
MONDAY = clock.at(date(2026, 4, 13), 10)
"""Ten in the morning of a Friday and of the Monday after it: one working day apart."""
WORDS = {"kind": "other_agency", "reason": "Chờ xác minh", "legal_basis": "Điều 1", "officer": "chuyen.vien"}
OPEN = {"kind": "other_agency", "from": "31/03/2026 10:00"}


@pytest.fixture
def cast(transactional_db):
    return make_cast()


def taken_over(tmp_path, **changes):
    given = {"due_at": "10/04/2026 10:00", **changes}
    assert moved_in(write_json(tmp_path / "a.jsonl", running(1, **given)))[1] == []
    return Dossier.objects.get()


def recounted():
    with clock.frozen(NOW + timedelta(hours=1)):
        run_until_idle()
        count_dates_anew(clock.now())
        run_until_idle()


def due(dossier):
    return clock.local(Dossier.objects.get(pk=dossier.pk).due_at)


def close(day, *, at):
    declare_day(DayChange(day, DayKind.CLOSURE, "Bão", "Công điện 1"), scope="H14", actor="quan.tri", at=at)


def test_policies_and_recounts_leave_it_and_the_nightly_proof_finds_it_right(cast, tmp_path):
    dossier = taken_over(tmp_path)
    policy = Policy(FirstDay.NOT_COUNTED, legal_basis="Quyết định 1")
    declare_policy("", policy, valid_from=date(2026, 1, 1), actor="x", at=NOW + timedelta(minutes=1))
    recounted()
    assert due(dossier) == FRIDAY
    check = check_dates(NOW + timedelta(hours=2))
    assert (check.looked_at_count, check.differences.count()) == (1, 0)


def test_a_day_closed_after_the_taking_over_moves_it_one_known_before_does_not(cast, tmp_path):
    close(date(2026, 4, 7), at=NOW - timedelta(days=1))
    dossier = taken_over(tmp_path)
    recounted()
    assert due(dossier) == FRIDAY
    close(date(2026, 4, 8), at=NOW + timedelta(minutes=1))
    recounted()
    assert due(dossier) == MONDAY
    dossier.refresh_from_db()
    assert says_the_same_as_its_events(dossier)


def test_a_stop_after_the_taking_over_puts_it_off_by_as_much_as_the_clock_stood(cast, tmp_path):
    dossier = taken_over(tmp_path)
    dossier = pause_clock(dossier, at=clock.at(date(2026, 4, 2), 10), **WORDS)
    assert dossier.due_at == FRIDAY
    dossier = resume_clock(dossier, officer="chuyen.vien", at=clock.at(date(2026, 4, 3), 10))
    assert due(dossier) == MONDAY
    assert rebuild_dossier(dossier.code).given_due_at == FRIDAY
    assert due(dossier) == MONDAY


def test_a_stop_that_still_stood_counts_wholly(cast, tmp_path):
    dossier = taken_over(tmp_path, stops=[OPEN])
    resume_clock(dossier, officer="chuyen.vien", at=clock.at(date(2026, 4, 1), 10))
    assert due(dossier) == MONDAY


def test_a_supplement_that_starts_the_term_anew_ends_it(cast, tmp_path):
    policy = Policy(after_supplement=AfterSupplement.RESTARTS, legal_basis="Quyết định 1")
    declare_policy("", policy, valid_from=date(2026, 1, 1), actor="x", at=NOW - timedelta(days=1))
    asked = {"kind": "supplement", "from": "31/03/2026 10:00"}
    began = {"submitted_at": "30/03/2026 07:30", "accepted_at": "30/03/2026 08:00"}
    dossier = taken_over(tmp_path, state="supplement_requested", stops=[asked], **began)
    assert dossier.due_at == FRIDAY
    provide_supplement(dossier, files={}, paper_copies=[1], actor="tiep.nhan", at=clock.at(date(2026, 4, 1), 10))
    assert due(dossier) == clock.at(date(2026, 4, 6), 10)


def test_a_date_that_had_passed_stays(cast, tmp_path):
    dossier = taken_over(tmp_path, due_at="20/03/2026 10:00")
    close(date(2026, 3, 25), at=NOW + timedelta(minutes=1))
    recounted()
    assert due(dossier) == clock.at(date(2026, 3, 20), 10)


def test_officer_citizen_and_data_are_told_whose_date_it_is(cast, tmp_path, client):
    dossier = taken_over(tmp_path)
    client.force_login(cast.receiver)
    page = client.get(reverse("deadlines:explain", args=[dossier.code])).content.decode()
    assert "Hạn do hệ thống cũ cấp: 10:00, 10/04/2026" in page
    assert "Hạn đã ghi khác hạn tính lại" not in page
    data = client.get(reverse("deadlines:explain-as", args=[dossier.code, "json"])).json()
    assert (data["given_due_at"], data["due_at"]) == ("2026-04-10T10:00:00+07:00",) * 2
    assert client.get(reverse("deadlines:explain-as", args=[dossier.code, "pdf"])).content.startswith(b"%PDF-")


def test_a_derived_date_goes_on_being_derived(cast, tmp_path):
    dossier = taken_over(tmp_path, due_at="")
    assert (dossier.given_at, dossier.given_due_at) == (None, None)


MINUTES = st.integers(0, 14 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))


@settings(max_examples=30, deadline=None)
@drawn(MINUTES, st.lists(st.tuples(MINUTES, MINUTES).map(sorted), max_size=3))
def test_minute_by_minute_what_was_left_is_left_outside_the_stops(due_at, stretches):
    """As many worked minutes outside the stops as there were until the given date; without any it is that date."""
    office = Calendar()
    stops = [Stop(*stretch, StopReason.OTHER_AGENCY) for stretch in stretches]
    moved = Given(due_at, NOW).moved(office, office, stops)
    if not stops:
        assert moved == due_at
    last = max([due_at, moved, *(to_at for _from, to_at in stretches)])
    stood = [at for at in _minutes_until(last) if any(from_at <= at < to_at for from_at, to_at in stretches)]
    assert _worked(office, _minutes_until(moved)) == _worked(office, _minutes_until(due_at)) + _worked(office, stood)


def _minutes_until(end):
    return (NOW + timedelta(minutes=number) for number in range(int((end - NOW).total_seconds() // 60)))


def _worked(office, minutes):
    return sum(map(office.is_open, minutes))
