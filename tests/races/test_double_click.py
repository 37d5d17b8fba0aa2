"""The same thing sent twice: through the pages and the REST door it is done once, and both answers lead to it."""

from uuid import uuid4

import pytest
from django.urls import reverse

from motcua.casework.dossiers.models import Dossier, Draft
from motcua.casework.dossiers.public import DefectInput, request_supplement
from motcua.casework.dossiers.tests.factories import COMMUNE, make_dossier, make_file
from motcua.channels.api.actions import issue_token, note_upload
from motcua.channels.api.models import PartnerToken
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from tests.races.together import times, together
from tests.visiting import begun_draft, ready_draft, second_tab, signed_in, step_url, submit, text_of, upload

GATES = ["", "dossiers_draft", "dossiers_daycount", "dossiers_dossier"]
"""No gate: as it comes. The others stop both requests where each has read the same and written nothing of it."""


def events(kind):
    return EventRecord.objects.filter(kind=kind).count()


@pytest.mark.parametrize("gate", GATES)
def test_a_draft_sent_twice_is_one_dossier_and_both_answers_lead_to_it(cast, gate):
    tab = signed_in(cast.citizen)
    key = ready_draft(tab, cast)
    tabs = [tab, second_tab(tab)]
    answers = together(*(lambda one=one: submit(one, key) for one in tabs), gate=gate)
    code = Dossier.objects.get().code
    assert {answer.headers.get("Location") for answer in answers} == {reverse("dossiers:own-sent", args=[code])}
    assert events("dossiers.submitted") == 1
    assert not Draft.objects.exists()


def test_a_second_click_that_comes_later_leads_to_the_same_dossier(cast):
    tab = signed_in(cast.citizen)
    key = ready_draft(tab, cast)
    first, second = submit(tab, key), submit(tab, key)
    assert first["Location"] == second["Location"]
    assert Dossier.objects.count() == 1


def test_whoever_comes_back_to_a_step_of_a_draft_that_was_sent_is_led_to_the_dossier(cast):
    tab = signed_in(cast.citizen)
    key = ready_draft(tab, cast)
    sent = submit(tab, key)["Location"]
    assert tab.get(step_url(key, "giay-to"))["Location"] == sent
    assert tab.post(step_url(key, "nguoi-yeu-cau"), {"owner_full_name": "X"})["Location"] == sent
    assert signed_in(cast.leader).get(step_url(key, "giay-to")).status_code == 404


@pytest.mark.parametrize("gate", ["dossiers_draft", "dossiers_daycount"])
def test_a_change_that_is_kept_while_the_draft_is_sent_breaks_nothing(cast, gate):
    tab = signed_in(cast.citizen)
    key = ready_draft(tab, cast)
    other = second_tab(tab)
    saved = {"owner_full_name": "Triệu Thị Mai"}
    sent, kept, put = together(
        lambda: submit(tab, key),
        lambda: other.post(step_url(key, "nguoi-yeu-cau"), saved, headers={"X-Autosave": "1"}),
        lambda: second_tab(tab).post(upload_url(cast, key), {"files": upload()}),
        gate=gate,
    )
    assert sent.status_code == 302
    assert kept.status_code in {204, 302}
    assert put.status_code == 302
    assert Dossier.objects.count() == 1


def test_a_file_added_while_another_is_added_is_not_lost(cast):
    tab = signed_in(cast.citizen)
    key = begun_draft(tab, cast)
    tabs = [second_tab(tab) for _ in range(4)]
    together(
        *(
            lambda one=one, n=n: one.post(upload_url(cast, key), {"files": upload(name=f"trang-{n}.pdf")})
            for n, one in enumerate(tabs)
        ),
        gate="dossiers_draft",
    )
    (files,) = Draft.objects.get().files.values()
    assert {file["name"] for file in files} == {f"trang-{n}.pdf" for n in range(4)}


def test_a_draft_begun_twice_is_one(cast):
    tab = signed_in(cast.citizen)
    tabs, url = [tab, second_tab(tab)], reverse("dossiers:apply", args=[cast.procedure.code])
    answers = together(*(lambda one=one: one.post(url, {"agency": COMMUNE}) for one in tabs), gate="dossiers_draft")
    assert len({answer["Location"] for answer in answers}) == 1
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("gate", ["", "dossiers_daycount", "dossiers_dossier"])
def test_a_walk_in_taken_in_twice_is_one_dossier_and_both_answers_lead_to_it(cast, gate):
    counter, posted = signed_in(cast.receiver), intake(cast)
    url = reverse("dossiers:intake")
    tabs = [counter, second_tab(counter)]
    answers = together(*(lambda one=one: one.post(url, posted) for one in tabs), gate=gate)
    code = Dossier.objects.get().code
    assert {answer.headers.get("Location") for answer in answers} == {reverse("dossiers:received", args=[code])}
    assert events("dossiers.submitted") == events("dossiers.accepted") == 1
    assert signed_in(cast.receiver).post(url, posted)["Location"] == answers[0]["Location"]


@pytest.mark.parametrize("gate", ["", "dossiers_daycount", "dossiers_dossier"])
def test_a_partner_that_sends_the_same_key_twice_gets_the_same_dossier(cast, client, gate):
    token = issue_token("Đối tác", username=cast.receiver.username, at=clock.now())
    file = make_file()
    note_upload(PartnerToken.objects.get(), file, at=clock.now())
    body = {
        "key": str(uuid4()),
        "procedure": cast.procedure.code,
        "agency": COMMUNE,
        "people": [{"role": "owner", "full_name": "Triệu Thị Mai", "email": "mai@vidu.vn"}],
        "papers": [{"paper": cast.procedure.cases[0].papers[0].id, "files": [file.id]}],
    }
    headers = {"Authorization": f"Bearer {token}"}
    send = lambda: client.post("/api/v1/dossiers", body, content_type="application/json", headers=headers)  # noqa: E731
    answers = times(3, send, gate=gate)
    assert sorted(answer.status_code for answer in answers) == [200, 200, 201]
    assert {answer.json()["code"] for answer in answers} == {Dossier.objects.get().code}
    assert events("dossiers.submitted") == 1


@pytest.mark.parametrize("gate", ["", "dossiers_dossier"])
def test_a_supplement_sent_twice_is_provided_once_and_both_come_back_to_the_dossier(cast, gate):
    dossier = make_dossier(cast)
    request_supplement(
        dossier, defects=[DefectInput("Giấy chứng sinh", 2)], reason="Thiếu", officer="tiep.nhan", at=clock.now()
    )
    tab = signed_in(cast.citizen)
    url, field = (
        reverse("dossiers:own-supplement", args=[dossier.code]),
        f"defect-{dossier.supplements.get().defects.get().id}",
    )
    tabs = [tab, second_tab(tab)]
    answers = together(*(lambda one=one: one.post(url, {field: upload()}) for one in tabs), gate=gate)
    own = reverse("dossiers:own-detail", args=[dossier.code])
    assert {answer.headers.get("Location") for answer in answers} == {own}
    assert events("dossiers.supplement_provided") == 1
    assert dossier.papers.get(number=2).files.count() == 1


@pytest.mark.parametrize("gate", ["", "dossiers_dossier"])
def test_a_withdrawal_sent_twice_is_one_and_the_second_says_so(cast, gate):
    dossier = make_dossier(cast)
    tab = signed_in(cast.citizen)
    url = reverse("dossiers:own-withdraw", args=[dossier.code])
    tabs = [tab, second_tab(tab)]
    answers = together(*(lambda one=one: one.post(url, {"reason": "Nộp nhầm"}) for one in tabs), gate=gate)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    (refused,) = [answer for answer in answers if answer.status_code == 409]
    assert "Công dân yêu cầu rút hồ sơ" in text_of(refused)
    assert events("dossiers.withdrawn") == 1


def intake(cast):
    """What the counter's page sends."""
    return {
        "do": "receive",
        "submission_key": str(uuid4()),
        "chosen": cast.procedure.code,
        "owner_full_name": "Triệu Thị Mai",
        "paper": [str(paper.id) for paper in cast.procedure.cases[0].papers],
        "channel": "counter",
        "delivery_method": "counter",
    }


def upload_url(cast, key):
    return reverse("dossiers:apply-upload", args=[key, cast.procedure.cases[0].papers[0].id])
