"""A province on its first day: no dossier yet, and every board says so in words."""

import re

import pytest

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast
from motcua.kernel import clock
from motcua.kernel.memory import forget_all
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.registry.people.tests.browsing import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_day():
    cast = make_cast()
    load_definitions()
    forget_all()
    with clock.frozen(MONDAY):
        yield cast
    forget_all()


BOARDS = {
    "/so-lieu/": "chưa có dữ liệu",
    "/so-lieu/ban-do/?chi-so=on_time_rate": "chưa có dữ liệu",
    "/so-lieu/man-hinh/": "chưa có",
    "/so-lieu/gio-tiep-nhan/": "Không có hồ sơ nào trong kỳ",
    "/so-lieu/noi-ho-so-cho/": "Chưa có việc nào",
    "/cong-khai/so-lieu/": "chưa có dữ liệu",
    "/ban-lam-viec/bang-cua-toi/": "Việc tôi đã làm",
}


def test_boards_without_dossiers_say_so(first_day):
    client = signed_in(first_day.leader)
    for path, says in BOARDS.items():
        words = re.sub(r"<[^>]*>", "", text(client.get(path)))
        assert says in words, path
        assert not re.search(r"–\s*%", words), path
        assert not re.search(r"\b0 trên 0\b", words), path
