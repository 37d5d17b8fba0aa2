"""Journeys (b), (c) and (d): a walk-in by keyboard alone, a refusal with its reason, an officer who may not look."""

import pytest
from playwright.sync_api import Page

from motcua.casework.dossiers.models import Dossier
from motcua.casework.dossiers.tests.factories import make_dossier
from motcua.kernel import clock
from motcua.registry.people.public import Profile, remember_profile


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")


def tab_to(page: Page, name: str, *, most: int = 40) -> None:
    """Press Tab until the focus lies on the element of that name or text."""
    for _ in range(most):
        if focused(page) == name:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{name} is not reached by Tab; focus is on {focused(page)}")


def test_a_walk_in_is_taken_in_by_keyboard_alone(cast, visitor, screen, relay):
    known = Profile(identity_number="004190000999", full_name="Lương Văn Bắc", phone="+84912345678",
                    address_line="Xóm 3, xã Lý Quốc")  # fmt: skip
    remember_profile(known, at=clock.now(), actor=cast.receiver.username)
    counter = visitor(screen)
    counter.sign_in(cast.receiver.username)
    counter.open("/ban-lam-viec/tiep-nhan/")
    counter.looks_right("intake-empty")
    page, keys = counter.page, counter.page.keyboard
    assert focused(page) == "owner_identity_number"
    keys.type("004190000999")
    with page.expect_response(lambda response: "tiep-nhan" in response.url):
        keys.press("Tab")
    page.wait_for_selector("text=Đã có trong hệ thống")
    assert page.locator("input[name=owner_full_name]").input_value() == "Lương Văn Bắc"
    page.locator("[name=owner_full_name]:focus").wait_for()  # what is typed next goes there
    tab_to(page, "procedure")
    with page.expect_response(lambda response: "tiep-nhan" in response.url):
        keys.type("khai sinh", delay=20)
    page.locator("#hits:not(.htmx-settling):not(.htmx-added) button").first.wait_for()  # no person is faster than that
    keys.press("Tab")
    assert "Đăng ký khai sinh" in focused(page) or focused(page) == "chosen"
    keys.press("Enter")
    page.wait_for_selector("text=Giấy tờ đã nhận")
    page.locator("[name=paper]:focus").first.wait_for(state="attached")  # the hand goes on where the form does
    counter.looks_right("intake-papers")
    keys.press("Space")
    tab_to(page, "note")
    keys.type("Bản gốc đã đối chiếu")
    keys.press("Enter")  # takes the dossier in, and does not let go of the chosen procedure
    counter.sees("Đã tiếp nhận")
    counter.looks_right("received")
    dossier = Dossier.objects.get()
    counter.sees(dossier.code)
    assert (dossier.national_code, dossier.owner_name) == (2, "Lương Văn Bắc")
    assert focused(page) == "In giấy tiếp nhận"
    answer = page.request.get(f"{counter.site}/ban-lam-viec/ho-so/{dossier.code}/giay-tiep-nhan/")
    assert answer.body().startswith(b"%PDF-")
    relay()
    assert dossier.slips.filter(form="01").count() == 1


def test_a_refusal_says_why(cast, visitor, screen, relay):
    dossier = make_dossier(cast, at=clock.now())
    counter, citizen = visitor(screen), visitor(screen)
    counter.sign_in(cast.receiver.username)
    counter.open(f"/ban-lam-viec/ho-so/{dossier.code}/")
    counter.page.get_by_role("link", name="Từ chối tiếp nhận").click()
    counter.page.get_by_role("button", name="Từ chối tiếp nhận").click()
    counter.page.wait_for_selector("text=Bạn chưa ghi lý do")
    counter.looks_right("refusal-without-reason")
    counter.page.get_by_label("Lý do và căn cứ pháp lý").fill("Không thuộc thẩm quyền của xã (Điều 13 Luật Hộ tịch).")
    counter.page.get_by_role("button", name="Từ chối tiếp nhận").click()
    counter.sees("Không được tiếp nhận")
    relay()
    citizen.sign_in(cast.citizen.username)
    citizen.open(f"/ho-so/{dossier.code}/")
    citizen.sees("Không thuộc thẩm quyền của xã")
    citizen.sees("Phiếu từ chối tiếp nhận giải quyết hồ sơ")
    citizen.looks_right("refused")


def test_an_officer_of_another_agency_gets_404_for_everything_of_it(cast, visitor, relay):
    dossier = make_dossier(cast, at=clock.now())
    relay()
    file = dossier.papers.first().files.first().file_id
    stranger = visitor()
    stranger.sign_in(cast.stranger.username)
    stranger.open("/ban-lam-viec/ho-so/")
    stranger.sees("Không có hồ sơ nào")
    own = f"/ban-lam-viec/ho-so/{dossier.code}/"
    moves = ("accept", "refuse_receipt", "request_supplement", "withdraw", "correct", "return_result", "resolve")
    paths = [own, f"{own}giay-tiep-nhan/", f"{own}tep/{file}/", f"{own}buoc/1/",
             *(f"{own}viec/{move}/" for move in moves), f"/ban-lam-viec/tiep-nhan/{dossier.code}/",
             f"/ho-so/{dossier.code}/", f"/ho-so/{dossier.code}/tep/{file}/",
             f"/ho-so/{dossier.code}/rut/"]  # fmt: skip
    for path in paths:
        assert stranger.page.request.get(f"{stranger.site}{path}").status == 404, path
    stranger.open(own)
    stranger.looks_right("stranger-404")
    token = next(one["value"] for one in stranger.page.context.cookies() if one["name"] == "csrftoken")
    for move in moves:
        sent = stranger.page.request.post(f"{stranger.site}{own}viec/{move}/", headers={"X-CSRFToken": token})
        assert sent.status == 404, move
    assert Dossier.objects.get().national_code == 1
