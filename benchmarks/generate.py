"""A year of dossiers put straight into the tables: what lists, searches and inboxes read, without living it.

In the order in which they came, spread over the agencies that offer something, the working hours of a year and names as
frequent as they are; a fifth was taken in at another agency's counter. Old ones have ended, some 3 % are open and on a
desk. Events are left out: lists do not read them. Triggers do not fire meanwhile: their rows are written at the end.
"""

from random import Random

import psycopg

from motcua.kernel import clock
from motcua.kernel.texts.fold import fold
from motcua.registry.catalogue.models import Offer
from motcua.registry.catalogue.public import procedure_on
from motcua.simulator.queries import content
from motcua.simulator.rules.residents import Age, Place, Registry

_NAMES = 20_000
_PLACE = Place("01273", "phường Thục Phán", is_ward=True)

_DRAWN = """
CREATE TEMP TABLE drawn AS
SELECT row_number() OVER (ORDER BY at) AS n, * FROM (
SELECT floor(random() * %(names)s)::int AS name, floor(power(random(), 1.6) * %(offers)s)::int AS offer,
       floor(random() * %(offers)s)::int AS counter, random() AS fate, random() AS way,
       date_trunc('minute', (%(until)s::date - floor(random() * 365)::int + time '07:30' + random() * interval '9h')
                  AT TIME ZONE 'Asia/Ho_Chi_Minh') AS at
FROM generate_series(1, %(count)s)) AS one
"""
_DOSSIERS = """
INSERT INTO dossiers_dossier (
    id, code, submission_key, procedure_code, procedure_version, procedure_name, process_version, channel,
    receiving_agency_code, agency_code, owner_name, answers, note, search_key, state, fee_state, fee_amount,
    delivery_state, delivery_method, sync_state, submitted_at, accepted_at, competent_received_at, due_at, appointed_at,
    ended_at, returned_at, register_year, register_number, allowance_unit, allowance_amount)
SELECT n, code, gen_random_uuid(), procedure, version, title, %(process)s,
       CASE WHEN way < 0.6 THEN 'online' WHEN way < 0.98 THEN 'counter' ELSE 'post' END,
       receiving, agency, owner, '{}', '',
       concat_ws(' ', lower(code), split_part(code, '-', 2) || '-' || split_part(code, '-', 3), owner_key, title_key),
       state, 'none', 0,
       CASE WHEN state = 'returned' THEN 'delivered' ELSE 'not_ready' END,
       'counter', 'confirmed', at, accepted, accepted,
       accepted + interval '5 days', accepted + interval '5 days', ended,
       CASE WHEN state = 'returned' THEN ended END, date_part('year', accepted),
       CASE WHEN accepted IS NOT NULL THEN n END, 'working_day', 3
FROM (
    SELECT *, CASE WHEN state NOT IN ('submitted', 'not_accepted') THEN at + interval '2 hours' END AS accepted,
           CASE WHEN state IN ('returned', 'withdrawn', 'stopped', 'not_accepted')
                THEN at + interval '4 days' END AS ended
    FROM (
        SELECT drawn.*, name.full_name AS owner, name.key AS owner_key, offer.*,
               CASE WHEN drawn.counter %% 5 = 0 THEN elsewhere.agency ELSE offer.agency END AS receiving,
               offer.agency || '-' || to_char(at AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYMMDD') || '-' ||
               lpad((row_number() OVER agency_day)::text, 4, '0') AS code,
               CASE WHEN at > %(until)s::date - 8 AND fate < 0.75 OR fate < 0.012 THEN
                        CASE WHEN way < 0.2 THEN 'submitted' WHEN way < 0.3 THEN 'accepted'
                             WHEN way < 0.85 THEN 'in_progress' WHEN way < 0.95 THEN 'supplement_requested'
                             ELSE 'resolved' END
                    WHEN fate < 0.03 THEN 'not_accepted' WHEN fate < 0.04 THEN 'withdrawn'
                    WHEN fate < 0.044 THEN 'stopped' ELSE 'returned' END AS state
        FROM drawn JOIN name ON name.n = drawn.name JOIN offer ON offer.place = drawn.offer
        JOIN offer AS elsewhere ON elsewhere.place = drawn.counter
        WINDOW agency_day AS (
            PARTITION BY offer.agency, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date ORDER BY at, drawn.n)
    ) AS said
) AS lived ORDER BY n
"""
_PARTIES = """
INSERT INTO dossiers_party (dossier_id, role, kind, full_name, identity_number, phone, email, address, username)
SELECT id, role, 'person', owner_name, lpad((id %% 300000)::text, 12, '0'), '+84912345678', '',
       'Tổ 3, phường Thục Phán',
       CASE WHEN channel = 'online' THEN lpad((id %% 300000)::text, 12, '0') ELSE '' END
FROM dossiers_dossier, unnest(ARRAY['owner', 'submitter', 'receiver']) AS role
"""
_OF_THE_CITIZEN = """
UPDATE dossiers_party SET username = %(citizen)s
WHERE dossier_id IN (SELECT id FROM dossiers_dossier WHERE channel = 'online' ORDER BY id LIMIT 60)
"""
_RUNS = """
INSERT INTO workflow_processrun (
    id, version_id, subject, agency_code, agencies, state, started_at, ended_at, is_cancelled)
SELECT id, process_version, code, agency_code, '{}', '{}', submitted_at, ended_at, false FROM dossiers_dossier
"""
_TASKS = """
INSERT INTO workflow_task (run_id, key, name, role, unit_code, username, agency_code, subject, offered_at, due_at,
                           suspended_at, done_at, done_by, outcome)
SELECT id, key, name, role, '',
       CASE WHEN role = 'specialist' AND agency_code = %(desk)s AND id %% 2 = 0 THEN %(specialist)s ELSE '' END,
       agency_code, code, submitted_at, submitted_at + interval '1 day',
       CASE WHEN state = 'supplement_requested' THEN submitted_at END, ended_at, '', ''
FROM dossiers_dossier JOIN (VALUES
    ('submitted', 'receive', 'Tiếp nhận hồ sơ', 'receiver'), ('accepted', 'assign', 'Phân công thụ lý', 'head'),
    ('in_progress', 'process', 'Thụ lý hồ sơ', 'specialist'),
    ('supplement_requested', 'process', 'Thụ lý hồ sơ', 'specialist'),
    ('resolved', 'give_back', 'Trả kết quả', 'receiver'), ('returned', 'give_back', 'Trả kết quả', 'receiver')
) AS step (of_state, key, name, role) ON of_state = state
"""
_WORDS = """
INSERT INTO dossiers_word SELECT DISTINCT word FROM name, unnest(string_to_array(key, ' ')) AS word
UNION SELECT DISTINCT word FROM offer, unnest(string_to_array(title_key, ' ')) AS word WHERE word ~ '^[a-z]+$'
"""
_SOUGHT = """
INSERT INTO dossiers_sought
SELECT id, dossiers_search_keys(search_key, agency_code, receiving_agency_code, submitted_at) FROM dossiers_dossier
"""
_TABLES = ("dossiers_party", "dossiers_dossier", "workflow_task", "workflow_processrun")
_LOOSE_INDEXES = """
SELECT indexname, indexdef FROM pg_indexes
WHERE tablename = ANY(%s) AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""


def generate(url: str, count: int, *, citizen: str, specialist: str, desk: str) -> None:
    """Fill a settled province with so many dossiers instead of those that are there; indexes are built last.

    Sixty are the citizen's own; half the work of the agency `desk` has been given to the specialist.
    """
    values = {"count": count, "names": _NAMES, "until": clock.today()}
    values |= {"citizen": citizen, "specialist": specialist, "desk": desk}
    with psycopg.connect(url) as connection:
        connection.execute("SET session_replication_role = replica")  # the rows refer to each other rightly
        connection.execute("SELECT setseed(0.7)")
        connection.execute("TRUNCATE dossiers_dossier, workflow_processrun, dossiers_word RESTART IDENTITY CASCADE")
        loose = connection.execute(_LOOSE_INDEXES, [[*_TABLES, "dossiers_sought"]]).fetchall()
        for name, _definition in loose:
            connection.execute(f'DROP INDEX "{name}"')
        _names(connection)
        values["offers"] = _offers(connection)
        (values["process"],) = connection.execute(
            "SELECT id FROM workflow_processversion WHERE code = 'default'"
        ).fetchone()
        for statement in (_DRAWN, _DOSSIERS, _PARTIES, _OF_THE_CITIZEN, _RUNS, _TASKS, _WORDS, _SOUGHT):
            connection.execute(statement, values)
        for _name, definition in loose:
            connection.execute(definition)
    with psycopg.connect(url, autocommit=True) as connection:
        for table in _TABLES:
            connection.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {count + 1} + (SELECT max(id) FROM {table}))"
            )
            connection.execute(f"VACUUM (FREEZE, ANALYZE) {table}")
        connection.execute("VACUUM (FREEZE, ANALYZE) dossiers_sought")
        connection.execute("CHECKPOINT")


def _names(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    """People as often called so as in the province."""
    registry, dice, day = Registry(content.names(), "tỉnh Cao Bằng"), Random(7), clock.today()
    connection.execute("CREATE TEMP TABLE name (n int PRIMARY KEY, full_name text, key text)")
    with connection.cursor().copy("COPY name FROM STDIN") as rows:
        for number in range(_NAMES):
            full_name = registry.person(dice, _PLACE, age=Age.ADULT, on=day).full_name
            rows.write_row((number, full_name, fold(full_name)))


def _offers(connection: "psycopg.Connection[tuple[object, ...]]") -> int:
    """What is offered where, in an order by chance: the first are asked for most."""
    day = clock.today()
    offers = list(Offer.objects.on(day).order_by("id").values_list("agency_code", "procedure__code"))
    Random(7).shuffle(offers)
    titles = {code: procedure_on(code, day) for _, code in offers}
    connection.execute(
        "CREATE TEMP TABLE offer ("
        "place int PRIMARY KEY, agency text, procedure text, version bigint, title text, title_key text)"
    )
    with connection.cursor().copy("COPY offer FROM STDIN") as rows:
        for number, (agency, code) in enumerate(offers):
            if (of := titles[code]) is not None:
                rows.write_row((number, agency, code, of.version_id, of.name, fold(of.name)))
    return len(offers)
