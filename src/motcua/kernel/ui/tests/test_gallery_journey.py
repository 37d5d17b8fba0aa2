"""The gallery in a real browser: axe finds nothing serious, nothing overflows, dialogs and fields work."""

from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe

from motcua.kernel.ui.assets import build_assets

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CHOSEN = (
    ("anh.jpg", b"x" * 2048, "2 KB"),
    ("trong.pdf", b"", "Tệp này trống"),
    ("tro-choi.exe", b"MZ", "Loại tệp này không nhận được"),
)
SCREENS = {"desk": {"width": 1280, "height": 860}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def gallery(live_server, browser, request):
    """Opens the gallery; the console must stay silent."""
    build_assets()
    complaints = []

    def opened(screen="desk", language="vi", **more):
        context = browser.new_context(viewport=SCREENS[screen], locale="en-US", **more)
        context.add_cookies([{"name": "django_language", "value": language, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(f"{live_server.url}/thu-vien-giao-dien/")
        return page

    yield opened
    assert complaints == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(gallery, language):
    for screen, scheme in product(SCREENS, ("light", "dark")):
        page = gallery(screen, color_scheme=scheme, language=language)
        found = Axe().run(page).response["violations"]
        serious = [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]
        assert serious == [], (screen, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["width"]
        page.context.close()


def test_nothing_breaks_at_twice_the_text_size(gallery):
    page = gallery("phone")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS["phone"]["width"]


def test_a_question_opens_over_the_page_and_closes_with_escape(gallery):
    page = gallery()
    page.get_by_role("link", name="Rút hồ sơ").click()
    dialog = page.get_by_role("dialog", name="Rút hồ sơ này?")
    dialog.wait_for()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")


def test_a_question_is_left_alone_without_leaving_the_page(gallery):
    page = gallery()
    page.get_by_role("link", name="Rút hồ sơ").click()
    page.get_by_role("dialog").get_by_role("link", name="Để nguyên").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    assert page.url.endswith("/thu-vien-giao-dien/")


def test_without_javascript_the_question_is_a_page(gallery):
    page = gallery(java_script_enabled=False)
    page.get_by_role("link", name="Rút hồ sơ").click()
    page.wait_for_url("**/cau-hoi/")


def test_keys_are_explained_and_lead_through_rows(gallery):
    page = gallery()
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Phím tắt").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.textContent") == "Giấy tờ"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == "Người được khai sinh"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_the_slashes_of_a_day_come_by_themselves(gallery):
    box = gallery().get_by_label("Ngày sinh")
    box.fill("")
    box.press_sequentially("02091945")
    assert box.input_value() == "02/09/1945"


def test_a_chosen_file_is_looked_at_at_once(gallery):
    page = gallery("phone")
    for name, content, told in CHOSEN:
        page.locator("#id_paper").set_input_files({"name": name, "mimeType": "", "buffer": content})
        line = page.locator("[data-chosen] li").inner_text()
        assert name in line
        assert told in line


def test_the_theme_is_chosen_and_kept(gallery):
    page = gallery(color_scheme="light")
    page.get_by_role("main").get_by_role("button", name="Nền tối").click()
    page.get_by_role("main").get_by_role("button", name="Nền theo máy").wait_for()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 24, 27)"


def test_a_summary_of_errors_leads_to_the_field(gallery):
    page = gallery()
    page.locator("[data-error-summary] a").click()
    page.locator("#id_phone:focus").wait_for()
