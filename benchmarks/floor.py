"""The floor: the rows of a create and of an acceptance by psycopg alone, all of one in one statement.

The rows are those that the house itself wrote for one dossier; only what must differ does.
"""

from collections.abc import Callable, Mapping
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

Row = dict[str, Any]
_WRITTEN = {
    "dossiers_dossier": "code = %(code)s",
    "dossiers_party": "dossier_id = (SELECT id FROM dossiers_dossier WHERE code = %(code)s)",
    "dossiers_paper": "dossier_id = (SELECT id FROM dossiers_dossier WHERE code = %(code)s)",
    "workflow_processrun": "subject = %(code)s",
    "workflow_task": "subject = %(code)s",
    "events_eventrecord": "subject = %(code)s",
}
"""Table → which of its rows a create has written; files of papers come besides."""
_NUMBER = """
day AS (INSERT INTO dossiers_daycount AS c (agency_code, day, last) VALUES (%(agency)s, %(day)s, 1)
        ON CONFLICT (agency_code, day) DO UPDATE SET last = c.last + 1 RETURNING last),
draft AS (DELETE FROM dossiers_draft WHERE key = %(draft)s RETURNING key),
known AS (SELECT %(agency)s || '-bare-' || lpad(last::text, 6, '0') AS code FROM day JOIN draft ON true)
"""
_ACCEPT = """
WITH register AS (
    INSERT INTO dossiers_registercount AS c (agency_code, year, last) VALUES (%(agency)s, date_part('year', now()), 1)
    ON CONFLICT (agency_code, year) DO UPDATE SET last = c.last + 1 RETURNING year, last
), dossier AS (
    UPDATE dossiers_dossier SET state = 'accepted', accepted_at = now(), competent_received_at = now(),
           due_at = now() + interval '1 day', appointed_at = now() + interval '1 day', register_year = register.year,
           register_number = register.last, allowance_amount = 1, allowance_unit = 'working_day'
    FROM register WHERE code = %(code)s
), done AS (
    UPDATE workflow_task SET done_at = now(), done_by = %(officer)s, outcome = 'done'
    WHERE subject = %(code)s AND done_at IS NULL RETURNING run_id, agency_code
), run AS (
    UPDATE workflow_processrun SET state = %(state)s FROM done WHERE id = done.run_id
), next AS (
    INSERT INTO workflow_task (run_id, key, name, role, unit_code, username, agency_code, subject, offered_at, due_at,
                               done_by, outcome)
    SELECT run_id, 'assign', 'Phân công', 'head', '', '', agency_code, %(code)s, now(), now() + interval '4 hours',
           '', '' FROM done
)
INSERT INTO events_eventrecord (key, kind, version, subject, agency_code, at, recorded_at, actor, payload)
SELECT gen_random_uuid(), kind, 1, %(code)s, %(agency)s, now(), now(), %(officer)s, %(payload)s
FROM unnest(ARRAY['workflow.task_done', 'dossiers.accepted']) AS kind
"""


_CODE, _DOSSIER = "(SELECT code FROM known)", "(SELECT id FROM dossiers_dossier)"
_AGENCY, _KEY = "%(agency)s", "gen_random_uuid()"
_COMPUTED: dict[str, dict[str, str]] = {
    "dossiers_dossier": {
        "code": _CODE,
        "submission_key": _KEY,
        "agency_code": _AGENCY,
        "receiving_agency_code": _AGENCY,
    },
    "dossiers_party": {"dossier_id": _DOSSIER},
    "dossiers_paper": {"dossier_id": _DOSSIER},
    "dossiers_paperfile": {"paper_id": "(SELECT id FROM dossiers_paper WHERE number = {of_paper})"},
    "workflow_processrun": {"subject": _CODE, "agency_code": _AGENCY},
    "workflow_task": {"run_id": "(SELECT id FROM workflow_processrun)", "subject": _CODE, "agency_code": _AGENCY},
    "events_eventrecord": {"key": _KEY, "subject": _CODE, "agency_code": _AGENCY},
}
"""Table → what differs from dossier to dossier, as SQL. In the order in which rows refer to each other."""


def rows_of(url: str, code: str) -> dict[str, list[Row]]:
    """What the house wrote for one dossier that was sent and not yet taken in."""
    with psycopg.connect(url, row_factory=dict_row) as connection:
        found = {
            table: connection.execute(f"SELECT * FROM {table} WHERE {condition} ORDER BY id", {"code": code}).fetchall()
            for table, condition in _WRITTEN.items()
        }
        papers = {row["id"]: row["number"] for row in found["dossiers_paper"]}
        files = connection.execute("SELECT * FROM dossiers_paperfile WHERE paper_id = ANY(%s)", [list(papers)])
        found["dossiers_paperfile"] = [row | {"of_paper": papers[row["paper_id"]]} for row in files.fetchall()]
    return found


def create(rows: Mapping[str, list[Row]]) -> Callable[["psycopg.Connection[Any]", str, str], str]:
    """A function that writes such a dossier for an agency and a draft, and answers its code."""
    given: Row = {"day": rows["dossiers_dossier"][0]["submitted_at"].date()}
    parts = [_insert(table, rows[table], given) for table in _COMPUTED]
    statement = sql.SQL("WITH {}, {} SELECT code FROM known").format(sql.SQL(_NUMBER), sql.SQL(", ").join(parts))

    def write(connection: "psycopg.Connection[Any]", agency: str, draft: str) -> str:
        with connection.transaction():
            found = connection.execute(statement, given | {"agency": agency, "draft": draft}).fetchone()
        return str(found[0]) if found else ""

    return write


def accept(connection: "psycopg.Connection[Any]", code: str, agency: str, payload: Row) -> None:
    """The same dossier taken in."""
    state = Jsonb({"at": {"assign": 1}})
    told = {"code": code, "agency": agency, "officer": "officer", "state": state, "payload": Jsonb(payload)}
    with connection.transaction():
        connection.execute(_ACCEPT, told)


def _insert(table: str, rows: list[Row], given: Row) -> sql.Composed:
    """``table AS (INSERT INTO table (…) VALUES (…), … RETURNING id)``; values that stay the same go into `given`."""
    columns = [column for column in rows[0] if column not in {"id", "of_paper"}]
    lines = [_line(table, f"{table}_{place}", row, columns, given) for place, row in enumerate(rows)]
    return sql.SQL("{0} AS (INSERT INTO {0} ({1}) VALUES {2} RETURNING {3})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(lines),
        sql.SQL("id, number" if table == "dossiers_paper" else "id"),
    )


def _line(table: str, name: str, row: Row, columns: list[str], given: Row) -> sql.Composed:
    values: list[sql.Composable] = []
    for column in columns:
        if (computed := _COMPUTED[table].get(column)) is not None:
            values.append(sql.SQL(computed.format(of_paper=row.get("of_paper"))))
        else:
            given[f"{name}_{column}"] = Jsonb(row[column]) if isinstance(row[column], dict | list) else row[column]
            values.append(sql.Placeholder(f"{name}_{column}"))
    return sql.SQL("({})").format(sql.SQL(", ").join(values))
