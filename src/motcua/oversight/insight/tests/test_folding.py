"""Folded sums and the tail say what a scan of all movements says: at any moment, however much is folded."""

import os
import sys
from datetime import timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from motcua.kernel import clock
from motcua.kernel.events.relay import place
from motcua.oversight.insight.actions import folding
from motcua.oversight.insight.actions.checking import compare
from motcua.oversight.insight.actions.folding import differing_sums, fold_movements, refold
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.actions.telling import count_dossiers, recount_dossiers
from motcua.oversight.insight.models import BlockSum, Entry, FoldMark, Home, Movement, Reconciliation, Tally
from motcua.oversight.insight.queries.counting import Asked, Window, counted, scanned
from motcua.oversight.insight.queries.definitions import indicators_on
from motcua.oversight.insight.rules.folds import FAMILIES
from motcua.oversight.insight.tests import histories

pytestmark = pytest.mark.django_db
DOSSIERS = 25
BEGIN = histories.BEGIN
AGENCIES = ("H14.31", "H14.32", "H14.05")
GROUPS = ((), ("agency",), ("field",), ("level", "channel"), ("agency", "field"), ("procedure",), ("day",))
WHERE = (("field", ""), ("channel", "online"), ("procedure", "1.001"), ("agency", "H14.05"))
REACHES = (None, AGENCIES, AGENCIES[:1], AGENCIES[1:], ("H99",), ())


@pytest.fixture
def random():
    load_definitions()
    seed = int(os.environ.get("MOTCUA_SEED") or Random().randrange(10**9))
    assert sys.stderr.write(f"MOTCUA_SEED={seed} repeats it\n")
    return Random(seed)


def tell(random, first=0, *, folds=0.1):
    """Dossiers counted, folded here and there meanwhile; their codes."""
    told = [histories.history(random.randrange(10**9), first + number) for number in range(DOSSIERS)]
    histories.save(sorted((one for each in told for one in each), key=lambda one: one.recorded_at))
    while place():
        pass
    codes = [each[0].event.subject for each in told]
    for code in codes:
        count_dossiers([code])
        if random.random() < folds:
            fold(random, batch=random.choice([7, 100, 10_000]))
    return codes


def fold(random, **how):
    """The fold of some day: none, some or all of the days are closed by it."""
    fold_movements(histories.BEGIN + timedelta(days=random.randrange(-9, 300)), **how)


def some_moment(random):
    at = histories.BEGIN + timedelta(minutes=random.randrange(-20 * 1440, 200 * 1440))
    return clock.at(clock.local(at).date()) if random.random() < 0.6 else at


def some_window(random):
    from_at, to_at = sorted([some_moment(random), some_moment(random)])
    if random.random() < 0.1:
        to_at = from_at
    last = Movement.objects.order_by("-position").values_list("position", flat=True).first() or 0
    known_at = some_moment(random) if random.random() < 0.3 else None
    known_to = random.randrange(last + 2) if random.random() < 0.2 else None
    since = random.randrange(last + 2) if random.random() < 0.2 else None
    return Window(from_at, to_at, known_at, known_to, since)


def assert_same(random, questions=5):
    views = [view for view in indicators_on(histories.BEGIN.date()).values() if not view.untold]
    for _question in range(questions):
        by = random.choice(GROUPS)
        flows = [one for one in views if all(term.count.window == "during" for term in one.ratio.numerator.terms)]
        chosen = random.sample(flows if by == ("day",) else views, 8)
        windows = [some_window(random) for _window in range(random.choice([1, 1, 2, 4]))]
        asked = {
            f"{view.code}_{number}": Asked(view.ratio.numerator, window, view.ratio.scope)
            for view in chosen
            for number, window in enumerate(windows)
        }
        how = {"agencies": random.choice(REACHES), "by": by}
        if by in {(), ("agency",)} and random.random() < 0.4:
            how["where"] = random.choice(
                [("field", ""), ("channel", "online"), ("procedure", "1.001"), ("agency", "H14.05")]
            )
        ours, naive = counted(asked, **how), scanned(asked, **how)
        assert told(ours) == told(naive), (how, windows)


def amounts():
    """What the folded sums say of each day, or of each larger unit, without noughts."""
    return {
        (*row.pk, unit): upto - before
        for row in BlockSum.objects.all()
        for unit, upto, before in zip(row.units, row.sums, [0, *row.sums], strict=False)
        if upto != before
    }


def told(found):
    return {key: row for key, row in found.items() if any(row.values())}


@pytest.mark.parametrize("many", [0, 10**9], ids=["as a large batch", "as a small one"])
def test_what_is_folded_and_the_tail_say_what_all_movements_say(random, many, monkeypatch):
    monkeypatch.setattr(folding, "_MANY", many)
    codes = tell(random)
    assert_same(random)
    for code in random.sample(codes, 5):
        recount_dossiers([code])
    tell(random, first=DOSSIERS)
    assert_same(random)
    fold(random)
    assert FoldMark.objects.get().upto == Movement.objects.order_by("-id")[0].pk
    assert_same(random)
    refold(batch=random.choice([500, 10**6]))
    assert_same(random)
    assert differing_sums() == 0


def test_years_of_dossiers_are_more_than_one_row_of_larger_units(random, monkeypatch):
    for number, years in enumerate((-4, -1, 0)):
        monkeypatch.setattr(histories, "BEGIN", BEGIN + timedelta(days=365 * years))
        tell(random, first=number * DOSSIERS)
        assert_same(random, questions=2)
    fold_movements(BEGIN + timedelta(days=200))
    assert BlockSum.objects.filter(family=0, span=1).values("block").distinct().count() > 1
    assert_same(random)
    monkeypatch.setattr(histories, "BEGIN", BEGIN - timedelta(days=365 * 2))
    assert_same(random)
    assert differing_sums() == 0


def test_a_fold_asks_few_statements_and_one_of_nothing_fewer(random):
    tell(random, folds=0)
    fold_movements(BEGIN)
    tell(random, first=DOSSIERS, folds=0)
    Home.objects.filter(cut__channel="online").delete()
    assert statements(lambda: fold_movements(BEGIN)) <= 8 + len(FAMILIES) + 1
    assert statements(lambda: fold_movements(BEGIN)) <= 4
    assert_same(random, questions=3)


def statements(work):
    """How many were asked, savepoints of the test apart."""
    with CaptureQueriesContext(connection) as asked:
        work()
    return sum("SAVEPOINT" not in one["sql"] for one in asked)


def test_a_fold_that_fails_leaves_figures_as_they_were_and_is_made_up_for(random, monkeypatch):
    tell(random)
    fold(random, batch=50)
    tell(random, first=DOSSIERS, folds=0)
    mark, sums = FoldMark.objects.get().upto, BlockSum.objects.count()
    with monkeypatch.context() as broken:
        broken.setattr(folding, "_ADD", folding._ADD.replace("insight_blocksum", "nowhere"))
        with pytest.raises(Exception, match="nowhere"):
            fold(random)
    assert (FoldMark.objects.get().upto, BlockSum.objects.count()) == (mark, sums)
    assert_same(random, questions=3)
    fold(random)
    assert_same(random, questions=3)


def test_a_dossier_counted_anew_leaves_nothing_behind_in_the_sums(random):
    codes = tell(random)
    fold(random)
    for code in codes:
        Tally.objects.filter(subject=code).update(position=0)
    fold_movements(histories.BEGIN + timedelta(days=400))
    before = amounts()
    Entry.objects.update(recorded_at=F("recorded_at") - timedelta(seconds=1))  # wrong, and counts as before
    for code in codes:
        recount_dossiers([code])
    assert not amounts()  # all its movements are in the tail again
    assert_same(random, questions=3)
    fold(random)
    assert amounts() == before


def test_the_check_finds_a_sum_that_was_changed_by_hand_and_puts_it_right(random):
    tell(random)
    fold(random)
    assert compare().sums == 0
    BlockSum.objects.filter(measure__fact="received", span=0).update(sums=[77], units=[5])
    with pytest.raises(CommandError, match="--repair"):
        call_command("check_figures", stdout=StringIO())
    assert "Tổng gộp" in Reconciliation.objects.first().examples[0]
    call_command("check_figures", repair=True, stdout=StringIO())
    assert compare().sums == 0
    assert_same(random, questions=3)
