import json
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from motcua.capabilities.notifications.actions import send_message, vendor_of
from motcua.capabilities.notifications.apps import carriers_exist
from motcua.capabilities.notifications.errors import NoCarrier
from motcua.capabilities.notifications.gateway import carrier, carrier_for
from motcua.capabilities.notifications.models import Message
from motcua.capabilities.notifications.public import Recipient, notify
from motcua.capabilities.notifications.tests.factories import (
    AT,
    CONTEXT,
    TEMPLATE,
    free_port,
    happened,
    mail_server,
)
from motcua.kernel import clock
from motcua.kernel.events import relay
from motcua.kernel.events.models import Delivery, EventRecord
from motcua.kernel.events.relay import LEASE, RETRY_AFTER_SECONDS, run_until_idle
from motcua.kernel.events.store import event_of

pytestmark = pytest.mark.django_db(transaction=True)
LETTER = Recipient(email="mai@example.vn", name="Hoàng Thị Mai")
TEXT = Recipient(phone="0912 345 678")


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.HOME = tmp_path
    settings.EMAIL_HOST = ""
    yield
    relay._resting.clear()


@pytest.fixture
def smtp_port(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    return settings.EMAIL_PORT


def tell(number=1, recipient=LETTER):
    notify(happened(number), recipient=recipient, template=TEMPLATE, context=CONTEXT, at=AT)


def relay_at(at):
    with clock.frozen(at):
        return run_until_idle()


def test_a_letter_arrives_as_it_was_written(smtp_port):
    with mail_server(smtp_port) as mailbox:
        with clock.frozen(AT):
            tell()
        relay_at(AT)
    (letter,) = mailbox.letters
    assert letter["Subject"].strip() == CONTEXT["headline"]
    assert letter["To"] == "mai@example.vn"
    assert letter["Message-ID"] == Message.objects.get().message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    words = letter.get_content().replace("\r\n", "\n")
    assert words.startswith("Kính gửi Hoàng Thị Mai,\n\nđây là thông báo mẫu.")
    assert "Xin đừng trả lời thư này" in words
    assert Message.objects.get().sent_at == AT
    sent = EventRecord.objects.get(kind="notifications.message_sent")
    assert (sent.subject, sent.agency_code, sent.cause) == ("H14-1", "H14.31", happened().id)


def test_a_letter_waits_for_a_server_that_is_down_and_arrives_once_it_is_up(smtp_port):
    with clock.frozen(AT):
        tell()
    relay_at(AT)
    waiting = Delivery.objects.get()
    assert waiting.next_at == AT + timedelta(seconds=RETRY_AFTER_SECONDS[0])
    assert waiting.last_error.startswith("ConnectionRefusedError")
    assert Message.objects.get().sent_at is None
    with mail_server(smtp_port) as mailbox:
        relay_at(waiting.next_at)
        relay_at(waiting.next_at + timedelta(days=1))
    assert len(mailbox.letters) == 1
    assert Delivery.objects.get().state == "done"


def test_a_server_that_refuses_for_now_is_asked_again(smtp_port):
    with mail_server(smtp_port) as mailbox, clock.frozen(AT):
        mailbox.answer = "451 Try again later"
        tell()
        run_until_idle()
        assert mailbox.letters == []
        mailbox.answer = "250 OK"
        relay_at(AT + timedelta(seconds=RETRY_AFTER_SECONDS[0]))
    assert len(mailbox.letters) == 1


def test_a_repeat_after_a_crash_between_sending_and_marking_carries_the_same_message_id(smtp_port):
    with mail_server(smtp_port) as mailbox:
        with clock.frozen(AT):
            tell()
        relay_at(AT)
        Delivery.objects.update(state="waiting", next_at=AT + LEASE, done_at=None)  # the marks were never written
        Message.objects.update(sent_at=None)
        relay_at(AT + LEASE)
    first, second = mailbox.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_message_that_is_marked_sent_is_not_sent_again(smtp_port):
    with mail_server(smtp_port) as mailbox:
        with clock.frozen(AT):
            tell()
        relay_at(AT)
        send_message(event_of(EventRecord.objects.get(kind="notifications.message_queued")), at=AT)
    assert len(mailbox.letters) == 1


def test_one_address_that_fails_holds_up_no_other(smtp_port):
    with mail_server(smtp_port) as mailbox:
        tell(1, Recipient(email="nobody@example.vn"))
        tell(2)
        run_until_idle()
    assert [letter["To"] for letter in mailbox.letters] == ["mai@example.vn"]
    assert Delivery.objects.filter(state="waiting").count() == 1


def test_without_a_mail_server_letters_lie_in_the_outbox_once(tmp_path):
    tell()
    run_until_idle()
    event = event_of(EventRecord.objects.get(kind="notifications.message_queued"))
    Message.objects.update(sent_at=None)
    send_message(event, at=AT)
    (file,) = (tmp_path / "outbox").iterdir()
    letter = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (letter["Subject"].strip(), letter["To"]) == (CONTEXT["headline"], "mai@example.vn")
    assert letter["Message-ID"] == Message.objects.get().message_id
    assert file.suffix == ".eml"


def test_text_messages_are_lines_of_a_file(tmp_path):
    tell(1, TEXT)
    tell(2, TEXT)
    run_until_idle()
    lines = [json.loads(line) for line in (tmp_path / "outbox" / "sms.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["to"], line["text"]) for line in lines] == [("0912345678", CONTEXT["headline"])] * 2
    assert len({line["id"] for line in lines}) == 2


def test_a_vendor_of_ones_own_is_chosen_by_the_setting(settings):
    taken = []
    carrier("sms", "tests")(taken.append)
    settings.SMS_VENDOR = "tests"
    tell(1, TEXT)
    run_until_idle()
    assert [(message.address, message.body) for message in taken] == [("0912345678", CONTEXT["headline"])]


def test_a_setting_that_names_no_carrier_is_told_at_start(settings):
    assert carriers_exist() == []
    settings.SMS_VENDOR = "nobody"
    (error,) = carriers_exist()
    assert "'nobody'" in error.msg
    with pytest.raises(NoCarrier, match="file"):
        carrier_for("sms", "nobody")


def test_letters_go_by_smtp_as_soon_as_a_server_is_named(settings):
    assert vendor_of("email") == "file"
    settings.EMAIL_HOST = "smtp.example.vn"
    assert vendor_of("email") == "smtp"
