"""Moves of partner counters and portals: the same actions, the same refusals, told as JSON."""

import pytest

from motcua.casework.dossiers.models import Dossier, Handover, Reason
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_dossier, make_procedure
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.events.models import EventRecord
from tests.api.calling import new_dossier, sent

ASKED = {
    "defects": [{"text": "Giấy chứng sinh bản rõ", "paper": 2}],
    "reason": "Bản chụp mờ",
    "answer_by": "2026-12-01",
}


@pytest.fixture
def code(cast, partner):
    return sent(cast, partner)


def done(answer):
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


def last_kind(code):
    return EventRecord.objects.filter(subject=code, kind__startswith="dossiers.").latest("id").kind


def test_accepting_gives_a_date_and_a_second_time_says_where_the_dossier_stands(partner, code):
    said = done(partner.post(f"/dossiers/{code}/accept"))
    assert (said["state"], said["national_code"]) == ("accepted", 2)
    assert said["due_at"]
    again = partner.post(f"/dossiers/{code}/accept")
    assert again.status_code == 409
    assert "Được tiếp nhận" in again.json()["message"]


def test_refusing_to_receive_wants_a_reason(partner, code):
    blank = partner.post(f"/dossiers/{code}/refuse", {"reason": "  "})
    assert (blank.status_code, "lý do" in blank.json()["message"]) == (422, True)
    said = done(partner.post(f"/dossiers/{code}/refuse", {"reason": "Không thuộc thẩm quyền"}))
    assert (said["state"], said["national_code"]) == ("not_accepted", 3)
    assert Reason.objects.get().text == "Không thuộc thẩm quyền"


def test_a_supplement_is_asked_for_read_and_answered_with_files(partner, code):
    assert done(partner.post(f"/dossiers/{code}/ask", ASKED))["state"] == "supplement_requested"
    asked = done(partner.get(f"/dossiers/{code}/supplement"))
    assert (asked["number"], asked["answer_by"], asked["reason"]) == (1, "2026-12-01", "Bản chụp mờ")
    assert asked["defects"] == [{"text": "Giấy chứng sinh bản rõ", "paper": 2}]
    assert [(paper["number"], paper["files"]) for paper in asked["papers"]] == [(1, 1), (2, 0)]
    given = {"papers": [{"paper": 2, "files": [partner.file()]}]}
    assert done(partner.post(f"/dossiers/{code}/supplement", given))["state"] == "submitted"
    assert done(partner.get(f"/dossiers/{code}/supplement"))["number"] is None
    assert partner.post(f"/dossiers/{code}/supplement", given).status_code == 409


def test_reading_a_request_leaves_a_trace(partner, code):
    partner.get(f"/dossiers/{code}/supplement")
    trace = ReadTrace.objects.get(page="api:asked")
    assert (trace.username, trace.subject) == (partner.account.username, code)


def test_a_supplement_on_paper_is_noted_at_the_counter(partner, code):
    partner.post(f"/dossiers/{code}/ask", ASKED)
    done(partner.post(f"/dossiers/{code}/supplement", {"papers": [{"paper": 2, "is_on_paper": True}]}))
    assert Dossier.objects.get().papers.get(number=2).copies == 1


@pytest.mark.parametrize(
    "papers", [[{"paper": 9, "is_on_paper": True}], [{"paper": 1, "is_on_paper": True}], [{"paper": 2}]]
)
def test_a_supplement_must_answer_what_was_asked_with_papers_of_the_dossier(partner, code, papers):
    partner.post(f"/dossiers/{code}/ask", ASKED)
    assert partner.post(f"/dossiers/{code}/supplement", {"papers": papers}).status_code == 422
    assert Dossier.objects.get().state == "supplement_requested"


def test_a_supplement_takes_only_files_that_the_partner_brought(partner, code):
    partner.post(f"/dossiers/{code}/ask", ASKED)
    answer = partner.post(f"/dossiers/{code}/supplement", {"papers": [{"paper": 2, "files": [987654]}]})
    assert (answer.status_code, "987654" in answer.json()["message"]) == (422, True)


def test_a_request_about_a_paper_that_is_not_there_is_refused(partner, code):
    wrong = {**ASKED, "defects": [{"text": "Giấy khác", "paper": 40_000}]}
    assert partner.post(f"/dossiers/{code}/ask", wrong).status_code == 422
    assert Dossier.objects.get().state == "submitted"


def test_a_second_request_is_the_heads_to_make(partner, code):
    partner.post(f"/dossiers/{code}/ask", ASKED)
    partner.post(f"/dossiers/{code}/supplement", {"papers": [{"paper": 2, "files": [partner.file()]}]})
    again = partner.post(f"/dossiers/{code}/ask", ASKED)
    assert (again.status_code, "lãnh đạo" in again.json()["message"]) == (403, True)


def test_an_accepted_dossier_is_forwarded(partner, code):
    assert partner.post(f"/dossiers/{code}/forward").status_code == 409
    partner.post(f"/dossiers/{code}/accept")
    assert done(partner.post(f"/dossiers/{code}/forward"))["state"] == "in_progress"
    assert last_kind(code) == "dossiers.forwarded"


def test_a_fee_is_collected_once(cast, partner):
    papers = make_procedure("2.000001", fee=8000).cases[0].papers
    body = new_dossier(cast, partner, procedure="2.000001")
    body["papers"] = [{"paper": papers[0].id, "files": [partner.file()]}]
    said = partner.post("/dossiers", body).json()
    assert (said["fee_state"], said["fee_amount"]) == ("due", 8000)
    assert done(partner.post(f"/dossiers/{said['code']}/fee"))["fee_state"] == "paid"
    assert partner.post(f"/dossiers/{said['code']}/fee").status_code == 409


def test_a_dossier_is_withdrawn_for_the_applicant(partner, code):
    assert done(partner.post(f"/dossiers/{code}/withdraw", {"reason": "Nộp nhầm"}))["state"] == "withdrawn"
    assert last_kind(code) == "dossiers.withdrawn"
    assert partner.post(f"/dossiers/{code}/withdraw", {"reason": "Nộp nhầm"}).status_code == 409


@pytest.fixture
def resolved(cast):
    dossier = walking.accepted(cast, make_dossier(cast), MONDAY)
    dossier = walking.assigned(cast, dossier, MONDAY)
    dossier = walking.proposed(cast, dossier, MONDAY)
    return walking.resolved(cast, dossier, MONDAY + 2 * walking.HOUR).code


def test_a_result_goes_by_post_and_is_returned_when_it_arrived(partner, resolved):
    said = done(partner.post(f"/dossiers/{resolved}/post", {"tracking_code": "EA123456789VN"}))
    assert (said["state"], said["delivery_state"]) == ("resolved", "posted")
    given = {"method": "post", "taken_by": "Triệu Thị Mai", "note": "Ký nhận tại nhà"}
    said = done(partner.post(f"/dossiers/{resolved}/return", given))
    assert (said["state"], said["delivery_state"], said["national_code"]) == ("returned", "delivered", 10)
    posted, returned = Handover.objects.filter(kind__in=["post", "return"]).order_by("id")
    assert (posted.tracking_code, returned.taken_by, returned.method) == ("EA123456789VN", "Triệu Thị Mai", "post")


def test_a_result_cannot_be_returned_before_it_is_there(partner, code):
    answer = partner.post(f"/dossiers/{code}/return", {"method": "counter", "taken_by": "Triệu Thị Mai"})
    assert answer.status_code == 409
    assert partner.post(f"/dossiers/{code}/post", {"tracking_code": "EA1"}).status_code == 409


def test_an_accepted_dossier_is_asked_about_by_specialists_only(partner, code):
    partner.post(f"/dossiers/{code}/accept")
    assert partner.post(f"/dossiers/{code}/ask", ASKED).status_code == 403
