"""What each event changes, told while retelling once, is the difference between two whole answers.

1,500 histories a run; MOTCUA_HISTORIES=100000 for as many.
"""

import os
from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.casework.dossiers import events as told
from motcua.kernel.events.declare import Event
from motcua.oversight.insight.rules.life import KINDS, Life, lived, retold
from motcua.oversight.insight.rules.retelling import agencies_of, changes
from motcua.oversight.insight.tests import histories

AT_ONCE = 30
EXAMPLES = max(int(os.environ.get("MOTCUA_HISTORIES", "1500")) // AT_ONCE, 1)
SLIP = told.SlipMade(subject="D", agency_code="H14.31", at=histories.BEGIN, actor="may", procedure_code="1.001",
                     channel="online", form="01", digest="ab")  # fmt: skip


@dataclass(frozen=True)
class At:
    position: int
    event: Event


def judge(life, ended_at):
    if life.due_at is None:
        return "undated"
    return "late" if life.supplements_again or ended_at > life.due_at else "on_time"


def owed(life):
    since = life.awaits_answer_from
    return None if since is None or life.receiving_agency_code == "H14.05" else since + timedelta(hours=8)


def placed(events):
    """With positions that leave gaps, as those of other dossiers do."""
    return [At(3 * number + 1, event) for number, event in enumerate(events)]


def whole(history):
    return retold([(one.position, one.event) for one in history], judge, owed)


def plain_changes(history, after):
    """By the definition: all counts with the event less all counts without it."""
    for number, one in enumerate(history):
        if one.position > after:
            found = Counter(whole(history[: number + 1]))
            found.subtract(whole(history[:number]))
            yield one, {mark: amount for mark, amount in found.items() if amount}


def odd(random, number):
    """A history as it might become known: late, twice, at one moment, without its beginning, brought in, mixed up."""
    events = [one.event for one in sorted(histories.history(random.random(), number), key=lambda one: one.recorded_at)]
    for _turn in range(random.randrange(4)):
        random.choice([_twice, _at_one_moment, _lost, _imported, _swapped, _of_no_count])(random, events)
    return placed(events)


def _twice(random, events):
    events.insert(random.randrange(len(events) + 1), random.choice(events))


def _at_one_moment(random, events):
    here = random.randrange(len(events))
    events[here] = replace(events[here], at=random.choice(events).at)


def _lost(random, events):
    if len(events) > 1:
        del events[random.randrange(len(events))]


def _imported(_random, events):
    events[:] = [replace(event, is_imported=True) for event in events]


def _swapped(random, events):
    one, other = random.randrange(len(events)), random.randrange(len(events))
    events[one], events[other] = events[other], events[one]


def _of_no_count(random, events):
    events.insert(random.randrange(len(events) + 1), replace(SLIP, at=random.choice(events).at))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None,
          phases=[Phase.generate])  # fmt: skip  # a smaller seed is no smaller history
@given(seed=st.integers(0, 10**12))
def test_what_each_event_changes_is_the_difference_of_two_retellings(seed):
    random = Random(seed)
    for number in range(AT_ONCE):
        history = odd(random, number)
        after = random.choice([0, random.randrange(3 * len(history) + 2)])
        assert list(changes(history, judge, owed, after=after)) == list(plain_changes(history, after))


@pytest.mark.parametrize("seed", range(20))
def test_all_changes_together_are_the_counts(seed):
    history = odd(Random(seed), seed)
    total = Counter()
    for _one, counts in changes(history, judge, owed):
        total.update(counts)
    assert {mark: amount for mark, amount in total.items() if amount} == whole(history)


def test_the_histories_hold_what_is_odd():
    random = Random(1)
    many = [odd(random, number) for number in range(400)]
    events = [one.event for history in many for one in history]
    assert set(KINDS) <= {event.kind for event in events}
    assert any(event.is_imported for event in events)
    moments = [[one.event.at for one in history] for history in many]
    assert any(at != sorted(at) for at in moments)
    assert any(len(set(at)) < len(at) for at in moments)
    again = [lived([(one.position, one.event) for one in history], judge) for history in many]
    assert any(life.supplements_again and life.is_open for life in again)


def test_nothing_is_judged_that_is_counted_already():
    history = placed(sorted((one.event for one in histories.history(5, 1)), key=lambda event: event.at))
    assert history[-1].event.kind != told.DossierSubmitted.kind

    def never(_life: Life, _ended_at):
        raise AssertionError

    assert list(changes(history, never, owed, after=history[-1].position)) == []


def test_of_no_events_nothing_is_told():
    assert list(changes([], judge, owed)) == []


@pytest.mark.parametrize("seed", range(30))
def test_a_dossier_is_counted_for_no_agency_but_those_it_names(seed):
    random = Random(seed)
    for number in range(10):
        history = odd(random, number)
        counted = {mark.place.agency_code for mark in whole(history)}
        assert counted - {""} <= agencies_of(history)
