"""The same form sent twice is one record; a changed one with the same key is told so, and nothing is lost."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.rules.definition import FieldType
from motcua.capabilities.registers.tests.factories import COMMUNE, load, province, typed, without_identity, writer_of
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.kernel.once.housekeeping import forget_old_sendings
from motcua.kernel.once.models import Sent
from motcua.registry.people.tests.factories import AT

pytestmark = pytest.mark.django_db
URL = reverse("registers:add", args=["hoa-giai"])


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


@pytest.fixture
def definition():
    province()
    return without_identity("hoa-giai")


@pytest.fixture
def officer(client, definition):
    client.force_login(writer_of(definition))
    return client


def key_on(page):
    """The key that the page gave its form."""
    return re.search(r'name="form_key" value="([^"]+)"', page.content.decode())[1]


def said(page):
    return page.content.decode()


def form(officer, definition, number=0, **more):
    return {**typed(definition, number), "agency_code": COMMUNE, "form_key": key_on(officer.get(URL)), **more}


def test_a_second_click_leads_to_the_first_record(officer, definition):
    sent = form(officer, definition)
    first, second = officer.post(URL, sent), officer.post(URL, sent)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == Record.objects.get().get_absolute_url()
    assert RecordEdition.objects.count() == EventRecord.objects.filter(kind="registers.recorded").count() == 1


def test_a_register_that_knows_things_again_answers_a_second_click_the_same(client):
    province()
    definition = load("hoa-giai")
    assert definition.identity
    client.force_login(writer_of(definition))
    sent = form(client, definition)
    first, second = client.post(URL, sent), client.post(URL, sent)
    assert first["Location"] == second["Location"]
    told = client.post(URL, {**sent, "form_key": key_on(client.get(URL))})
    assert told.status_code == 422
    assert "Sổ đã có bản ghi này" in said(told)


def test_two_pages_that_say_the_same_are_two_records(officer, definition):
    for _page in range(2):
        assert officer.post(URL, form(officer, definition)).status_code == 302
    assert Record.objects.count() == 2


def test_a_changed_form_is_told_and_sent_once_more_it_is_a_new_record(officer, definition):
    sent = form(officer, definition)
    officer.post(URL, sent)
    changed = {**sent, **typed(definition, 5)}
    told = officer.post(URL, changed)
    assert told.status_code == 409
    assert "đã được gửi và đã ghi lúc" in said(told)
    assert "Lần này nội dung khác, nên chưa ghi gì thêm" in said(told)
    assert Record.objects.get().get_absolute_url() in told.content.decode()
    assert "Mục 5" in told.content.decode()
    assert key_on(told) != sent["form_key"]
    assert officer.post(URL, {**changed, "form_key": key_on(told)}).status_code == 302
    assert Record.objects.count() == 2


def test_a_refused_form_is_mended_under_its_key(officer, definition):
    sent = form(officer, definition)
    broken = officer.post(URL, {**sent, **dict.fromkeys(typed(definition), "")})
    assert broken.status_code == 422
    assert key_on(broken) == sent["form_key"]
    assert not Sent.objects.exists()
    assert officer.post(URL, sent).status_code == 302


def test_another_officer_with_the_same_key_gets_a_record_of_his_own(officer, definition, client):
    sent = form(officer, definition)
    officer.post(URL, sent)
    client.force_login(writer_of(definition, "nguoi.khac"))
    assert client.post(URL, sent).status_code == 302
    assert Record.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "\x00", "0" * 400])
def test_what_is_no_key_of_ours_holds_nothing_up(officer, definition, key):
    for _time in range(2):
        assert officer.post(URL, form(officer, definition, form_key=key)).status_code == 302
    assert not Sent.objects.exists()


def test_a_file_belongs_to_what_was_sent(client):
    province()
    definition = load("sang-kien")
    file = next(one.code for one in definition.fields if one.type is FieldType.FILE)
    client.force_login(writer_of(definition))
    url = reverse("registers:add", args=["sang-kien"])
    sent = {**typed(definition), "agency_code": COMMUNE, "form_key": key_on(client.get(url))}
    send = lambda content: client.post(url, {**sent, file: SimpleUploadedFile("a.pdf", content)})  # noqa: E731
    answers = [send(b"%PDF-1.7 mot"), send(b"%PDF-1.7 mot"), send(b"%PDF-1.7 hai")]
    assert [one.status_code for one in answers] == [302, 302, 409]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Record.objects.get().values[file]["size"] == len(b"%PDF-1.7 mot")


def test_sendings_are_forgotten_after_90_days(officer, definition):
    officer.post(URL, form(officer, definition))
    forget_old_sendings(AT + timedelta(days=89))
    assert Sent.objects.count() == 1
    forget_old_sendings(AT + timedelta(days=91))
    assert not Sent.objects.exists()
