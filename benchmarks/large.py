"""Figures over very many dossiers (``SIZE=``, ten million at first, 5 GB of disk for each million; ``EVENTS=``: of how
many their events are written too, 3 GB for each million). With ``HOUSE=NAME`` it is kept and asked again; ``ASK="forms
boards"`` asks only these.

Everything is measured in one run on one database: a report form from folded sums against a scan of the movements, what
counting costs beside the moves that are counted, making all sums anew, boards under sixteen clients, and how long an
event takes to be a number on the screen.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from statistics import median, quantiles

from benchmarks import past, people
from benchmarks.house import House, memory_mb, process, settle, web
from benchmarks.load import Browser, Times, closed, opened
from benchmarks.moves import Way, our_way
from benchmarks.table import Line, loaded
from motcua.simulator.public import cast

_SIZE = 10_000_000
_ASKED, _SCANNED = 12, 2
_MOVES, _AT_ONCE = 150, 10
_FEWEST, _RANGES = 8, 40
_REFOLDED = 2_000_000
"""Rows of sums up to which they are also made anew: beyond, it takes as long as folding once more."""
_CLIENTS, _ARRIVALS_A_SECOND, _SECONDS = 16, 8, 40
_EVENTS = 20
_LONGEST, _WARM = 300.0, 3
_LOADS = (0, 2, 4)
_ALL_DUE = "UPDATE jobs_jobturn SET next_at = now(), last_started_at = NULL"
_BEGUN = "SELECT count(*) > 0 FROM jobs_jobturn WHERE last_started_at IS NOT NULL"
_NOTHING_WAITS = "SELECT count(*) = 0 FROM events_delivery WHERE state = 'waiting'"
_SIZE_OF = "SELECT pg_size_pretty(pg_database_size(current_database())), count(*) FROM insight_entry"
_WALL = "/so-lieu/man-hinh/so/"


def main(home: House) -> Iterator[Line]:
    """Measure all; yields the lines of the table. A house that is written is only asked again."""
    from motcua.oversight.insight.actions.loading import load_definitions

    count = int(os.environ.get("SIZE") or _SIZE)
    events = int(os.environ.get("EVENTS") or count)
    settle(home)
    load_definitions()
    if not past.is_written(home.url):
        yield from _written(home, count, events)
    for name in os.environ.get("ASK", "").split() or _PARTS:
        with loaded() as load:
            for what, figure in _PARTS[name](home):
                yield Line(f"{what}, {count:,} dossiers", figure, load())


def _written(home: House, count: int, events: int) -> Iterator[Line]:
    from motcua.kernel import clock

    with loaded() as load:
        began = time.perf_counter()
        past.generate(home.url, count, until=clock.today(), places=past.agencies_of_province(), events=events)
        _is_right(home)
        size = home.sql(_SIZE_OF)
        took = time.perf_counter() - began
        yield Line(
            f"{count:,} dossiers with counts, {min(events, count):,} with events",
            f"{size[0][1]:,} movements, {size[0][0]}, {took:.0f} s",
            load(),
        )
    with loaded() as load:
        for what, figure in _folded(home):
            yield Line(f"{what}, {count:,} dossiers", figure, load())


Told = Iterator[tuple[str, str]]


def _is_right(home: House) -> None:
    """What was written is what the product itself counts of the same events."""
    from motcua.oversight.insight.actions.checking import differences_of

    for code in past.sampled(home.url):
        if found := differences_of(code):
            raise RuntimeError(f"{code}: {found[:3]}")


def _folded(home: House) -> Told:
    from motcua.kernel import clock
    from motcua.oversight.insight.actions.folding import fold_movements, refold

    folded = _spent(home, lambda: fold_movements(clock.now()))
    for table in ("blocksum", "bin", "home"):
        home.sql(f"VACUUM ANALYZE insight_{table}")
    ((rows, pages),) = home.sql("SELECT count(*), pg_size_pretty(pg_total_relation_size('insight_blocksum')) "
                                "FROM insight_blocksum")  # fmt: skip
    yield "movements folded in batches", f"{folded}; {rows:,} rows of sums, {pages}"
    if rows <= _REFOLDED:
        yield "all sums made anew", _spent(home, refold)
        home.sql("VACUUM ANALYZE insight_blocksum")


def _recomputed(_home: House) -> Told:
    """Dossiers retold from all their events and compared with what is counted, by as many processes as processors."""
    from motcua.kernel.events.models import EventRecord
    from motcua.kernel.events.store import subject_ranges
    from motcua.kernel.processes import spread
    from motcua.oversight.insight.actions.checking import DOSSIERS_AT_ONCE, compare_some
    from motcua.oversight.insight.models import Tally
    from motcua.oversight.insight.rules.life import KINDS

    count, processes = Tally.objects.count(), os.cpu_count() or 1
    told = EventRecord.objects.filter(kind=KINDS[0]).count()
    ranges = subject_ranges(max(_FEWEST, told // DOSSIERS_AT_ONCE))[:_RANGES]
    done, began = 0, 0.0
    for number, found in enumerate(spread(compare_some, ranges, processes)):
        if number < processes:
            began = time.perf_counter()  # the processes have begun
            continue
        done += found.dossiers
        if found.suspects:
            raise RuntimeError(f"{found.suspects[:3]} are counted otherwise than their events say")
    rate = done / (time.perf_counter() - began)
    yield (
        f"all events retold and compared with all counts, {processes} processes",
        f"{rate:,.0f} dossiers a second ({done:,} read): {count / rate / 60:,.1f} minutes for all",
    )


def _forms(home: House) -> Told:
    """Form II.06a of all agencies, for periods that begin and end on any day, and up to a minute of a day."""
    from motcua.kernel import clock
    from motcua.oversight.insight.queries.counting import Window, counted, scanned
    from motcua.registry.organisation.public import agencies

    every, dice, today = [one.code for one in agencies()], Random(5), clock.today()
    home.sql("SELECT pg_stat_statements_reset()")
    windows = [_some_days(dice, today) for _turn in range(_ASKED)]
    until_now = [Window(clock.at(today - timedelta(days=60 * turn + 30)), clock.now()) for turn in range(6)]
    known = [Window(one.from_at, one.to_at, known_at=one.to_at - timedelta(days=1)) for one in until_now]
    asked = {
        "any period, by field": (windows, ("field",), every),
        "any period, by agency": (windows, ("agency",), every),
        "any period, of one agency": (windows, ("field",), every[:1]),
        "up to now, by field": (until_now, ("field",), every),
        "as known a day before, by field": (known, ("field",), every),
    }
    counted(form(windows[0]), agencies=every, by=("field",))
    plain = []
    for window in windows[:_SCANNED]:
        began = time.perf_counter()
        naive = scanned(form(window), agencies=every, by=("field",))
        plain.append(time.perf_counter() - began)
        ours = counted(form(window), agencies=every, by=("field",))
        if _without_noughts(naive) != _without_noughts(ours):
            raise RuntimeError(f"folded sums and a scan differ in {window}")
    yield "II.06a, a scan of all movements", f"{1000 * median(plain):,.0f} ms, the same numbers"
    for what, (chosen, by, codes) in asked.items():
        times = []
        for window in chosen:
            began = time.perf_counter()
            counted(form(window), agencies=codes, by=by)
            times.append(1000 * (time.perf_counter() - began))
        share = 1000 * median(plain) / median(times)
        yield f"II.06a, {what}", f"median {median(times):.0f} ms, worst {max(times):.0f} ms; {share:.0f} times as fast"


def _behind(_home: House) -> Told:
    """The first fifty dossiers behind a number: what happened in a month, what holds now."""
    from motcua.kernel import clock
    from motcua.oversight.insight.public import Asked, dossiers_behind, indicators_on
    from motcua.oversight.insight.queries.counting import Window
    from motcua.registry.organisation.public import agencies

    every, today = [one.code for one in agencies()], clock.today()
    month, now = Window(clock.at(today - timedelta(days=70)), clock.at(today - timedelta(days=40))), clock.now()
    until_now = Window(clock.at(today.replace(month=1, day=1)), now)
    views = indicators_on(today)
    for code, window in (
        ("finished_late", month),
        ("finished", month),
        ("open", until_now),
        ("open_overdue", until_now),
    ):
        asked = Asked(views[code].ratio.numerator, window, views[code].ratio.scope)
        for whose, codes in (("all", every), ("one agency", every[:1])):
            times = []
            for _turn in range(3):
                began = time.perf_counter()
                dossiers_behind(asked, agencies=codes)
                times.append(1000 * (time.perf_counter() - began))
            yield f"fifty dossiers behind «{code}», {whose}", f"median {median(times):,.0f} ms"


def form(window):  # type: ignore[no-untyped-def]  # its type is known once Django is set up
    """What form II.06a asks of a window, column by column."""
    from motcua.oversight.insight.public import Asked, indicators_on, sheets_on

    day = window.to_at.date()
    views, sheet = indicators_on(day), sheets_on(day)["II.06a"]
    codes = [column.indicator_code for column in sheet.columns if column.indicator_code]
    return {code: Asked(views[code].ratio.numerator, window, views[code].ratio.scope) for code in codes}


def _without_noughts(found: dict[tuple[str, ...], dict[str, int]]) -> dict[tuple[str, ...], dict[str, int]]:
    return {key: row for key, row in found.items() if any(row.values())}


def _some_days(dice: Random, today: date):  # type: ignore[no-untyped-def]  # its type is known once Django is set up
    from motcua.kernel import clock
    from motcua.oversight.insight.queries.counting import Window

    first, last = sorted(dice.sample(range(1, 360), 2), reverse=True)
    return Window(clock.at(today - timedelta(days=first)), clock.at(today - timedelta(days=last)))


def _writes(home: House) -> Told:
    """Processor time of counting and folding, against that of the moves themselves, database included."""
    from motcua.kernel import clock
    from motcua.kernel.events.relay import place
    from motcua.oversight.insight.actions.folding import fold_movements

    with web(home) as (port, server):
        way, first = our_way(port, server), int(str(home.sql("SELECT max(position) FROM events_eventrecord")[0][0]))
        closed(port, way.works(list(people.applicants(10)), with_accept=True), clients=2)
        while place():
            pass
        _count_since(first)  # calendars and policies are read once a process
        after = int(str(home.sql("SELECT max(position) FROM events_eventrecord")[0][0]))
        applicants = list(people.applicants(_MOVES))
        before = home.cpu_seconds(server)
        closed(port, way.works(applicants, with_accept=True), clients=2)
        moved = home.cpu_seconds(server) - before
    while place():
        pass
    counted, events = _used(home, lambda: _count_since(after))
    folded, _nothing = _used(home, lambda: fold_movements(clock.now()))
    yield (
        "counting ÷ the moves counted (submit + accept), processor time",
        (f"{counted / moved:.2f} ({1000 * counted / max(events, 1):.1f} of {1000 * moved / _MOVES / 2:.1f} ms a move)"),
    )
    yield "folding ÷ the same moves", f"{folded / moved:.2f} ({1000 * folded:.0f} ms for {_MOVES} dossiers in one fold)"


def _spent(home: House, work: Callable[[], object]) -> str:
    """By the clock, and of processor with the database."""
    began, before = time.perf_counter(), time.process_time() + home.cpu_seconds()
    work()
    used = time.process_time() + home.cpu_seconds() - before
    return f"{time.perf_counter() - began:,.0f} s ({used:,.0f} s of processor)"


def _used(home: House, work: Callable[[], int]) -> tuple[float, int]:
    """Seconds of processor, database included, and what the work answers."""
    before = time.process_time() + home.cpu_seconds()
    answer = work()
    return time.process_time() + home.cpu_seconds() - before, answer


def _count_since(position: int) -> int:
    """As the relay does it with a queue: what waits, so many at once."""
    from motcua.kernel.events.store import events_after
    from motcua.oversight.insight.rules.life import KINDS
    from motcua.oversight.insight.subscribers import count

    events = [event for _position, event in events_after(position, limit=100_000, kinds=KINDS)]
    for first in range(0, len(events), _AT_ONCE):
        count(events[first : first + _AT_ONCE])
    return len(events)


def _boards(home: House) -> Told:
    """Sixteen who look at a page every two seconds: boards and forms of the province and of a commune."""
    parts = cast()
    whole, own = people.cookie_of(parts["controller"]), people.cookie_of(parts["leader"])
    pages = [(cookie, page) for page in _PAGES for cookie in (whole, own)]
    times: dict[str, Times] = {}
    with web(home) as (port, server):
        for cookie, page in pages:
            closed(port, [_look(cookie, page)] * 2, clients=1)
        works = list(islice(cycle([_look(cookie, page) for cookie, page in pages]), _ARRIVALS_A_SECOND * _SECONDS))
        together = opened(port, works, clients=_CLIENTS, arrivals_a_second=_ARRIVALS_A_SECOND)
        memory = memory_mb(server.pid)
        for name, cookie in (("province", whole), ("commune", own)):
            for page in _PAGES:
                times[f"{page}, {name}"] = closed(port, [_look(cookie, page)] * 5, clients=1)
    yield (
        "boards, 16 clients, a page every 2 s each",
        f"p95 {together.percentile(95):.0f} ms; web processes {memory:.0f} MB",
    )
    for what, one in times.items():
        yield f"{what}, one client", f"median {1000 * median(one.seconds):.0f} ms"


_PAGES = ("/so-lieu/", "/so-lieu/bieu/II.06a/", "/so-lieu/ban-do/", "/so-lieu/chi-tieu/on_time_rate/?")


def _look(cookie: str, page: str) -> Callable[[Browser], None]:
    def look(browser: Browser) -> None:
        status, _headers, body = browser.get(page, cookie)
        if status != 200:
            raise RuntimeError(f"{page} answered {status}: {body[:200]!r}")

    return look


def _seen(home: House) -> Told:
    """From the answer to who submitted until the wall's numbers have changed, asked ten times a second.

    While every job of the house is due, the proofs of the night among them, and others want the processor too.
    """
    cookie, applicants = people.cookie_of(cast()["controller"]), iter(people.applicants(_WARM + _EVENTS * len(_LOADS)))
    with web(home) as (port, server):
        way = our_way(port, server)
        closed(port, way.works(list(islice(applicants, _WARM)), with_accept=False), clients=1)
        with process(home, "worker"):
            _until(home, _NOTHING_WAITS)  # what the parts before have left
        for others in _LOADS:
            home.sql(_ALL_DUE)
            with _busy(others), process(home, "worker"):
                _until(home, _BEGUN)
                browser = Browser(port)
                seconds = [_until_seen(way, browser, applicant, cookie) for applicant in islice(applicants, _EVENTS)]
            p95 = quantiles(seconds, n=100, method="inclusive")[94]
            said = f"p95 {p95:.2f} s, median {median(seconds):.2f} s, longest {max(seconds):.2f} s"
            yield f"an event → its number on the wall, all jobs due, {others} others at work", said


def _until_seen(way: Way, browser: Browser, applicant: people.Applicant, cookie: str) -> float:
    before = _numbers(browser, cookie)
    way.create(browser, applicant)
    began = time.perf_counter()
    while _numbers(browser, cookie) == before and time.perf_counter() - began < _LONGEST:
        time.sleep(0.1)
    return time.perf_counter() - began


@contextmanager
def _busy(others: int) -> Iterator[None]:
    """So many processes that do nothing but want a processor."""
    running = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _other in range(others)]
    try:
        yield
    finally:
        for process in running:
            process.kill()
            process.wait()


def _until(home: House, question: str) -> None:
    """Asked again and again, until it is so."""
    began = time.perf_counter()
    while home.sql(question) != [(True,)] and time.perf_counter() - began < _LONGEST:
        time.sleep(0.1)


def _numbers(browser: Browser, cookie: str) -> object:
    status, _headers, body = browser.get(_WALL, cookie)
    if status != 200:
        raise RuntimeError(f"{_WALL} answered {status}")
    return json.loads(body).get("figures")


_PARTS = {
    "recomputed": _recomputed,
    "forms": _forms,
    "behind": _behind,
    "writes": _writes,
    "boards": _boards,
    "seen": _seen,
}
