"""The pages: who sees which figures, what every number leads to, and the files that go to the ministry."""

import re
from copy import deepcopy
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers.public import extend_deadline
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, assigned, whole_way
from motcua.kernel import clock
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.queries.definitions import indicators_on
from motcua.oversight.insight.queries.figures import Figure
from motcua.oversight.insight.queries.reasons import if_finished_in_time
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.registry.people.tests.browsing import signed_in, text

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=1)
MARCH = "?tu=01/03/2026&den=31/03/2026"
SHEET, FIGURES = f"/so-lieu/bieu/II.06a/{MARCH}", f"/so-lieu/{MARCH}"


@made_once
def begun():
    """One dossier finished, one open, both at the commune; everything delivered; a day later."""
    load_definitions()
    with clock.frozen(MONDAY):
        cast = make_cast()
        done = whole_way(cast, make_dossier(cast), MONDAY + HOUR)
        still = accepted(cast, make_dossier(cast), MONDAY + 2 * HOUR)
        deliver_to_figures()
        return cast, done, still


@pytest.fixture
def province(begun):
    with clock.frozen(NOW):
        yield deepcopy(begun)


def test_the_form_counts_each_column_and_links_it_to_its_dossiers(province):
    html = text(signed_in(province[0].leader).get(SHEET))
    assert "Hộ tịch" in html
    assert "Mọi dòng đều cân" in html
    assert "/so-lieu/chi-tieu/finished_early/" in html
    assert "Từ ngày 01/03/2026 đến hết ngày 31/03/2026" in html


def test_what_nobody_tells_yet_says_so_and_never_nought(province):
    html = text(signed_in(province[0].leader).get(f"/so-lieu/bieu/07a-BTP/{MARCH}"))
    assert "chưa có dữ liệu" in html
    html = text(signed_in(province[0].leader).get(f"/so-lieu/chi-tieu/paid_online_rate/{MARCH}"))
    assert "Chưa có sự kiện nào trên hệ thống ghi lại" in html
    assert "Hồ sơ thanh toán trực tuyến" in html


def test_a_number_leads_to_its_formula_its_law_and_its_dossiers(province):
    cast, done, still = province
    html = text(signed_in(cast.leader).get(f"/so-lieu/chi-tieu/on_time_rate/{MARCH}"))
    assert "100,00" in html
    assert "Thông tư 01/2020/TT-VPCP" in html
    assert "Hồ sơ đã giải quyết: trước hạn, đúng hạn (trong kỳ)" in html
    assert done.code in html
    assert still.code not in html
    assert still.code in text(signed_in(cast.leader).get(f"/so-lieu/chi-tieu/open/{MARCH}"))


def test_a_column_that_adds_up_leads_to_its_parts_and_all_their_dossiers(province):
    cast, done, still = province
    html = text(signed_in(cast.leader).get(f"/so-lieu/chi-tieu/II.06a:3/{MARCH}&nhom=field&la=Hộ tịch"))
    assert "(3) = (4) + (5) + (6)" in html
    assert "Thông tư 01/2020/TT-VPCP, Biểu II.06a/VPCP/KSTT" in html
    assert {done.code, still.code} <= set(re.findall(r"H14[\w.-]+", html))
    assert signed_in(cast.leader).get(f"/so-lieu/chi-tieu/II.06a:8/{MARCH}").status_code == 404
    assert signed_in(cast.leader).get(f"/so-lieu/chi-tieu/received/{MARCH}&nhom=day&la=x").status_code == 404


def test_each_dossier_behind_a_number_tells_its_clock_and_who_corrected_what(province):
    cast, done, still = province
    with clock.frozen(NOW):
        later = still.due_at + timedelta(days=9)
        still = assigned(cast, still, NOW - 2 * HOUR)
        extend_deadline(still, appointed_at=later, reason="Chờ", officer=cast.leader.username, at=NOW - HOUR)
        deliver_to_figures()
        html = text(signed_in(cast.leader).get(f"/so-lieu/chi-tieu/received/{MARCH}"))
    assert "Giải quyết trước hạn" in html
    assert "Cơ quan xin lỗi và hẹn lại ngày trả" in html
    assert "Lê Thị Ký" in html
    assert f"/ban-lam-viec/ho-so/{done.code}/vi-sao-ngay-hen/" in html


def test_a_row_of_the_form_leads_to_the_dossiers_of_that_row_only(province):
    cast, _done, still = province
    client = signed_in(cast.leader)
    assert still.code in text(client.get(f"/so-lieu/chi-tieu/open/{MARCH}&nhom=field&la=Hộ tịch"))
    assert still.code not in text(client.get(f"/so-lieu/chi-tieu/open/{MARCH}&nhom=field&la=Đất đai"))


def test_an_officer_of_another_agency_counts_only_his_own_and_sees_no_dossier(province):
    cast, done, still = province
    client = signed_in(cast.stranger)
    html = text(client.get(f"/so-lieu/chi-tieu/received/{MARCH}&nhom=agency&la={COMMUNE}&co-quan={COMMUNE}"))
    assert done.code not in html
    assert still.code not in html
    assert "Không có hồ sơ nào" in text(client.get(SHEET))


def test_who_has_no_right_to_figures_is_refused(province):
    assert signed_in(province[0].receiver).get(SHEET).status_code == 403
    assert signed_in(province[0].citizen).get(FIGURES).status_code == 403
    assert Client().get(FIGURES).status_code == 302


def test_unknown_forms_indicators_and_files_are_not_found(province):
    client = signed_in(province[0].leader)
    for address in ("/so-lieu/bieu/II.99/", "/so-lieu/chi-tieu/nothing/", "/so-lieu/bieu/II.06a/tai/exe/"):
        assert client.get(address).status_code == 404


def test_a_day_that_is_none_and_a_period_backward_are_refused_in_words(province):
    client = signed_in(province[0].leader)
    assert client.get("/so-lieu/?tu=31/02/2026").status_code == 422
    refused = client.get("/so-lieu/?tu=02/03/2026&den=01/03/2026")
    assert refused.status_code == 422
    assert "Kỳ báo cáo phải kết thúc sau khi bắt đầu" in refused.content.decode()
    assert client.get("/so-lieu/?ky=vpcp:week:2026:1&co-quan=H99&nhom=x").status_code == 200


def test_why_it_moved_names_the_parts_that_changed(province):
    html = text(signed_in(province[0].leader).get("/so-lieu/chi-tieu/finished/?tu=02/03/2026&den=31/03/2026"))
    assert "Hồ sơ đã giải quyết (trong kỳ)" in html
    assert "+1" in html


def test_finishing_what_is_open_in_time_raises_the_rate():
    load_definitions()
    view = indicators_on(date(2026, 3, 31))["on_time_rate"]
    better = if_finished_in_time(Figure(view, 9, 12), 4)
    assert (better.count, str(better.value), str(better.rise)) == (4, "81.25", "6.25")
    assert if_finished_in_time(Figure(view, 12, 12), 4) is None
    overdue = indicators_on(date(2026, 3, 31))["on_time_rate_with_open"]
    assert str(if_finished_in_time(Figure(overdue, 9, 12), 4).value) == "81.25"


def test_the_public_page_shows_the_province_and_no_dossier(province):
    html = text(Client().get("/cong-khai/so-lieu/"))
    assert "Tỷ lệ giải quyết trước hạn và đúng hạn" in html
    assert province[1].code not in html


def test_pages_without_definitions_say_what_to_do(client):
    cast = make_cast()
    client.force_login(cast.leader)
    assert "motcua load-indicators" in text(client.get("/so-lieu/"))
    assert "Chưa có số liệu" in text(client.get("/cong-khai/so-lieu/"))


def test_the_board_is_renewed_as_a_part(province):
    response = signed_in(province[0].leader).get(FIGURES, headers={"HX-Request": "true"})
    assert "<html" not in text(response)
    assert 'hx-trigger="every 30s"' in response.content.decode()


@pytest.mark.parametrize(
    ("address", "most"), [(FIGURES, 15), (SHEET, 12), (f"/so-lieu/chi-tieu/on_time_rate/{MARCH}", 15)]
)
def test_a_page_asks_as_much_for_one_dossier_as_for_many(province, address, most):
    cast, _done, _still = province
    client = signed_in(cast.leader)
    client.get(address)
    before = statements(client, address)
    for number in range(8):
        accepted(cast, make_dossier(cast), MONDAY + (3 + number) * HOUR / 8)
    deliver_to_figures()
    assert statements(client, address) == before <= most


def statements(client, address):
    """How many, without those for definitions, which a process keeps (not within the transaction that loads them)."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    kept = ("insight_indicator", "insight_sheet", "insight_periodrule")
    return len([one for one in captured if not any(f'FROM "{table}' in one["sql"] for table in kept)])
