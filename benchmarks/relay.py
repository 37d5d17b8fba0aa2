"""How far the relay is behind after a minute of submitting and accepting: slips printed, people told, messages sent."""

import time
from collections.abc import Callable, Iterator

from benchmarks import people
from benchmarks.house import House, process, settle, web
from benchmarks.load import Work, closed
from benchmarks.moves import Way, our_way
from benchmarks.table import Line, loaded

_MINUTE, _CLIENTS, _MOST, _LONGEST_DRAIN = 60.0, 8, 6_000, 90.0
_WAITING = """
SELECT (SELECT count(*) FROM events_eventrecord WHERE position IS NULL) +
       (SELECT count(*) FROM events_delivery WHERE state = 'waiting')
"""


def main(home: House) -> Iterator[Line]:
    """Measure all; yields the lines of the table."""
    settle(home)
    with web(home) as (port, server):
        way = our_way(port, server)
        closed(port, way.works(list(people.applicants(20)), with_accept=True), clients=4)
        yield from _behind(home, way)


def _behind(home: House, way: Way) -> Iterator[Line]:
    """A minute of submit + accept with the worker beside it, then how long until all has followed."""
    applicants = list(people.applicants(_MOST))
    home.sql("UPDATE events_eventrecord SET position = id")  # what was measured before is not the worker's
    with loaded() as load, process(home, "worker") as worker:
        done = _delivered(home)
        began = time.monotonic()
        until = began + _MINUTE

        def within(work: Work) -> Work:
            return lambda browser: work(browser) if time.monotonic() < until else None

        works = [within(work) for work in way.works(applicants, with_accept=True)]
        closed(way.port, works, clients=_CLIENTS)
        behind, at_end = _waiting(home), time.monotonic()
        first, cpu = _delivered(home), home.cpu_seconds(worker)
        _wait_until(lambda: not _waiting(home))
        took, left = time.monotonic() - at_end, _waiting(home)
        made, used = _delivered(home) - first, home.cpu_seconds(worker) - cpu
        rate = made / took
        (pairs,) = home.sql("SELECT count(*) FROM dossiers_slip WHERE form = '01'")[0]
    says = f"{behind} deliveries waiting after the minute, all done {took + left / rate:.0f} s later"
    yield Line("relay behind after a minute of submit + accept, 8 clients", f"{says} ({rate:.0f}/s)", load())
    yield Line("a delivery", f"{1000 * used / made:.1f} ms of CPU, database included", load())
    says = f"{(first - done) / _MINUTE:.0f}/s beside the clients; {pairs} receipts printed in all"
    yield Line("deliveries", says, load())


def _waiting(home: House) -> int:
    return int(str(home.sql(_WAITING)[0][0]))


def _delivered(home: House) -> int:
    return int(str(home.sql("SELECT count(*) FROM events_delivery WHERE state = 'done'")[0][0]))


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _LONGEST_DRAIN
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.5)
