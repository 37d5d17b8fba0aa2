"""Workers, the partners' feed and readers of events: nothing twice in effect, nothing missed, however late a commit."""

import threading
from contextlib import contextmanager
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import Max

from motcua.capabilities.notifications.models import Message, Notice
from motcua.casework.dossiers.events import FeeCollected
from motcua.casework.dossiers.models import Slip
from motcua.casework.dossiers.public import DefectInput, request_supplement
from motcua.casework.dossiers.subscribers import print_the_slip, tell_the_applicant
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_dossier
from motcua.channels.api.actions import issue_token
from motcua.kernel import clock
from motcua.kernel.events.models import Delivery, EventRecord
from motcua.kernel.events.relay import backlog, deliver, place, run_until_idle
from motcua.kernel.events.store import events_after, history_of, record
from tests.races.together import times, together

IDLE = {"unplaced": 0, "waiting": 0, "dead": 0}


def relayed_by_two():
    """Two workers, until neither finds anything."""

    def work():
        while place() + deliver(limit=3):
            pass

    while backlog() != IDLE:
        together(work, work)


def test_two_workers_print_and_tell_of_every_move_once(cast):
    for _ in range(3):
        walking.whole_way(cast, make_dossier(cast), MONDAY)
    asked = make_dossier(cast)
    request_supplement(
        asked, defects=[DefectInput("Giấy chứng sinh", 2)], reason="Thiếu", officer="tiep.nhan", at=MONDAY
    )
    relayed_by_two()

    slips = list(Slip.objects.values_list("dossier__code", "form"))
    assert len(slips) == len(set(slips)) == 3 * 3 + 2  # acknowledgement, receipt, control slip; the last one was asked
    assert EventRecord.objects.filter(kind="dossiers.slip_made").count() == len(slips)
    told = EventRecord.objects.filter(kind__in=["dossiers.submitted", "dossiers.accepted", "dossiers.resolved",
                                                "dossiers.returned", "dossiers.supplement_requested"])  # fmt: skip
    keys = sorted(told.values_list("key", flat=True))
    assert sorted(Notice.objects.values_list("event_key", flat=True)) == keys
    assert sorted(Message.objects.values_list("event_key", flat=True)) == keys
    assert not Message.objects.filter(sent_at=None).exists()
    assert EventRecord.objects.filter(kind="notifications.message_sent").count() == len(keys)
    assert set(Delivery.objects.values_list("attempts", flat=True)) == {1}


@pytest.mark.parametrize("gate", ["", "dossiers_slip"])
def test_a_delivery_whose_lease_ran_out_under_work_still_makes_one_slip(cast, gate):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY)
    event = history_of(dossier.code)[-1]
    assert event.kind == "dossiers.accepted"
    times(3, lambda: print_the_slip(event), gate=gate)
    assert Slip.objects.filter(form="01").count() == 1
    assert EventRecord.objects.filter(kind="dossiers.slip_made").count() == 1


@pytest.mark.parametrize("gate", ["", "notifications_notice", "notifications_message"])
def test_a_delivery_whose_lease_ran_out_under_work_still_tells_once(cast, gate):
    event = next(one for one in history_of(make_dossier(cast).code) if one.kind == "dossiers.submitted")
    times(3, lambda: tell_the_applicant(event), gate=gate)
    assert Notice.objects.count() == Message.objects.count() == 1
    assert EventRecord.objects.filter(kind="notifications.message_queued").count() == 1


class Slow:
    """A transaction that has recorded and waits to commit."""

    def __init__(self, event) -> None:
        self._recorded, self._may_commit = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, args=[event])

    def _run(self, event) -> None:
        try:
            with transaction.atomic():
                record(event)
                self._recorded.set()
                self._may_commit.wait(60)
        finally:
            connection.close()

    def begin(self) -> None:
        self._thread.start()
        assert self._recorded.wait(60)

    def commit(self) -> None:
        self._may_commit.set()
        self._thread.join()


@contextmanager
def recorded_but_not_committed(subject):
    slow = Slow(paid(subject))
    slow.begin()
    try:
        yield slow
    finally:
        slow.commit()


def paid(subject):
    """An event that says nothing else than that it happened."""
    return FeeCollected(
        subject=subject, agency_code=COMMUNE, at=MONDAY, actor="test", procedure_code="1", channel="online", amount=1
    )


def pay(subject):
    with transaction.atomic():
        record(paid(subject))


def position_now():
    """Where readers stand when all that made the cast is placed."""
    run_until_idle()
    return EventRecord.objects.aggregate(top=Max("position"))["top"]


@pytest.fixture
def feed(cast, client):
    """A partner that reads on from where it stopped; answers the subjects it has read."""
    token = issue_token("Đối tác", username=cast.receiver.username, at=clock.now())
    state = {"cursor": position_now(), "read": []}

    def read():
        url = f"/api/v1/events?cursor={state['cursor']}&limit=2"
        page = client.get(url, headers={"Authorization": f"Bearer {token}"}).json()
        state["cursor"] = page["cursor"]
        state["read"] += [item["subject"] for item in page["items"]]
        return state["read"]

    return read


def test_who_records_first_and_commits_last_is_missed_by_nobody(cast, feed):
    reader = Reader()
    with recorded_but_not_committed("first") as slow:
        pay("second")
        run_until_idle()
        assert (feed(), reader.read()) == (["second"], ["second"])
        pay("third")
        slow.commit()
    run_until_idle()
    feed()
    assert feed() == reader.read() == ["second", "first", "third"]
    first, second = (EventRecord.objects.get(subject=name) for name in ("first", "second"))
    assert first.id < second.id
    assert first.position > second.position


def test_readers_that_read_while_many_write_and_two_place_get_all_in_one_order(feed):
    readers, over, start = [Reader(), Reader()], threading.Event(), position_now()
    until_over = [*[partial(place, limit=7)] * 2, *(reader.read for reader in readers)]
    meanwhile = threading.Thread(target=lambda: together(*(partial(repeat, one, over) for one in until_over)))
    meanwhile.start()
    together(*(partial(write, number) for number in range(4)))
    over.set()
    meanwhile.join()
    run_until_idle()

    recorded = EventRecord.objects.filter(position__gt=start).order_by("position").values_list("position", "subject")
    assert [position for position, _subject in recorded] == list(range(start + 1, start + 4 * 20 + 1))
    subjects = [subject for _position, subject in recorded]
    assert readers[0].read() == readers[1].read() == subjects
    for _page in subjects:
        read = feed()
    assert read == subjects


def write(number):
    """Fifteen transactions, every third of two events."""
    for turn in range(15):
        with transaction.atomic():
            record(paid(f"{number}-{turn}"))
            if turn % 3 == 0:
                record(paid(f"{number}-{turn}-more"))


def repeat(work, over):
    while not over.is_set():
        work()


class Reader:
    """Keeps the last position, as a table fed by events does."""

    def __init__(self) -> None:
        self._position, self._read = position_now(), []

    def read(self) -> list[str]:
        while found := events_after(self._position, limit=3):
            self._position = found[-1][0]
            self._read += [event.subject for _position, event in found]
        return list(self._read)
