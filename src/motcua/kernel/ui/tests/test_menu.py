import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from motcua.kernel.access.declare import permission
from motcua.kernel.ui import menu

SEE = permission("ui-tests:see", "Xem thử")


class Someone:
    is_authenticated = True

    def __init__(self, *granted):
        self._motcua_grants = dict.fromkeys(granted, frozenset({"H14"}))


@pytest.fixture(autouse=True)
def _entries(monkeypatch):
    monkeypatch.setattr(menu, "_entries", {})
    monkeypatch.setattr(menu, "_headings", {})
    menu.menu_entry("desk", label="Thư viện", url_name="ui:gallery", order=20)
    menu.menu_entry("desk", label="Câu hỏi", url_name="ui:gallery-question", may=SEE, order=10)
    menu.menu_entry("desk", label="Nền", url_name="ui:set-theme", is_personal=True, order=30)
    menu.menu_entry("portal", label="Ngôn ngữ", url_name="ui:set-language")


def drawn(user, path="/", shell="desk"):
    request = RequestFactory().get(path)
    request.user = user
    return [(item.entry.label, item.is_current) for item in menu.menu_of(request, shell)]


def test_a_person_sees_what_they_may_use_in_order():
    assert drawn(Someone(SEE.name)) == [("Câu hỏi", False), ("Thư viện", False), ("Nền", False)]


def test_without_the_right_the_entry_is_not_there():
    assert drawn(Someone()) == [("Thư viện", False), ("Nền", False)]


def test_strangers_see_no_personal_entry():
    assert drawn(AnonymousUser()) == [("Thư viện", False)]


def test_each_shell_has_its_own_entries():
    assert drawn(Someone(), shell="portal") == [("Ngôn ngữ", False)]


def test_the_entry_nearest_above_the_page_is_current():
    deep = "/thu-vien-giao-dien/cau-hoi/xa/"
    assert drawn(Someone(SEE.name), deep)[0] == ("Câu hỏi", True)
    assert drawn(Someone(), deep)[0] == ("Thư viện", True)


def test_a_page_without_user_has_a_menu_still():
    assert [item.entry.label for item in menu.menu_of(RequestFactory().get("/"), "desk")] == ["Thư viện"]


def test_a_heading_stands_above_the_first_of_its_group_that_is_seen():
    menu.menu_heading("desk", "Việc", from_order=0)
    menu.menu_heading("desk", "Khác", from_order=20)
    request = RequestFactory().get("/")
    for user, said in ((Someone(SEE.name), ["Việc", "Khác", ""]), (Someone(), ["Khác", ""])):
        request.user = user
        assert [item.heading for item in menu.menu_of(request, "desk")] == said
