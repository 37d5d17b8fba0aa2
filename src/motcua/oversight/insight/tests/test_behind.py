"""The dossiers behind a number: those that a scan of all finds, page by page, whichever way they are looked for."""

import os
import sys
from datetime import timedelta
from importlib import import_module
from random import Random

import pytest
from django.db import connection

from motcua.kernel import clock
from motcua.kernel.events.relay import place
from motcua.oversight.insight.actions.folding import fold_movements
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.actions.telling import count_dossiers
from motcua.oversight.insight.models import Entry, Tally
from motcua.oversight.insight.queries import finding
from motcua.oversight.insight.queries.counting import Asked, Window, scanned
from motcua.oversight.insight.queries.finding import dossiers_behind
from motcua.oversight.insight.rules.formula import read_conditions, read_formula
from motcua.oversight.insight.tests import histories

pytestmark = pytest.mark.django_db
STOCKS = (
    "closing(open)",
    "opening(open)",
    "closing(overdue)",
    "closing(waiting) + closing(waiting_overdue)",
    "closing(uncollected)",
    "closing(undated) - opening(undated)",
    "opening(open) + during(received)",
)
FLOWS = (
    "during(received)",
    "during(finished where standing in (early, on_time))",
    "during(finished) - during(finished_late where apology = missing)",
    "during(received where channel = online) + during(withdrawn) - during(reopened)",
    "2 * during(handling) + during(paused_time)",
)
SCOPES = ("", "", "channel != post", "origin = imported")


@pytest.fixture
def random():
    seed = int(os.environ.get("MOTCUA_SEED") or Random().randrange(10**9))
    assert sys.stderr.write(f"MOTCUA_SEED={seed} repeats it\n")
    return Random(seed)


def test_at_any_moment_however_late_events_became_known(random, monkeypatch):
    load_definitions()
    told = [one for number in range(40) for one in histories.history(random.randrange(10**9), number)]
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
        fold_movements(clock.now())
        for formula in map(read_formula, STOCKS + FLOWS):
            asked = Asked(formula, a_window(random), read_conditions(random.choice(SCOPES)))
            seen = {"agencies": random.choice([None, *histories.AGENCIES]), "where": a_row(random, formula)}
            seen["agencies"] = seen["agencies"] and [seen["agencies"]]
            every = scanned({"n": asked}, by=("dossier",), **seen)
            wanted = {(code, row["n"]) for (code,), row in every.items() if row["n"]}
            listed = dossiers_behind(asked, size=1000, **seen)
            assert len(listed) == len(wanted)
            assert set(listed) == wanted
            with monkeypatch.context() as otherwise:
                size, few = random.randrange(1, 5), random.random() < 0.5
                otherwise.setattr(finding, "are_few", lambda agencies, few=few: agencies is not None and few)
                otherwise.setattr(finding, "_MOST", random.choice([0, 20, 20_000]))
                otherwise.setattr(finding, "_AT_ONCE", random.choice([3, 5_000]))
                otherwise.setattr(finding, "_SOON_SUMMED", random.choice([0, 5, 2_000]))
                otherwise.setattr(finding, "_LOOKED_BACK", timedelta(days=random.choice([0, 3, 15, 60])))
                pages = [dossiers_behind(asked, size=size, offset=n, **seen) for n in range(0, len(listed) + 1, size)]
            assert [one for page in pages for one in page] == listed
            found += len(wanted)
    assert found
    assert Tally.objects.filter(rests_at=None).exists()
    assert Tally.objects.exclude(rests_at=None).exists()
    each_is_of_its_agency_alone()
    Tally.objects.update(agency_code="")
    with connection.cursor() as cursor:
        cursor.execute(import_module("motcua.oversight.insight.migrations.0009_tally_of_an_agency").AGENCIES)
    each_is_of_its_agency_alone()


def each_is_of_its_agency_alone():
    """A tally that names an agency has entries of no other; until it is said which, of none."""
    known = dict(Tally.objects.exclude(agency_code="").values_list("id", "agency_code"))
    assert known
    entries = Entry.objects.filter(tally__in=known).exclude(cut__agency_code="")
    assert set(entries.values_list("tally_id", "cut__agency_code")) <= set(known.items())


def a_window(random: Random) -> Window:
    from_at, to_at = sorted(
        histories.BEGIN + timedelta(minutes=random.randrange(-1440, 150 * 1440)) for _each in range(2)
    )
    return Window(from_at, to_at)


def a_row(random: Random, formula) -> tuple[str, str] | None:
    """One row of a form: of a channel, of a procedure, of what happened on a day."""
    rows = [None, None, ("channel", "online"), ("procedure", histories.PROCEDURES[0])]
    if all(term.count.window == "during" for term in formula.terms):
        rows += [
            ("officer", "may"),
            ("day", (histories.BEGIN + timedelta(days=random.randrange(60))).date().isoformat()),
        ]
    return random.choice(rows)
