"""Our clock agrees with one that looks at every minute, and that one with a third that walks them one by one.

`MOTCUA_SEED` repeats a run. `make oracle` does a million cases: docs/oracle.md.
"""

import os
import random
import sys
from datetime import datetime, timedelta

from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.tests import minute_arrays, oracle
from motcua.registry.worktime.tests.random_cases import (
    SHORT,
    exact,
    moment_of,
    random_case,
    random_office,
    stops_of,
)
from motcua.registry.worktime.tests.run_oracle import batch, run

CASES, WALKED = 2_000, 100
SEED = int(os.environ.get("MOTCUA_SEED") or random.SystemRandom().randrange(10**9))


def test_our_clock_agrees_with_one_that_looks_at_every_minute(capsys):
    kinds, wrong, _ours, _theirs = run(CASES, SEED, processes=1)
    with capsys.disabled():
        sys.stdout.write(f" oracle MOTCUA_SEED={SEED}, {kinds.total()} cases ")
    assert not wrong, "\n".join(wrong)
    assert kinds.total() >= CASES
    assert len(kinds) > 10


def test_periods_of_more_than_a_year_agree_too():
    kinds, wrong, _ours, _theirs = batch(SEED * 50)
    assert not wrong, "\n".join(wrong)
    assert set(kinds) == {"longer than a year"}


def test_three_clocks_agree():
    """Two that share nothing might be wrong alike; the third has been written in yet another way."""
    chance = random.Random(SEED)
    for number in range(WALKED):
        office = random_office(chance, SHORT)
        case = random_case(chance)
        while case.restarts or any(ends is None for _begins, ends, _reason in case.stops):
            case = random_case(chance)
        minutes = minute_arrays.MinuteOffice(office.first, office.days, office.seasons, office.changes)
        looked, _ = minute_arrays.clock(
            minutes, exact(case.amount), case.unit, case.received, case.plain_stops(), case.plain_policy()
        )
        walked = oracle.due(
            oracle.Office(office.seasons, office.changes),
            exact(case.amount),
            case.unit,
            _naive(office, case.received),
            [(_naive(office, begins), _naive(office, ends)) for begins, ends, _reason in case.stops],
            case.first_day,
            case.same_day_until,
        )
        found = legal_clock(
            case.allowance(),
            office.calendar(),
            started_at=moment_of(office, case.received),
            stops=stops_of(office, case, chance),
            policy=case.policy(),
        )
        told = f"MOTCUA_SEED={SEED} case {number}: {case}\n{office}"
        assert walked == _naive(office, looked), told
        assert found.due_at == moment_of(office, looked), told
        assert found.lines[-1].day == walked.date(), told


def _naive(office, minute):
    return datetime.combine(office.first, datetime.min.time()) + timedelta(minutes=minute)
