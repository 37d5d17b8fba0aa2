"""Every form that a person can reach, sensible but for one field: refused in words or taken, never a fault of ours."""

import os
import random

import pytest
from django.db import transaction
from django.test import Client

from motcua.casework.dossiers.public import DefectInput, demand_fee, request_supplement
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import COMMUNE, MONDAY, make_dossier
from tests.bad_input.filling import Form, forms_of
from tests.visiting import ready_draft, upload

SEED = int(os.environ.get("MOTCUA_SEED") or random.SystemRandom().randrange(10**6))
EACH = 4
"""Strange values tried in each field; all of them are tried in some."""
LONG = 5_000
STRANGE = {
    "nothing": "", "spaces": "   ", "NUL": "Mai\x00", "control": "Mai\x07\x1b", "newlines": "Mai\r\nBcc: x@y.vn",
    "long": "x" * LONG, "long number": "9" * LONG, "huge": "9" * 30, "negative": "-1", "float": "1e309", "NaN": "NaN",
    "fraction": "0,5", "full width": "１２３", "arabic digits": "٣٤", "superscript": "²", "roman": "Ⅻ",
    "no day": "31/02/2026", "year 0": "00/00/0000", "first day": "01/01/0001", "last day": "31/12/9999",
    "no ISO day": "2026-99-99", "markup": "<script>alert(1)</script>", "quotes": "'\"); drop table x; --",
    "template": "{{ 7|add:7 }}{% now %}", "format": "%s%n{0}{x}", "path": "../../etc/passwd", "JSON": '{"a": [1]}',
    "override": "\u202eMai", "emoji": "😀" * 50, "marks": "a" + "\u0301" * 300, "cyrillic": "Н14.31-260302-0001",
    "null": "null", "replacement": "\ufffd", "wild": "%_*?", "another ward": "H14.32", "tag": "\U000e0041",
}  # fmt: skip


@pytest.fixture
def world(cast):
    """Dossiers in every state that has forms of its own."""
    make_dossier(cast)
    asked = make_dossier(cast)
    request_supplement(
        asked, defects=[DefectInput("Giấy chứng sinh", 2)], reason="Thiếu", officer="tiep.nhan", at=MONDAY
    )
    accepted = [walking.accepted(cast, make_dossier(cast), MONDAY) for _ in range(4)]
    assigned = [walking.assigned(cast, one, MONDAY) for one in accepted[1:]]
    demand_fee(assigned[0], amount=8_000, reason="Lệ phí", officer="chuyen.vien", at=MONDAY)
    resolved = walking.resolved(cast, walking.proposed(cast, assigned[1], MONDAY), MONDAY)
    walking.proposed(cast, walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY), MONDAY)
    walking.returned(cast, walking.resolved(cast, walking.proposed(cast, assigned[2], MONDAY), MONDAY), MONDAY)
    return resolved


def sends(form: Form, dice: random.Random):
    """The form with a strange value in one field after the other, without the field, and with files that are none."""
    for name in dict.fromkeys(form.names):
        for kind in dice.sample(sorted(STRANGE), EACH):
            yield f"{name}: {kind}", form.filled(**{name: STRANGE[kind]})
        yield f"{name}: left out", form.filled(**{name: None})
        yield f"{name}: twice", form.filled(**{name: ["1", "Mai\x00"]})
    for name in form.files:
        yield f"{name}: no file", form.filled(**{name: "to-khai.pdf"})
        yield f"{name}: empty", form.filled(**{name: upload(b"")})
        yield f"{name}: strange name", form.filled(**{name: upload(name="\x00" * 3 + "đ" * LONG + ".pdf")})


STARTS = {
    "nobody": ["/", "/dang-ky/", "/dang-nhap/", "/thu-tuc/", "/tra-cuu/", f"/tra-cuu/{COMMUNE}-260302-0001/"],
    "citizen": ["/", "/ho-so/", "/thong-bao/", "/thu-tuc/"],
    "receiver": ["/ban-lam-viec/", "/ban-lam-viec/ho-so/", "/ban-lam-viec/tiep-nhan/"],
    "specialist": ["/ban-lam-viec/", "/ban-lam-viec/ho-so/"],
    "leader": ["/ban-lam-viec/", "/ban-lam-viec/ho-so/", "/ban-lam-viec/ky-duyet/"],
    "administrator": ["/ban-lam-viec/can-bo/", "/ban-lam-viec/can-bo/tiep.nhan/", "/doi-mat-khau/"],
}


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("who", STARTS)
def test_no_form_breaks_on_a_strange_field(cast, sign_in, who):
    dice, broken, tried = random.Random(f"{SEED}-{who}"), [], 0
    client = Client(raise_request_exception=False) if who == "nobody" else sign_in(who)
    starts = STARTS[who] + ([f"/ban-nhap/{ready_draft(client, cast)}/nguoi-yeu-cau/"] if who == "citizen" else [])
    forms = forms_of(client, starts)
    for form in forms:
        for what, values in sends(form, dice):
            tried += 1
            world = transaction.savepoint()
            answer = getattr(client, form.method.lower())(form.url, values)
            transaction.savepoint_rollback(world)
            if answer.status_code >= 500:
                broken.append((form.method, form.url, what, answer.status_code))
    assert (
        len(forms) >= {"nobody": 5, "citizen": 8, "receiver": 12, "specialist": 6, "leader": 8, "administrator": 8}[who]
    ), forms
    assert not broken, (f"MOTCUA_SEED={SEED}", tried, len(broken), broken[:10])
