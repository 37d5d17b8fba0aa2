"""Pages of tasks: whose turn it is, every number a link, forms that say what is wrong, strangers who see nothing."""

import re
from datetime import date
from io import BytesIO
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.kernel import clock
from motcua.oversight.assignments.models import Assignment, SteeringDocument
from motcua.oversight.assignments.rules.life import Move, State
from motcua.oversight.assignments.tests.factories import (
    COMMUNE,
    DAY,
    DEPARTMENT,
    JUNE,
    MARCH,
    PDF,
    PLAN,
    PROVINCE,
    Home,
    done,
    make_assignment,
    make_move,
    make_office,
)
from motcua.oversight.reform.tests.factories import issue, make_plan, make_target

pytestmark = pytest.mark.django_db
ALL = "/nhiem-vu/?ky="


@pytest.fixture
def office():
    made = make_office()
    plan = make_plan(PLAN, issued=False)
    make_target(plan)
    issue(plan)
    with clock.frozen(MARCH + DAY):
        yield made


def visit(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(user, address):
    response = visit(user).get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_first_page_shows_what_waits_for_my_agency_the_most_urgent_first(office):
    make_assignment(1, ends_on=date(2026, 9, 30))
    make_assignment(2, ends_on=date(2026, 4, 30))
    make_assignment(3, lead_code=COMMUNE)
    page = page_of(office.lead, "/nhiem-vu/")
    assert re.findall(r"nhóm văn bản thứ (\d)", page) == ["2", "1"]
    assert "2 nhiệm vụ, việc gấp trước" in page
    handed_in = make_move(make_move(Assignment.objects.get(number=1), Move.ACCEPT, at=MARCH), Move.SUBMIT, at=MARCH)
    assert handed_in.code in page_of(office.giver, "/nhiem-vu/")
    assert handed_in.code not in page_of(office.lead, "/nhiem-vu/")
    assert "chờ Ủy ban nhân dân tỉnh Cao Bằng nghiệm thu" in page_of(office.lead, ALL)


def test_a_stranger_sees_nothing_and_gets_404(office):
    row = make_assignment()
    assert row.code not in page_of(office.stranger, ALL)
    client = visit(office.stranger)
    for address in (row.get_absolute_url(), f"{row.get_absolute_url()}accept/", f"{row.get_absolute_url()}tep/1/",
                    f"/nhiem-vu/phu-luc/{PLAN}/", "/nhiem-vu/bao-cao/?co-quan=H14"):  # fmt: skip
        assert client.get(address).status_code in {403, 404}, address
    assert client.get(row.get_absolute_url()).status_code == 404


def test_whoever_may_see_but_not_do_is_refused(office):
    row = make_assignment()
    assert visit(office.helper).get(row.get_absolute_url()).status_code == 200
    assert visit(office.helper).post(f"{row.get_absolute_url()}accept/", {"seen": 1}).status_code == 403
    assert visit(office.giver).post(f"{row.get_absolute_url()}accept/", {"seen": 1}).status_code == 403


def test_a_task_goes_through_the_pages_from_acceptance_to_its_product_judged(office):
    row = make_assignment()
    lead, giver, address = visit(office.lead), visit(office.giver), row.get_absolute_url()
    assert lead.post(f"{address}accept/", {"seen": 1}).status_code == 302
    assert lead.post(f"{address}report/", {"seen": 2, "percent": "40 %", "note": "Đã rà"}).status_code == 302
    refused = lead.post(f"{address}submit/", {"seen": 3})
    assert refused.status_code == 422
    assert "đính kèm" in refused.content.decode()
    file = SimpleUploadedFile("bao-cao.pdf", PDF, "application/pdf")
    assert lead.post(f"{address}submit/", {"seen": 3, "file": file}).status_code == 302
    assert giver.post(f"{address}accept_product/", {"seen": 4, "note": ""}).status_code == 302
    page = page_of(office.lead, address)
    assert "Hoàn thành đúng hạn" in page
    assert "Tiến độ 40 %." in page
    assert "không dòng nào bị sửa" in page
    stored = lead.get(f"{address}tep/4/")
    assert b"".join(stored.streaming_content) == PDF
    assert lead.get(f"{address}tep/2/").status_code == 404


def test_a_second_click_is_no_second_line_and_an_older_page_is_told(office):
    row = make_assignment()
    lead, address = visit(office.lead), row.get_absolute_url()
    for _ in range(2):
        assert lead.post(f"{address}accept/", {"seen": 1}).status_code == 302
    assert row.entries.count() == 2
    stale = lead.post(f"{address}report/", {"seen": 1, "percent": 10, "note": "x"})
    assert stale.status_code == 409
    assert "Người khác vừa ghi" in stale.content.decode()


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, ("Hãy ghi lý do", "số, ký hiệu quyết định", "ngày ký", "thời hạn mới")),
        ({"new_due_on": "32/13/2026"}, ("ngày/tháng/năm",)),
        ({"new_due_on": "30/06/2026", "note": "x", "document_number": "1/QĐ", "document_on": "1/3/2026"}, ("trùng",)),
        ({"note": "x" * 4001}, ("Hãy rút ngắn",)),
    ],
)
def test_a_wrong_adjustment_says_each_fault_at_its_field(office, posted, words):
    row = make_assignment()
    refused = visit(office.giver).post(f"{row.get_absolute_url()}adjust/", {"seen": 1, **posted})
    assert refused.status_code == 422
    for one in words:
        assert one in refused.content.decode()
    assert row.entries.count() == 1


def test_the_board_adds_up_and_every_number_opens_its_rows(office):
    done(make_assignment(1), at=MARCH)
    make_assignment(2, ends_on=date(2026, 3, 3))
    make_assignment(3, lead_code=COMMUNE)
    with clock.frozen(clock.at(date(2026, 4, 1), 9)):
        page = page_of(office.giver, "/nhiem-vu/bang/")
        cells = re.findall(r'<td data-number[^>]*><a href="([^"]+)">([\d.]+)</a></td>', page)
        assert len(cells) == 3 * 8
        assert "<td data-number" not in re.sub(r"<td data-number[^>]*><a href", "", page)
        client = visit(office.giver)
        for address, number in cells:
            listed = client.get(address.replace("&amp;", "&"))
            found = re.search(r"(\d+) nhiệm vụ, việc gấp trước", listed.content.decode())
            assert (found[1] if found else "0") == number, address


def test_filters_stay_when_one_turns_the_page_or_chooses_a_state(office):
    for number in range(1, 33):
        make_assignment(number)
    page = page_of(office.giver, "/nhiem-vu/?don-vi=H14.05&cap=department&ky=2026-Q2&q=Rà")
    links = re.findall(r'href="(\?[^"]+)"', page)
    assert links
    for link in links:
        for kept in ("don-vi=H14.05", "cap=department", "ky=2026-Q2", f"q={quote('Rà')}"):
            assert kept in link
    assert "32 nhiệm vụ" in page
    assert page_of(office.giver, "/nhiem-vu/?cap=commune").count("data-row-link") == 0
    assert page_of(office.giver, "/nhiem-vu/?ky=2026-Q3").count("data-row-link") == 0
    assert page_of(office.giver, "/nhiem-vu/?trang=2&ky=").count("data-row-link") == 2


def test_pages_ask_as_often_for_thirty_tasks_as_for_one(office):
    """Names of agencies are kept in the process for some seconds, but not while a test holds the clock."""
    counts = {}
    for number in range(1, 31):
        row = make_assignment(number, co_codes=("H14.03",))
        if number in {1, 30}:
            for address in (ALL, "/nhiem-vu/bang/", row.get_absolute_url(), "/nhiem-vu/bao-cao/"):
                client = visit(office.giver)
                client.get(address)
                with CaptureQueriesContext(connection) as queries:
                    client.get(address)
                asked = [query for query in queries.captured_queries if "organisation_agency" not in query["sql"]]
                counts.setdefault(address.replace(row.code, "x"), []).append(len(asked))
    for address, (one, thirty) in counts.items():
        assert one == thirty, (address, counts)
    assert counts[ALL][0] <= 10
    assert counts["/nhiem-vu/bang/"][0] <= 10
    assert counts["/nhiem-vu/viec/x/"][0] <= 15


def test_the_list_goes_into_excel_as_it_stands_with_texts_that_are_no_formulas(office):
    make_assignment(1, content="=1+1 rà soát")
    response = visit(office.giver).get("/nhiem-vu/tai/?don-vi=H14.05")
    sheet = load_workbook(BytesIO(response.content)).active
    assert [sheet.cell(5, column).value for column in (2, 3, 5)] == [f"{PLAN}.001", "=1+1 rà soát", "Sở Tư pháp"]
    assert sheet.cell(5, 3).data_type == "s"


def test_a_task_is_given_by_a_form_and_the_same_work_to_another_lead_is_refused(office):
    giver, address = visit(office.giver), f"/nhiem-vu/giao/?ke-hoach={PLAN}"
    assert PLAN in giver.get("/nhiem-vu/giao/").content.decode()
    assert giver.get(address).status_code == 200
    posted = {"area": "1", "content": "Ban hành quy chế", "product": "Quyết định", "lead": DEPARTMENT,
              "ends_on": "30/6/2026", "target": f"{PLAN}.01", "par": "1.2, 1.3", "co": ["H14.03"]}  # fmt: skip
    assert giver.post(address, posted).status_code == 302
    row = Assignment.objects.get()
    assert (row.life, row.due_on, row.par_codes, row.supervisor_code) == (
        State.ASSIGNED,
        JUNE,
        ["1.2", "1.3"],
        PROVINCE,
    )
    again = giver.post(address, {**posted, "lead": COMMUNE})
    assert again.status_code == 409
    assert "một việc chỉ giao một cơ quan chủ trì" in again.content.decode()
    empty = giver.post(address, {})
    assert empty.status_code == 422
    assert "Hãy ghi thời hạn hoàn thành" in empty.content.decode()
    assert visit(office.lead).get(address).status_code == 403


def test_a_draft_task_is_edited_until_it_is_given(office):
    draft = make_plan("KH-2026-NHAP", issued=False)
    home = Home(draft.code, PROVINCE, (2026, 2026), is_issued=False)
    row, other = make_assignment(1, home=home), make_assignment(2, home=home)
    client, address = visit(office.giver), f"{row.get_absolute_url()}sua/"
    assert address in page_of(office.giver, row.get_absolute_url())
    form = page_of(office.giver, address)
    assert ("Rà soát nhóm văn bản thứ 1" in form, 'value="30/06/2026"' in form) == (True, True)
    typed = {"area": "2", "content": "Rà soát lại từ đầu", "product": "Báo cáo", "lead": COMMUNE,
             "ends_on": "31/07/2026", "co": [DEPARTMENT]}  # fmt: skip
    wrong = client.post(address, {**typed, "ends_on": "31/02/2026"})
    assert wrong.status_code == 422
    for kept in ("Rà soát lại từ đầu", 'value="31/02/2026"', f'value="{COMMUNE}" selected'):
        assert kept in wrong.content.decode(), kept
    assert client.post(address, {**typed, "content": other.content}).status_code == 409
    assert client.post(address, typed).status_code == 302
    kept = Assignment.objects.get(pk=row.pk)
    assert (kept.content, kept.lead_code, kept.due_on, kept.number) == (
        "Rà soát lại từ đầu",
        COMMUNE,
        date(2026, 7, 31),
        1,
    )
    assert kept.created_by == "cai.cach"
    assert visit(office.lead).get(address).status_code in {403, 404}
    assert visit(office.stranger).get(address).status_code in {403, 404}
    assert client.get(f"{make_assignment(3).get_absolute_url()}sua/").status_code == 404


def test_the_lead_is_changed_by_a_page_and_the_story_names_both(office):
    row = make_assignment()
    client, address = visit(office.giver), f"{row.get_absolute_url()}reassign/"
    wrong = client.post(address, {"seen": "1", "new_lead": COMMUNE, "note": ""})
    assert wrong.status_code == 422
    assert f'value="{COMMUNE}" selected' in wrong.content.decode()
    assert client.post(address, {"seen": "1", "new_lead": COMMUNE, "note": "Đúng địa bàn"}).status_code == 302
    story = page_of(office.giver, row.get_absolute_url())
    assert "Trước: Sở Tư pháp. Nay: Ủy ban nhân dân xã Lý Quốc." in story
    assert visit(office.lead).post(address, {"seen": "2"}).status_code in {403, 404}


def test_an_annex_is_taken_by_the_page_and_wrong_lines_are_named(office):
    rows = (
        "Nội dung,Sản phẩm,Chủ trì,Thời hạn,Lĩnh vực\nLàm A,Báo cáo,Sở Tư pháp,Quý II,1\nLàm B,Báo cáo,Sở Lạ,Quý II,1\n"
    )
    client, address = visit(office.giver), f"/nhiem-vu/phu-luc/{PLAN}/"
    page = client.post(address, {"file": SimpleUploadedFile("a.csv", rows.encode())}).content.decode()
    assert "1 nhiệm vụ mới" in page
    assert "Dòng 3" in page
    assert "không có cơ quan chủ trì «Sở Lạ»" in page
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"file": SimpleUploadedFile("a.xlsx", b"PK rubbish")}).status_code == 409


def test_a_steering_document_is_registered_once_and_leads_to_its_tasks(office):
    giver = visit(office.giver)
    posted = {"agency": PROVINCE, "number": "12/CT-UBND", "issued_on": "15/1/2026", "abstract": "Đẩy mạnh cải cách"}
    assert giver.post("/nhiem-vu/van-ban/them/", posted).status_code == 302
    assert giver.post("/nhiem-vu/van-ban/them/", posted).status_code == 409
    assert giver.post("/nhiem-vu/van-ban/them/", {"agency": PROVINCE}).status_code == 422
    assert visit(office.stranger).post("/nhiem-vu/van-ban/them/", posted).status_code == 403
    document = SteeringDocument.objects.get()
    row = make_assignment(document=document.pk)
    assert row.code in page_of(office.lead, document.get_absolute_url())
    assert "12/CT-UBND" in page_of(office.lead, "/nhiem-vu/van-ban/?q=đẩy mạnh")
    assert visit(office.lead).get(f"{document.get_absolute_url()}tep/").status_code == 404


def test_nonsense_in_an_address_is_passed_over(office):
    row = make_assignment()
    for query in ("don-vi=H99", "ky=9999-13", "den-ngay=xx", "van-ban=abc", "trang=-4", "tinh-trang=zzz", "han-tu=1"):
        assert visit(office.giver).get(f"/nhiem-vu/?{query}").status_code == 200, query
    assert visit(office.giver).get(f"{row.get_absolute_url()}give/").status_code == 404
    assert visit(office.giver).get("/nhiem-vu/bao-cao/?ky=hôm-qua").status_code == 200
