"""Every address, every person, nonsense in every field: no answer is a fault of ours."""

import os
import random
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.capabilities.workflow.public import open_tasks
from motcua.casework.dossiers.tests import walking
from motcua.casework.dossiers.tests.factories import MONDAY, make_dossier

SEED = int(os.environ.get("MOTCUA_SEED", random.randrange(10**6)))
NONSENSE = [
    *("", "\x00", "\ufffd", "-1", "9" * 30, "x" * 3000, "<b>&'\"", "../..", "0x41", "true", "null", "{}"),
    *("H14.31", "2026-02-30", "đ" * 50, "%s%n", "\u202e", "1.001193"),
]
FIELDS = [
    "q",
    "ma",
    "trang",
    "trang-thai",
    "qua-han",
    "do",
    "chosen",
    "procedure",
    "case",
    "agency",
    "receiving",
    "paper",
    "owner_full_name",
    "owner_kind",
    "owner_identity_number",
    "reason",
    "others",
    "defect-1",
    "answer_by",
    "amount",
    "appointed_on",
    "to",
    "outcome",
    "result",
    "title",
    "method",
    "taken_by",
    "tracking_code",
    "brought",
    "code",
    "delivery_method",
    "is_for_other",
    "submission_key",
    "username",
    "password",
    "next",
    "language",
    "theme",
    "linh-vuc",
    "cap",
    "phan",
    "ly-do",
    "value",
    "full_name",
    "identity_number",
    "birth_on",
]


def addresses(patterns=None, before=""):
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def filled(route: str, known: dict[str, str], chance: random.Random) -> str:
    parts = []
    for part in route.split("/"):
        if part.startswith("<"):
            kind, _, name = part.strip("<>").rpartition(":")
            usual = {"int": str(chance.choice([0, 1, 10**18])), "uuid": str(uuid4())}.get(
                kind, chance.choice(["x", "1.001193"])
            )
            part = known.get(name, usual) if chance.random() < 0.8 else usual  # noqa: PLW2901
        parts.append(part)
    return "/" + "/".join(parts)


@pytest.mark.parametrize("who", ["nobody", "citizen", "receiver", "specialist", "leader", "stranger"])
def test_no_page_breaks_on_nonsense(cast, sign_in, draft, who):
    chance = random.Random(f"{SEED} {who}")
    dossier = walking.assigned(cast, walking.accepted(cast, make_dossier(cast), MONDAY), MONDAY + walking.HOUR)
    known = {"code": dossier.code, "task": str(open_tasks(dossier.code)[0].id), "draft": str(draft.key),
             "procedure": cast.procedure.code, "key": "nguoi-yeu-cau", "move": "correct",
             "paper": str(cast.procedure.cases[0].papers[0].id)}  # fmt: skip
    client = Client(raise_request_exception=False) if who == "nobody" else sign_in(who)
    broken = []
    for route in sorted(set(addresses())):
        if route.startswith(("dang-xuat", "api/")):
            continue  # the REST door has Schemathesis
        for _turn in range(3):
            path = filled(route, known, chance)
            given = {name: chance.choice(NONSENSE) for name in chance.sample(FIELDS, 12)}
            for ask in (client.get, client.post):
                answered = ask(path, given)
                if answered.status_code >= 500:
                    broken.append((ask.__name__, path, given, answered.status_code))
    assert not broken, (f"MOTCUA_SEED={SEED}", broken[:3])
