"""The date explains itself: to the officer, to the citizen; the clock stands and runs on; who is owed an answer."""

import re
from datetime import date, timedelta

from playwright.sync_api import expect

from motcua.casework.deadlines.tests.factories import asked_to_supplement, make_assigned
from motcua.casework.deadlines.tests.test_legs import declared, finish
from motcua.casework.dossiers.public import provide_supplement
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, DEPARTMENT, make_dossier, make_file, make_officer
from motcua.kernel import clock
from motcua.kernel.events.relay import run_until_idle
from motcua.registry.organisation.public import Role

NOVEMBER = clock.at(date(2026, 11, 20), 9)


def test_the_date_explains_itself_to_officer_and_citizen(cast, visitor, screen):
    dossier = make_assigned(cast, at=NOVEMBER)
    asked_to_supplement(cast, dossier, NOVEMBER + timedelta(hours=1), legal_basis="Điều 16 Luật Hộ tịch")
    back_at = clock.at(date(2026, 11, 23), 10)
    provide_supplement(dossier, files={2: [make_file().id]}, actor=cast.citizen.username, at=back_at)
    officer, citizen = visitor(screen), visitor(screen)
    officer.sign_in(cast.specialist.username)
    officer.open(dossier.get_absolute_url())
    officer.looks_right("dossier-with-standing")
    officer.page.get_by_role("link", name="Vì sao là ngày này?").click()
    officer.sees("Ngày Văn hóa Việt Nam")
    officer.sees("Điều 16 Luật Hộ tịch")
    officer.looks_right("explanation-desk")
    answer = officer.page.request.get(f"{officer.page.url.rstrip('/')}.pdf")
    assert answer.body().startswith(b"%PDF-")
    citizen.sign_in(cast.citizen.username)
    citizen.open(f"/ho-so/{dossier.code}/")
    citizen.sees("Đồng hồ dừng từ")
    citizen.looks_right("own-dossier-with-why")
    citizen.page.get_by_role("link", name="Vì sao là ngày này?").click()
    citizen.sees("Từng ngày")
    citizen.looks_right("explanation-own")


def test_each_agency_records_its_leg_and_the_late_one_is_named(cast, visitor, screen):
    declared()
    dossier = make_assigned(cast, at=clock.now() - timedelta(days=30))
    run_until_idle()
    officer, citizen = visitor(screen), visitor(screen)
    officer.sign_in(cast.specialist.username)
    officer.open(f"{dossier.get_absolute_url()}vi-sao-ngay-hen/")
    officer.sees("trễ do chặng 1")
    officer.page.get_by_role("button", name="Xong chặng").click()
    officer.sees("Giải quyết quá hạn")
    expect(officer.page.get_by_role("button", name="Xong chặng")).to_have_count(1)
    officer.looks_right("legs-desk")
    citizen.sign_in(cast.citizen.username)
    citizen.open(f"/ho-so/{dossier.code}/vi-sao-ngay-hen/")
    citizen.sees("Các cơ quan cùng giải quyết")
    citizen.looks_right("legs-own")


def test_the_clock_stands_on_a_lawful_ground_and_runs_on(cast, visitor, screen):
    dossier = make_assigned(cast, at=clock.now() - timedelta(hours=1))
    officer = visitor(screen)
    officer.sign_in(cast.specialist.username)
    officer.open(dossier.get_absolute_url())
    officer.page.get_by_role("link", name="Tạm dừng đồng hồ").click()
    officer.page.get_by_role("button", name="Tạm dừng đồng hồ").click()
    officer.page.wait_for_selector("text=Hãy chọn căn cứ tạm dừng")
    officer.looks_right("pause-without-ground")
    officer.page.get_by_label("Chờ cơ quan khác").check()
    officer.page.get_by_label("Lý do").fill("Chờ Công an xã xác minh nơi cư trú.")
    officer.page.get_by_label("Căn cứ pháp lý").fill("Điều 12 Thông tư 04/2020/TT-BTP")
    officer.page.get_by_role("button", name="Tạm dừng đồng hồ").click()
    expect(officer.page.locator("aside.aside")).to_contain_text("đang dừng")
    officer.looks_right("paused")
    officer.page.get_by_role("button", name="Chạy tiếp đồng hồ").click()
    expect(officer.page.locator("aside.aside")).not_to_contain_text("đang dừng")
    stop = dossier.stops.get()
    assert (stop.started_by, stop.ended_by) == (cast.specialist.username,) * 2


def test_the_board_says_who_waits_for_an_answer(cast, visitor, screen):
    make_dossier(cast, at=clock.now() - timedelta(days=5))
    make_dossier(cast, at=clock.now())
    counter = visitor(screen)
    counter.sign_in(cast.receiver.username)
    counter.looks_right("inbox-owed")
    counter.open("/ban-lam-viec/cho-tiep-nhan/")
    expect(counter.page.locator("main")).to_contain_text(re.compile("quá hạn"))
    counter.looks_right("waiting-board")
    counter.open("/ban-lam-viec/kiem-tra-han/")
    counter.looks_right("proof-board")


def test_a_controller_tries_a_day_and_a_period(cast, visitor, screen):
    dossier = make_assigned(cast, at=NOVEMBER)
    dossier = walking.proposed(cast, dossier, NOVEMBER + timedelta(hours=1))
    walking.resolved(cast, dossier, clock.at(date(2026, 11, 25), 15))
    make_officer("kiem.soat", "Bế Thị Soát", COMMUNE, Role.CONTROLLER)
    controller = visitor(screen)
    controller.sign_in("kiem.soat")
    controller.open("/ban-lam-viec/tinh-thu-thoi-han/")
    page = controller.page
    page.get_by_role("button", name="Tính thử").click()
    page.wait_for_selector("text=Hãy nhập ít nhất một thay đổi")
    controller.looks_right("what-if-empty")
    page.locator("input[name=den]").fill("31/12/2026")
    page.locator("input[name=thu-tuc]").fill(cast.procedure.code)
    page.locator("input[name=thoi-han]").fill("1")
    page.get_by_role("button", name="Tính thử").click()
    controller.sees("Đúng hạn nếu thay đổi")
    controller.sees("0/1")
    controller.looks_right("what-if-found")


def test_an_outside_agency_finds_its_leg_in_its_own_list_and_finishes_it(cast, visitor, screen):
    declared()
    dossier = make_assigned(cast, at=clock.now() - timedelta(days=30))
    make_assigned(cast, at=clock.now() - timedelta(days=1))
    run_until_idle()
    finish(dossier, 1, clock.now() - timedelta(days=1))
    clerk = make_officer("so.tu.phap", "Đàm Thị Sở", DEPARTMENT, Role.SPECIALIST)
    visiting = visitor(screen)
    visiting.sign_in(clerk.username)
    visiting.open("/ban-lam-viec/chang-lien-thong/")
    visiting.sees("2. Đăng ký thường trú")
    visiting.sees("Sắp đến lượt")
    visiting.looks_right("own-legs")
    visiting.page.get_by_role("button", name="Xong chặng").click()
    visiting.sees("Hiện không có chặng nào đến lượt cơ quan bạn.")
    visiting.looks_right("own-legs-done")
