"""A register by the keyboard alone: a record is written, found, moved and counted; a designer adds a field."""

import pytest
from playwright.sync_api import expect

from motcua.capabilities.registers.models import Record
from motcua.capabilities.registers.tests.factories import COMMUNE, load, person, province
from motcua.casework.dossiers.tests.factories import PASSWORD
from motcua.kernel.memory import forget_all
from motcua.registry.organisation.rules import Role

MOST_TABS = 90


@pytest.fixture
def place(transactional_db):
    """Two communes with their keepers and a register that has places."""
    province()
    for username, role in (("ghi.so", Role.HEAD), ("quan.tri", Role.ADMIN)):
        account = person(username, role, COMMUNE)
        account.set_password(PASSWORD)
        account.save()
    load("hoa-giai")
    load("diem-cau")
    forget_all()
    yield
    forget_all()


class Keys:
    """Somebody without a mouse."""

    def __init__(self, visitor):
        self.page = visitor.page

    def to(self, target, *, back=False):
        """Tab on until the focus is there."""
        for _step in range(MOST_TABS):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError("the keyboard does not get there")

    def press(self, target, address):
        """Enter on it; the next page is there before anything else is done."""
        self.to(target)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(address)

    def fill(self, name, text):
        self.to(self.page.locator(f"main [name={name}]"))
        self.page.keyboard.type(text)


def test_a_record_is_written_found_moved_and_counted_by_keyboard(place, visitor, screen):
    keeper = visitor(screen)
    keeper.sign_in("ghi.so")
    keys, page = Keys(keeper), keeper.page
    keeper.open("/so-quan-ly/hoa-giai/")
    keys.press(page.get_by_role("link", name="Thêm vụ việc"), "**/them/")
    keeper.looks_right("registers-form")
    keys.fill("subject", "Tranh chấp ranh giới vườn")
    keys.to(page.locator("[name=kind]"))
    page.keyboard.press("ArrowDown")
    keys.fill("team", "Tổ hoà giải xóm Bản Chang")
    keys.fill("taken_on", "05/01/2026")
    keys.fill("closed_on", "20/01/2026")
    keys.to(page.locator("main form button[type=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/ban-ghi/*/")
    keeper.sees("Tranh chấp ranh giới vườn")
    keeper.looks_right("registers-record")
    keys.to(page.get_by_role("link", name="Ghi hoà giải thành"))
    page.keyboard.press("Enter")
    sure = page.get_by_role("button", name="Ghi hoà giải thành")
    expect(sure).to_be_visible()
    keys.press(sure, "**/ban-ghi/*/")
    expect(page.locator(".page-head")).to_contain_text("Hoà giải thành")
    assert Record.objects.get().state == "settled"
    keeper.open("/so-quan-ly/hoa-giai/")
    keys.fill("q", "ranh gioi")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=ranh**")
    expect(page.locator("main tr[data-row]")).to_have_count(1)
    keeper.looks_right("registers-list")
    keys.press(page.locator("main").get_by_role("link", name="Số liệu", exact=True), "**/hoa-giai/so-lieu/")
    keeper.looks_right("registers-figures")
    keys.press(page.locator("main td a").first, "**dem=**")
    keeper.sees("Tranh chấp ranh giới vườn")
    keeper.open("/so-quan-ly/hoa-giai/ban-do/")
    keeper.looks_right("registers-map")
    keeper.open("/so-quan-ly/")
    keeper.looks_right("registers-hub")


def test_a_designer_adds_a_field_by_keyboard(place, visitor, screen):
    designer = visitor(screen)
    designer.sign_in("quan.tri")
    keys, page = Keys(designer), designer.page
    designer.open("/so-quan-ly/dinh-nghia/hoa-giai/")
    designer.looks_right("registers-definition")
    keys.to(page.get_by_role("button", name="Soạn phiên bản mới"))
    page.keyboard.press("Enter")
    add = page.get_by_role("link", name="Thêm trường")
    expect(add).to_be_visible()
    designer.looks_right("registers-draft")
    keys.press(add, "**/phan/fields/0/")
    designer.looks_right("registers-part")
    keys.fill("label", "Số người dự")
    keys.to(page.locator("main [name=type]"))
    page.keyboard.type("Số")
    keys.to(page.locator("main form button[type=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/dinh-nghia/hoa-giai/")
    designer.sees("Số người dự")
    keys.press(page.get_by_role("link", name="Xem thử biểu mẫu"), "**/xem-thu/")
    designer.sees("Số người dự")
    designer.looks_right("registers-try")
    for path, name in (("", "definitions"), ("so/moi/", "new-definition")):
        designer.open(f"/so-quan-ly/dinh-nghia/{path}")
        designer.looks_right(f"registers-{name}")
