"""What the hot pages ask of PostgreSQL, as it receives it: BEGIN and COMMIT apart, savepoints included."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.tests.factories import COMMUNE, make_cast, make_dossier, make_file
from motcua.kernel import clock
from motcua.kernel.memory import forget_all

pytestmark = pytest.mark.django_db(transaction=True)
MOST_TO_SUBMIT, MOST_TO_ACCEPT = 12, 14


@pytest.fixture
def cast():
    return make_cast()


@contextmanager
def statements() -> Iterator[list[str]]:
    told: list[str] = []
    with CaptureQueriesContext(connection) as capture:
        yield told
    told += [query["sql"] for query in capture if query["sql"] not in {"BEGIN", "COMMIT"}]


def browser(account) -> Client:
    """Signed in, with its token: as a person's browser asks."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    client.get(reverse("dossiers:lookup"))
    return client


def post(client: Client, url: str, **data):
    return client.post(url, {**data, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})


def sent(citizen: Client, cast) -> tuple[str, list[str]]:
    """A draft with its papers, and the last click: the new code and what it asked."""
    post(citizen, reverse("dossiers:apply", args=[cast.procedure.code]), agency=COMMUNE)
    draft, file = Draft.objects.get(), make_file()
    kept = [{"id": file.id, "name": file.name, "size": file.size}]
    draft.files = {str(paper.id): kept for paper in cast.procedure.cases[0].papers}
    draft.save()
    with statements() as told:
        answered = post(citizen, reverse("dossiers:apply-step", args=[draft.key, "kiem-tra"]))
    return answered["Location"].split("/")[2], told


def test_the_last_click_of_a_citizen_takes_twelve_statements_at_most(cast):
    citizen = browser(cast.citizen)
    forget_all()  # nothing of what the process keeps may end in the middle
    sent(citizen, cast)  # fills it: procedure, process, offers, calendar
    _code, told = sent(citizen, cast)
    assert len(told) <= MOST_TO_SUBMIT, "\n".join(told)


def test_accepting_takes_fourteen_statements_at_most(cast):
    citizen, counter = browser(cast.citizen), browser(cast.receiver)
    codes = [sent(citizen, cast)[0] for _turn in range(2)]
    forget_all()
    for code in codes:
        with statements() as told:
            answered = post(counter, reverse("dossiers:desk-move", args=[code, "accept"]))
        assert answered.status_code == 302
    assert len(told) <= MOST_TO_ACCEPT, "\n".join(told)


@pytest.mark.parametrize(
    ("who", "url", "most"),
    [("receiver", "/ban-lam-viec/ho-so/", 10), ("citizen", "/ho-so/", 10), ("receiver", "/ban-lam-viec/", 12)],
)
def test_a_list_asks_the_same_for_one_row_and_thirty(cast, who, url, most):
    client = browser(getattr(cast, who))
    counts = []
    for more in (1, 29):
        for _one in range(more):
            make_dossier(cast, at=clock.now())
        forget_all()
        client.get(url)
        with statements() as told:
            assert client.get(url).status_code == 200
        counts.append(len(told))
    assert counts[0] == counts[1]
    assert counts[0] <= most, "\n".join(told)
