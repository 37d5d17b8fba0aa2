"""The pages: facts as facts, doubts word by word; open to all, and the desk only to controllers."""

import re
from datetime import date

import pytest
from django.urls import reverse

from motcua.kernel import clock
from motcua.registry.catalogue.models import Doubt
from motcua.registry.catalogue.public import FeeView, offer_many, procedure_on
from motcua.registry.catalogue.tests.factories import AT, DAY, draft, export, imported, procedure
from motcua.registry.descriptions.tests.rows import a_method, a_row
from motcua.registry.organisation.public import Role
from motcua.registry.organisation.tests.factories import agency, posting
from motcua.registry.people.tests.factories import citizen, officer

pytestmark = pytest.mark.django_db
QUALITY = "/ban-lam-viec/chat-luong-danh-muc/"


@pytest.fixture(autouse=True)
def _today():
    with clock.frozen(AT):
        yield


@pytest.fixture
def controller(client):
    agency("H14", "Ủy ban nhân dân tỉnh")
    posting("kiemsoat", "H14", Role.CONTROLLER)
    client.force_login(officer("kiemsoat"))
    return client


def page(client, url, **more):
    return client.get(url, **more).content.decode()


def test_the_procedure_page_says_first_what_you_get_how_long_what_it_costs_and_what_to_bring(client):
    procedure()
    html = page(client, "/thu-tuc/9.000001/")
    words = ["Bạn nhận được", "Thẻ đọc sách", "Trong bao lâu", "3 ngày làm việc", "Hết bao nhiêu", "Miễn phí",
             "Trực tuyến", "20.000 đ", "Cần mang theo", "Đơn đề nghị cấp thẻ", "1 bản chính", "Trường hợp làm lại",
             "Nộp hồ sơ", "Các bước", "Căn cứ pháp lý", "46/2019/QH14"]  # fmt: skip
    places = [html.index(word) for word in words]
    assert places == sorted(places)
    assert "theo văn bản gốc" not in html


def test_one_button_leads_to_the_application_where_an_agency_of_ours_handles_it(client):
    procedure()
    agency("H14.31")
    assert "chưa nộp được" in page(client, "/thu-tuc/9.000001/")
    offer_many(["9.000001"], ["H14.31"], valid_from=DAY, actor="quantri", at=AT)
    html = page(client, "/thu-tuc/9.000001/")
    assert html.count('data-kind="primary"') == 1
    assert reverse("dossiers:apply", args=["9.000001"]) in html
    assert "Ủy ban nhân dân xã Hòa An" in html


def test_a_doubtful_time_or_fee_is_shown_word_by_word_and_never_as_a_fact(client, tmp_path):
    imported(export(tmp_path, a_row(methods=[a_method("Trực tiếp", "7", "135 VNĐ")])))
    html = page(client, "/thu-tuc/9.000001/")
    assert html.count("theo văn bản gốc") == 2
    assert "<blockquote>7</blockquote>" in html
    assert "<blockquote>135 VNĐ</blockquote>" in html
    assert "7 ngày" not in html
    assert "135 đ" not in html


def test_a_long_paragraph_is_cut_into_passages_and_no_word_is_lost(client):
    steps = "Bước 1: Nộp. " + "Người dân nộp đơn tại bộ phận một cửa của xã. " * 100 + "Bước 2: Nhận thẻ."
    procedure(steps_text=steps)
    html = page(client, "/thu-tuc/9.000001/")
    assert html.count('<h3 class="step">') == 2
    assert html.count("Người dân nộp đơn") == 100
    assert max(map(len, re.findall("<p>(.*?)</p>", html))) <= 420


def test_texts_are_escaped(client):
    procedure(name="<script>alert(1)</script>", channels=draft().channels[:1])
    assert "<script>alert" not in page(client, "/thu-tuc/9.000001/")


def test_an_unknown_procedure_is_not_found(client):
    assert client.get("/thu-tuc/khong-co/").status_code == 404


def test_the_list_is_found_narrowed_and_turned(client):
    for number in range(45):
        procedure(code=f"1.{number}", name=f"Thủ tục thứ {number:02}", field_name="Một" if number % 2 else "Hai")
    html = page(client, "/thu-tuc/")
    assert "45 thủ tục" in html
    assert html.count('<li><a href="/thu-tuc/1.') == 20
    assert "Thủ tục thứ 40" in page(client, "/thu-tuc/?trang=3")
    assert "22 thủ tục" in page(client, "/thu-tuc/?linh-vuc=Một")
    assert "Chưa thấy thủ tục phù hợp" in page(client, "/thu-tuc/?cap=ministry")
    assert "1 thủ tục" in page(client, "/thu-tuc/?q=1.7")


def test_the_list_answers_as_one_types_with_the_part_alone(client):
    procedure()
    html = page(client, "/thu-tuc/?q=the+doc", headers={"HX-Request": "true"})
    assert "Cấp thẻ đọc sách lưu động" in html
    assert "<html" not in html


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_one_statement_whatever_its_length(client, django_assert_num_queries, number):
    for place in range(number):
        procedure(code=f"1.{place}", name=f"Thủ tục thứ {place}")
    client.get("/thu-tuc/")
    with django_assert_num_queries(1):
        client.get("/thu-tuc/?q=thu+tuc")


def test_the_procedure_page_costs_at_most_eight_statements(client, django_assert_max_num_queries):
    procedure()
    client.get("/thu-tuc/9.000001/")
    with django_assert_max_num_queries(8):
        client.get("/thu-tuc/9.000001/")


def test_data_quality_is_for_controllers(client):
    assert client.get(QUALITY).status_code == 302
    client.force_login(citizen())
    assert client.get(QUALITY).status_code == 403
    agency()
    posting("lan.nt", "H14.31", Role.RECEIVER)
    client.force_login(officer())
    assert client.get(QUALITY).status_code == 403
    assert client.get(f"{QUALITY}1/").status_code == 403


def doubtful(tmp_path, number=1, **more):
    rows = [
        a_row(code=f"9.{place:06}", name=f"Thẻ số {place}", methods=[a_method("Trực tiếp", "7", "10 USD")], **more)
        for place in range(number)
    ]
    imported(export(tmp_path, *rows))


def test_doubts_are_counted_narrowed_and_found(controller, tmp_path):
    doubtful(tmp_path, 3)
    html = page(controller, QUALITY)
    assert html.count("data-row-link") == 6
    assert "Có số nhưng không có đơn vị" in html
    assert page(controller, f"{QUALITY}?phan=fee").count("data-row-link") == 3
    assert page(controller, f"{QUALITY}?phan=time&ly-do=no_unit&q=9.000001").count("data-row-link") == 1
    assert page(controller, f"{QUALITY}?q=the+so+2").count("data-row-link") == 2
    assert "Không có chỗ nào ở đây" in page(controller, f"{QUALITY}?xong=1")
    assert controller.get(f"{QUALITY}?phan=la&ly-do=la&trang=99").status_code == 200


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_doubts_costs_the_same_for_one_and_for_thirty(
    controller, tmp_path, django_assert_max_num_queries, number
):
    doubtful(tmp_path, number)
    with django_assert_max_num_queries(10):
        controller.get(QUALITY)


def test_settling_a_doubt_publishes_a_version_and_goes_on_to_the_next_of_its_kind(controller, tmp_path):
    doubtful(tmp_path, 2)
    one, other = Doubt.objects.filter(part="time").order_by("pk")
    html = page(controller, f"{QUALITY}{one.pk}/")
    assert "Văn bản nguồn" in html
    given = {"choice": "value", "amount": "7", "unit": "working_day"}
    response = controller.post(f"{QUALITY}{one.pk}/", given)
    assert response.headers["Location"] == f"{QUALITY}{other.pk}/"
    assert procedure_on(one.procedure.code, date(2026, 11, 23)).channels[0].allowance is not None
    assert "7 ngày làm việc" in page(controller, f"{QUALITY}{one.pk}/")
    assert controller.post(f"{QUALITY}{one.pk}/", given).status_code == 409
    assert page(controller, f"{QUALITY}?xong=1").count("data-row-link") == 1


def test_what_is_entered_wrongly_is_shown_beside_its_field_and_kept(controller, tmp_path):
    doubtful(tmp_path)
    doubt = Doubt.objects.get(part="fee")
    response = controller.post(f"{QUALITY}{doubt.pk}/", {"choice": "value", "money": "mười đô"})
    assert response.status_code == 422
    html = response.content.decode()
    assert "mười đô" in html
    assert "Hãy nhập số tiền bằng đồng" in html


@pytest.mark.parametrize(
    ("part", "changes"),
    [
        ("papers", {"documents": [{"case": None, "items": [{"name": "Ảnh", "originals": 0, "copies": 0}]}]}),
        ("steps", {"steps_raw": "Lập hồ sơ theo quy định tại mục 5.3 ("}),
        ("legal", {"legal_raw": "Quy định về thẻ"}),
        ("results", {"results": [{"name": "7", "code": ""}]}),
        ("agencies", {"executing_agencies": ["Phòng Tư pháp"]}),
    ],
)
def test_every_kind_of_doubt_can_be_opened(controller, tmp_path, part, changes):
    imported(export(tmp_path, a_row(**changes)))
    assert controller.get(f"{QUALITY}{Doubt.objects.get(part=part).pk}/").status_code == 200


def test_an_unknown_doubt_is_not_found(controller):
    assert controller.get(f"{QUALITY}0/").status_code == 404


def test_a_free_fee_is_said_in_words(client):
    channels = draft().channels
    procedure(channels=(channels[0], channels[1].__class__("counter", None, "", (FeeView("", 0, "0 đồng"),))))
    assert page(client, "/thu-tuc/9.000001/").count("Miễn phí") == 1
