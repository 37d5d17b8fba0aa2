"""«Kiểm tra báo cáo» in the hands of an officer."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.oversight.report_check.tests.office_files import word_file
from motcua.registry.organisation.rules import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.tests.factories import officer

pytestmark = pytest.mark.django_db
ADDRESS = "/ban-lam-viec/kiem-tra-bao-cao/"
WRONG = "Công bố 42 văn bản hết hiệu lực toàn bộ (09 nghị quyết, 35 quyết định)."


def signed_in(client, role=Role.CONTROLLER):
    account = officer("lan.nt")
    agency("H14.31")
    posting("lan.nt", "H14.31", role)
    client.force_login(account)
    return client


def test_a_pasted_report_is_shown_with_its_remarks(client):
    html = signed_in(client).post(ADDRESS, {"text": WRONG}).content.decode()
    assert "1 chỗ sai" in html
    assert "Ghi 42, nhưng các phần cộng lại 9 + 35 = 44, lệch 2." in html
    assert re.search(r'id="cho-1"[^>]*>1</a><mark data-tone="late">42 văn bản', html)


def test_a_right_report_is_told_so(client):
    html = signed_in(client).post(ADDRESS, {"text": WRONG.replace("42", "44")}).content.decode()
    assert "Không thấy chỗ nào không khớp" in html
    assert "<mark" not in html


def test_a_word_file_is_read(client):
    file = SimpleUploadedFile("bao-cao.docx", word_file([WRONG]))
    html = signed_in(client).post(ADDRESS, {"text": "", "file": file}).content.decode()
    assert "9 + 35 = 44" in html


def test_nothing_given_is_refused_in_words(client):
    response = signed_in(client).post(ADDRESS, {"text": "  "})
    assert response.status_code == 422
    assert "Chưa có nội dung để kiểm tra" in response.content.decode()


def test_what_cannot_be_read_is_refused_in_words_and_the_paste_stays(client):
    file = SimpleUploadedFile("anh.png", b"\x89PNG")
    response = signed_in(client).post(ADDRESS, {"text": "đoạn đã dán", "file": file})
    assert response.status_code == 422
    assert "Chỉ đọc được báo cáo dạng văn bản" in response.content.decode()
    assert "đoạn đã dán" in response.content.decode()


def test_markup_in_a_report_stays_text(client):
    html = signed_in(client).post(ADDRESS, {"text": f"<script>alert(1)</script> {WRONG}"}).content.decode()
    assert "<script>alert" not in html


def test_an_officer_without_the_right_is_refused(client):
    assert signed_in(client, Role.RECEIVER).get(ADDRESS).status_code == 403


def test_the_menu_leads_to_it(client):
    assert f'href="{ADDRESS}"' in signed_in(client).get(ADDRESS).content.decode()


def test_a_long_report_asks_the_database_no_more_than_a_short_one(client, django_assert_max_num_queries):
    desk = signed_in(client)
    desk.get(ADDRESS)
    with django_assert_max_num_queries(10):
        desk.post(ADDRESS, {"text": WRONG * 30})
