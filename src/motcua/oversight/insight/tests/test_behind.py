"""The dossiers behind a stock, found by from when until when each is counted: those that a scan of all finds."""

import os
import sys
from datetime import timedelta
from random import Random

import pytest

from motcua.kernel.events.relay import place
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.actions.telling import count_dossiers
from motcua.oversight.insight.models import Tally
from motcua.oversight.insight.queries.counting import Asked, Window, dossiers_behind, scanned
from motcua.oversight.insight.rules.formula import read_formula
from motcua.oversight.insight.tests import histories

pytestmark = pytest.mark.django_db
FORMULAS = (
    "closing(open)",
    "opening(open)",
    "closing(overdue)",
    "closing(waiting) + closing(waiting_overdue)",
    "closing(uncollected)",
    "opening(open) + during(received)",
    "closing(undated) - opening(undated)",
)


def test_at_any_moment_however_late_events_became_known():
    load_definitions()
    seed = int(os.environ.get("MOTCUA_SEED") or Random().randrange(10**9))
    assert sys.stderr.write(f"MOTCUA_SEED={seed} repeats it\n")
    random = Random(seed)
    told = [one for number in range(40) for one in histories.history(seed, number)]
    told.sort(key=lambda one: one.recorded_at)
    found = 0
    while told:
        now = random.randrange(1, len(told) + 1)
        histories.save(told[:now])
        codes = {one.event.subject for one in told[:now]}
        del told[:now]
        while place():
            pass
        count_dossiers(codes)
        for formula in map(read_formula, FORMULAS):
            from_at, to_at = sorted(
                histories.BEGIN + timedelta(minutes=random.randrange(-1440, 150 * 1440)) for _each in range(2)
            )
            asked = Asked(formula, Window(from_at, to_at))
            every = scanned({"n": asked}, agencies=None, by=("dossier",))
            wanted = {(code, row["n"]) for (code,), row in every.items() if row["n"]}
            assert set(dossiers_behind(asked, agencies=None, size=1000)) == wanted
            found += len(wanted)
    assert found
    assert Tally.objects.filter(rests_at=None).exists()
    assert Tally.objects.exclude(rests_at=None).exists()
