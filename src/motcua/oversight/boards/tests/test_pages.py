"""The boards: who sees them, what stands on them, where each number leads, and the same as files."""

import csv
import re
from copy import deepcopy
from datetime import timedelta
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.casework.dossiers.tests.factories import COMMUNE, ELSEWHERE, MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, whole_way
from motcua.kernel import clock
from motcua.kernel.memory import forget_all
from motcua.kernel.tests.scenes import made_once
from motcua.oversight.boards.queries.delays import FEWEST, delays
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.public import Window
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.registry.people.tests.browsing import signed_in, text

pytestmark = pytest.mark.django_db
NOW = MONDAY + timedelta(days=1, hours=2)
MARCH = "?tu=01/03/2026&den=31/03/2026"


@made_once
def begun():
    """One dossier finished, one open, both at the commune; everything delivered; a day later."""
    load_definitions()
    forget_all()
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
    forget_all()


def rows_of(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


PAGES = ["/so-lieu/", "/so-lieu/ban-do/", "/so-lieu/gio-tiep-nhan/", "/so-lieu/noi-ho-so-cho/", "/so-lieu/man-hinh/",
         "/so-lieu/man-hinh/so/", "/so-lieu/man-hinh/dong/"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_only_those_granted_figures_see_the_boards(province, address):
    cast = province[0]
    assert Client().get(address).status_code == 302
    assert signed_in(cast.citizen).get(address).status_code == 403
    assert signed_in(cast.receiver).get(address).status_code == 403


def test_the_overview_says_today_and_this_month(province):
    html = text(signed_in(province[0].leader).get(f"/so-lieu/{MARCH}"))
    assert "Hôm nay" in html
    assert "Tháng này" in html
    assert rows_of(signed_in(province[0].leader).get(f"/so-lieu/{MARCH}&tai=csv&bang=co-quan"))[1][:3] == [
        COMMUNE, "Ủy ban nhân dân xã Lý Quốc", "2",
    ]  # fmt: skip
    months = rows_of(signed_in(province[0].leader).get(f"/so-lieu/{MARCH}&tai=csv&bang=thang"))
    assert (len(months), months[-1][3]) == (13, "2")


def test_each_commune_on_the_map_leads_to_how_its_figure_is_made(province):
    client = signed_in(province[0].leader)
    html = text(client.get(f"/so-lieu/ban-do/{MARCH}&chi-so=received"))
    (link,) = set(re.findall(r'href="(/so-lieu/chi-tieu/received/[^"]*)"', html))
    assert link.endswith(f"den=31%2F03%2F2026&amp;nhom=agency&amp;la={COMMUNE}")
    assert "motcua import-boundaries" in html
    assert "xã Hạ Lang" not in html
    rows = rows_of(client.get(f"/so-lieu/ban-do/{MARCH}&chi-so=received&tai=csv"))
    assert rows[1] == [COMMUNE, "Xã Lý Quốc", "2", "2", ""]


def test_an_unknown_figure_on_the_map_is_the_first_one(province):
    assert 'value="on_time_rate" selected' in text(signed_in(province[0].leader).get("/so-lieu/ban-do/?chi-so=x"))


def test_hours_are_those_of_the_office(province):
    client = signed_in(province[0].leader)
    rows = rows_of(client.get(f"/so-lieu/gio-tiep-nhan/{MARCH}&tai=csv"))
    monday = dict(zip(rows[0], rows[1], strict=True))
    assert (monday["Ngày trong tuần"], monday["Cộng"]) == ("Thứ Hai", "2")
    hours = {clock.local(MONDAY + HOUR).hour, clock.local(MONDAY + 2 * HOUR).hour}
    assert all(monday[f"{hour}h"] == "1" for hour in hours)
    assert "Đông nhất: Thứ Hai" in text(client.get(f"/so-lieu/gio-tiep-nhan/{MARCH}"))


def test_steps_say_what_waits_and_lead_to_it(province):
    cast, done, still = province
    client = signed_in(cast.leader)
    html = text(client.get(f"/so-lieu/noi-ho-so-cho/{MARCH}"))
    assert "hồ sơ đang chờ" in html
    picture = html[html.index('<svg class="process-map"') : html.index('<ol class="process">')]
    assert re.search(r'href="/so-lieu/noi-ho-so-cho/[^"]+".*?1 chờ', picture, re.DOTALL)
    assert "một nửa xong trong" in html
    table = rows_of(client.get(f"/so-lieu/noi-ho-so-cho/{MARCH}&tai=csv"))
    waiting = [row for row in table[1:] if row[3] == "1"]
    assert len(waiting) == 1
    links = re.findall(r'href="(/so-lieu/noi-ho-so-cho/[^"?]+/[^"]*)"', html)
    page = "".join(text(client.get(link.replace("&amp;", "&"))) for link in links)
    assert still.code in page
    assert done.code not in page


def test_a_step_that_is_not_there_is_not_found_and_a_stranger_sees_nothing(province):
    cast, _done, still = province
    assert signed_in(cast.leader).get("/so-lieu/noi-ho-so-cho/default/nothing/").status_code == 404
    assert "Chưa có việc nào" in text(signed_in(cast.stranger).get(f"/so-lieu/noi-ho-so-cho/{MARCH}"))
    assert still.code not in text(signed_in(cast.stranger).get(f"/so-lieu/ban-do/{MARCH}"))
    assert ELSEWHERE in rows_of(signed_in(cast.stranger).get(f"/so-lieu/ban-do/{MARCH}&tai=csv"))[1]


def test_an_officer_sees_what_he_did_and_a_citizen_no_such_page(province):
    cast = province[0]
    html = text(signed_in(cast.specialist).get("/ban-lam-viec/bang-cua-toi/"))
    assert "Đã xong tháng này" in html
    rows = rows_of(signed_in(cast.specialist).get("/ban-lam-viec/bang-cua-toi/?tai=csv"))
    assert sum(int(row[1]) for row in rows[1:]) > 0
    assert len(rows) == 15
    assert signed_in(cast.citizen).get("/ban-lam-viec/bang-cua-toi/").status_code == 404


def test_delays_of_few_dossiers_are_not_told(province):
    cast = province[0]
    html = text(Client().get("/cong-khai/thoi-gian-giai-quyet/"))
    assert "chưa nêu số" in html
    assert rows_of(Client().get("/cong-khai/thoi-gian-giai-quyet/?tai=csv"))[1][2:] == [f"ít hơn {FEWEST}", "", "", ""]
    for number in range(FEWEST - 1):
        whole_way(cast, make_dossier(cast), MONDAY + HOUR + number * HOUR / 60)
    deliver_to_figures()
    (found,) = delays(Window(MONDAY, NOW + timedelta(days=30)), agencies=None)
    assert (found.dossiers, found.late_share) == (FEWEST, 0)
    assert 0 < found.median_days <= found.ninetieth_days
    assert delays(Window(MONDAY, NOW), agencies=None, procedure_code="khác") == []
    with clock.frozen(MONDAY):
        assert "một nửa xong trong" not in text(Client().get(f"/thu-tuc/{found.procedure_code}/"))
    with clock.frozen(NOW + timedelta(days=30)):
        html = text(Client().get(f"/thu-tuc/{found.procedure_code}/"))
    assert f"Đếm từ {FEWEST} hồ sơ trở lên" in html
    assert 'href="/cong-khai/thoi-gian-giai-quyet/"' in html


def test_the_public_page_tells_the_province_and_no_dossier(province):
    html = text(Client().get("/cong-khai/so-lieu/"))
    assert "Thủ tục thật sự mất bao lâu?" in html
    assert province[1].code not in html
    assert len(rows_of(Client().get("/cong-khai/so-lieu/?tai=csv"))) == 13


@pytest.mark.parametrize(
    ("address", "most"),
    [("/so-lieu/", 15), ("/so-lieu/ban-do/", 10), ("/so-lieu/gio-tiep-nhan/", 10), ("/so-lieu/noi-ho-so-cho/", 10),
     ("/so-lieu/man-hinh/so/", 10), ("/ban-lam-viec/bang-cua-toi/", 10)],
)  # fmt: skip
def test_a_board_asks_as_much_for_one_dossier_as_for_many(province, address, most):
    cast = province[0]
    client = signed_in(cast.leader)
    client.get(address)
    before = statements(client, address)
    for number in range(8):
        accepted(cast, make_dossier(cast), MONDAY + (3 + number) * HOUR / 8)
    deliver_to_figures()
    assert statements(client, address) <= max(before, most) <= most


def statements(client, address):
    """How many, without those for definitions, which a process keeps (not within the transaction that loads them)."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    kept = ("insight_indicator", "insight_sheet", "insight_periodrule", "workflow_processversion")
    return len([one for one in captured if not any(f'FROM "{table}' in one["sql"] for table in kept)])


def test_charts_say_every_month_and_lead_where_their_table_leads(province):
    response = signed_in(province[0].leader).get(f"/so-lieu/{MARCH}")
    html = text(response)
    counts, share = re.findall(r'<svg [^>]*class="chart" data-kind="bars".*?</svg>', html, re.DOTALL)
    table = html[html.index('id="trend-table"') : html.index("</table>", html.index('id="trend-table"'))]
    drawn = re.findall(r'href="(/so-lieu/chi-tieu/[^"]*)"', counts + share)
    assert sorted(drawn) == sorted(re.findall(r'href="(/so-lieu/chi-tieu/[^"]*)"', table))
    assert len(drawn) == 36
    assert 'aria-label="3/26, Tiếp nhận: 2"' in counts
    assert 'aria-label="3/26, Đã giải quyết: 1"' in counts
    assert 'aria-label="3/26: 100,00"' in share
    assert "–" in share
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


def test_charts_that_everybody_sees_lead_nowhere(province):
    html = text(Client().get("/cong-khai/so-lieu/"))
    drawn = re.findall(r'<svg [^>]*data-kind="bars" [^>]*role="img".*?</svg>', html, re.DOTALL)
    assert len(drawn) == 2
    assert "href" not in "".join(drawn)


def test_an_officers_days_are_drawn(province):
    cast = province[0]
    days = {
        row[0][:5]: row[1] for row in rows_of(signed_in(cast.receiver).get("/ban-lam-viec/bang-cua-toi/?tai=csv"))[1:]
    }
    html = text(signed_in(cast.receiver).get("/ban-lam-viec/bang-cua-toi/"))
    (drawn,) = re.findall(r'<svg [^>]*data-kind="bars".*?</svg>', html, re.DOTALL)
    assert re.findall(r'class="value">([^<]*)<', drawn) == list(days.values())
    assert all(f">{day}<" in drawn for day in days)
