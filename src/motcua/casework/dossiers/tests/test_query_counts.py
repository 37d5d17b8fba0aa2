"""What the hot pages ask of PostgreSQL: statements as it receives them (BEGIN and COMMIT apart, savepoints included)."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from motcua.casework.dossiers.models import Draft
from motcua.casework.dossiers.tests.factories import make_cast, make_dossier, make_file
from motcua.kernel import clock

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def statements() -> Iterator[list[str]]:
    told: list[str] = []
    with CaptureQueriesContext(connection) as capture:
        yield told
    told += [query["sql"] for query in capture if query["sql"] not in {"BEGIN", "COMMIT"}]


def browser(account):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    client.get(reverse("dossiers:lookup"))
    return client


def post(client, url, **data):
    return client.post(url, {**data, "csrfmiddlewaretoken": client.cookies["csrftoken"].value})


def test_x():
    cast = make_cast()
    c = browser(cast.citizen)
    url = reverse("dossiers:apply", args=[cast.procedure.code])
    for _ in range(2):
        r = post(c, url, agency="H14.31")
        d = Draft.objects.get()
        f = make_file()
        d.files = {str(p.id): [{"id": f.id, "name": f.name, "size": f.size}] for p in cast.procedure.cases[0].papers}
        d.save()
        with statements() as told:
            r = post(c, reverse("dossiers:apply-step", args=[d.key, "kiem-tra"]))
        print(r.status_code, r.headers.get("Location"), len(told))
        for t in told:
            print("   ", t[:300])
        code = r.headers["Location"].split("/")[2]
        o = browser(cast.receiver)
        with statements() as told:
            r = post(o, reverse("dossiers:desk-move", args=[code, "accept"]))
        print(r.status_code, r.headers.get("Location"), len(told))
        for t in told:
            print("   ", t[:300])
