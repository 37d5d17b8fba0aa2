"""The database of `make bench-large`, smaller: how many statements a report asks, and by which way PostgreSQL reads.

MOTCUA_LARGE says how many dossiers; nothing here is timed.
"""

import json
import os
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg.conninfo import make_conninfo

from benchmarks import past
from benchmarks.large import form
from motcua.kernel import clock
from motcua.oversight.insight.actions.folding import fold_movements
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.public import Asked, Window, counted, dossiers_behind, indicators_on
from motcua.oversight.insight.queries.counting import scanned

DOSSIERS = int(os.environ.get("MOTCUA_LARGE", "3000"))
PLACES = [(f"H14.{number}", "commune" if number > 20 else "department") for number in range(11, 81)]
NEVER_WHOLE = ("insight_entry", "events_eventrecord", "insight_blocksum")


@pytest.fixture
def every(transactional_db):
    """The codes of agencies with a year of dossiers; tables of the generator go again."""
    load_definitions()
    given = connection.get_connection_params()
    url = make_conninfo(
        **{name: given[name] for name in ("host", "port", "user", "password", "dbname") if name in given}
    )
    try:
        past.generate(url, DOSSIERS, until=clock.today(), places=PLACES, events=0)
        fold_movements(clock.now())
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE insight_blocksum, insight_bin")
        yield [code for code, _level in PLACES]
    finally:
        past.clear(url)


def plan_of(statement: str) -> list[dict]:
    """Every node of the plan."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT json) {statement}")
        (answer,) = cursor.fetchone()
    found, ahead = [], [(json.loads(answer) if isinstance(answer, str) else answer)[0]["Plan"]]
    while ahead:
        found.append(ahead.pop())
        ahead += found[-1].get("Plans", [])
    return found


def test_a_report_asks_one_statement_that_scans_neither_movements_nor_events(every):
    now = clock.now()
    this_year = clock.at(clock.today() - timedelta(days=200))
    ways = {
        "any days": (Window(this_year, clock.at(clock.today() - timedelta(days=17))), every, ("field",)),
        "every agency": (Window(this_year, clock.at(clock.today() - timedelta(days=40))), every, ("agency",)),
        "up to now": (Window(this_year, now), every, ("field",)),
        "one agency": (Window(this_year, now), every[:1], ("field",)),
        "one row": (Window(this_year, now), every, ()),
        "as known yesterday": (Window(this_year, now, known_at=now - timedelta(days=1)), every, ("field",)),
    }
    for what, (window, codes, by) in ways.items():
        counted(form(window), agencies=codes, by=by)  # which agencies there are, a process remembers
        with CaptureQueriesContext(connection) as asked:
            ours = counted(form(window), agencies=codes, by=by)
        assert len(asked) == 1, what
        scanned_whole = {node["Relation Name"] for node in plan_of(asked[0]["sql"]) if node["Node Type"] == "Seq Scan"}
        assert not scanned_whole & set(NEVER_WHOLE), what
        naive = scanned(form(window), agencies=codes, by=by)
        assert {key: row for key, row in ours.items() if any(row.values())} == {
            key: row for key, row in naive.items() if any(row.values())
        }, what


def test_a_page_of_the_dossiers_behind_a_number_reads_no_table_whole(every):
    views, window = indicators_on(clock.today()), Window(clock.at(clock.today() - timedelta(days=40)), clock.now())
    for code in ("finished", "finished_late", "open", "open_overdue"):
        asked = Asked(views[code].ratio.numerator, window, views[code].ratio.scope)
        for codes in (every, every[:20]):
            dossiers_behind(asked, agencies=codes, size=10)
            with CaptureQueriesContext(connection) as told:
                found = dossiers_behind(asked, agencies=codes, size=10)
            assert found, code
            assert len(told) <= 4, code
            scanned_whole = {
                node["Relation Name"] for one in told for node in plan_of(one["sql"]) if node["Node Type"] == "Seq Scan"
            }
            assert "insight_entry" not in scanned_whole, (code, len(codes))
