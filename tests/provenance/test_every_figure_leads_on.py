"""A crawler for leaders' and controllers' pages: each figure stands in a link, and each link answers its reader."""

import re
from collections import Counter, deque
from datetime import timedelta
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from lxml import html

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, whole_way
from motcua.kernel import clock
from motcua.kernel.memory import forget_all
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.registry.people.public import Account

pytestmark = pytest.mark.django_db
FIGURES = "//td[@data-number] | //*[contains(concat(' ', @class, ' '), ' figure-value ')]"
LINKS = "ancestor-or-self::a[@href] | .//a[@href] | ancestor::tr[@data-row]//a[@data-row-link]"
STANDS_FREE = re.compile(r"/in/$|^/so-lieu/chi-tieu/|^/cai-cach/so-lieu/|/ban-ghi/")
"""Paper, and pages that are themselves what a figure is made of: only their links are followed."""
OF_A_KIND = 2
"""So many pages that differ only in codes and in what is asked are looked at; the others are alike."""
NOUGHT = {"0", "0,00", "0/0", "–", "-", ""}
DAY = timedelta(days=1)


@pytest.fixture
def province():
    load_definitions()
    forget_all()
    with clock.frozen(MONDAY):
        cast = make_cast()
        whole_way(cast, make_dossier(cast), MONDAY + HOUR)
        accepted(cast, make_dossier(cast), MONDAY + 2 * HOUR)
        deliver_to_figures()
    with clock.frozen(MONDAY + DAY):
        yield cast
    forget_all()


def figures_without_way(page):
    """Figures of a page that no link holds: the text, and where it stands."""
    for cell in page.xpath(FIGURES):
        said = " ".join(cell.text_content().split())
        if not re.search(r"\d", said) or said in NOUGHT:
            continue
        if not cell.xpath(LINKS):
            yield said


def kind_of(address):
    """The address without its codes and without what it asks."""
    names = tuple("#" if re.search(r"\d|[A-Z]", name) else name for name in urlsplit(address).path.split("/"))
    if names[1] == "so-quan-ly" and len(names) > 3:  # one register is as another
        names = (*names[:2], "#", *names[3:])
    return names


def crawled(client, first, under):
    """Breadth first through all pages whose path begins with one of `under`: (address, page, answer's status)."""
    waiting, seen, kinds = deque(first), set(), Counter()
    while waiting:
        address = waiting.popleft()
        if address in seen or kinds[kind_of(address)] == OF_A_KIND:
            continue
        seen.add(address)
        kinds[kind_of(address)] += 1
        response = client.get(address)
        is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
        page = html.fromstring(response.content) if is_page else None
        yield address, page, response.status_code
        if page is None or not address.startswith(under):
            continue
        for link in page.xpath("//main//a[@href]/@href"):
            there = urlsplit(urljoin(address, link))
            if not there.netloc and (there.path, there.query) != (urlsplit(address).path, urlsplit(address).query):
                waiting.append(there.path + (f"?{there.query}" if there.query else ""))


def check(client, first, under):
    lost, dead, looked = [], [], 0
    for address, page, status in crawled(client, first, under):
        if status not in {200, 302}:
            dead.append((status, address))
        elif page is not None and address.startswith(under) and not STANDS_FREE.search(urlsplit(address).path):
            looked += 1
            lost += [(address, said) for said in figures_without_way(page)]
    assert not dead
    assert not lost
    return looked


def test_figures_of_the_boards_and_forms_lead_to_what_they_are_made_of(province):
    client = Client()
    client.force_login(province.leader)
    assert check(client, ["/so-lieu/"], ("/so-lieu/",)) > 10


def test_figures_of_reform_lead_to_what_they_are_made_of():
    call_command("sample", dossiers=4, stdout=StringIO())
    client = Client()
    client.force_login(Account.objects.get(username="kiemsoat"))
    for first in ("/cai-cach/", "/nhiem-vu/", "/par-index/", "/xep-hang/", "/kiem-tra/", "/the-diem/", "/so-quan-ly/"):
        assert check(client, [first], (first,)) > 2, first


def test_a_figure_without_a_link_is_found():
    page = html.fromstring(
        "<main><table><tr><td data-number>3</td><td data-number><a href='/x/'>4</a></td></tr></table></main>"
    )
    assert list(figures_without_way(page)) == ["3"]
