from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from motcua.kernel.events.declare import Event, UnknownEvent, declared_events, event, revive
from motcua.kernel.events.tests.factories import AT, Colour, Painted, rang

PAINTED = Painted(
    subject="wall",
    agency_code="H14.05",
    at=AT,
    actor="painter",
    colour=Colour.RED,
    on=date(2026, 11, 23),
    at_last=datetime(2026, 11, 24, tzinfo=UTC),
    price=Decimal("12.50"),
    amounts=(1, 2),
    codes=frozenset({"b", "a"}),
)


def common(made):
    return {name: getattr(made, name) for name in ("id", "subject", "agency_code", "at", "actor", "cause")}


def test_a_payload_is_plain_json_and_revives_to_the_same_event():
    assert PAINTED.payload() == {
        "colour": "red",
        "on": "2026-11-23",
        "at_last": "2026-11-24T00:00:00+00:00",
        "price": "12.50",
        "amounts": [1, 2],
        "codes": ["a", "b"],
        "is_dry": False,
    }
    assert revive("events.painted", 2, common(PAINTED), PAINTED.payload()) == PAINTED


def test_fields_that_came_later_take_their_default_and_those_that_went_are_dropped():
    old = {name: value for name, value in PAINTED.payload().items() if name != "is_dry"} | {"shade": "dark"}
    assert revive("events.painted", 2, common(PAINTED), old) == PAINTED


def test_an_event_cannot_be_changed_and_has_an_id_of_its_own():
    with pytest.raises(FrozenInstanceError):
        PAINTED.colour = None
    assert rang().id != rang().id


def test_a_kind_nobody_declared_is_unknown():
    with pytest.raises(UnknownEvent, match="no_such version 1"):
        revive("no_such", 1, common(PAINTED), {})


def test_a_kind_and_version_is_declared_once():
    with pytest.raises(ValueError, match="declared twice"):

        @event("events.painted", version=2)
        class Again(Event):
            pass

    assert declared_events()["events.painted", 2] is Painted
