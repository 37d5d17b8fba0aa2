import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from motcua.kernel.errors import DomainError, InvalidInput, NotAllowed
from motcua.kernel.ui.answers import answer
from motcua.kernel.ui.said import COOKIE

PAGE = "ui/gallery_question.html"
REFUSED = DomainError("Hồ sơ đang ở trạng thái «{state}».", state="Đã trả kết quả")
INVALID = InvalidInput("Chưa hợp lệ.", fields={"phone": "Số điện thoại phải có 10 chữ số."})


def asked(method="get", *, htmx=False, **headers):
    extra = {"HTTP_HX_REQUEST": "true"} if htmx else {}
    request = getattr(RequestFactory(), method)("/", **extra, **headers)
    HtmxMiddleware(lambda _: HttpResponse())(request)
    return request


def test_a_get_is_answered_with_the_whole_page():
    response = answer(asked(), PAGE, {}, part="question", then="/xong/")
    assert response.status_code == 200
    assert b"<html" in response.content


def test_htmx_is_answered_with_the_part_only():
    response = answer(asked(htmx=True), PAGE, {}, part="question")
    assert b'<form class="question"' in response.content
    assert b"<html" not in response.content


def test_htmx_without_a_part_gets_the_whole_page():
    assert b"<html" in answer(asked(htmx=True), PAGE, {}).content


@pytest.mark.parametrize("extra", [{"HTTP_HX_BOOSTED": "true"}, {"HTTP_HX_HISTORY_RESTORE_REQUEST": "true"}])
def test_a_boosted_link_and_a_restored_page_get_the_whole_page(extra):
    assert b"<html" in answer(asked(htmx=True, **extra), PAGE, {}, part="question").content


def test_a_plain_post_that_went_well_goes_on():
    response = answer(asked("post"), PAGE, {}, then="/xong/")
    assert (response.status_code, response["Location"]) == (302, "/xong/")


def test_it_goes_on_to_the_address_of_an_object():
    class Thing:
        def get_absolute_url(self):
            return "/thing/"

    assert answer(asked("post"), PAGE, {}, then=Thing())["Location"] == "/thing/"


def test_what_is_said_travels_over_the_redirect_signed():
    response = answer(asked("post"), PAGE, {}, then="/xong/", said="Đã tiếp nhận.")
    assert response.cookies[COOKIE]["httponly"]
    assert "Đã tiếp nhận" not in response.cookies[COOKIE].value


def test_an_htmx_post_that_went_well_without_a_part_moves_the_whole_page():
    response = answer(asked("post", htmx=True), PAGE, {}, then="/xong/")
    assert response["HX-Redirect"] == "/xong/"


def test_an_htmx_post_with_a_part_brings_what_is_said_out_of_band():
    html = answer(asked("post", htmx=True), PAGE, {}, part="question", said="Đã lưu.").content.decode()
    assert 'id="notice" class="notice" hx-swap-oob="true"' in html
    assert "Đã lưu." in html


@pytest.mark.parametrize(
    ("refused", "status"), [(REFUSED, 409), (INVALID, 422), (NotAllowed("Bạn không có quyền."), 403)]
)
@pytest.mark.parametrize("htmx", [False, True])
def test_a_refusal_has_its_status_and_goes_nowhere(refused, status, htmx):
    response = answer(asked("post", htmx=htmx), PAGE, {}, part="question", refused=refused, then="/xong/")
    assert response.status_code == status
    assert "Location" not in response


def test_a_refused_plain_post_shows_the_whole_page_with_the_refusal():
    html = answer(asked("post"), PAGE, {}, refused=REFUSED).content.decode()
    assert "<html" in html
    assert "Hồ sơ đang ở trạng thái «Đã trả kết quả»." in html
    assert "<title>Lỗi: " in html


def test_a_refused_htmx_post_brings_the_refusal_out_of_band():
    html = answer(asked("post", htmx=True), PAGE, {}, part="question", refused=REFUSED).content.decode()
    assert '<form class="question"' in html
    assert 'hx-swap-oob="true"' in html
    assert "Hồ sơ đang ở trạng thái" in html


def test_a_refusal_of_fields_is_a_summary_that_leads_to_them():
    html = answer(asked("post"), PAGE, {}, refused=INVALID).content.decode()
    assert '<a href="#id_phone">Số điện thoại phải có 10 chữ số.</a>' in html


def test_errors_that_the_page_found_are_listed_with_those_of_the_refusal():
    html = answer(asked("post"), PAGE, {"errors": {"birth_on": "Hãy nhập."}}, refused=INVALID).content.decode()
    assert 'href="#id_phone"' in html
    assert 'href="#id_birth_on"' in html


def test_a_page_that_differs_for_htmx_says_so_to_caches():
    assert "HX-Request" in answer(asked(), PAGE, {})["Vary"]


def test_a_status_may_be_given():
    assert answer(asked(), PAGE, {}, status=404).status_code == 404


def test_errors_that_a_page_found_without_a_refusal_are_listed_once():
    html = answer(asked("post"), PAGE, {"errors": {"phone": "Hãy nhập số điện thoại."}}, status=422).content.decode()
    assert html.count("data-error-summary") == 1
    assert '<a href="#id_phone">Hãy nhập số điện thoại.</a>' in html
