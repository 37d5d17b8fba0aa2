"""Sending a dossier: once under a key, with the same refusals as on the pages."""

from uuid import uuid4

import pytest

from motcua.capabilities.forms.public import publish_form
from motcua.capabilities.forms.tests.factories import schema_of, text
from motcua.casework.dossiers.models import Dossier, Party
from motcua.casework.dossiers.tests.factories import (
    BORN,
    COMMUNE,
    DAY_ONE,
    DEPARTMENT,
    ELSEWHERE,
    make_cast,
    make_procedure,
)
from motcua.kernel.events.models import EventRecord
from motcua.registry.catalogue.public import (
    CaseView,
    PaperView,
    ProcedureDraft,
    offer_procedure,
    procedure_on,
    publish_procedure,
)
from tests.api.calling import Partner, counter, new_dossier, sent
from tests.races.together import together


def refusal(answer, status):
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def procedure_of(code, **parts):
    """Another procedure that the commune offers."""
    published = publish_procedure(
        ProcedureDraft(code=code, name="Xác nhận", valid_from=DAY_ONE, **parts), actor="test", at=BORN
    )
    offer_procedure(code, COMMUNE, DAY_ONE, actor="test", at=BORN)
    return published


def test_a_dossier_that_is_sent_is_new_and_has_its_persons_papers_and_event(cast, partner):
    people = [
        {"role": "submitter", "full_name": "Nông Văn An", "phone": "0912345678"},
        {"role": "owner", "full_name": "Triệu Thị Mai", "birth_on": "1990-05-01", "address": "Xã Lý Quốc"},
    ]
    answer = partner.post("/dossiers", new_dossier(cast, partner, people=people, delivery="post"))
    assert answer.status_code == 201, answer.content.decode()
    said, row = answer.json(), Dossier.objects.get()
    assert said["code"] == row.code
    assert (said["state"], said["national_code"], said["channel"]) == ("submitted", 1, "online")
    assert (said["agency"], said["receiving_agency"], said["accepted_at"]) == (COMMUNE, COMMUNE, None)
    names = dict(Party.objects.values_list("role", "full_name"))
    assert names == {"owner": "Triệu Thị Mai", "submitter": "Nông Văn An", "receiver": "Nông Văn An"}
    assert row.papers.get(number=1).files.count() == 1
    event = EventRecord.objects.get(kind="dossiers.submitted")
    assert (event.subject, event.actor) == (row.code, partner.account.username)


def test_the_same_key_and_content_gives_the_same_dossier_again(cast, partner):
    body = new_dossier(cast, partner)
    first, again = partner.post("/dossiers", body), partner.post("/dossiers", dict(reversed(body.items())))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Dossier.objects.count() == 1


def test_what_is_left_out_and_what_is_said_as_usual_are_the_same_content(cast, partner):
    body = new_dossier(cast, partner)
    partner.post("/dossiers", body)
    assert partner.post("/dossiers", {**body, "channel": "online", "code": ""}).status_code == 200


def test_the_same_key_with_another_content_is_refused_in_words(cast, partner):
    body = new_dossier(cast, partner)
    partner.post("/dossiers", body)
    refused = refusal(partner.post("/dossiers", {**body, "delivery": "post"}), 409)
    assert body["key"] in refused["message"]
    assert "khoá mới" in refused["message"]
    assert Dossier.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_contents_under_one_key_at_once_are_one_dossier_and_one_refusal(transactional_db):
    cast, partner = make_cast(), counter()
    one = new_dossier(cast, partner)
    other = {**one, "delivery": "post"}
    answers = together(
        *(lambda body=body: partner.post("/dossiers", body) for body in (one, other)), gate="api_sending"
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert Dossier.objects.count() == 1


def test_a_key_stays_with_its_content_even_if_that_was_refused(cast, partner):
    wrong = new_dossier(cast, partner, papers=[])
    right = new_dossier(cast, partner, key=wrong["key"])
    assert "Tờ khai" in refusal(partner.post("/dossiers", wrong), 422)["message"]
    refusal(partner.post("/dossiers", right), 409)
    assert partner.post("/dossiers", {**right, "key": str(uuid4())}).status_code == 201


def test_a_key_that_somebody_else_used_says_nothing_of_his_dossier(cast, partner):
    body = new_dossier(cast, partner)
    code = partner.post("/dossiers", body).json()["code"]
    make_procedure("2.000001", agency=ELSEWHERE)
    stranger = Partner(cast.stranger)
    theirs = new_dossier(cast, stranger, key=body["key"], procedure="2.000001", agency=ELSEWHERE, papers=[])
    wanted = partner_papers("2.000001", stranger)
    refused = refusal(stranger.post("/dossiers", {**theirs, "papers": wanted}), 409)
    assert code not in str(refused)


def partner_papers(code, partner):
    paper = procedure_on(code, DAY_ONE).cases[0].papers[0]
    return [{"paper": paper.id, "files": [partner.file()]}]


def test_a_walk_in_at_a_partners_counter_is_taken_in_at_once(cast, partner):
    paper = cast.procedure.cases[0].papers[0].id
    body = new_dossier(cast, partner, channel="counter", papers=[{"paper": paper, "originals": 1, "copies": 2}])
    said = partner.post("/dossiers", body).json()
    assert (said["state"], said["channel"]) == ("accepted", "counter")
    assert said["due_at"] > said["accepted_at"]
    given = Dossier.objects.get().papers.get(number=1)
    assert (given.originals, given.copies) == (1, 2)
    assert partner.post("/dossiers", body).status_code == 200


def test_a_counter_may_take_in_for_an_agency_elsewhere(cast, partner):
    procedure = make_procedure("2.000001", agency=DEPARTMENT)
    papers = [{"paper": procedure.cases[0].papers[0].id, "files": [partner.file()]}]
    body = new_dossier(cast, partner, procedure="2.000001", agency=DEPARTMENT, papers=papers)
    refusal(partner.post("/dossiers", body), 403)
    said = partner.post("/dossiers", {**body, "receiving_agency": COMMUNE})
    assert said.status_code == 201, said.content.decode()
    assert (said.json()["agency"], said.json()["receiving_agency"]) == (DEPARTMENT, COMMUNE)


def test_a_code_that_the_national_portal_gave_is_kept_and_never_taken_twice(cast, partner):
    given = "000.00.31.H14-260302-150001"
    assert sent(cast, partner, code=given) == given
    assert given in refusal(partner.post("/dossiers", new_dossier(cast, partner, code=given)), 409)["message"]


def test_a_procedure_with_an_e_form_takes_answers_and_names_what_is_wrong(cast, partner):
    publish_form("to-khai", schema_of("name", name=text("Họ tên con")), valid_from=DAY_ONE, at=BORN, actor="test")
    procedure_of("2.000002", form_code="to-khai")
    body = new_dossier(cast, partner, procedure="2.000002", papers=[], answers={"name": ""})
    assert list(refusal(partner.post("/dossiers", body), 422)["fields"]) == ["name"]
    right = {**body, "key": str(uuid4()), "answers": {"name": "Lý Văn Bo"}}
    assert partner.post("/dossiers", right).status_code == 201
    assert Dossier.objects.get().answers == {"name": "Lý Văn Bo"}


def test_cases_are_chosen_and_their_papers_asked_for(cast, partner):
    papers = (PaperView(0, "A", "Giấy A", 1, 0, is_required=True),)
    cases = (CaseView(0, "Mới", papers, is_condition=True), CaseView(0, "Đổi", (), is_condition=True))
    new, _change = procedure_of("2.000003", cases=cases).cases
    body = new_dossier(cast, partner, procedure="2.000003", papers=[])
    refused = refusal(partner.post("/dossiers", body), 422)
    assert f"{new.id} – Mới" in refused["message"]
    refusal(partner.post("/dossiers", {**body, "case": 987654}), 422)
    right = {**body, "case": new.id, "papers": [{"paper": new.papers[0].id, "files": [partner.file()]}]}
    assert partner.post("/dossiers", right).status_code == 201
    assert Dossier.objects.get().case_id == new.id


OWNER = {"role": "owner", "full_name": "Triệu Thị Mai"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"procedure": "9.999999"}, "procedure"),
        ({"people": [{**OWNER, "role": "submitter"}]}, "people"),
        ({"people": [OWNER, OWNER]}, "people"),
        ({"people": [OWNER, {"role": "receiver", "full_name": "  "}]}, "people.1.full_name"),
        ({"people": [{**OWNER, "full_name": "Mai 🙂"}]}, "people.0.full_name"),
        ({"people": [{**OWNER, "identity_number": "111111111111"}]}, "people.0.identity_number"),
        ({"people": [{**OWNER, "phone": "0123"}]}, "people.0.phone"),
        ({"people": [{**OWNER, "email": "mai"}]}, "people.0.email"),
        ({"people": [{**OWNER, "kind": "organisation", "identity_number": "0100109107"}]}, "people.0.identity_number"),
        ({"people": [{**OWNER, "birth_on": "1990-02-30"}]}, "people.0.birth_on"),
        ({"people": [{**OWNER, "nickname": "Bo"}]}, "people.0.nickname"),
        ({"people": []}, "people"),
        ({"papers": [{"paper": 1, "files": [1.5]}]}, "papers.0.files.0"),
        ({"papers": [{"paper": True}]}, "papers.0.paper"),
        ({"answers": {"name": "Bo"}}, "answers"),
        ({"key": "3f0c4a528f0e4d1c9b7e2a8f4f1f2c11"}, "key"),
        ({"agency": "xa-ly-quoc"}, "agency"),
        ({"code": "H14.31-2603-1"}, "code"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(cast, partner, changes, field):
    refused = refusal(partner.post("/dossiers", new_dossier(cast, partner, **changes)), 422)
    assert field in refused["fields"], refused
    assert not Dossier.objects.exists()


def test_papers_that_are_not_asked_for_or_named_twice_are_refused(cast, partner):
    paper, file = cast.procedure.cases[0].papers[0].id, partner.file()
    twice = [{"paper": paper, "files": [file]}, {"paper": paper, "files": []}]
    for papers in (twice, [{"paper": 987654, "files": [file]}]):
        refused = refusal(partner.post("/dossiers", new_dossier(cast, partner, papers=papers)), 422)
        assert str(papers[0]["paper"]) in refused["message"]


def test_an_online_dossier_takes_files_and_no_sheets(cast, partner):
    papers = [{"paper": cast.procedure.cases[0].papers[0].id, "originals": 1}]
    assert "papers" in refusal(partner.post("/dossiers", new_dossier(cast, partner, papers=papers)), 422)["fields"]


def test_a_file_that_another_partner_brought_cannot_be_attached(cast, partner):
    foreign = Partner(cast.stranger).file()
    papers = [{"paper": cast.procedure.cases[0].papers[0].id, "files": [foreign]}]
    assert str(foreign) in refusal(partner.post("/dossiers", new_dossier(cast, partner, papers=papers)), 422)["message"]


def test_a_procedure_that_the_agency_does_not_offer_is_not_there(cast, partner):
    make_procedure("2.000001", agency=ELSEWHERE)
    papers = partner_papers("2.000001", partner)
    refusal(partner.post("/dossiers", new_dossier(cast, partner, procedure="2.000001", papers=papers)), 404)
