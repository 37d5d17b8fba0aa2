"""Who may call what: no key is 401, an unseen dossier 404, a seen one without the right 403."""

from datetime import timedelta
from uuid import uuid4

import pytest

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import COMMUNE, make_dossier, make_officer
from motcua.channels.api.actions import end_tokens
from motcua.channels.api.models import PartnerToken, Upload
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.registry.organisation.public import Role
from tests.api.calling import Partner, new_dossier

REASON = {"reason": "Nộp nhầm"}
READING = (
    "/dossiers/{code}",
    "/dossiers/{code}/supplement",
    "/dossiers/{code}/documents",
    "/dossiers/{code}/documents/1",
)
LISTING = ("/dossiers", "/events")
MOVING = {
    "/dossiers/{code}/accept": None,
    "/dossiers/{code}/refuse": REASON,
    "/dossiers/{code}/ask": {"defects": [{"text": "Giấy chứng sinh"}], **REASON},
    "/dossiers/{code}/supplement": {"papers": [{"paper": 1, "is_on_paper": True}]},
    "/dossiers/{code}/forward": None,
    "/dossiers/{code}/fee": None,
    "/dossiers/{code}/withdraw": REASON,
    "/dossiers/{code}/post": {"tracking_code": "EA1"},
    "/dossiers/{code}/return": {"method": "counter", "taken_by": "Triệu Thị Mai"},
}


@pytest.fixture
def dossier(cast):
    return make_dossier(cast)


def unchanged(dossier):
    return (
        Dossier.objects.get(pk=dossier.pk).state == "submitted"
        and not EventRecord.objects.filter(subject=dossier.code)
        .exclude(kind__in=["dossiers.submitted", "workflow.process_started"])
        .exists()
    )


@pytest.mark.parametrize("path", [*READING, *LISTING])
def test_without_a_key_nothing_is_read(client, dossier, path):
    answer = client.get(f"/api/v1{path.format(code=dossier.code)}")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert "Khoá truy cập" in answer.json()["message"]


@pytest.mark.parametrize("path", [*MOVING, "/dossiers", "/files"])
def test_without_a_key_nothing_is_done(client, dossier, path):
    answer = client.post(f"/api/v1{path.format(code=dossier.code)}", {}, content_type="application/json")
    assert answer.status_code == 401
    assert unchanged(dossier)


@pytest.mark.parametrize(
    "said", ["Bearer ", "Bearer abc", "Basic dGFuOnRhbg==", "bearer", "Bearer \xff\xfe", "Bearer a b"]
)
def test_another_word_than_the_key_is_no_key(client, cast, said):
    assert client.get("/api/v1/dossiers", headers={"Authorization": said}).status_code == 401


def test_being_signed_in_with_a_browser_is_no_key(client, cast, dossier):
    client.force_login(cast.receiver)
    assert client.get(f"/api/v1/dossiers/{dossier.code}").status_code == 401


@pytest.mark.parametrize("path", READING)
def test_a_stranger_sees_nothing(cast, dossier, path):
    assert Partner(cast.stranger).get(path.format(code=dossier.code)).status_code == 404


@pytest.mark.parametrize("path", MOVING)
def test_a_stranger_moves_nothing_and_learns_nothing(cast, dossier, path):
    stranger = Partner(cast.stranger)
    there = stranger.post(path.format(code=dossier.code), MOVING[path])
    nowhere = stranger.post(path.format(code="H14.31-260302-9999"), MOVING[path])
    assert (there.status_code, there.json()) == (nowhere.status_code, nowhere.json()) == (404, nowhere.json())
    assert unchanged(dossier)


def test_a_stranger_lists_nothing(cast, dossier):
    stranger = Partner(cast.stranger)
    assert stranger.get("/dossiers").json()["items"] == []
    assert stranger.get("/events").json()["items"] == []


@pytest.mark.parametrize("path", MOVING)
def test_who_may_only_look_is_refused_every_move(dossier, path):
    clerk = Partner(make_officer("van.thu", "Lý Thị Thư", COMMUNE, Role.CLERK))
    answer = clerk.post(path.format(code=dossier.code), MOVING[path])
    assert answer.status_code == 403
    assert "không có quyền" in answer.json()["message"]
    assert clerk.get(f"/dossiers/{dossier.code}").status_code == 200
    assert unchanged(dossier)


def test_who_may_only_look_can_neither_send_nor_upload(cast):
    clerk = Partner(make_officer("van.thu", "Lý Thị Thư", COMMUNE, Role.CLERK))
    assert clerk.upload().status_code == 403
    body = {"key": str(uuid4()), "procedure": cast.procedure.code, "agency": COMMUNE}
    assert clerk.post("/dossiers", {**body, "people": [{"role": "owner", "full_name": "Mai"}]}).status_code == 403
    assert not Upload.objects.exists()


def test_nobody_sends_to_an_agency_that_is_not_his(cast):
    stranger = Partner(cast.stranger)
    assert stranger.post("/dossiers", new_dossier(cast, stranger)).status_code == 403


@pytest.mark.parametrize("path", LISTING)
def test_who_may_see_no_dossiers_at_all_is_told_so(cast, path):
    keeper = Partner(make_officer("quan.tri", "Lý Văn Trị", COMMUNE, Role.ADMIN))
    assert keeper.get(path).status_code == 403


def test_a_citizens_account_opens_nothing(cast, dossier):
    citizen = Partner(cast.citizen)
    assert citizen.get("/dossiers").status_code == 401
    assert citizen.get(f"/dossiers/{dossier.code}").status_code == 401


def test_a_key_ends_at_its_moment(partner):
    PartnerToken.objects.update(ends_at=clock.now() + timedelta(hours=1))
    assert partner.get("/dossiers").status_code == 200
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert partner.get("/dossiers").status_code == 401


def test_an_ended_key_opens_nothing_and_others_go_on(cast, partner):
    other = Partner(cast.receiver, "Bưu điện")
    assert end_tokens("Cổng đối tác", at=clock.now()) == 1
    assert (partner.get("/dossiers").status_code, other.get("/dossiers").status_code) == (401, 200)


def test_a_key_of_a_closed_account_opens_nothing(partner):
    partner.account.is_active = False
    partner.account.save()
    assert partner.get("/dossiers").status_code == 401
