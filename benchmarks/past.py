"""A year of dossiers with their events and counts, written by statements over whole sets; `large` measures on it.

A dozen lives are told to the product itself, for each day of the year: what it counts of each event becomes a template,
and dossiers by the million are that template moved to their own minute, agency, procedure and officers. A sample is
counted again by the product afterwards and must say the same.
"""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, NamedTuple

import psycopg

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_CHUNK = 250_000
_FIELDS, _PROCEDURES = 60, 400
_OPEN_DAYS = 8
_SAMPLE = 200
_RECORDED = timedelta(seconds=3)


class Step(NamedTuple):
    """An event of a life: kind, when after its begin, who, and what it says."""

    kind: str
    after: timedelta
    actor: str
    says: dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """A life: how it came, how often, its events, and until when it was due at first."""

    name: str
    channel: str
    share: float
    steps: tuple[Step, ...]
    is_open: bool = False


def _begun(due: timedelta, accepted: timedelta) -> tuple[Step, Step]:
    papers = [{"number": 1, "code": "TK", "originals": 1, "copies": 0, "files": ["ab"]}]
    said = {"owner_kind": "person", "fee_amount": 8000, "papers": papers}
    return (
        Step("DossierSubmitted", timedelta(), "citizen", said),
        Step("DossierAccepted", accepted, "receiver", {"register_number": 1, "due_at": due, "allowance_amount": "3",
                                                       "allowance_unit": "working_day"}),
    )  # fmt: skip


def _ended(at: timedelta, due: timedelta, way: str, outcome: str = "granted") -> tuple[Step, Step]:
    return (
        Step("DossierResolved", at, "specialist", {"outcome": outcome, "due_at": due, "result_digest": "ab12"}),
        Step("ResultReturned", at + 4 * _HOUR, "receiver", {"method": way}),
    )


def _asked(at: timedelta, until: timedelta, due: timedelta) -> tuple[Step, Step]:
    return (
        Step("SupplementRequested", at, "specialist", {"number": 1, "defects": 1, "is_before_acceptance": False}),
        Step("SupplementProvided", until, "citizen", {"number": 1, "is_before_acceptance": False, "due_at": due,
                                                      "papers": []}),
    )  # fmt: skip


def _paid(at: timedelta, until: timedelta, due: timedelta) -> tuple[Step, Step]:
    return (
        Step("FeeDemanded", at, "specialist", {"amount": 8000}),
        Step("FeeConfirmed", until, "citizen", {"amount": 8000, "due_at": due}),
    )


def _handed(due: timedelta) -> tuple[Step, Step]:
    return (
        Step("FeeCollected", timedelta(minutes=5), "receiver", {"amount": 8000}),
        Step("DossierForwarded", 2 * _HOUR, "receiver", {"from_agency_code": "", "due_at": due}),
    )


_D5, _D6 = 5 * _DAY, 6 * _DAY
SHAPES = (
    Shape("asked once", "online", 0.36,
          (*_begun(_D5, 2 * _HOUR), *_asked(_DAY, 2 * _DAY, _D6), *_ended(3 * _DAY, _D6, "online"))),
    Shape("asked once, late", "online", 0.03,
          (*_begun(_D5, 2 * _HOUR), *_asked(_DAY, 2 * _DAY, _D6), *_ended(11 * _DAY, _D6, "online"))),
    Shape("asked once, refused", "online", 0.03,
          (*_begun(_D5, _HOUR), *_asked(_DAY, 2 * _DAY, _D6), *_ended(4 * _DAY, _D6, "online", "refused"))),
    Shape("at the counter", "counter", 0.30,
          (*_begun(_D5, timedelta(minutes=1)), *_handed(_D5), *_ended(2 * _DAY, _D5, "counter"))),
    Shape("at the counter, on its day", "counter", 0.20,
          (*_begun(_D5, timedelta(minutes=1)), *_handed(_D5), *_ended(_D5 - _HOUR, _D5, "counter"))),
    Shape("at the counter, late", "counter", 0.02,
          (*_begun(_D5, timedelta(minutes=1)), *_handed(_D5), *_ended(8 * _DAY, _D5, "post"))),
    Shape("by post", "post", 0.06,
          (*_begun(_D5, 2 * _HOUR), *_paid(3 * _HOUR, _DAY, _D6), *_ended(3 * _DAY, _D6, "post"))),
    Shape("open", "online", 0.5, _begun(_D5, 2 * _HOUR), is_open=True),
    Shape("open, waits", "counter", 0.5,
          (*_begun(_D5, timedelta(minutes=1)), *_handed(_D5), *_asked(_DAY, 2 * _DAY, _D6)[:1]), is_open=True),
)  # fmt: skip

_TABLES = """
CREATE UNLOGGED TABLE bench_told (shape int, day date, number int, kind text, after interval, actor text, payload jsonb,
                                  due interval, PRIMARY KEY (shape, day, number));
CREATE UNLOGGED TABLE bench_mark (shape int, day date, number int, fact text, detail text, known interval,
                                  after interval, amount bigint, officer text);
CREATE UNLOGGED TABLE bench_place (agency text, level text, place int PRIMARY KEY);
CREATE UNLOGGED TABLE bench_day (number int PRIMARY KEY, day date, is_recent boolean);
CREATE UNLOGGED TABLE bench_shape (shape int PRIMARY KEY, channel text, is_open boolean, begins float, ends float)
"""
_DRAWN = """
CREATE UNLOGGED TABLE bench_drawn AS
SELECT n, 'BM-' || to_char(one.day, 'YYMMDD') || '-' || lpad(n::text, 8, '0') AS code, one.day, one.shape,
       shape.channel, place.agency, place.level, procedure,
       place.agency || '.tn' || (1 + n %% 2) AS receiver, place.agency || '.cv' || (1 + n %% 5) AS specialist,
       (one.day + time '08:00' + make_interval(mins => minute)) AT TIME ZONE 'Asia/Ho_Chi_Minh' AS began_at
FROM (
    SELECT n, day.day, floor(power(random(), 1.8) * %(places)s)::int AS place, floor(random() * 150)::int AS minute,
           floor(power(random(), 2.2) * %(procedures)s)::int AS procedure,
           (SELECT shape FROM bench_shape s WHERE s.is_open = (day.is_recent AND n %% 4 > 0 OR n %% 400 = 0)
            AND fate >= s.begins AND fate < s.ends) AS shape
    FROM (SELECT n, random() AS fate, 1 + ((n - 1) * %(days)s / %(count)s)::int AS day_number
          FROM generate_series(1, %(count)s::bigint) AS n) AS drawn
    JOIN bench_day day ON day.number = drawn.day_number
) AS one JOIN bench_shape shape ON shape.shape = one.shape JOIN bench_place place ON place.place = one.place
"""
_CUTS = """
INSERT INTO insight_cut (agency_code, procedure_code, procedure_version, channel, origin, officer, level, field_name)
SELECT DISTINCT agency, to_char(procedure, 'FM"B."0000'), 900000 + procedure, channel, 'own', officer, level,
       'Lĩnh vực ' || (1 + procedure %% %(fields)s)
FROM bench_drawn, unnest(ARRAY['', receiver, specialist]) AS officer
"""
_LIVES = """
CREATE UNLOGGED TABLE bench_life AS
SELECT l.*, nobody.id AS cut, receiver.id AS receiver_cut, specialist.id AS specialist_cut
FROM bench_drawn l
JOIN insight_cut nobody ON (nobody.agency_code, nobody.procedure_version, nobody.channel, nobody.officer)
    = (l.agency, 900000 + l.procedure, l.channel, '')
JOIN insight_cut receiver ON (receiver.agency_code, receiver.procedure_version, receiver.channel, receiver.officer)
    = (l.agency, 900000 + l.procedure, l.channel, l.receiver)
JOIN insight_cut specialist
    ON (specialist.agency_code, specialist.procedure_version, specialist.channel, specialist.officer)
    = (l.agency, 900000 + l.procedure, l.channel, l.specialist)
"""
_EVENTS = """
INSERT INTO events_eventrecord (key, position, kind, version, subject, agency_code, at, recorded_at, actor, payload,
                                lane)
SELECT gen_random_uuid(), %(first)s + (l.n - 1) * 6 + t.number, t.kind, 1, l.code, l.agency, l.began_at + t.after,
       l.began_at + t.after + %(recorded)s,
       CASE t.actor WHEN 'receiver' THEN l.receiver WHEN 'specialist' THEN l.specialist ELSE 'account:7' END,
       t.payload
       || CASE WHEN t.payload ? 'procedure_code' THEN jsonb_build_object(
           'procedure_code', to_char(l.procedure, 'FM"B."0000'),
           'procedure_version', 900000 + l.procedure) ELSE '{}' END
       || CASE WHEN t.payload ? 'receiving_agency_code' THEN jsonb_build_object(
           'receiving_agency_code', l.agency) ELSE '{}' END
       || CASE WHEN t.payload ? 'from_agency_code' THEN jsonb_build_object('from_agency_code', l.agency) ELSE '{}' END
       || CASE WHEN t.payload ? 'due_at' THEN jsonb_build_object(
           'due_at', to_char((l.began_at + t.due) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')) ELSE '{}' END,
       1
FROM bench_life l JOIN bench_told t ON t.shape = l.shape AND t.day = l.day
WHERE l.n > %(after)s AND l.n <= %(upto)s ORDER BY l.n, t.number
"""
_MEASURES = """
INSERT INTO insight_measure (fact, detail) SELECT DISTINCT fact, detail FROM bench_mark ON CONFLICT DO NOTHING;
ALTER TABLE bench_mark ADD measure smallint;
UPDATE bench_mark b SET measure = m.id FROM insight_measure m WHERE (m.fact, m.detail) = (b.fact, b.detail);
ANALYZE bench_mark
"""
_ENTRIES = """
INSERT INTO insight_entry (tally_id, position, recorded_at, at, amount, measure_id, cut_id)
SELECT %(tallies)s + l.n, %(first)s + (l.n - 1) * 6 + m.number, l.began_at + m.known, l.began_at + m.after, m.amount,
       m.measure, CASE m.officer WHEN 'receiver' THEN l.receiver_cut WHEN 'specialist' THEN l.specialist_cut
                                 ELSE l.cut END
FROM bench_life l JOIN bench_mark m ON m.shape = l.shape AND m.day = l.day
WHERE l.n > %(after)s AND l.n <= %(upto)s ORDER BY l.began_at + m.known
"""
_TALLIES = """
INSERT INTO insight_tally (id, subject, position, begins_at, rests_at, agency_code)
SELECT %(tallies)s + l.n, l.code, %(first)s + (l.n - 1) * 6 + t.number, l.began_at,
       CASE WHEN NOT shape.is_open THEN l.began_at + t.after END, l.agency
FROM bench_life l JOIN bench_shape shape ON shape.shape = l.shape
JOIN (SELECT shape, day, max(number) AS number, max(after) AS after FROM bench_told GROUP BY shape, day) t
    ON t.shape = l.shape AND t.day = l.day
"""
_SAMPLED = """
SELECT subject FROM (SELECT DISTINCT subject FROM events_eventrecord TABLESAMPLE BERNOULLI (1) REPEATABLE (7)
                     WHERE subject LIKE 'BM-%%') AS told ORDER BY random() LIMIT %s
"""
_TALLIES_GO_ON = "SELECT setval(pg_get_serial_sequence('insight_tally', 'id'), (SELECT max(id) FROM insight_tally))"
_QUICKLY = (
    "SET synchronous_commit = off",
    "SET maintenance_work_mem = '1GB'",
    "SET work_mem = '256MB'",
    "SET enable_nestloop = off",  # whole tables are joined; the planner takes what was just made for a handful of rows
)
_FILLED = {"events_eventrecord": _EVENTS, "insight_entry": _ENTRIES}
_LOOSE = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'u'"
_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename = %s AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def generate(url: str, count: int, *, until: date, places: Sequence[tuple[str, str]], events: int) -> None:
    """So many dossiers of the year before a day, at agencies (code, level); `events`: of how many their events too."""
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in _QUICKLY:
            connection.execute(setting)
        _templates(connection, until)
        _place(connection, places)
        values = {"count": count, "fields": _FIELDS, "procedures": _PROCEDURES, "recorded": _RECORDED}
        for name, table in (("places", "bench_place"), ("days", "bench_day")):
            values[name] = _one(connection, f"SELECT count(*) FROM {table}")
        values["first"] = _one(connection, "SELECT coalesce(max(position), 0) FROM events_eventrecord")
        values["tallies"] = _one(connection, "SELECT coalesce(max(id), 0) FROM insight_tally")
        connection.execute("SELECT setseed(0.7)")
        for statement in (
            _DRAWN,
            _CUTS,
            "ANALYZE insight_cut",
            _LIVES,
            "DROP TABLE bench_drawn",
            _TALLIES,
            _TALLIES_GO_ON,
            "CREATE INDEX ON bench_life (n)",
            "ANALYZE bench_life",
            _MEASURES,
        ):
            connection.execute(statement, values if "%(" in statement else None)  # fmt: skip
    counts = {"events_eventrecord": min(events, count), "insight_entry": count}
    with ThreadPoolExecutor(len(counts)) as beside:
        deque(beside.map(lambda table: _fill(url, table, values | {"count": counts[table]}), counts), maxlen=0)
    with psycopg.connect(url, autocommit=True) as connection:
        for table in (*_FILLED, "insight_tally", "insight_cut", "insight_measure"):
            connection.execute(f"VACUUM (ANALYZE) {table}")


def is_written(url: str) -> bool:
    """Whether the year is there already."""
    with psycopg.connect(url) as connection:
        return _one(connection, "SELECT count(*) FROM pg_tables WHERE tablename = 'bench_life'") > 0


def clear(url: str) -> None:
    """Throw away what only generating needed."""
    with psycopg.connect(url, autocommit=True) as connection:
        for table in ("told", "mark", "place", "day", "shape", "drawn", "life"):
            connection.execute(f"DROP TABLE IF EXISTS bench_{table}")


def sampled(url: str) -> list[str]:
    """Some of the dossiers that have events, by chance."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(_SAMPLED, [_SAMPLE]).fetchall()
    return [str(code) for (code,) in rows]


def _fill(url: str, table: str, values: dict[str, Any]) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for setting in _QUICKLY:
            connection.execute(setting)
        dropped = list(_dropped(connection, table))
        for after in range(0, values["count"], _CHUNK):
            connection.execute(_FILLED[table], values | {"after": after, "upto": min(after + _CHUNK, values["count"])})
        for name, definition in dropped:
            is_index = definition.startswith("CREATE ")
            connection.execute(definition if is_index else f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _dropped(connection: "psycopg.Connection[Any]", table: str) -> Iterator[tuple[str, str]]:
    for name, definition in connection.execute(_LOOSE, [table]).fetchall():
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        yield name, definition
    for name, definition in connection.execute(_INDEXES, [table]).fetchall():
        connection.execute(f'DROP INDEX "{name}"')
        yield name, definition


def _one(connection: "psycopg.Connection[Any]", statement: str) -> int:
    row = connection.execute(statement).fetchone()
    return int(row[0]) if row else 0


def agencies_of_province() -> list[tuple[str, str]]:
    """Those of a settled province with their levels, the busiest by chance."""
    from motcua.registry.organisation.public import agencies

    found = sorted((one.code, str(one.level)) for one in agencies())
    Random(7).shuffle(found)
    return found


def _place(connection: "psycopg.Connection[Any]", places: Sequence[tuple[str, str]]) -> None:
    with connection.cursor().copy("COPY bench_place FROM STDIN") as rows:
        for number, (code, level) in enumerate(places):
            rows.write_row((code, level, number))


def _templates(connection: "psycopg.Connection[Any]", until: date) -> None:
    """What the product counts of each life, begun at eight on each working day."""
    from motcua.registry.worktime.public import calendar_of

    calendar = calendar_of("")
    days = [day for back in range(365, 0, -1) if calendar.shifts_on(day := until - back * _DAY)]
    connection.execute(_TABLES)
    with connection.cursor().copy("COPY bench_day FROM STDIN") as rows:
        for number, day in enumerate(days, start=1):
            rows.write_row((number, day, (until - day).days <= _OPEN_DAYS))
    with connection.cursor().copy("COPY bench_shape FROM STDIN") as rows:
        for row in _shares():
            rows.write_row(row)
    told, marks = list[tuple[Any, ...]](), list[tuple[Any, ...]]()
    for shape, one in enumerate(SHAPES):
        for day in days:
            told += _told(shape, one, day)
            marks += _marks(shape, one, day)
    for table, lines in (("bench_told", told), ("bench_mark", marks)):
        with connection.cursor().copy(f"COPY {table} FROM STDIN") as rows:
            for line in lines:
                rows.write_row(line)
        connection.execute(f"ANALYZE {table}")


def _shares() -> Iterator[tuple[Any, ...]]:
    for is_open in (False, True):
        those, begins = [number for number, one in enumerate(SHAPES) if one.is_open == is_open], 0.0
        for number in those:
            ends = 2.0 if number == those[-1] else begins + SHAPES[number].share
            yield number, SHAPES[number].channel, is_open, begins, ends
            begins = ends


def _told(shape: int, one: Shape, day: date) -> Iterator[tuple[Any, ...]]:
    for number, (step, event) in enumerate(zip(one.steps, _events(one, day), strict=True), start=1):
        yield (
            shape,
            day,
            number,
            event.kind,
            step.after,
            step.actor,
            json.dumps(event.payload()),
            step.says.get("due_at"),
        )


def _marks(shape: int, one: Shape, day: date) -> Iterator[tuple[Any, ...]]:
    from motcua.kernel.events.store import Placed
    from motcua.oversight.insight.actions.telling import changes

    began_at = _begin(day)
    history = [Placed(n, event.at + _RECORDED, event) for n, event in enumerate(_events(one, day), start=1)]
    for placed, counts in changes(history):
        for mark, amount in counts.items():
            known = placed.recorded_at - began_at
            yield (shape, day, placed.position, mark.fact, mark.detail, known, mark.at - began_at, amount,
                   mark.place.officer)  # fmt: skip


def _events(one: Shape, day: date) -> Sequence[Any]:
    from motcua.casework.dossiers import events

    began_at, due = _begin(day), timedelta()
    found = []
    for step in one.steps:
        due = step.says.get("due_at", due)
        given = {"procedure_code": "B.0000", "procedure_version": 0, "channel": one.channel, "clock_started_at": None}
        given |= {"receiving_agency_code": "H", "from_agency_code": "H"} | step.says | {"due_at": began_at + due}
        kind = getattr(events, step.kind)
        known = {name: value for name, value in given.items() if name in kind.__dataclass_fields__}
        actor = "account:7" if step.actor == "citizen" else step.actor
        found.append(kind(subject="X", agency_code="H", at=began_at + step.after, actor=actor, **known))
    return found


def _begin(day: date) -> datetime:
    from motcua.kernel import clock

    return clock.at(day, 8)
