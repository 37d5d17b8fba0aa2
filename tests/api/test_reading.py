"""States, lists and documents: a fixed number of queries, no personal data, a trace where there is some."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, ELSEWHERE, MONDAY, PDF, make_dossier, make_procedure
from motcua.kernel.access.models import ReadTrace
from motcua.kernel.events.relay import place, run_until_idle
from tests.api.calling import sent

PERSONAL = ("Mai", "004190000123", "0912345678", "mai@vidu.vn", "1990-05-01", "Tổ 5")


@pytest.fixture
def code(cast, partner):
    """A dossier with everything that must not be told."""
    owner = {"role": "owner", "full_name": "Triệu Thị Mai", "phone": "0912345678", "email": "mai@vidu.vn"}
    return sent(cast, partner, people=[{**owner, "birth_on": "1990-05-01", "address": "Tổ 5"}])


def pages(partner, path, **query):
    """All pages one after another."""
    cursor, found = 0, []
    while True:
        page = partner.get(path, cursor=cursor, **query).json()
        found.append(page["items"])
        if page["is_last"]:
            return found
        assert page["cursor"] > cursor
        cursor = page["cursor"]


def test_a_state_says_where_a_dossier_stands_and_whose_it_is_to_nobody(partner, code):
    answer = partner.get(f"/dossiers/{code}")
    assert answer.json()["state_label"] == "Mới đăng ký"
    assert answer["Cache-Control"] == "private, no-store"
    listed, events = partner.get("/dossiers"), partner.get("/events")
    for told in (answer, listed, events):
        assert not [word for word in PERSONAL if word in told.content.decode()]
    assert not ReadTrace.objects.exists()


def test_a_list_is_read_page_by_page_and_each_dossier_once(cast, partner):
    codes = [make_dossier(cast).code for _ in range(7)]
    found = pages(partner, "/dossiers", limit=3)
    assert [len(page) for page in found] == [3, 3, 1]
    assert [item["code"] for page in found for item in page] == codes


def test_a_list_is_narrowed_to_a_state(cast, partner):
    first, second = make_dossier(cast), make_dossier(cast)
    walking.accepted(cast, second, MONDAY)
    (found,) = pages(partner, "/dossiers", state="accepted")
    assert [item["code"] for item in found] == [second.code]
    (new,) = pages(partner, "/dossiers", state="submitted")
    assert [item["code"] for item in new] == [first.code]


def test_a_list_holds_ones_own_agencies_dossiers_only(cast, partner):
    theirs = make_procedure("2.000001", agency=ELSEWHERE)
    make_dossier(cast, procedure_version=theirs.version_id, agency_code=ELSEWHERE, receiving_agency_code=ELSEWHERE)
    taken_in_here = make_dossier(
        cast, procedure_version=theirs.version_id, agency_code=ELSEWHERE, receiving_agency_code=COMMUNE
    )
    (found,) = pages(partner, "/dossiers")
    assert [item["code"] for item in found] == [taken_in_here.code]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 201}, "limit"),
        ({"limit": "１０"}, "limit"),
        ({"limit": ""}, "limit"),
        ({"cursor": -1}, "cursor"),
        ({"cursor": 2**70}, "cursor"),
        ({"cursor": "1\x00"}, "cursor"),
        ({"cursor": [1, 2]}, "cursor"),
        ({"state": "lost"}, "state"),
        ({"state": "a\x00"}, "state"),
    ],
)
def test_a_page_that_cannot_be_is_refused_by_name(partner, query, field):
    answer = partner.get("/dossiers", **query)
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])


@pytest.mark.parametrize("code", ["H14.31-260302-0001", "x", "H14.31-260302-1 ", "a%00b", "%ff", "h14.31-260302-0001"])
def test_a_code_that_is_not_there_is_not_found_or_misspelt(partner, code):
    assert partner.get(f"/dossiers/{code}").status_code in {404, 422}


@pytest.fixture
def returned(cast, partner):
    """A dossier with slips and a signed result."""
    dossier = walking.whole_way(cast, make_dossier(cast), MONDAY + timedelta(hours=1))
    run_until_idle()
    return dossier.code


def test_slips_and_the_signed_result_are_listed_and_read_with_a_trace(partner, returned):
    items = partner.get(f"/dossiers/{returned}/documents").json()["items"]
    assert [(item["kind"], item["form"]) for item in items][-1] == ("result", "")
    assert {"00", "01"} <= {item["form"] for item in items if item["kind"] == "slip"}
    assert not ReadTrace.objects.exists()
    answer = partner.get(f"/dossiers/{returned}/documents/{items[-1]['id']}")
    content = b"".join(answer.streaming_content)
    assert (content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert hashlib.sha256(content).hexdigest() == items[-1]["sha256"]
    assert (ReadTrace.objects.get().subject, ReadTrace.objects.get().page) == (returned, "api:document")


def test_a_paper_of_the_applicant_or_of_another_dossier_is_no_document(cast, partner, returned):
    other = make_dossier(cast)
    number = partner.get(f"/dossiers/{returned}/documents").json()["items"][0]["id"]
    assert partner.get(f"/dossiers/{other.code}/documents/{number}").status_code == 404
    paper = other.papers.get(number=1).files.get().file_id
    assert partner.get(f"/dossiers/{other.code}/documents/{paper}").status_code == 404


def queries(partner, path):
    with CaptureQueriesContext(connection) as asked:
        assert partner.get(path).status_code == 200
    return len(asked)


def test_one_row_and_thirty_cost_the_same_queries(cast, partner):
    first = make_dossier(cast)
    place()
    asking = ("/dossiers", "/events", f"/dossiers/{first.code}", f"/dossiers/{first.code}/supplement")
    few = [queries(partner, path) for path in asking]
    for _ in range(30):
        make_dossier(cast)
    place()
    assert [queries(partner, path) for path in asking] == few
    assert max(few) <= 10
