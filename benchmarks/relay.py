"""How far the relay is behind after a minute of submitting and accepting: slips printed, people told, messages sent.

Before that, what a delivery to a small read table costs, one by one and together.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks import people
from benchmarks.house import House, process, settle, web
from benchmarks.load import Work, closed
from benchmarks.moves import Way, our_way
from benchmarks.table import Line, loaded

if TYPE_CHECKING:
    from motcua.kernel.events.declare import Event

_MINUTE, _CLIENTS, _MOST, _LONGEST_DRAIN = 60.0, 8, 6_000, 90.0
_WAITING = """
SELECT (SELECT count(*) FROM events_eventrecord WHERE position IS NULL) +
       (SELECT count(*) FROM events_delivery WHERE state = 'waiting')
"""


def main(home: House) -> Iterator[Line]:
    """Measure all; yields the lines of the table."""
    settle(home)
    yield from _read_tables(home)
    with web(home) as (port, server):
        way = our_way(port, server)
        closed(port, way.works(list(people.applicants(20)), with_accept=True), clients=4)
        yield from _behind(home, way)


_NOTED, _SUBJECTS = 4_000, 500
_KEEP = """
INSERT INTO bench_noted (subject, times) SELECT subject, count(*) FROM unnest(%s::text[]) AS subject GROUP BY subject
ON CONFLICT (subject) DO UPDATE SET times = bench_noted.times + excluded.times
"""


def _read_tables(home: House) -> Iterator[Line]:
    """Deliveries to a table that counts events by subject, in this process: as they are given, nothing else differs."""
    from motcua.kernel.events.declare import Event, event
    from motcua.kernel.events.subscribe import on

    @event("benchmarks.noted_singly", history_only=True)
    class NotedSingly(Event):
        """Handed over one by one."""

    @event("benchmarks.noted_together", history_only=True)
    class NotedTogether(Event):
        """Handed over together."""

    @on(NotedSingly)
    def singly(noted: Event) -> None:
        _keep([noted.subject])

    @on(NotedTogether, together=True)
    def together(noted: Sequence[Event]) -> None:
        _keep([event.subject for event in noted])

    home.sql("CREATE TABLE bench_noted (subject text PRIMARY KEY, times bigint NOT NULL)")
    for kind, how in ((NotedSingly, "one by one"), (NotedTogether, "together"), (NotedSingly, "one by one, again")):
        with loaded() as load:
            made, used, took = _handed_over(home, kind)
            says = f"{1000 * used / made:.2f} ms of CPU, database included; {made / took:,.0f}/s"
        yield Line(f"a delivery to a read table, {how}", says, load())
    ((kept,),) = home.sql("SELECT sum(times) FROM bench_noted")
    if kept != 3 * _NOTED:
        raise RuntimeError(f"{kept} of {3 * _NOTED} events were kept")


def _handed_over(home: House, kind: "type[Event]") -> tuple[int, float, float]:
    from django.db import transaction

    from motcua.kernel import clock
    from motcua.kernel.events.relay import deliver, place_all
    from motcua.kernel.events.store import record_many

    with transaction.atomic():
        record_many(
            kind(subject=f"noted-{number % _SUBJECTS}", agency_code="H14", at=clock.now(), actor="benchmark")
            for number in range(_NOTED)
        )
    place_all()
    before, began, made = time.process_time() + home.cpu_seconds(), time.monotonic(), 0
    while told := deliver():
        made += told
    return made, time.process_time() + home.cpu_seconds() - before, time.monotonic() - began


def _keep(subjects: list[str]) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_KEEP, [subjects])


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
