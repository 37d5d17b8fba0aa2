"""The questions put to PostgreSQL: the same tables as views over what the house itself holds."""

from django.db import connection

from motcua.oversight.insight.public import outflow
from motcua.oversight.warehouse.actions.exporting import digest_key
from motcua.oversight.warehouse.queries.leaving import EVENTS
from motcua.oversight.warehouse.rules.tables import QUESTIONS

_ALL = 2**62


def answers_of_postgresql() -> dict[str, list[list[str]]]:
    """Question → rows, each value as text."""
    found = {}
    for question in QUESTIONS:
        sql = question.sql.replace("%", "%%")
        with connection.cursor() as cursor:
            cursor.execute(f"WITH events AS ({EVENTS}), facts AS ({outflow.FACTS}) {sql}", [digest_key(), 0, _ALL] * 2)
            found[question.code] = [[str(value) for value in row] for row in cursor.fetchall()]
    return found
