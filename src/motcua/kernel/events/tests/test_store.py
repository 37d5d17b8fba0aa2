import threading

import pytest
from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.errors import NotAllowed, NotInTransaction
from motcua.kernel.events import store
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.relay import place, run_until_idle
from motcua.kernel.events.store import (
    SubjectRange,
    all_events,
    events_after,
    histories_query,
    history_of,
    placed_histories,
    placed_history,
    record,
    record_many,
    recorded_together,
    subject_ranges,
)
from motcua.kernel.events.tests.factories import AT, in_thread, rang, ring
from motcua.kernel.events.tests.test_declare import PAINTED

pytestmark = pytest.mark.django_db(transaction=True)
FAR_AWAY = """
INSERT INTO events_eventrecord (id, key, kind, version, subject, agency_code, at, recorded_at, actor, payload, lane)
SELECT id + 1000000, gen_random_uuid(), kind, version, 'zz', agency_code, at, recorded_at, actor, payload, lane
FROM events_eventrecord
"""


def numbers(read):
    return [event.number for _position, event in read]


def test_an_event_is_refused_outside_a_transaction():
    with pytest.raises(NotInTransaction):
        record(rang())


def test_an_event_goes_with_its_transaction():
    with transaction.atomic():
        record(rang())
        transaction.set_rollback(True)
    assert not EventRecord.objects.exists()


def test_the_row_says_when_it_happened_and_when_we_learnt_it():
    with clock.frozen(clock.at(clock.local(AT).date(), 15)), transaction.atomic():
        record(PAINTED)
    row = EventRecord.objects.get()
    assert (row.at, clock.local(row.recorded_at).hour, row.position) == (AT, 15, None)
    assert history_of("wall") == [PAINTED]


def test_history_is_in_the_order_of_recording_and_only_of_its_subject():
    with transaction.atomic():
        record_many(rang(number) for number in range(3))
        record(rang(9, subject="other"))
    assert [event.number for event in history_of("bell")] == [0, 1, 2]
    assert [event.number for event in all_events(kinds=["events.rang"])] == [0, 1, 2, 9]


def test_what_a_move_and_its_steps_record_is_written_in_one_statement_in_order(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1), recorded_together():
        record(rang(1))
        with recorded_together():
            record_many(rang(number) for number in (2, 3))
        record(rang(4))
    assert [event.number for event in history_of("bell")] == [1, 2, 3, 4]


def test_a_move_that_is_refused_records_nothing_and_the_next_one_records_for_itself():
    @recorded_together()
    def refuse():
        record(rang(1))
        raise NotAllowed

    with pytest.raises(NotAllowed), transaction.atomic():
        refuse()
    with transaction.atomic():
        record(rang(2))
    assert [event.number for event in history_of("bell")] == [2]


def test_readers_see_events_only_once_they_have_a_position():
    ring(1)
    assert events_after(0) == []
    place()
    assert [(position, event.number) for position, event in events_after(0)] == [(1, 1)]
    assert events_after(0, kinds=["events.painted"]) == []


def bells(count):
    """`count` bells that rang twice each, in turn, so that no bell's events lie together."""
    with transaction.atomic():
        record_many(rang(turn, subject=f"bell-{number:03}") for turn in range(2) for number in range(count))
        record(PAINTED)
    place()


def rung(histories):
    return {subject: [(one.position, one.event.number) for one in history] for subject, history in histories}


def test_histories_are_read_as_each_alone_in_one_statement(django_assert_num_queries):
    bells(60)
    wanted = [f"bell-{number:03}" for number in range(5, 55)]
    with transaction.atomic(), django_assert_num_queries(1):
        found = list(placed_histories(kinds=["events.rang"], subjects=wanted))
    assert [subject for subject, _history in found] == wanted
    assert found == [(subject, placed_history(subject, kinds=["events.rang"])) for subject in wanted]
    assert rung(found)["bell-007"] == [(8, 0), (68, 1)]


@pytest.mark.parametrize(
    "chosen", [{"subjects": ["bell-007", "bell-011"]}, {"within": SubjectRange("bell-010", "bell-015")}]
)
def test_histories_are_found_by_the_index_of_subjects(chosen):
    bells(200)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # a table this small is else read whole
        cursor.execute("ANALYZE events_eventrecord")
        plan = histories_query(kinds=["events.rang"], **chosen).explain()
    index = next(index.name for index in EventRecord._meta.indexes if index.fields == ["subject", "id"])
    assert index in plan


@pytest.mark.parametrize(("count", "of"), [(60, 4), (60, 1), (3, 8), (0, 4)])
def test_ranges_hold_every_subject_once_about_evenly(count, of):
    bells(count)
    ranges = subject_ranges(of)
    parts = [rung(placed_histories(kinds=["events.rang"], within=one)) for one in ranges]
    assert (ranges[0].first, ranges[-1].before) == ("", None)
    assert [one.before for one in ranges[:-1]] == [one.first for one in ranges[1:]]
    assert sum(map(len, parts)) == count
    assert {subject: told for part in parts for subject, told in part.items()} == rung(
        placed_histories(kinds=["events.rang"])
    )
    if count >= 10 * of:
        assert len(ranges) == of
        assert max(map(len, parts)) <= 2 * count / of


def test_ranges_of_millions_are_found_by_one_statement_however_many_rows_are_sampled():
    bells(2)
    with connection.cursor() as cursor:
        cursor.execute(FAR_AWAY)
    ranges = subject_ranges(1000)
    assert (ranges[0].first, ranges[-1].before) == ("", None)
    assert [one.before for one in ranges[:-1]] == [one.first for one in ranges[1:]]


def test_ranges_of_no_events_are_one_range_of_all():
    assert subject_ranges(4) == [SubjectRange("", None)]


def test_a_reader_misses_nothing_when_the_first_to_record_commits_last():
    recorded, may_commit = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            record(rang(1))
            recorded.set()
            assert may_commit.wait(60)

    thread = in_thread(slow)
    assert recorded.wait(60)
    ring(2)
    run_until_idle()
    first = events_after(0)
    may_commit.set()
    thread.join()
    run_until_idle()
    assert numbers(first) == [2]
    assert numbers(events_after(first[-1][0])) == [1]
    ids = EventRecord.objects.order_by("position").values_list("id", flat=True)
    assert list(ids) == sorted(ids, reverse=True)


def test_places_are_given_by_one_relay_at_a_time_without_gaps():
    with transaction.atomic():
        record_many(rang(number) for number in range(300))
    start = threading.Barrier(4)

    def work():
        start.wait()
        while EventRecord.objects.filter(position=None).exists():
            place(limit=7)

    threads = [in_thread(work) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert list(EventRecord.objects.order_by("id").values_list("position", flat=True)) == list(range(1, 301))


def test_the_commit_wakes_listeners_after_it_and_a_failing_wake_does_not_undo_it(monkeypatch):
    monkeypatch.setattr(store, "CHANNEL", "not a channel name")
    monkeypatch.setattr(store, "_last_wake", 0.0)
    ring(1)
    assert EventRecord.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
