"""Leaders and the public at the boards: from the overview to a dossier, a wall that changes by itself, open data."""

import threading
from datetime import timedelta

import pytest
from django.db import connections
from playwright.sync_api import expect

from motcua.casework.dossiers.tests.factories import make_dossier
from motcua.casework.dossiers.tests.walking import accepted, whole_way
from motcua.kernel import clock
from motcua.kernel.memory import forget_all
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.open_data.actions.publishing import publish_sets
from tests.journeys.conftest import DESK

MINUTE = timedelta(minutes=1)


@pytest.fixture
def busy(cast, relay):
    """Two dossiers in hand since an hour ago, one finished two months ago; all counted."""
    load_definitions()
    forget_all()
    now = clock.now()
    for number in range(2):
        accepted(cast, make_dossier(cast, at=now - 60 * MINUTE), now - (50 - number) * MINUTE)
    before = now - timedelta(days=62)
    whole_way(cast, make_dossier(cast, at=before), before + MINUTE)
    relay()
    yield cast
    forget_all()


def test_a_leader_goes_from_the_boards_to_the_dossiers_behind_a_number(visitor, busy, screen):
    leader = visitor(screen)
    leader.sign_in("lanh.dao")
    leader.open("/so-lieu/")
    leader.sees("Hôm nay")
    leader.looks_right("boards-overview")
    leader.page.get_by_role("link", name="Bản đồ").click()
    leader.page.wait_for_url("**/ban-do/**")
    leader.looks_right("boards-communes")
    leader.page.locator("select[name=chi-so]").select_option("received")
    leader.page.get_by_role("button", name="Xem").click()
    leader.page.wait_for_url("**chi-so=received**")
    leader.page.locator(".tile-map a").first.focus()
    leader.page.keyboard.press("Enter")
    leader.page.wait_for_url("**/chi-tieu/received/**")
    leader.sees("Hồ sơ đứng sau con số")
    for path, name in (("gio-tiep-nhan", "hours"), ("noi-ho-so-cho", "waiting")):
        leader.open(f"/so-lieu/{path}/")
        leader.looks_right(f"boards-{name}")
    leader.page.locator(".process-now a").first.click()
    leader.page.wait_for_url("**/noi-ho-so-cho/*/*/**")
    leader.sees("chờ lâu nhất ở trên")
    leader.looks_right("boards-step")
    leader.open("/ban-lam-viec/bang-cua-toi/")
    leader.looks_right("boards-mine")


def test_the_wall_changes_by_itself_when_a_dossier_is_accepted(visitor, busy, relay):
    leader = visitor(DESK)
    leader.sign_in("lanh.dao")
    leader.open("/so-lieu/man-hinh/")
    number = leader.page.locator("[data-live=now-open]")
    expect(number).to_have_text("2")
    leader.looks_right("boards-wall")
    _apart(lambda: accepted(busy, make_dossier(busy, at=clock.now()), clock.now()))
    relay()
    expect(number).to_have_text("3", timeout=15_000)
    expect(leader.page.locator("[data-when=live]")).to_be_visible()
    leader.page.goto("about:blank")  # the stream ends with its reader


def test_everybody_sees_how_long_it_takes_and_takes_the_data_away(visitor, busy, screen):
    publish_sets(at=clock.now())
    anybody = visitor(screen)
    anybody.open("/cong-khai/so-lieu/")
    anybody.looks_right("boards-public")
    anybody.page.get_by_role("link", name="Xem thời gian thật").click()
    anybody.page.wait_for_url("**/thoi-gian-giai-quyet/")
    anybody.sees("chưa nêu số")
    anybody.looks_right("boards-delays")
    anybody.open("/du-lieu-mo/")
    anybody.looks_right("open-data")
    anybody.page.get_by_role("link", name="Tiếp nhận, giải quyết thủ tục theo cơ quan").click()
    anybody.page.wait_for_url("**/theo-co-quan/")
    anybody.looks_right("open-data-set")
    with anybody.page.expect_download() as download:
        anybody.page.get_by_role("link", name="CSV", exact=True).first.click()
    assert download.value.suggested_filename == "theo-co-quan-1.csv"


def _apart(work):
    """In a thread of its own, as another officer's request."""

    def run():
        try:
            work()
        finally:
            connections.close_all()

    worker = threading.Thread(target=run)
    worker.start()
    worker.join()
