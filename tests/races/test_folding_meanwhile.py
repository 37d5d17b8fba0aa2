"""Figures while movements are written, folded and recounted by others: what is answered was true at a moment."""

from collections.abc import Callable
from threading import Event

from motcua.kernel import clock
from motcua.kernel.events.relay import place
from motcua.oversight.insight.actions.folding import differing_sums, fold_movements
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.actions.telling import count_dossiers, recount_dossiers
from motcua.oversight.insight.queries.counting import Asked, Window, counted, scanned
from motcua.oversight.insight.rules.formula import read_formula
from motcua.oversight.insight.tests import histories
from tests.races.together import together

DOSSIERS = 40
WINDOW = Window(histories.BEGIN, clock.now())


def asked(text):
    return {"n": Asked(read_formula(text), WINDOW)}


def lives() -> list[str]:
    """Dossiers with placed events, none of them counted."""
    load_definitions()
    told = [histories.history(5, number) for number in range(DOSSIERS)]
    histories.save([one for each in told for one in each])
    while place():
        pass
    return [each[0].event.subject for each in told]


def looked_at_while(before: list[str], later: list[str]) -> list[int]:
    """What was answered, one time after the other, while some are counted, others recounted, and all folded."""
    seen, ended = [], Event()

    def write() -> None:
        try:
            for one, other in zip(before, later, strict=True):
                count_dossiers([other])
                recount_dossiers([one])
        finally:
            ended.set()

    def until_the_end(work: Callable[[], object]) -> Callable[[], None]:
        def again() -> None:
            while not ended.is_set():
                work()

        return again

    def look() -> None:
        seen.append(counted(asked("during(submitted)"), agencies=None)[()]["n"])

    together(write, until_the_end(lambda: fold_movements(clock.now(), batch=40)), until_the_end(look))
    return seen


def test_figures_never_waver_while_movements_are_folded_and_recounted(transactional_db):
    codes = lives()
    before, later = codes[: DOSSIERS // 2], codes[DOSSIERS // 2 :]
    for code in before:
        count_dossiers([code])
    seen = looked_at_while(before, later)
    assert seen == sorted(seen)  # a recount and a fold never show: what is counted only grows
    assert (min(seen) >= len(before), max(seen) <= len(codes)) == (True, True)
    fold_movements(clock.now())
    for text in ("during(submitted)", "during(finished)", "closing(open)", "during(handling)"):
        for by in ((), ("agency",), ("field",)):
            assert counted(asked(text), agencies=None, by=by) == scanned(asked(text), agencies=None, by=by)
    assert differing_sums() == 0
