"""A department scores itself without a mouse: a wrong figure is said at its box and nothing typed is lost."""

import pytest
from playwright.sync_api import expect

from motcua.casework.dossiers.tests.factories import PASSWORD
from motcua.oversight.par_index.models import ScoreEntry
from motcua.oversight.par_index.tests.factories import make_scorers


@pytest.fixture
def scorers(transactional_db):
    made = make_scorers()
    made.scorer.set_password(PASSWORD)
    made.scorer.save(update_fields=["password"])
    return made


def tab_to(page, box, *, most=90):
    """Tab until the box has the focus, as somebody without a mouse does."""
    for _press in range(most):
        page.keyboard.press("Tab")
        if box.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{box} is not reached by {most} tabs")


def test_a_sheet_is_scored_by_keyboard_and_what_if_is_tried(scorers, visitor, screen):
    scorer = visitor(screen)
    scorer.sign_in(scorers.scorer.username)
    scorer.open(f"/par-index/phieu/{scorers.sheet.pk}/")
    page = scorer.page
    scorer.looks_right("par-sheet")
    typed = {"tu-1.1.1": "abc", "mau-1.1.1": "100", "ly-do-1.1.1": "Báo cáo số 12/BC-STP", "tu-1.1.2": "40",
             "mau-1.1.2": "80", "gia-tri-1.1.4": "0,75"}  # fmt: skip
    for name, words in typed.items():
        tab_to(page, page.locator(f"[name='{name}']"))
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    for name, words in typed.items():
        expect(page.locator(f"[name='{name}']")).to_have_value(words)
    expect(page.locator("[id='id_tu-1.1.1_error']")).to_contain_text("không phải là số")
    scorer.looks_right("par-sheet-refused")
    assert not ScoreEntry.objects.exists()

    tab_to(page, page.locator("[data-error-summary] a").first)
    page.keyboard.press("Enter")
    wrong = page.locator("[name='tu-1.1.1']")
    expect(wrong).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("96")
    page.keyboard.press("Enter")
    scorer.sees("3,69 trên 10 điểm")

    question = page.get_by_role("link", name="Gửi thẩm định")
    tab_to(page, question)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(question).to_be_focused()

    scorer.open(f"/par-index/phieu/{scorers.sheet.pk}/thu/")
    tab_to(page, page.locator("[name='thu-1.1.2']"))
    page.keyboard.type("100")
    page.keyboard.press("Enter")
    expect(page.locator(".par-gain").first).to_contain_text("+0,56")
    scorer.looks_right("par-what-if")
    scorer.open(f"/par-index/phieu/{scorers.sheet.pk}/tieu-chi/1.1.1/")
    scorer.looks_right("par-component")
