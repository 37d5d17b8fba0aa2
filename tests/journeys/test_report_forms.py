"""A controller looks at a form, prints it, follows a number, freezes it and asks for it by mail."""

import subprocess

import pytest
from playwright.sync_api import expect

from motcua.casework.dossiers.public import extend_deadline
from motcua.casework.dossiers.tests.factories import MONDAY, make_dossier, make_officer
from motcua.casework.dossiers.tests.walking import HOUR, accepted, assigned, whole_way
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.registry.organisation.public import Role

MARCH = "?tu=01/03/2026&den=31/03/2026"


@pytest.fixture
def controller(cast):
    load_definitions()
    make_officer("kiem.soat", "Đàm Thị Soát", "H14.31", Role.CONTROLLER)
    whole_way(cast, make_dossier(cast), MONDAY + HOUR)
    late = assigned(cast, accepted(cast, make_dossier(cast), MONDAY + 2 * HOUR), MONDAY + 3 * HOUR)
    extend_deadline(late, appointed_at=late.due_at + 30 * HOUR, reason="Chờ kết quả kiểm tra thực địa",
                    officer=cast.leader.username, at=MONDAY + 4 * HOUR)  # fmt: skip
    deliver_to_figures()
    return "kiem.soat"


def test_a_controller_prints_explains_and_freezes_a_form(controller, visitor, screen):
    officer = visitor(screen)
    officer.sign_in(controller)
    officer.open(f"/so-lieu/bieu/II.06a/{MARCH}")
    officer.sees("Mọi dòng đều cân")
    officer.looks_right("form-desk")
    officer.page.get_by_role("link", name="Bản in").click()
    officer.sees("Độc lập - Tự do - Hạnh phúc")
    expect(officer.page.get_by_role("button", name="In", exact=True)).to_be_visible()
    officer.looks_right("form-print")
    officer.open(f"/so-lieu/chi-tieu/II.06a:3/{MARCH}")
    officer.sees("Hồ sơ đứng sau con số")
    officer.looks_right("form-sum")
    officer.open(f"/so-lieu/bieu/TD.01/{MARCH}")
    officer.sees("Chờ kết quả kiểm tra thực địa")
    officer.looks_right("form-late")
    officer.page.get_by_role("link", name="Chốt biểu").click()
    officer.sees("Các con số, cách tính và mã SHA-256 được giữ nguyên")
    officer.looks_right("form-freeze")
    officer.page.get_by_role("button", name="Chốt biểu").click()
    officer.sees("Không ô nào thay đổi từ khi chốt")
    officer.looks_right("form-frozen")
    officer.page.get_by_role("link", name="Bản in").click()
    officer.sees("Chốt lần 1")


def printed(page, path):
    """What lies on the paper, sheet by sheet."""
    page.pdf(path=path, prefer_css_page_size=True)
    size = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "841.92 x 594.96 pts (A4)" in size
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


def test_a_printed_form_begins_on_its_first_sheet_with_all_columns_and_one_total(controller, visitor, screen, tmp_path):
    officer = visitor(screen)
    officer.sign_in(controller)
    for form, last in (("II.06a", "(19)"), ("07a-BTP", "(36)")):
        officer.open(f"/so-lieu/bieu/{form}/in/{MARCH}")
        paper = printed(officer.page, tmp_path / f"{form}.pdf")
        first = paper.split("\f")[0]
        assert last in first
        assert "Hộ tịch" in first or "Ủy ban nhân dân xã Lý Quốc" in first
        assert paper.count("THỦ TRƯỞNG CƠ QUAN") == 1


def test_a_controller_asks_for_a_form_by_mail(controller, visitor, screen):
    officer = visitor(screen)
    officer.sign_in(controller)
    officer.open("/so-lieu/nhan-qua-thu/?bieu=07a-BTP")
    officer.page.get_by_label("Địa chỉ thư điện tử").fill("soat@vidu.vn")
    officer.page.get_by_role("button", name="Đăng ký nhận").click()
    officer.sees("soat@vidu.vn")
    officer.looks_right("form-mail")
