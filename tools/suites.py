"""``python -m tools.suites all|twice|fast``: every check of the house, side by side, with one closing line for all.

Two suites run at a time (the machine of a small office has two cores), and beside them the one that mostly waits.
What a suite says is shown when it ends: whole if it failed, its last line if not. The closing line is pytest's:
``3 failed, 812 passed, 4 skipped in 301.20s``.
"""

import os
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
POSTGRES_15 = Path("/usr/lib/postgresql/15/bin")
LANES = 2
_AGAIN = ["--reruns", "1", "--only-rerun", r"Protocol error|net::ERR_|browser has been closed"]
"""Once more when the browser itself broke off, and only then; the closing line of the suite counts it as rerun."""
_PYTEST = [sys.executable, "-m", "pytest"]
_COUNT = re.compile(r"(\d+) (passed|failed|errors?|skipped|xfailed|xpassed)\b")
_CLOSING = re.compile(r"\d+ (?:passed|failed|errors?|skipped).* in [\d.]+s( \([\d:]+\))?")


@dataclass(frozen=True)
class Suite:
    """One command; a check that is not pytest counts as one test."""

    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)
    is_waiting: bool = False
    """It mostly waits for processes to come back: it takes no lane from the others."""

    def run(self) -> "Outcome":
        """Run it to its end."""
        began = time.monotonic()
        done = subprocess.run(
            self.command,
            cwd=ROOT,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        return Outcome(self, done.returncode, done.stdout, time.monotonic() - began)


@dataclass(frozen=True)
class Outcome:
    """How a suite ended."""

    suite: Suite
    code: int
    output: str
    seconds: float

    @property
    def counts(self) -> Counter[str]:
        """Tests by result."""
        last = self.output.rstrip().rpartition("\n")[2]
        found = _COUNT.findall(last) if _CLOSING.fullmatch(last) else []
        counts = Counter({word.removesuffix("s"): int(number) for number, word in found})
        if not counts or (self.code and not counts["failed"] + counts["error"]):
            counts["failed" if self.code else "passed"] += 1
        return counts

    def report(self) -> str:
        """What to show of it."""
        state = "FAILED" if self.code else "ok"
        head = f"── {self.suite.name}: {state}, {self.seconds:.0f} s ──"
        lines = self.output.rstrip().splitlines()
        return "\n".join([head, *(lines if self.code else lines[-1:])])


def fast() -> Iterator[Suite]:
    """What needs no database and no browser."""
    yield Suite("types", [str(PROGRAMS / "mypy")])
    yield from _forms()
    chosen = "not django_db and not journey and not race and not crash"
    yield Suite("house and rules", [*_PYTEST, "-m", chosen])


def whole(*, twice: bool = False) -> Iterator[Suite]:
    """Everything, the longest first; `twice`: the modules' database tests on both servers instead of on 15 alone."""
    rest = "not journey and not crash and not office"
    if POSTGRES_15.exists():
        on_15 = {"MOTCUA_TEST_POSTGRES": str(POSTGRES_15)}
        database = [*_PYTEST, "src", "tests/races", "-m", f"django_db and {rest}"]
        yield Suite("modules and races on PostgreSQL 15", database, on_15)
        yield Suite("across modules, on the embedded PostgreSQL", [*_PYTEST, "tests", "src/motcua/roof", "-m", rest])
        yield from _browsers_and_crashes()
        yield Suite("rules", [*_PYTEST, "src", "tools", "-m", f"not django_db and {rest}"])
        if twice:
            yield Suite("modules on the embedded PostgreSQL", [*_PYTEST, "src", "-m", f"django_db and {rest}"])
    else:
        print("PostgreSQL 15 is not here (apt-get install postgresql-15): all on the embedded one.", flush=True)
        yield Suite("tests on the embedded PostgreSQL", [*_PYTEST, "-m", rest])
        yield from _browsers_and_crashes()
    yield Suite("types", [str(PROGRAMS / "mypy")])
    yield Suite("files opened by LibreOffice", [*_PYTEST, "-m", "office", "src/motcua/oversight/sheets", "-rs"])
    yield from _forms()


def _browsers_and_crashes() -> Iterator[Suite]:
    """The kills are over before the browsers begin, whose patience is shorter."""
    yield Suite("crashes", [*_PYTEST, "-m", "crash"], is_waiting=True)
    yield Suite("journeys in a browser", [*_PYTEST, "-m", "journey", *_AGAIN])


def _forms() -> Iterator[Suite]:
    yield Suite("lint", [str(PROGRAMS / "ruff"), "check", "."])
    yield Suite("format", [str(PROGRAMS / "ruff"), "format", "--check", "."])
    yield Suite("rules of the house", [sys.executable, "-m", "tools.lint"])


def closing_line(outcomes: list[Outcome], seconds: float) -> str:
    """All results as pytest writes them."""
    total = sum((outcome.counts for outcome in outcomes), Counter[str]())
    order = ("failed", "error", "passed", "skipped", "xfailed", "xpassed")
    parts = [f"{total[word]} {word}" for word in order if total[word]]
    return f"{', '.join(parts)} in {seconds:.2f}s"


def main(which: str) -> int:
    """Run the suites; 1 if one failed."""
    began = time.monotonic()
    outcomes = []
    suites = fast() if which == "fast" else whole(twice=which == "twice")
    with ThreadPoolExecutor(LANES) as lanes, ThreadPoolExecutor(1) as beside:
        running = [(beside if suite.is_waiting else lanes).submit(suite.run) for suite in suites]
        for each in as_completed(running):
            outcomes.append(each.result())
            print(outcomes[-1].report(), flush=True)
    failed = [outcome.suite.name for outcome in outcomes if outcome.code]
    if failed:
        print(f"\nFailed: {', '.join(failed)}")
    print(f"\n{closing_line(outcomes, time.monotonic() - began)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "all"))
