import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from motcua.capabilities.notifications.actions import forget_old
from motcua.capabilities.notifications.models import Message, Notice
from motcua.capabilities.notifications.public import Recipient, inbox_of, mark_read, notify, unread_count
from motcua.capabilities.notifications.tests.factories import AT, CONTEXT, MAI, TEMPLATE, happened
from motcua.kernel.events.models import EventRecord
from motcua.kernel.events.store import history_of
from motcua.kernel.events.tests.factories import in_thread

pytestmark = pytest.mark.django_db


def tell(number=1, recipient=MAI, at=AT):
    notify(happened(number), recipient=recipient, template=TEMPLATE, context=CONTEXT, at=at)


def test_a_person_is_told_in_the_app_by_letter_and_by_text():
    tell()
    notice, letter, text = Notice.objects.get(), *Message.objects.order_by("channel")
    assert (notice.username, notice.subject, notice.path, notice.at) == ("mai", CONTEXT["headline"], "/ho-so/H14-1", AT)
    assert notice.body == letter.body == "Kính gửi Hoàng Thị Mai,\n\nđây là thông báo mẫu."
    assert (letter.channel, letter.address, text.channel, text.address) == (
        "email",
        "mai@example.vn",
        "sms",
        "0912345678",
    )
    assert text.body == CONTEXT["headline"]


def test_a_fact_told_again_is_told_once():
    tell()
    tell(at=AT + timedelta(hours=1))
    tell(recipient=replace(MAI, email=" MAI@example.vn"))
    assert Notice.objects.count() == 1
    assert Message.objects.count() == 2
    assert EventRecord.objects.filter(kind="notifications.message_queued").count() == 2


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_workers_that_tell_the_same_fact_tell_it_once():
    start = threading.Barrier(4)

    def work():
        start.wait()
        tell()

    threads = [in_thread(work) for _ in range(4)]
    for thread in threads:
        thread.join()
    assert Notice.objects.count() == 1
    assert Message.objects.count() == EventRecord.objects.count() == 2


def test_only_the_ways_that_are_known_are_used():
    tell(recipient=Recipient(username="an"))
    assert Notice.objects.count() == 1
    assert not Message.objects.exists()
    tell(recipient=Recipient(email="an@example.vn", phone=" "))
    assert Notice.objects.count() == Message.objects.count() == 1


def test_a_queued_message_is_in_the_history_of_what_it_tells_of_without_a_word_of_it():
    tell(recipient=Recipient(email="an@example.vn"))
    (queued,) = history_of("H14-1")
    assert (queued.agency_code, queued.cause, queued.channel) == ("H14.31", happened().id, "email")
    assert "an@example.vn" not in str(EventRecord.objects.values().get())


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_inside_a_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        tell()


def test_the_inbox_shows_the_newest_first_and_only_ones_own():
    for number in (1, 0, 2):  # told in another order than they happened, and all an hour later
        fact = happened(number, at=AT + timedelta(minutes=number))
        notify(fact, recipient=MAI, template=TEMPLATE, context=CONTEXT, at=AT + timedelta(hours=1))
    tell(recipient=Recipient(username="an"))
    assert [notice.at.minute for notice in inbox_of("mai")] == [2, 1, 0]
    assert len(inbox_of("mai", limit=2)) == 2
    assert (unread_count("mai"), unread_count("an")) == (3, 1)


def test_reading_marks_ones_own_notices_once():
    tell()
    tell(recipient=Recipient(username="an"))
    assert mark_read("mai", at=AT) == 1
    assert mark_read("mai", at=AT + timedelta(days=1)) == 0
    assert Notice.objects.get(username="mai").read_at == AT
    assert (unread_count("mai"), unread_count("an")) == (0, 1)


def test_after_two_years_notices_and_sent_messages_go_but_never_an_unsent_one():
    tell()
    Message.objects.filter(channel="email").update(sent_at=AT)
    forget_old(AT + timedelta(days=730))
    assert (Notice.objects.count(), Message.objects.count()) == (1, 2)
    forget_old(AT + timedelta(days=731))
    assert (Notice.objects.count(), list(Message.objects.values_list("channel", flat=True))) == (0, ["sms"])
