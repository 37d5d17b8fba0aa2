"""A day is closed: how soon open dossiers have their new dates, and what the counter feels of it meanwhile.

The open dossiers are copies of one that was really accepted, spread over the communes and the last ten days; they have
no people, so that what is measured is rows, events and deliveries, not letters. `MOTCUA_BENCH_OPEN` says how many.
"""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

import psycopg

from benchmarks import people
from benchmarks.house import House, process, settle, web
from benchmarks.load import Browser, Times, closed
from benchmarks.moves import Way, our_way
from benchmarks.table import Line, loaded

_OPEN, _CLIENTS, _MOST, _LONGEST = 200_000, 2, 600, 900
_BEFORE, _PAUSE = 20.0, 0.5
"""Seconds that the counter works before the day is closed, and that a client rests after each pair."""
_COPIES = """
INSERT INTO dossiers_dossier (
    code, submission_key, procedure_code, procedure_version, procedure_name, form_version, process_version, case_id,
    channel, receiving_agency_code, agency_code, owner_name, answers, note, search_key, state, fee_state, fee_amount,
    delivery_state, delivery_method, sync_state, submitted_at, accepted_at, competent_received_at, register_year,
    register_number, allowance_amount, allowance_unit)
SELECT agency || '-991231-' || n, gen_random_uuid(), d.procedure_code, d.procedure_version, d.procedure_name,
       d.form_version, d.process_version, d.case_id, d.channel, agency, agency, d.owner_name, '{}', '', d.search_key,
       'in_progress', d.fee_state, d.fee_amount, d.delivery_state, d.delivery_method, 'waiting', at, at, at, 2000, n,
       10, 'working_day'
FROM (SELECT n, (%(agencies)s::text[])[1 + n %% cardinality(%(agencies)s::text[])] AS agency,
             date_trunc('minute', %(now)s::timestamptz - (n %% 14400) * interval '1 minute') AS at
      FROM generate_series(1, %(count)s) AS n) AS drawn,
     (SELECT * FROM dossiers_dossier ORDER BY id LIMIT 1) AS d
"""
_DATED = """
UPDATE dossiers_dossier d SET due_at = new.due_at, appointed_at = new.due_at
FROM unnest(%s::bigint[], %s::timestamptz[]) AS new (id, due_at) WHERE d.id = new.id
"""
_DONE = """
SELECT (SELECT count(*) FROM deadlines_recount WHERE ended_at IS NULL),
       (SELECT count(*) FROM events_eventrecord WHERE position IS NULL),
       (SELECT count(*) FROM events_delivery d JOIN events_eventrecord e ON e.id = d.event_id
        WHERE e.kind = 'dossiers.due_date_moved'),
       (SELECT count(*) FROM events_eventrecord WHERE kind = 'dossiers.due_date_moved')
"""


def main(home: House) -> Iterator[Line]:
    """Measure; yields the lines of the table."""
    from motcua.kernel.events.relay import run_until_idle

    settle(home)
    count = int(os.environ.get("MOTCUA_BENCH_OPEN", _OPEN))
    with web(home) as (port, server):
        way = our_way(port, server)
        _accepts(way, 30)
        run_until_idle()
        home.sql("UPDATE deadlines_recount SET ended_at = now()")  # asked for by the first loading of the calendar
        _fill(home, count)
        yield from _derived(count)
        yield from _recounted(home, way, count)


def _derived(count: int) -> Iterator[Line]:
    """New dates of all open dossiers, computed and compared, nothing written."""
    from motcua.kernel import clock
    from motcua.kernel.questions import ask
    from motcua.registry.worktime.public import WhatMoves

    with loaded() as load:
        began, used = time.perf_counter(), time.process_time()
        (moved,) = ask(WhatMoves("", (_closure(),), clock.now()))
        took, used = time.perf_counter() - began, time.process_time() - used
    says = f"{took:.1f} s ({used:.1f} s of processor), {count / took:,.0f} a second; {moved.later} would come later"
    yield Line(f"new dates of {count:,} open dossiers, read and computed", says, load())


def _recounted(home: House, way: Way, count: int) -> Iterator[Line]:
    from motcua.kernel import clock
    from motcua.kernel.events.relay import run_until_idle
    from motcua.registry.worktime.public import declare_day

    with loaded() as load:
        with _accepting(way) as calm:
            time.sleep(_BEFORE)
        before = calm.percentile(95)
        run_until_idle()
        with process(home, "worker") as worker, _accepting(way) as during:
            began, used = time.perf_counter(), home.cpu_seconds(worker)
            declare_day(_closure(), actor="benchmark", at=clock.now())
            counted = _until(lambda: _state(home)[0] == 0 and _state(home)[3] > 0) - began
            written = _until(lambda: _state(home)[1] == 0 and _state(home)[2] >= _state(home)[3]) - began
            used = home.cpu_seconds(worker) - used
        moved = _state(home)[3]
    p95 = during.percentile(95)
    says = f"rows and events after {counted:.0f} s, deliveries after {written:.0f} s; {moved} moved of {count}"
    says += f"; {used:.0f} s of processor, worker and database, with what the clients asked"
    yield Line("a closed day written to open dossiers, in batches", says, load())
    says = f"{p95:.0f} ms against {before:.0f} ms before = {p95 / before:.2f} ({len(during.seconds)} pairs)"
    yield Line(f"p95 of submit + accept meanwhile, {_CLIENTS} clients", says, load())


def _closure():  # type: ignore[no-untyped-def]  # its type is known only once Django is set up
    from motcua.kernel import clock
    from motcua.registry.worktime.public import DayChange, DayKind, calendar_of

    day = clock.today() + timedelta(days=1)
    while not calendar_of("").shifts_on(day):
        day += timedelta(days=1)
    return DayChange(day, DayKind.CLOSURE, "Nghỉ do bão", "đo thử")


def _fill(home: House, count: int) -> None:
    """The copies, with the dates that are right for them."""
    from motcua.casework.deadlines.queries.dates import Reach, next_clocks
    from motcua.kernel import clock

    agencies = sorted(people.receivers())
    with psycopg.connect(home.url) as connection:
        connection.execute(_COPIES, {"agencies": agencies, "now": clock.now(), "count": count})
    after = 0
    while batch := next_clocks(Reach(), after=after, limit=5_000):
        with psycopg.connect(home.url) as connection:
            connection.execute(_DATED, [[one.id for one in batch], [one.derived() for one in batch]])
        after = batch[-1].id
    home.sql("VACUUM ANALYZE dossiers_dossier")


def _accepts(way: Way, pairs: int) -> Times:
    return closed(way.port, way.works(list(people.applicants(pairs)), with_accept=True), clients=_CLIENTS)


@contextmanager
def _accepting(way: Way) -> Iterator[Times]:
    """Clients that submit and accept one after the other until the block ends."""
    stop, times = Event(), Times()
    applicants = list(people.applicants(_MOST))

    def client(number: int) -> None:
        browser = Browser(way.port)
        for one in applicants[number::_CLIENTS]:
            if stop.is_set():
                break
            began = time.perf_counter()
            code = way.create(browser, one)
            way.accept(browser, one, code)
            times.seconds.append(time.perf_counter() - began)
            stop.wait(_PAUSE)
        browser.close()

    clients = [Thread(target=client, args=(number,)) for number in range(_CLIENTS)]
    for one in clients:
        one.start()
    try:
        yield times
    finally:
        stop.set()
        for one in clients:
            one.join()


def _state(home: House) -> list[int]:
    """Recounts not ended, events not placed, deliveries of moved dates, moved dates."""
    return [int(str(value)) for value in home.sql(_DONE)[0]]


def _until(is_so: Callable[[], bool]) -> float:
    deadline = time.perf_counter() + _LONGEST
    while not is_so() and time.perf_counter() < deadline:
        time.sleep(1)
    return time.perf_counter()
