"""Every indicator equals a naive full scan, at random moments, however the events were delivered.

200 dossiers a run; MOTCUA_HISTORIES=10000 for as many.
"""

import os
from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.kernel.events.models import Delivery, EventRecord
from motcua.kernel.events.relay import place
from motcua.kernel.events.store import event_of
from motcua.kernel.memory import forget_all
from motcua.oversight.insight.actions.checking import compare
from motcua.oversight.insight.actions.folding import fold_movements
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.models import BlockSum, Entry, FoldMark, Tally
from motcua.oversight.insight.queries.counting import Asked, Window, counted
from motcua.oversight.insight.queries.definitions import indicators_on
from motcua.oversight.insight.rules.facts import DIMENSIONS, FACTS
from motcua.oversight.insight.subscribers import count as deliver_to_figures
from motcua.oversight.insight.tests import histories, oracle
from motcua.registry.worktime.public import calendar_of

pytestmark = pytest.mark.django_db
DOSSIERS = 10
EXAMPLES = max(int(os.environ.get("MOTCUA_HISTORIES", "200")) // DOSSIERS, 1)
GROUPED = ("agency", "channel", "officer")  # by officers movements are scanned, without them folded sums read
OWN = "own"  # what every history of the oracle is: none came from an older system


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None,
          phases=[Phase.generate])  # fmt: skip  # a smaller seed is no smaller history
@given(seed=st.integers(0, 10**12))
def test_every_indicator_equals_a_naive_full_scan_of_all_events(seed):
    random = Random(seed)
    clear()
    told = sorted((one for number in range(DOSSIERS) for one in histories.history(seed, number)),
                  key=lambda one: one.recorded_at)  # fmt: skip
    half = random.randrange(len(told))
    for part in (told[:half], told[half:]):
        histories.save(part)
        place()
        fold_movements(histories.BEGIN + timedelta(days=random.randrange(200)))
        deliver(random)
    found = compare()
    assert (found.wrong, found.behind, found.examples) == ([], [], [])
    for _moment in range(2):
        window = some_window(random)
        events = oracle.exported(EventRecord.objects.filter(position__isnull=False))
        if window.known_at:
            events = {code: [one for one in all_ if one["known"] <= window.known_at] for code, all_ in events.items()}
        same_as_oracle(window, events)


def same_as_oracle(window, events):
    views = indicators_on(histories.BEGIN.date())
    parts = {f"{code}_n": view.ratio.numerator for code, view in views.items()}
    parts |= {f"{code}_d": view.ratio.denominator for code, view in views.items() if view.ratio.denominator}
    told = {key: formula for key, formula in parts.items() if not formula.untold}
    ours = counted({key: Asked(formula, window) for key, formula in told.items()}, agencies=None, by=GROUPED)
    naive = {}
    for formula in told.values():
        for term in formula.terms:
            naive.setdefault(term.count, scanned(term.count, window, events))
    for key, formula in told.items():
        wanted = Counter()
        for term in formula.terms:
            for place_, number in naive[term.count].items():
                wanted[place_] += number * term.times
        got = {place_: row[key] for place_, row in ours.items() if row[key]}
        assert got == {place_: number for place_, number in wanted.items() if number}, key
    folded = counted({key: Asked(formula, window) for key, formula in told.items()}, agencies=None, by=GROUPED[:2])
    for key in told:
        wanted = Counter()
        for place_, row in ours.items():
            wanted[place_[:2]] += row[key]
        got = Counter({place_: row[key] for place_, row in folded.items()})
        assert {place_: number for place_, number in got.items() if number} == {
            place_: number for place_, number in wanted.items() if number
        }, key


def scanned(count, window, events):
    """What the oracle says of one count, by agency, channel and officer."""
    known = {FACTS[count.fact].detail: FACTS[count.fact].values, **DIMENSIONS}
    detail = {one.name: [v for v in known[one.name] if (v in one.values) != one.is_not] for one in count.conditions}
    channels = detail.pop("channel", None)
    if OWN not in detail.pop("origin", [OWN]):
        return Counter()
    details = next(iter(detail.values()), (None,))
    found = Counter()
    for history in events.values():
        for value in details:
            for (agency, channel, officer), number in oracle.count(
                count.window, count.fact, value, history, window.from_at, window.to_at, calendar_of("H14.31")
            ):
                if channels is None or channel in channels:
                    found[agency, channel, officer] += number
    return found


def some_window(random):
    from_at = histories.BEGIN + timedelta(
        minutes=random.randrange(-5, histories.DAYS) * 24 * 60 + random.randrange(1440)
    )
    to_at = from_at + timedelta(minutes=random.randrange(90 * 24 * 60))
    known_at = to_at + timedelta(days=random.randrange(-5, 30)) if random.random() < 0.4 else None
    return Window(from_at, to_at, known_at)


def deliver(random):
    """Late, twice and out of order."""
    events = [event_of(row) for row in EventRecord.objects.filter(position__isnull=False)]
    again = random.sample(events, len(events) // 3)
    mixed = events + again
    random.shuffle(mixed)
    while mixed:
        size = random.choice([1, 1, 7, 45])
        deliver_to_figures(mixed[:size])
        del mixed[:size]


def clear():
    for model in (Delivery, EventRecord, Entry, Tally, BlockSum, FoldMark):
        model.objects.all().delete()
    forget_all()
    load_definitions()
