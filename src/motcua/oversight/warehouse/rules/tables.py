"""What the warehouse holds: two tables, their columns, and the questions that every engine answers alike.

No name, no user name, no code of a dossier: `dossier` is a digest with the house's own key, the same in both tables.
"""

from dataclasses import dataclass

COLUMNS = {
    "events": (
        ("position", "BIGINT"),
        ("kind", "VARCHAR"),
        ("dossier", "VARCHAR"),
        ("agency_code", "VARCHAR"),
        ("at", "TIMESTAMPTZ"),
        ("recorded_at", "TIMESTAMPTZ"),
        ("procedure_code", "VARCHAR"),
        ("procedure_version", "BIGINT"),
        ("channel", "VARCHAR"),
        ("outcome", "VARCHAR"),
        ("due_at", "TIMESTAMPTZ"),
        ("is_imported", "BOOLEAN"),
        ("province", "VARCHAR"),
        ("month", "VARCHAR"),
    ),
    "facts": (
        ("id", "BIGINT"),
        ("position", "BIGINT"),
        ("dossier", "VARCHAR"),
        ("recorded_at", "TIMESTAMPTZ"),
        ("fact", "VARCHAR"),
        ("detail", "VARCHAR"),
        ("at", "TIMESTAMPTZ"),
        ("amount", "BIGINT"),
        ("agency_code", "VARCHAR"),
        ("procedure_code", "VARCHAR"),
        ("procedure_version", "BIGINT"),
        ("channel", "VARCHAR"),
        ("origin", "VARCHAR"),
        ("level", "VARCHAR"),
        ("field_name", "VARCHAR"),
        ("province", "VARCHAR"),
        ("month", "VARCHAR"),
    ),
}
PARTITIONS = ("province", "month")


@dataclass(frozen=True)
class Question:
    """A question in SQL that PostgreSQL, DuckDB and Spark all read."""

    code: str
    sql: str


QUESTIONS = (
    Question(
        "finished-by-agency-and-month",
        "SELECT agency_code, month, SUM(CASE WHEN detail IN ('early', 'on_time') THEN amount ELSE 0 END) AS in_time, "
        "SUM(amount) AS finished FROM facts WHERE fact = 'finished' GROUP BY agency_code, month "
        "HAVING SUM(amount) <> 0 ORDER BY agency_code, month",
    ),
    Question(
        "received-by-channel",
        "SELECT channel, SUM(amount) AS received FROM facts WHERE fact = 'received' GROUP BY channel ORDER BY channel",
    ),
    Question(
        "open-by-procedure",
        "SELECT procedure_code, SUM(amount) AS open FROM facts WHERE fact = 'open' GROUP BY procedure_code "
        "HAVING SUM(amount) <> 0 ORDER BY procedure_code",
    ),
    Question(
        "minutes-by-field",
        "SELECT field_name, SUM(amount) AS minutes FROM facts WHERE fact = 'handling' GROUP BY field_name "
        "ORDER BY field_name",
    ),
    Question(
        "events-by-kind-and-month",
        "SELECT kind, month, COUNT(*) AS times, COUNT(DISTINCT dossier) AS dossiers, MAX(position) AS newest "
        "FROM events GROUP BY kind, month ORDER BY kind, month",
    ),
    Question(
        "dossiers-with-several-pauses",
        "SELECT COUNT(*) AS dossiers FROM (SELECT dossier FROM events WHERE kind IN ('dossiers.supplement_requested', "
        "'dossiers.clock_paused') GROUP BY dossier HAVING COUNT(*) > 1) AS paused",
    ),
)
