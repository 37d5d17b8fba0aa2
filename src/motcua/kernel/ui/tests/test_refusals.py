import logging
import re

import pytest
from django.test import Client

from motcua.kernel.events.tests.opposite import met, somebody_opposite

pytestmark = [pytest.mark.urls("motcua.kernel.ui.tests.urls"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("how", "status", "text"),
    [
        ("domain", 409, "Hồ sơ đang ở trạng thái «Đã trả kết quả», không thể tiếp nhận."),
        ("input", 422, "Hãy nhập ngày sinh."),
        ("not-allowed", 403, "Bạn không có quyền «Tiếp nhận»."),
        ("day", 409, "Ngày 23/11/2026 đã qua."),
        ("missing", 404, "Không tìm thấy trang này"),
        ("denied", 403, "Bạn không có quyền làm việc này"),
    ],
)
def test_what_no_page_caught_becomes_a_page_in_the_shell(client, how, status, text):
    response = client.get(f"/that-bai/{how}/")
    assert response.status_code == status
    assert text in response.content.decode()
    assert 'id="main"' in response.content.decode()


def test_an_unknown_address_is_a_page_too(client):
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


def test_htmx_gets_the_refusal_where_notices_stand(client):
    response = client.post("/that-bai/domain/", headers={"HX-Request": "true"})
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#notice"
    assert response.content.decode().startswith('<div id="notice"')


def test_an_unexpected_error_gives_a_code_that_the_log_has_too(caplog):
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR):
        response = client.get("/that-bai/broken/")
    html = response.content.decode()
    reference = re.search(r'<strong class="code">([2-9A-Z]{4}-[2-9A-Z]{4})</strong>', html)[1]
    assert response.status_code == 500
    assert html.count(reference) == 2
    traces = [record for record in caplog.records if record.exc_info]
    assert [reference in record.getMessage() for record in traces] == [True]
    assert "boom" not in html


def test_an_unexpected_error_asks_no_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        Client(raise_request_exception=False).get("/that-bai/broken/")


def test_a_form_that_was_open_too_long_is_told_that_the_draft_is_kept():
    response = Client(enforce_csrf_checks=True).post("/gui/", {"a": "b"})
    html = response.content.decode()
    assert response.status_code == 403
    assert "Phiên làm việc đã hết hạn" in html
    assert "Bản nháp đã lưu của bạn vẫn còn nguyên" in html


def test_a_session_that_ended_moves_the_whole_page_to_sign_in(client):
    response = client.get("/kin/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/ho-so/1/"})
    assert response["HX-Redirect"] == "/dang-nhap/?next=%2Fho-so%2F1%2F"


def test_a_piece_that_loads_by_itself_stays_away_quietly():
    headers = {"HX-Request": "true", "X-Quiet": "1"}
    response = Client(raise_request_exception=False).get("/that-bai/broken/", headers=headers)
    assert (response.status_code, response.content, response["HX-Reswap"]) == (500, b"", "none")


def test_a_refusal_leads_back_only_to_our_own_pages(client):
    ours = client.get("/that-bai/domain/", headers={"Referer": "http://testserver/ho-so/", "Host": "testserver"})
    theirs = client.get("/that-bai/domain/", headers={"Referer": "http://evil.example/", "Host": "testserver"})
    assert 'href="http://testserver/ho-so/"' in ours.content.decode()
    assert "evil.example" not in theirs.content.decode()


def test_a_refusal_is_told_in_english_to_those_who_chose_it(client):
    client.cookies["django_language"] = "en"
    assert 'lang="en"' in client.get("/that-bai/domain/").content.decode()


def test_what_does_not_fit_the_database_is_refused_in_words_and_any_other_fault_of_data_is_ours():
    client = Client(raise_request_exception=False)
    answer = client.get("/that-bai/too-long/")
    assert (answer.status_code, "quá dài" in answer.content.decode()) == (422, True)
    assert client.get("/that-bai/not-known/").status_code == 500


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["raises", "keeps"])
def test_whoever_is_broken_off_for_anothers_sake_is_told_to_do_it_again(client, how):
    with somebody_opposite() as meet:
        met.append(meet)
        response = client.post(f"/cung-luc/{how}/", {"name": "Nông Văn Nam"})
    assert (response.status_code, response["Retry-After"]) == (503, "1")
    html = response.content.decode()
    assert "Đúng lúc này có người khác cũng thay đổi nội dung này" in html
    assert ("Nông Văn Nam: " in html) is (how == "keeps")
    met.append(lambda: None)
    assert client.post(f"/cung-luc/{how}/").content.decode() == "đã ghi"
