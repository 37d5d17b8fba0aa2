"""Moving in: finished dossiers of an older system a second, against a bare COPY of the very rows that came of it.

The bare COPY writes the same dossiers, search keys, results and events, in PostgreSQL's own binary form, into empty
tables with the same columns, constraints and indexes: what the database needs for them however they come.
`MOTCUA_BENCH_PAST` says how many dossiers.
"""

import json
import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from benchmarks.house import House, settle
from benchmarks.table import Line, loaded

_PAST = 20_000
_TABLES = {
    "dossiers_dossier": "t.submission_key IN (SELECT submission_key FROM past)",
    "dossiers_sought": "t.dossier_id IN (SELECT id FROM past)",
    "dossiers_result": "t.dossier_id IN (SELECT id FROM past)",
    "events_eventrecord": "t.subject IN (SELECT code FROM past)",
}


def main(home: House) -> Iterator[Line]:
    """Measure; yields the lines of the table."""
    from motcua.casework.moving_in.public import import_source, open_source
    from motcua.kernel import clock

    settle(home)
    count = int(os.environ.get("MOTCUA_BENCH_PAST", _PAST))
    with loaded() as load, TemporaryDirectory() as folder:
        path = Path(folder) / "ho-so.jsonl"
        _write(path, count)
        began, began_work = time.perf_counter(), time.process_time()
        totals = import_source(open_source(path), actor="bench", at=clock.now(), refuse=_refuse)
        took, worked = time.perf_counter() - began, time.process_time() - began_work
        began = time.perf_counter()
        again = import_source(open_source(path), actor="bench", at=clock.now(), refuse=_refuse)
        took_again = time.perf_counter() - began
        if (totals.written, again.written, again.stored) != (count, 0, count):
            raise RuntimeError(f"{totals} {again}")
        bare, rows = _bare(home)
        yield Line(f"dossiers moved in a second ({count}, {rows // count} rows each)", f"{count / took:,.0f}", load())
        yield Line("dossiers a second of the importer's own processor time", f"{count / worked:,.0f}", load())
        yield Line("moving in ÷ bare COPY of the same rows, in time", f"{took / bare:.1f}", load())
        yield Line("a second run of the same file, lines a second", f"{count / took_again:,.0f}", load())


def _refuse(line: object, faults: object) -> None:
    raise RuntimeError(f"{line} {faults}")


def _write(path: Path, count: int) -> None:
    """Dossiers of the last year at every agency of the house that handles a procedure."""
    from motcua.kernel import clock
    from motcua.registry.catalogue.public import procedures_offered_by
    from motcua.registry.organisation.public import agencies

    today = clock.today()
    offered = procedures_offered_by([each.code for each in agencies()], today)
    places = [(procedure, agency) for procedure, codes in sorted(offered.items()) for agency in codes]
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            procedure, agency = places[number % len(places)]
            ended = clock.at(today, 8) - timedelta(days=2 + number % 360) + timedelta(minutes=number % 480)
            line = {
                "code": f"{agency}-{ended:%y%m%d}-9{number:06d}",
                "agency": agency,
                "procedure": procedure,
                "channel": "online",
                "submitted_at": (ended - timedelta(days=4)).isoformat(),
                "accepted_at": (ended - timedelta(days=3)).isoformat(),
                "ended_at": ended.isoformat(),
                "returned_at": (ended + timedelta(hours=2)).isoformat(),
                "state": "returned",
                "result": "granted",
            }
            file.write(json.dumps(line) + "\n")


def _bare(home: House) -> tuple[float, int]:
    """Seconds that a bare COPY of the imported rows takes, and how many rows there are."""
    took, rows = 0.0, 0
    with psycopg.connect(home.url, autocommit=True) as connection:
        connection.execute(
            "CREATE TEMP TABLE past AS SELECT d.id, d.code, d.submission_key FROM dossiers_dossier d "
            "JOIN events_eventrecord e ON e.subject = d.code WHERE e.kind = 'moving_in.dossier_imported'"
        )
        connection.execute("ANALYZE past")
        for table, condition in _TABLES.items():
            connection.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
            with connection.cursor().copy(
                f"COPY (SELECT t.* FROM {table} t WHERE {condition}) TO STDOUT BINARY"
            ) as out:
                parts = [bytes(part) for part in out]
            began = time.perf_counter()
            with connection.cursor() as cursor:
                with cursor.copy(f"COPY bare_{table} FROM STDIN BINARY") as copy:
                    for part in parts:
                        copy.write(part)
                rows += cursor.rowcount
            took += time.perf_counter() - began
            connection.execute(f"DROP TABLE bare_{table}")
    return took, rows
