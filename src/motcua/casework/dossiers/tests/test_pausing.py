"""The clock stands on lawful grounds only, each with its words, and the date moves by just what it stood."""

from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from motcua.casework.dossiers import public as dossiers
from motcua.casework.dossiers.errors import LegalBasisMissing, MoveNotAllowed, PauseGroundMissing, ReasonMissing
from motcua.casework.dossiers.models import ClockStop, Dossier
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, says_the_same_as_its_events
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once

pytestmark = pytest.mark.django_db
WHY, BASIS = "Chờ Công an tỉnh xác minh nơi cư trú.", "Điều 12 Thông tư 04/2020/TT-BTP"
TUESDAY, THURSDAY = clock.at(date(2026, 3, 3), 8), clock.at(date(2026, 3, 5), 8)


def test_what_cannot_be_undone_says_beforehand_what_will_be_different(cast, client):
    dossier = make_dossier(cast)
    client.force_login(cast.receiver)
    for move, said in (("withdraw", "mọi bước đang làm dừng lại"), ("refuse_receipt", "nhận phiếu từ chối")):
        assert said in client.get(f"/ban-lam-viec/ho-so/{dossier.code}/viec/{move}/").content.decode()


@made_once
def begun():
    return make_cast()


@pytest.fixture
def cast(begun):
    return deepcopy(begun)


def in_hand(cast):
    return walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + HOUR)


def paused(cast, dossier, at=TUESDAY, **changes):
    given = {"kind": ClockStop.Kind.OTHER_AGENCY, "reason": WHY, "legal_basis": BASIS, **changes}
    return dossiers.pause_clock(dossier, officer=cast.specialist.username, at=at, **given)


def test_a_pause_says_why_on_what_ground_from_when_to_when_and_who(cast):
    dossier = in_hand(cast)
    before = dossier.due_at
    dossier = paused(cast, dossier)
    assert dossier.national_code == 4
    dossier = dossiers.resume_clock(dossier, officer="lanh.dao", at=THURSDAY)
    stop = dossier.stops.get()
    assert (stop.kind, stop.reason, stop.legal_basis) == ("other_agency", WHY, BASIS)
    assert (stop.from_at, stop.to_at, stop.started_by, stop.ended_by) == (TUESDAY, THURSDAY, "chuyen.vien", "lanh.dao")
    assert dossier.due_at == dossier.appointed_at == before + timedelta(days=4)  # two working days, over the weekend
    assert says_the_same_as_its_events(dossier)


def test_words_of_a_stop_survive_a_rebuilding_from_events(cast):
    dossier = paused(cast, in_hand(cast))
    dossiers.rebuild_dossier(dossier.code)
    stop = Dossier.objects.get(pk=dossier.pk).stops.get()
    assert (stop.reason, stop.legal_basis, stop.started_by) == (WHY, BASIS, "chuyen.vien")


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"reason": " "}, ReasonMissing),
        ({"legal_basis": " "}, LegalBasisMissing),
        ({"kind": "supplement"}, PauseGroundMissing),
        ({"kind": "bận việc"}, PauseGroundMissing),
    ],
)
def test_without_a_lawful_ground_the_clock_runs(cast, missing, refusal):
    dossier = in_hand(cast)
    with pytest.raises(refusal):
        paused(cast, dossier, **missing)
    assert not dossier.stops.exists()


def test_while_it_stands_nothing_is_signed_and_it_cannot_stand_twice(cast):
    dossier = walking.proposed(cast, in_hand(cast), MONDAY + 2 * HOUR)
    dossier = paused(cast, dossier)
    with pytest.raises(MoveNotAllowed):
        walking.resolved(cast, dossier, TUESDAY + HOUR)
    with pytest.raises(MoveNotAllowed):
        paused(cast, dossier, at=TUESDAY + HOUR)
    dossier = dossiers.resume_clock(dossier, officer="chuyen.vien", at=TUESDAY + HOUR)
    with pytest.raises(MoveNotAllowed):
        dossiers.resume_clock(dossier, officer="chuyen.vien", at=TUESDAY + HOUR)
    assert walking.resolved(cast, dossier, TUESDAY + 2 * HOUR).national_code == 9


def test_withdrawing_ends_a_pause(cast):
    dossier = paused(cast, in_hand(cast))
    ended = dossiers.withdraw_dossier(dossier, reason=WHY, actor="citizen", at=THURSDAY)
    assert ended.stops.get().to_at == THURSDAY
    assert says_the_same_as_its_events(ended)


def test_the_page_asks_for_the_ground_and_shows_the_stop(cast):
    dossier = in_hand(cast)
    browser = Client()
    browser.force_login(cast.specialist)
    url = reverse("dossiers:desk-move", args=[dossier.code, "pause"])
    refused = browser.post(url, {"ground": "other_agency", "reason": WHY, "legal_basis": ""})
    assert refused.status_code == 422
    assert "Bạn chưa ghi căn cứ pháp lý" in refused.content.decode()
    assert browser.post(url, {"ground": "other_agency", "reason": WHY, "legal_basis": BASIS}).status_code == 302
    page = browser.get(dossier.get_absolute_url()).content.decode()
    assert BASIS in page
    assert "Chạy tiếp đồng hồ" in page
    assert "Tạm dừng đồng hồ</a>" not in page
    browser.post(reverse("dossiers:desk-move", args=[dossier.code, "resume"]))
    assert dossier.stops.get().to_at is not None
