"""``make screens``: pictures of the main pages, of a sample province that is started for it and thrown away.

``python -m tools.screens ADDRESS`` takes them of a site that runs already, with the sample's sign-ins.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
SHELF = ROOT / "docs" / "screens"
PASSWORD = "Cao-Bang-2026"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]  # fmt: skip
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}
CITIZEN, RECEIVER, SPECIALIST, LEADER = (
    "004194900012",
    "tiepnhan.thucphan",
    "chuyenvien.thucphan",
    "lanhdao.thucphan",
)
BIRTH = "1.001193"
PAGES = [
    ("home", "", PHONE, "/"),
    ("procedure-search", "", PHONE, "/thu-tuc/?q=lam+giay+khai+sinh+cho+con"),
    ("procedure", "", PHONE, f"/thu-tuc/{BIRTH}/"),
    ("my-dossiers", CITIZEN, PHONE, "/ho-so/"),
    ("my-dossier", CITIZEN, PHONE, "first:/ho-so/"),
    ("inbox", RECEIVER, DESK, "/ban-lam-viec/"),
    ("intake", RECEIVER, DESK, "/ban-lam-viec/tiep-nhan/"),
    ("dossiers", SPECIALIST, DESK, "/ban-lam-viec/ho-so/"),
    ("dossier", SPECIALIST, DESK, "first:/ban-lam-viec/"),
    ("signing", LEADER, DESK, "/ban-lam-viec/ky-duyet/"),
]


def main(address: str = "") -> int:
    """Take all pictures."""
    SHELF.mkdir(parents=True, exist_ok=True)
    with _site(address) as site, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, who, size, path in PAGES:
            _shoot(browser, site, name, who, size, path)
        browser.close()
    return 0


def _shoot(browser: Browser, site: str, name: str, who: str, size: dict[str, int], path: str) -> None:
    context = browser.new_context(viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    page = context.new_page()
    if who:
        _sign_in(page, site, who)
    if path.startswith("first:"):
        page.goto(site + path.removeprefix("first:"))
        page.goto(page.locator("[data-row] a").first.evaluate("link => link.href"))
    else:
        page.goto(site + path)
    page.evaluate("document.fonts.ready")
    if page.locator("iframe.viewer").count():
        page.wait_for_timeout(4000)  # the browser's own PDF viewer tells nobody when it has drawn
    page.screenshot(path=SHELF / f"{name}.png")
    context.close()
    print(f"docs/screens/{name}.png")


def _sign_in(page: Page, site: str, who: str) -> None:
    page.goto(f"{site}/dang-nhap/")
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url(lambda url: "dang-nhap" not in url)


@contextmanager
def _site(address: str):
    if address:
        yield address.rstrip("/")
        return
    home, port = tempfile.mkdtemp(prefix="motcua-screens-"), "8790"
    environment = os.environ | {"MOTCUA_HOME": home, "MOTCUA_PORT": port}
    product = subprocess.Popen([ROOT / ".venv" / "bin" / "motcua", "run"], env=environment)
    try:
        _wait(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}"
    finally:
        product.send_signal(signal.SIGINT)
        product.wait(60)
        shutil.rmtree(home, ignore_errors=True)


def _wait(address: str) -> None:
    until = time.monotonic() + 400
    while time.monotonic() < until:
        try:
            urlopen(address, timeout=5).close()
        except (URLError, OSError):
            time.sleep(1)
        else:
            return
    raise TimeoutError(address)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
