"""The database answers a condition as the rule does, whatever the values and of whatever type."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.capabilities.registers.models import Record, RegisterVersion
from motcua.capabilities.registers.queries.conditions import all_of
from motcua.capabilities.registers.rules.conditions import all_hold
from motcua.registry.people.tests.factories import AT

DAY = date(2026, 11, 23)
numbers = st.integers(-20, 20) | st.decimals(-9, 9, places=2).map(float)
days = st.dates(date(2026, 11, 1), date(2026, 12, 20)).map(lambda day: day.isoformat())
texts = st.sampled_from(["a", "b", "đ", "", 'nháy"kép', "c"])
values = st.fixed_dictionaries(
    {},
    optional={
        "size": numbers,
        "due": days,
        "kind": texts,
        "many": st.lists(texts, min_size=1, max_size=3, unique=True),
        "ok": st.booleans(),
        "council": st.fixed_dictionaries({"average": numbers, "count": st.integers(1, 5)}),
    },
)
orders = st.sampled_from(["least", "most", "more", "less"])
plain = st.one_of(
    st.tuples(st.sampled_from(["size", "council.average"]), orders, numbers),
    st.tuples(st.just("due"), orders, days),
    st.tuples(st.sampled_from(["kind", "many"]), st.sampled_from(["is", "not"]), texts),
    st.tuples(st.sampled_from(["size", "council.count"]), st.sampled_from(["is", "not"]), numbers),
    st.tuples(st.just("ok"), st.sampled_from(["is", "not"]), st.booleans()),
    st.tuples(st.sampled_from(["kind", "many"]), st.just("in"), st.lists(texts, min_size=1, max_size=3)),
    st.tuples(st.sampled_from(["size", "due", "ok", "council", "many"]), st.just("filled"), st.booleans()),
    st.tuples(st.just("due"), st.just("past"), st.just(True)),
    st.tuples(st.just("due"), st.just("within_days"), st.integers(0, 20)),
    st.tuples(st.just("state"), st.sampled_from(["is", "not"]), st.sampled_from(["open", "done"])),
    st.tuples(st.just("state"), st.just("in"), st.just(["open", "done"])),
).map(lambda one: {"field": one[0], one[1]: one[2]})
conditions = st.lists(plain | st.lists(plain, min_size=1, max_size=3).map(lambda many: {"any": many}), max_size=3)


@pytest.mark.django_db
class TestTheDatabase(TestCase):
    @settings(max_examples=120)
    @given(kept=values, state=st.sampled_from(["open", "done", "gone"]), asked=conditions)
    def test_agrees_with_the_rule(self, kept, state, asked):
        version, _ = RegisterVersion.objects.get_or_create(
            register="thu",
            number=1,
            defaults={"name": "Thử", "written": {}, "valid_from": DAY, "published_at": AT},
        )
        Record.objects.create(
            register="thu",
            code="A",
            version=version,
            agency_code="H14",
            state=state,
            values=kept,
            written_at=AT,
            changed_at=AT,
        )
        found = Record.objects.filter(all_of(asked, DAY)).exists()
        assert found == all_hold(asked, kept, state=state, agency_code="H14", day=DAY)
