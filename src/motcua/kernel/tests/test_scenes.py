"""A scene is made once, and no test sees what another did in it."""

from copy import deepcopy
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from motcua.kernel.clock import at
from motcua.kernel.tests.scenes import made_once

pytestmark = pytest.mark.django_db
MADE = []


@made_once
def begun():
    MADE.append(1)
    with transaction.atomic(durable=True):
        Session.objects.create(session_key="scene", session_data="", expire_date=at(date(2026, 1, 1)))
    return {"words": ["scene"]}


@pytest.fixture
def scene(begun):
    return deepcopy(begun)


@pytest.mark.parametrize("turn", [1, 2])
def test_each_finds_what_was_made_and_nothing_of_another(scene, turn):
    assert scene == {"words": ["scene"]}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["scene"]
    scene["words"].append("mine")
    with transaction.atomic(durable=True):
        Session.objects.update(session_key=f"changed {turn}")
    assert MADE == [1]


@pytest.mark.parametrize("turn", [1, 2])
def test_who_does_not_ask_for_it_begins_from_nothing(turn):
    assert not Session.objects.exists()
