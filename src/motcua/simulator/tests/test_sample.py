"""The sample as it is loaded: 200 dossiers through the real actions, judged by their events alone."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction

from motcua.capabilities.workflow.public import inbox
from motcua.casework.dossiers import events
from motcua.kernel import clock
from motcua.kernel.events.store import all_events
from motcua.registry.worktime.public import calendar_of
from motcua.simulator.public import cast, load_sample, sign_ins

pytestmark = pytest.mark.django_db
DOSSIERS = 200
CAST_AGENCY = "H14.31"
UNTIL = clock.at(date(2026, 11, 20), 16, 30)


def _quiet(_done: int, _total: int) -> None:
    pass


@pytest.fixture(scope="module", autouse=True)
def told(django_db_setup, django_db_blocker):
    """All events of dossiers of one loaded year; loaded once, rolled back after the module."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole._from_testcase = True
        with whole:
            assert load_sample(DOSSIERS, seed=7, until=UNTIL, progress=_quiet) == DOSSIERS
            yield [event for event in all_events() if event.kind.startswith("dossiers.")]
            transaction.set_rollback(True)


def _of(told, kind):
    return [event for event in told if isinstance(event, kind)]


def test_every_move_happens(told):
    kinds = {
        events.DossierSubmitted,
        events.DossierAccepted,
        events.DossierNotAccepted,
        events.SupplementRequested,
        events.SupplementProvided,
        events.DossierForwarded,
        events.DossierTransferred,
        events.FeeDemanded,
        events.FeeConfirmed,
        events.DeadlineExtended,
        events.DossierCorrected,
        events.DossierResolved,
        events.DossierReopened,
        events.ResultPosted,
        events.ResultReturned,
        events.DossierWithdrawn,
        events.DossierStopped,
    }
    assert kinds - {type(event) for event in told} == set()


def test_a_supplement_is_asked_for_before_and_after_receipt_and_once_twice(told):
    asked = _of(told, events.SupplementRequested)
    assert {event.is_before_acceptance for event in asked} == {True, False}
    assert any(event.number == 2 for event in asked)


def test_results_are_granted_and_refused_and_go_home_in_every_way(told):
    assert {event.outcome for event in _of(told, events.DossierResolved)} == {"granted", "refused"}
    assert {event.method for event in _of(told, events.ResultReturned)} == {"counter", "post", "online"}
    assert {event.channel for event in _of(told, events.DossierSubmitted)} == {"online", "counter", "post"}


def test_every_moment_lies_in_office_hours(told):
    hours = calendar_of("H14")
    assert [event for event in told if not hours.is_open(event.at)] == []


def test_tet_is_empty_and_other_weeks_are_not(told):
    days = {clock.local(event.at).date() for event in told}
    assert not days & {date(2026, 2, day) for day in range(14, 23)}
    assert {(date(2026, 2, 9).isocalendar().week), date(2026, 3, 2).isocalendar().week} <= {
        day.isocalendar().week for day in days
    }


def test_events_were_recorded_in_the_order_in_which_they_happened(told):
    moments = [event.at for event in told]
    assert moments == sorted(moments)
    assert max(moments) <= UNTIL


def test_two_to_six_in_a_hundred_are_late(told):
    ends = {event.subject: event for event in reversed(_of(told, events.DossierResolved))}
    late = [event for event in ends.values() if event.at > event.due_at]
    assert 0.02 <= len(late) / len(ends) <= 0.06


def test_some_dossiers_stay_open_and_most_are_done(told):
    submitted = {event.subject for event in _of(told, events.DossierSubmitted)}
    returned = {event.subject for event in _of(told, events.ResultReturned)}
    resolved = {event.subject for event in _of(told, events.DossierResolved)}
    assert 0.7 < len(returned) / len(submitted) < 0.95
    assert resolved - returned
    assert submitted - resolved


def test_agencies_of_both_levels_work(told):
    agencies = Counter(event.agency_code for event in _of(told, events.DossierAccepted))
    assert len(agencies) > 30
    assert any(event.agency_code != event.receiving_agency_code for event in _of(told, events.DossierAccepted))


def test_codes_tell_the_day_and_are_never_given_twice(told):
    submitted = _of(told, events.DossierSubmitted)
    assert len({event.subject for event in submitted}) == DOSSIERS
    assert all(f"-{clock.local(event.at):%y%m%d}-" in event.subject for event in submitted)


def test_no_event_names_anybody(told):
    assert not [event for event in told if "Nguyễn" in str(event.payload())]


def test_loading_again_changes_nothing(told):
    assert load_sample(20, seed=7, until=UNTIL, progress=_quiet) == 0
    assert len([event for event in all_events() if event.kind.startswith("dossiers.")]) == len(told)


@pytest.mark.parametrize(
    ("part", "role", "least"), [("receiver", "receiver", 2), ("specialist", "specialist", 3), ("leader", "leader", 2)]
)
def test_everybody_of_the_cast_finds_work_on_the_desk(told, part, role, least):
    waiting = inbox(username=cast()[part], agency_codes_by_role={role: [CAST_AGENCY]})
    assert len(waiting) >= least


def test_the_cast_may_sign_in_and_the_citizen_has_dossiers(told):
    shown = sign_ins()
    assert len(shown) == 7
    citizen = shown[0][1]
    assert not any(event.actor == citizen for event in told)  # the number of a person is in no event
    assert any(event.actor.startswith("account:") for event in told)
