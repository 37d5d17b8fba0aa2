"""Dossiers of an older system become rows and events that agree; a second run writes nothing; nobody is told."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.capabilities.workflow.public import open_tasks
from motcua.casework.dossiers.models import ClockStop, DayCount, Dossier, Result
from motcua.casework.dossiers.public import provide_supplement, rebuild_dossier, return_result
from motcua.casework.dossiers.rules.life import State
from motcua.casework.dossiers.rules.side_lives import DeliveryMethod
from motcua.casework.dossiers.tests.factories import COMMUNE, DEPARTMENT, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import assigned, proposed, resolved, says_the_same_as_its_events
from motcua.casework.moving_in.rules.columns import STATES
from motcua.casework.moving_in.tests.factories import NOW, counts, line, moved_in, running, write_csv, write_json
from motcua.kernel import clock
from motcua.kernel.events.models import Delivery, EventRecord
from motcua.kernel.events.relay import place
from motcua.kernel.events.store import history_of

pytestmark = pytest.mark.django_db(transaction=True)
STOP = {"kind": "bổ sung", "from": "03/03/2026 08:00", "to": "04/03/2026 08:00"}
OPEN = {"kind": "supplement", "from": "03/03/2026 08:00"}
EARLY = {"kind": "supplement", "from": "02/03/2026 07:40", "to": "02/03/2026 07:50"}
PAUSE = {"kind": "chờ cơ quan khác", "from": "04/03/2026 09:00", "to": "05/03/2026 09:00"}
DUTY = {"kind": "nghĩa vụ tài chính", "from": "03/03/2026 08:00"}
EVERY_STATE = {
    "submitted": {"accepted_at": ""},
    "accepted": {},
    "not_accepted": {"accepted_at": "", "ended_at": "02/03/2026 09:00"},
    "in_progress": {"stops": [EARLY, STOP, PAUSE, {**PAUSE, "from": "06/03/2026 08:00", "to": ""}]},
    "supplement_requested": {"stops": [STOP, {**OPEN, "from": "05/03/2026 08:00"}]},
    "fee_demanded": {"stops": [DUTY], "fee_amount": 0},
    "withdrawn": {"ended_at": "03/03/2026 09:00", "stops": [OPEN]},
    "stopped": {"ended_at": "03/03/2026 09:00"},
    "resolved": {"ended_at": "05/03/2026 09:00", "result": "refused", "stops": [STOP]},
    "returned": {"ended_at": "05/03/2026 09:00", "returned_at": "06/03/2026 09:00", "result": "granted"},
}


@pytest.fixture
def cast():
    return make_cast()


def test_the_states_of_a_file_are_those_of_a_dossier():
    assert set(STATES) == {state.value for state in State} == set(EVERY_STATE)
    assert [words[0] for words in STATES.values()] == [str(number) for number in range(1, 11)]


@pytest.mark.parametrize("state", EVERY_STATE)
def test_in_every_state_rows_and_events_agree_and_a_rebuild_changes_nothing(cast, tmp_path, state):
    totals, refused = moved_in(write_json(tmp_path / "a.jsonl", running(state=state, **EVERY_STATE[state])))
    assert (totals.stored, totals.written, refused) == (1, 1, [])
    dossier = Dossier.objects.get()
    assert dossier.state == state
    assert says_the_same_as_its_events(dossier)
    before = Dossier.objects.values().get()
    rebuild_dossier(dossier.code)
    assert Dossier.objects.values().get() == before
    assert says_the_same_as_its_events(dossier)


def test_before_acceptance_a_supplement_stops_no_clock(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", running(state="supplement_requested", accepted_at="", stops=[OPEN])))
    dossier = Dossier.objects.get()
    assert (dossier.accepted_at, ClockStop.objects.count()) == (None, 0)
    assert says_the_same_as_its_events(dossier)


def test_a_second_run_writes_no_row_and_says_the_same(cast, tmp_path):
    lines = [line(1), line(2), running(3), line(4, state="?"), line(1)]
    path = write_json(tmp_path / "a.jsonl", *lines)
    first, refused = moved_in(path)
    before = counts()
    second, refused_again = moved_in(path, at=NOW + timedelta(days=3))
    assert (first.stored, first.written, first.refused) == (3, 3, 2)
    assert (second.stored, second.written, second.refused) == (3, 0, 2)
    assert refused == refused_again
    assert counts() == before


def test_the_same_content_written_otherwise_is_the_same_dossier(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", line(1)))
    other = line(1, channel="Trực tuyến", state="10", accepted_at="2026-03-02T01:00:00Z", result="Giải quyết")
    totals, refused = moved_in(write_csv(tmp_path / "b.csv", other))
    assert (totals.stored, totals.written, refused) == (1, 0, [])


def test_it_is_not_taken_back_what_was_done_here_since(cast, tmp_path):
    path = write_json(tmp_path / "a.jsonl", running(1))
    moved_in(path)
    dossier = Dossier.objects.get()
    dossier = assigned(cast, dossier, NOW)
    before = counts()
    assert moved_in(path)[0].stored == 1
    assert counts() == before


def test_another_content_under_a_code_that_is_taken_is_refused(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", line(1)))
    totals, refused = moved_in(write_json(tmp_path / "b.jsonl", line(1, ended_at="04/03/2026 11:00"), line(2)))
    assert (totals.stored, totals.refused) == (1, 1)
    assert "nội dung khác" in refused[0][1].reason


def test_every_event_is_marked_and_has_the_import_as_its_cause(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", line(1)))
    rows = list(EventRecord.objects.filter(subject=line(1)["code"]).order_by("id"))
    assert [row.kind for row in rows] == [
        "dossiers.submitted",
        "dossiers.accepted",
        "dossiers.forwarded",
        "dossiers.resolved",
        "dossiers.returned",
        "moving_in.dossier_imported",
    ]
    assert all(row.payload["imported"] is True for row in rows)
    assert {row.cause for row in rows[:-1]} == {rows[-1].key}
    assert all(event.is_imported for event in history_of(line(1)["code"]))
    assert rows[-1].payload["line"] == 1
    assert (rows[-1].at, rows[3].at) == (NOW, clock.at(date(2026, 3, 4), 10))


def test_the_relay_gives_positions_and_tells_nobody_but_who_counts(cast, tmp_path):
    place()
    Delivery.objects.all().delete()
    moved_in(write_json(tmp_path / "a.jsonl", line(1), running(2, owner_email="mai@vidu.vn")))
    place()
    rows = EventRecord.objects.order_by("id").values_list("position", flat=True)
    assert None not in rows
    assert list(rows) == sorted(rows)
    counted = set(Delivery.objects.values_list("event__kind", flat=True))
    assert counted == {"moving_in.dossier_imported"}


def test_a_due_date_is_given_or_derived_and_says_which(cast, tmp_path):
    given = line(1, due_at="04/03/2026")
    moved_in(write_json(tmp_path / "a.jsonl", given, line(2), line(3, stops=[STOP])))
    first, second, third = Dossier.objects.order_by("code")
    assert clock.local(first.due_at) == clock.at(date(2026, 3, 4), 23, 59)
    assert clock.local(second.due_at) == clock.at(date(2026, 3, 5), 8)
    assert clock.local(third.due_at) == clock.at(date(2026, 3, 6), 8)
    bases = EventRecord.objects.filter(kind="moving_in.dossier_imported").order_by("id")
    assert [row.payload["due_basis"] for row in bases] == ["given", "derived", "derived"]


def test_without_a_period_and_a_date_there_is_no_due_date(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", line(1, channel="post")))
    assert Dossier.objects.get().due_at is None
    assert EventRecord.objects.get(kind="moving_in.dossier_imported").payload["due_basis"] == "none"


def test_paper_taken_in_for_another_agency_is_due_from_when_that_one_has_it(cast, tmp_path):
    sent = line(1, channel="counter", receiving_agency=DEPARTMENT, forwarded_at="03/03/2026 08:00")
    moved_in(write_json(tmp_path / "a.jsonl", sent))
    dossier = Dossier.objects.get()
    assert clock.local(dossier.due_at) == clock.at(date(2026, 3, 6), 8)
    assert says_the_same_as_its_events(dossier)


def test_a_running_dossier_lies_on_a_desk_and_goes_on_to_its_end(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", running(1)))
    dossier = Dossier.objects.get()
    assert [task.key for task in open_tasks(dossier.code)] == ["assign"]
    dossier = assigned(cast, dossier, NOW)
    dossier = proposed(cast, dossier, NOW)
    dossier = resolved(cast, dossier, NOW + timedelta(hours=2))
    dossier = return_result(
        dossier, method=DeliveryMethod.COUNTER, taken_by="Mai", officer="tiep.nhan", at=NOW + timedelta(hours=3)
    )
    assert dossier.state == "returned"
    assert says_the_same_as_its_events(dossier)


def test_a_result_that_waits_to_be_fetched_lies_at_the_counter(cast, tmp_path):
    ready = running(1, state="resolved", ended_at="04/03/2026 10:00", result="granted")
    moved_in(write_json(tmp_path / "a.jsonl", ready))
    dossier = Dossier.objects.get()
    assert [task.key for task in open_tasks(dossier.code)] == ["give_back"]
    return_result(dossier, method=DeliveryMethod.COUNTER, taken_by="Mai", officer="tiep.nhan", at=NOW)
    assert says_the_same_as_its_events(dossier)


def test_a_supplement_that_is_waited_for_can_be_brought(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", running(1, state="supplement_requested", stops=[OPEN])))
    dossier = Dossier.objects.get()
    dossier = provide_supplement(dossier, files={}, paper_copies=[1], actor="tiep.nhan", at=NOW)
    assert dossier.state == "in_progress"
    assert dossier.due_at > NOW
    assert says_the_same_as_its_events(dossier)


def test_our_own_count_steps_over_codes_that_were_given(cast, tmp_path):
    moved_in(write_json(tmp_path / "a.jsonl", line(41), line(7)))
    assert DayCount.objects.get(agency_code=COMMUNE).last == 41
    assert make_dossier(cast).code == f"{COMMUNE}-260302-0042"


def test_an_officer_sees_the_page_of_an_imported_dossier(cast, tmp_path, client):
    moved_in(
        write_json(
            tmp_path / "a.jsonl", line(1), running(2, state="resolved", ended_at="04/03/2026 10:00", result="granted")
        )
    )
    client.force_login(cast.receiver)
    for dossier in Dossier.objects.all():
        assert client.get(dossier.get_absolute_url()).status_code == 200
    assert Result.objects.filter(file=None).count() == 2


def test_writing_costs_the_same_statements_for_few_and_for_many(cast, tmp_path):
    taken = []
    for start, many in ((0, 2), (100, 60)):
        path = write_json(tmp_path / f"{many}.jsonl", *(line(start + number) for number in range(many)))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            moved_in(path)
        taken.append(len(queries))
    assert taken[0] >= taken[1]
