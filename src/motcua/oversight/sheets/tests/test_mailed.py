"""A form that was asked for by mail is frozen after its period and arrives once, with its files, whatever breaks."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from motcua.capabilities.notifications.models import Attachment, Message
from motcua.capabilities.notifications.tests.factories import free_port, mail_server
from motcua.casework.dossiers.tests.factories import COMMUNE, DAY_ONE
from motcua.kernel import clock
from motcua.kernel.events import relay
from motcua.kernel.events.models import Delivery
from motcua.kernel.events.relay import LEASE, RETRY_AFTER_SECONDS, run_until_idle
from motcua.kernel.files.store import read_file
from motcua.oversight.sheets.jobs import freeze_due_sheets
from motcua.oversight.sheets.models import FrozenSheet, Subscription
from motcua.oversight.sheets.queries.sealing import paper_of_frozen
from motcua.oversight.sheets.tests.conftest import NOW
from motcua.oversight.sheets.tests.test_files import word_text
from motcua.registry.organisation.public import end_posting, postings_of

pytestmark = pytest.mark.django_db(transaction=True)
APRIL = clock.at(date(2026, 4, 15), 8)
"""The month that ended on 14 April by the rule of 15/12, and the morning after."""


@pytest.fixture(autouse=True)
def _mail(settings, tmp_path):
    settings.HOME, settings.FILES_ROOT = tmp_path, tmp_path / "files"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", free_port(), False
    yield
    relay._resting.clear()


@pytest.fixture
def asked(province):
    client = Client()
    client.force_login(province[1])
    answers = {"sheet": "II.06a", "agency": COMMUNE, "rule": "vpcp", "span": "month", "email": "soat@vidu.vn"}
    response = client.post("/so-lieu/nhan-qua-thu/", answers)
    assert response.status_code == 302, response.content.decode()[-2000:]
    while relay.place():
        pass
    Delivery.objects.all().delete()  # letters and slips of the dossiers are not looked at here
    return client


def at(moment):
    with clock.frozen(moment):
        freeze_due_sheets(moment)
        run_until_idle()


def letters_to(mailbox):
    return [letter for letter in mailbox.letters if letter["To"] == "soat@vidu.vn"]


def test_it_arrives_once_the_morning_after_the_period_with_both_files(asked, settings):
    with mail_server(settings.EMAIL_PORT) as mailbox:
        at(APRIL - timedelta(days=1))
        assert not FrozenSheet.objects.exists()
        at(APRIL - timedelta(hours=2))  # six in the morning
        assert not FrozenSheet.objects.exists()
        at(APRIL)
        at(APRIL + timedelta(hours=1))
        (letter,) = letters_to(mailbox)
    frozen = FrozenSheet.objects.get()
    assert (frozen.first_on, frozen.last_on) == (date(2026, 3, 15), date(2026, 4, 14))
    assert frozen.digest in letter.get_body().get_content()
    sheet, words = list(letter.iter_attachments())
    assert (sheet.get_filename(), words.get_filename()) == (
        "II.06a_20260315_20260414.xlsx",
        "II.06a_20260315_20260414.docx",
    )
    page = load_workbook(BytesIO(sheet.get_content())).active
    assert frozen.digest in page["A8"].value
    assert frozen.digest in word_text(words.get_content())
    assert paper_of_frozen(frozen).total.cells[6] == 1
    assert Message.objects.get(address="soat@vidu.vn").sent_at is not None


def test_the_next_period_goes_too_and_none_twice(asked, settings):
    with mail_server(settings.EMAIL_PORT) as mailbox:
        for days in (0, 1, 29, 30, 31):
            at(APRIL + timedelta(days=days))
        assert len(letters_to(mailbox)) == 2
    assert [row.last_on for row in FrozenSheet.objects.order_by("last_on")] == [date(2026, 4, 14), date(2026, 5, 14)]


def test_a_server_that_is_down_gets_the_same_letter_later(asked, settings):
    at(APRIL)
    waiting = Delivery.objects.get(subscriber__contains="send_queued", state="waiting")
    message = Message.objects.get(address="soat@vidu.vn")
    with mail_server(settings.EMAIL_PORT) as mailbox, clock.frozen(waiting.next_at):
        assert waiting.next_at == APRIL + timedelta(seconds=RETRY_AFTER_SECONDS[0])
        run_until_idle()
        (letter,) = letters_to(mailbox)
    assert letter["Message-ID"] == message.message_id


def test_a_crash_at_any_step_sends_the_same_message_id_and_the_same_files(asked, settings):
    with mail_server(settings.EMAIL_PORT) as mailbox:
        at(APRIL)
        with clock.frozen(APRIL + LEASE):
            Delivery.objects.update(state="waiting", next_at=APRIL, done_at=None)  # no mark was ever written
            Message.objects.update(sent_at=None)
            run_until_idle()
        first, second = letters_to(mailbox)
    assert first["Message-ID"] == second["Message-ID"]
    contents = [[part.get_content() for part in one.iter_attachments()] for one in (first, second)]
    assert contents[0] == contents[1]
    kept = Attachment.objects.filter(message__address="soat@vidu.vn")
    assert [read_file(one.file) for one in kept] == contents[0]


def test_who_has_lost_the_right_gets_no_more(asked, settings):
    posting = postings_of("kiem.soat", on=NOW.date())[0]
    end_posting(posting.id, valid_to=DAY_ONE + timedelta(days=80), actor="test", at=NOW)
    with mail_server(settings.EMAIL_PORT) as mailbox:
        at(APRIL)
        assert letters_to(mailbox) == []
    assert Subscription.objects.get().ended_at == APRIL
    assert not FrozenSheet.objects.exists()


def test_asking_is_checked_and_can_be_taken_back(asked, province):
    faulty = {"sheet": "II.99", "agency": COMMUNE, "rule": "vpcp", "span": "month", "email": "soat@vidu.vn"}
    for change, words in (
        ({}, "Hãy chọn biểu, kỳ, cơ quan"),
        ({"sheet": "II.06a"}, "đã nhận biểu đó"),
        ({"sheet": "II.06a", "email": "không phải"}, "thư"),
        ({"sheet": "II.06a", "span": "day"}, "Hãy chọn biểu"),
    ):
        response = asked.post("/so-lieu/nhan-qua-thu/", faulty | change)
        assert response.status_code == 422
        assert words in response.content.decode()
    assert asked.post("/so-lieu/nhan-qua-thu/", faulty | {"sheet": "II.06a", "agency": "H14.05"}).status_code == 403
    row = Subscription.objects.get()
    other = Client()
    other.force_login(province[0].leader)
    assert other.post(f"/so-lieu/nhan-qua-thu/{row.pk}/thoi/").status_code == 404
    assert asked.post(f"/so-lieu/nhan-qua-thu/{row.pk}/thoi/").status_code == 302
    assert Subscription.objects.get().ended_at is not None
