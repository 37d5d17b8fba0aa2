"""A calendar changes: open dates follow, once, whatever crashes; the old date stays in the story."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction

from motcua.capabilities.notifications.models import Notice
from motcua.casework.deadlines.actions import recounting
from motcua.casework.deadlines.actions.recounting import ask_recount, recount_batch
from motcua.casework.deadlines.jobs import count_dates_anew
from motcua.casework.deadlines.models import Recount
from motcua.casework.deadlines.tests.factories import (
    FRIDAY_AT_FOUR,
    HOUR,
    asked_to_supplement,
    declare_storm,
    make_accepted,
    make_assigned,
    make_many,
)
from motcua.casework.dossiers import public as dossiers
from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import ELSEWHERE, make_cast, make_file
from motcua.casework.dossiers.tests.walking import says_the_same_as_its_events
from motcua.kernel import clock
from motcua.kernel.errors import NotInTransaction
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.relay import run_until_idle
from motcua.kernel.events.store import event_of
from motcua.kernel.questions import ask
from motcua.registry.catalogue.public import offer_procedure
from motcua.registry.worktime.public import (
    DayChange,
    DayKind,
    Moved,
    Policy,
    Purpose,
    WhatMoves,
    declare_day,
    declare_hours,
    declare_policy,
)
from motcua.registry.worktime.rules.inheritance import DeclaredPolicy, DeclaredWeek
from motcua.registry.worktime.rules.terms import FirstDay
from tests.races.together import together

pytestmark = pytest.mark.django_db(transaction=True)
THURSDAY, FRIDAY = (clock.at(date(2026, 11, day), 16) for day in (26, 27))
LATER = FRIDAY_AT_FOUR + 3 * HOUR


@pytest.fixture
def cast():
    return make_cast()


def recounted(size=recounting.BATCH):
    """What the worker does: the relay, then the job's batches."""
    run_until_idle()
    for recount in Recount.objects.filter(ended_at=None).order_by("id"):
        while recount_batch(recount, at=LATER, size=size):
            pass
    run_until_idle()


def moves():
    return list(EventRecord.objects.filter(kind="dossiers.due_date_moved").order_by("id"))


def test_a_day_closed_moves_open_dates_and_the_applicant_is_told_both(cast):
    recounted()  # what the first loading of the calendar asked for
    dossier = make_assigned(cast)
    assert dossier.due_at == THURSDAY
    declare_storm()
    recounted()
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.appointed_at) == (FRIDAY, FRIDAY)
    (moved,) = moves()
    told = event_of(moved)
    assert (told.old_due_at, told.due_at, told.decision) == (THURSDAY, FRIDAY, "day:2026-11-25:closure")
    assert moved.cause == EventRecord.objects.get(kind="worktime.day_changed", actor="quan.tri").key
    notice = Notice.objects.get(event_key=moved.key, username=cast.citizen.username)
    assert "26/11/2026" in notice.body
    assert "27/11/2026" in notice.body
    assert says_the_same_as_its_events(dossier)


def test_a_second_run_does_nothing(cast):
    make_accepted(cast)
    declare_storm()
    recounted()
    told = Notice.objects.count()
    Recount.objects.update(ended_at=None, after_id=0)
    recounted()
    assert len(moves()) == 1
    assert Notice.objects.count() == told


def test_what_has_ended_keeps_the_date_it_had(cast):
    dossier = make_assigned(cast)
    dossier = walking.resolved(cast, walking.proposed(cast, dossier, FRIDAY_AT_FOUR + HOUR / 2), FRIDAY_AT_FOUR + HOUR)
    declare_storm()
    recounted()
    assert Dossier.objects.get(pk=dossier.pk).due_at == THURSDAY
    assert moves() == []


def test_an_apologised_appointment_stays_where_it_was_made(cast):
    dossier = make_assigned(cast)
    later, leader = clock.at(date(2026, 12, 1), 17), cast.leader.username
    dossiers.extend_deadline(
        dossier, appointed_at=later, reason="Chờ xác minh", officer=leader, at=FRIDAY_AT_FOUR + HOUR
    )
    declare_storm()
    recounted()
    dossier.refresh_from_db()
    assert (dossier.due_at, dossier.appointed_at) == (FRIDAY, later)
    assert says_the_same_as_its_events(dossier)


def test_only_the_agencies_of_the_decision_are_counted_anew(cast):
    offer_procedure(cast.procedure.code, ELSEWHERE, date(2026, 1, 1), actor="test", at=FRIDAY_AT_FOUR)
    here, there = make_accepted(cast), make_accepted(cast, agency_code=ELSEWHERE, receiving_agency_code=ELSEWHERE)
    change = DayChange(date(2026, 11, 25), DayKind.CLOSURE, "Lũ quét", "Công văn 12/UBND")
    declare_day(change, scope=ELSEWHERE, actor="quan.tri", at=FRIDAY_AT_FOUR + HOUR)
    recounted()
    assert [Dossier.objects.get(pk=one.pk).due_at for one in (here, there)] == [THURSDAY, FRIDAY]


def test_a_stopped_clock_is_counted_by_the_new_calendar_when_it_runs_on(cast):
    dossier = make_assigned(cast)
    asked_to_supplement(cast, dossier, FRIDAY_AT_FOUR + HOUR / 2)
    declare_storm()
    recounted()
    dossier = dossiers.provide_supplement(
        dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=clock.at(date(2026, 11, 26), 8)
    )
    assert says_the_same_as_its_events(dossier)
    assert dossiers.clocks.clock_of(dossier, dossier.stops.all()).derived() == dossier.due_at


class Killed(BaseException):
    """The process is gone."""


def test_a_crash_between_batches_and_inside_one_loses_nothing_and_doubles_nothing(cast, monkeypatch):
    recounted()  # what the first loading of the calendar asked for
    many = make_many(cast, 25)
    declare_storm()
    run_until_idle()
    recount = Recount.objects.latest("id")
    assert recount_batch(recount, at=LATER, size=10)
    real, calls = recounting.renew_due_dates, []

    def dies_after_writing(*arguments, **more):
        calls.append(real(*arguments, **more))
        raise Killed

    monkeypatch.setattr(recounting, "renew_due_dates", dies_after_writing)
    with pytest.raises(Killed):
        recount_batch(recount, at=LATER, size=10)
    assert calls == [10]
    assert len(moves()) == 10
    monkeypatch.undo()
    count_dates_anew(clock.now())
    assert len(moves()) == len(many)
    assert {event.subject for event in moves()} == {one.code for one in many}
    assert set(Dossier.objects.values_list("due_at", flat=True)) == {FRIDAY}
    recount.refresh_from_db()
    assert (recount.moved_count, recount.ended_at is not None) == (25, True)


def test_a_recount_that_another_worker_holds_is_left_to_it(cast):
    make_accepted(cast)
    recount = ask_recount(uuid4(), decision="test", touches_from_on=date(2026, 11, 1), actor="test", at=LATER)

    def hold():
        with transaction.atomic():
            Recount.objects.select_for_update().get(pk=recount.pk)
            return together(lambda: recount_batch(recount, at=LATER))

    assert hold() == [False]


def test_dates_are_renewed_only_within_a_transaction():
    with pytest.raises(NotInTransaction):
        dossiers.renew_due_dates([1], cause=uuid4(), decision="test", actor="test", at=LATER)


NOT_COUNTED = Policy(FirstDay.NOT_COUNTED, legal_basis="Quyết định 12/2026/QĐ-UBND")
"""Received on Friday, due at the close of Thursday instead of 16:00."""
MORNINGS = (((7 * 60, 11 * 60 + 30),),) * 5 + ((), ())
AHEAD = FRIDAY_AT_FOUR + 2 * HOUR


def stood(cast):
    """On the specialist's desk, its clock stopped once for an hour: it is counted by itself."""
    dossier = make_assigned(cast)
    words = {"kind": "other_agency", "reason": "Chờ", "legal_basis": "Điều 1", "officer": cast.specialist.username}
    dossiers.pause_clock(dossier, at=FRIDAY_AT_FOUR + HOUR / 2, **words)
    return dossiers.resume_clock(dossier, officer=cast.specialist.username, at=FRIDAY_AT_FOUR + HOUR)


def test_what_a_policy_would_move_is_what_it_moves(cast):
    """Paper on its way, a clock that stood and a plain one: whatever the look said is what the recount does."""
    recounted()
    make_accepted(cast)
    stood(cast)
    on = FRIDAY_AT_FOUR.date()
    elsewhere = DeclaredPolicy("9.999999", NOT_COUNTED, on, None, AHEAD)
    assert ask(WhatMoves("", (), AHEAD, policy=elsewhere)) == [Moved(0, 0)]
    (would,) = ask(WhatMoves("", (), AHEAD, policy=DeclaredPolicy("", NOT_COUNTED, on, None, AHEAD)))
    assert would.later + would.earlier == 2
    declare_policy("", NOT_COUNTED, valid_from=on, actor="kiem.soat", at=AHEAD)
    recounted()
    found = [event_of(row) for row in moves()]
    assert sum(one.due_at > one.old_due_at for one in found) == would.later
    assert sum(one.due_at < one.old_due_at for one in found) == would.earlier


def test_what_hours_would_move_is_what_they_move(cast):
    recounted()
    make_accepted(cast)
    stood(cast)
    monday = date(2026, 11, 23)
    week = DeclaredWeek("H14", Purpose.PROCESSING, MORNINGS, monday, None, AHEAD)
    (would,) = ask(WhatMoves("H14", (), AHEAD, week=week))
    assert would.later + would.earlier == 2
    assert ask(WhatMoves("H99", (), AHEAD, week=replace(week, agency_code="H99"))) == [Moved(0, 0)]
    declare_hours("H14", MORNINGS, valid_from=monday, actor="kiem.soat", at=AHEAD)
    recounted()
    found = [event_of(row) for row in moves()]
    assert sum(one.due_at > one.old_due_at for one in found) == would.later
    assert sum(one.due_at < one.old_due_at for one in found) == would.earlier
