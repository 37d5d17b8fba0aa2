"""A million random periods, each counted twice: ``make oracle``, or ``python -m … --cases N --seed S --log FILE``.

Spread over two processes; stops at the first case that the two clocks disagree on and prints it whole. With `--log`
the result is written as a page for ``docs/``.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from contextlib import nullcontext
from functools import partial
from multiprocessing import Pool
from pathlib import Path

from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.tests import minute_arrays
from motcua.registry.worktime.tests.random_cases import (
    AMOUNTS,
    LONG,
    LONG_AMOUNTS,
    SHORT,
    exact,
    moment_of,
    random_case,
    random_office,
    stops_of,
)

AN_OFFICE = 200
"""Cases counted on one office; one office in fifty covers years, for a tenth as many long periods."""
LONG_EVERY = 50


def batch(seed: int) -> tuple[Counter, list[str], float, float]:
    """The cases of one office: counts by kind, disagreements in words, seconds of either clock."""
    chance = random.Random(seed)
    is_long = seed % LONG_EVERY == 0
    office = random_office(chance, LONG if is_long else SHORT)
    calendar = office.calendar()
    minutes = minute_arrays.MinuteOffice(office.first, office.days, office.seasons, office.changes)
    kinds, wrong, ours, theirs = Counter(), [], 0.0, 0.0
    for _ in range(AN_OFFICE // 10 if is_long else AN_OFFICE):
        case = random_case(chance, LONG_AMOUNTS if is_long else AMOUNTS)
        stops, started_at = stops_of(office, case, chance), moment_of(office, case.received, chance.randrange(60))
        began = time.perf_counter()
        due, stopped_from = minute_arrays.clock(
            minutes, exact(case.amount), case.unit, case.received, case.plain_stops(), case.plain_policy()
        )
        middle = time.perf_counter()
        found = legal_clock(case.allowance(), calendar, started_at=started_at, stops=stops, policy=case.policy())
        ours, theirs = ours + time.perf_counter() - middle, theirs + middle - began
        kinds["longer than a year" if is_long else case.kind] += 1
        expected = moment_of(office, due), None if stopped_from is None else moment_of(office, stopped_from)
        if (found.due_at, found.stopped_from) != expected:
            wrong.append(
                f"batch {seed}: {case}\n  {office}\n  found {found.due_at}, {found.stopped_from}\n  not {expected}"
            )
    return kinds, wrong, ours, theirs


def run(cases: int, seed: int, processes: int) -> tuple[Counter, list[str], float, float]:
    """As `batch`, for as many batches as make `cases`."""
    kinds, wrong, ours, theirs = Counter(), [], 0.0, 0.0
    chance = random.Random(seed)
    seeds = iter(lambda: chance.randrange(10**12), None)
    with Pool(processes) if processes > 1 else nullcontext() as pool:
        spread = partial(pool.imap_unordered, chunksize=4) if pool else map
        for found in spread(batch, _enough(seeds, cases)):
            kinds, ours, theirs = kinds + found[0], ours + found[2], theirs + found[3]
            wrong += found[1]
            if wrong:
                break
    return kinds, wrong, ours, theirs


def _enough(seeds, cases):
    while cases > 0:
        seed = next(seeds)
        cases -= AN_OFFICE // 10 if seed % LONG_EVERY == 0 else AN_OFFICE
        yield seed


def page(kinds: Counter, seed: int, seconds: float, ratio: float, mismatches: int) -> str:
    """The log."""
    rows = "\n".join(f"| {kind} | {count:,} |" for kind, count in sorted(kinds.items()))
    return f"""# The legal clock against its oracle

`make oracle` counts a million random periods twice: by `registry/worktime/rules/clock.py` and by an oracle written
apart (`registry/worktime/tests/minute_arrays.py`: one array entry for every minute, no shared code). Offices have
turning seasons, Saturday counters, days of 7 h 30, days off, swapped days and days shut in part; periods have all
units, all policies, up to three stops (one may be open) with seconds on their moments. `make test` does 2,000 fresh
ones, and a third clock that walks minute by minute repeats some of them.

| | |
|---|---|
| seed | {seed} |
| cases | {kinds.total():,} |
| **mismatches** | **{mismatches}** |
| took | {seconds / 60:.1f} minutes on two processes |
| time of the oracle ÷ time of the clock | {ratio:.1f} |

| kind | cases |
|---|---|
{rows}
"""


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--cases", type=int, default=10**6)
    reader.add_argument("--seed", type=int, default=int(os.environ.get("MOTCUA_SEED") or random.randrange(10**9)))
    reader.add_argument("--processes", type=int, default=2)
    reader.add_argument("--log", type=Path)
    asked = reader.parse_args()
    _say(f"oracle: {asked.cases:,} cases, MOTCUA_SEED={asked.seed}")
    began = time.monotonic()
    kinds, wrong, ours, theirs = run(asked.cases, asked.seed, asked.processes)
    seconds = time.monotonic() - began
    _say("\n".join(wrong) or f"{kinds.total():,} cases, no mismatch, {seconds:.0f} s, ratio {theirs / ours:.1f}")
    if asked.log and not wrong:
        asked.log.write_text(page(kinds, asked.seed, seconds, theirs / ours, len(wrong)), encoding="utf-8")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
