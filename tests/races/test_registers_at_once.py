"""Two tabs, two officers and one register: one record a sending, one move a state, and the other is told."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from motcua.capabilities.registers.models import Record, RecordEdition
from motcua.capabilities.registers.public import Finder, write_record
from motcua.capabilities.registers.tests.factories import COMMUNE, province, typed, without_identity, writer_of
from motcua.kernel.events.models import EventRecord
from motcua.kernel.once.models import Sent
from motcua.registry.people.tests.factories import AT
from tests.races.together import together


@pytest.fixture
def definition(transactional_db):
    province()
    return without_identity("hoa-giai")


def tab_of(account):
    tab = Client(raise_request_exception=False)
    tab.force_login(account)
    return tab


@pytest.mark.parametrize("gate", ["", "once_sent", "registers_record"])
def test_a_record_sent_from_two_tabs_at_once_is_one(definition, gate):
    account, url = writer_of(definition), reverse("registers:add", args=["hoa-giai"])
    sent = {**typed(definition), "agency_code": COMMUNE, "form_key": str(uuid4())}
    tabs = [tab_of(account) for _ in range(3)]
    answers = together(*(lambda tab=tab: tab.post(url, sent) for tab in tabs), gate=gate)
    assert {answer.headers.get("Location") for answer in answers} == {Record.objects.get().get_absolute_url()}
    assert RecordEdition.objects.count() == Sent.objects.count() == 1


@pytest.mark.parametrize("gate", ["", "registers_record"])
@pytest.mark.parametrize("second", ["settle", "drop"])
def test_of_two_officers_who_move_a_record_at_once_one_wins_and_the_other_is_told(definition, gate, second):
    officers = [writer_of(definition, name) for name in ("mot", "hai")]
    record = write_record("hoa-giai", agency_code=COMMUNE, given=typed(definition), lookup=Finder(), actor="x", at=AT)
    tabs, moves = [tab_of(one) for one in officers], ("settle", second)
    urls = [reverse("registers:move", args=["hoa-giai", record.code, move]) for move in moves]
    answers = together(
        *(
            lambda tab=tab, url=url: tab.post(url, {"reason": "Các bên xin thôi"})
            for tab, url in zip(tabs, urls, strict=True)
        ),
        gate=gate,
    )
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    (refused,) = [answer for answer in answers if answer.status_code == 409]
    record.refresh_from_db()
    state = definition.state_of[record.state].name
    assert f"Bản ghi đang ở trạng thái «{state}», bạn không thể" in refused.content.decode()
    assert list(RecordEdition.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert EventRecord.objects.filter(kind="registers.moved").count() == 1


def test_a_change_and_a_move_at_once_are_not_mixed_up(definition):
    account = writer_of(definition)
    record = write_record("hoa-giai", agency_code=COMMUNE, given=typed(definition), lookup=Finder(), actor="x", at=AT)
    changed = {**typed(definition, 4), "agency_code": COMMUNE, "edition": "1"}
    move, edit = (
        reverse("registers:move", args=["hoa-giai", record.code, "settle"]),
        reverse("registers:edit", args=["hoa-giai", record.code]),
    )
    moved, kept = together(
        lambda: tab_of(account).post(move), lambda: tab_of(account).post(edit, changed), gate="registers_record"
    )
    assert moved.status_code == 302
    assert kept.status_code in {302, 409}
    if kept.status_code == 409:
        assert "vừa sửa bản ghi này" in kept.content.decode()
    record.refresh_from_db()
    assert (record.state, record.edition) == ("settled", 3 if kept.status_code == 302 else 2)
    assert list(RecordEdition.objects.order_by("number").values_list("number", flat=True))[-1] == record.edition
