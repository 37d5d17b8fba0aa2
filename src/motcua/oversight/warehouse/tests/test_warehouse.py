"""The warehouse: the same answers as PostgreSQL, whatever was exported when; nothing twice; nobody named."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.casework.dossiers.tests.factories import MONDAY, make_cast, make_dossier
from motcua.casework.dossiers.tests.walking import HOUR, accepted, whole_way
from motcua.kernel import clock
from motcua.oversight.insight.actions.loading import load_definitions
from motcua.oversight.insight.tests.factories import deliver_to_figures
from motcua.oversight.warehouse.actions.exporting import digest_key, export_warehouse
from motcua.oversight.warehouse.adapters.files import MARKS, add_part, asked, held
from motcua.oversight.warehouse.errors import QuestionFaulty, WarehouseBusy, WarehouseForeign
from motcua.oversight.warehouse.queries.leaving import copied, newest
from motcua.oversight.warehouse.rules.tables import QUESTIONS
from motcua.oversight.warehouse.tests.asking import answers_of_postgresql

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    load_definitions()
    with clock.frozen(MONDAY + timedelta(days=60)):
        yield make_cast()


def live(cast, count, *, since=MONDAY):
    """So many dossiers, every second finished, over two months; counted."""
    for number in range(count):
        began = since + number * timedelta(days=9)
        walk = whole_way if number % 2 else accepted
        walk(cast, make_dossier(cast, at=began), began + HOUR)
    deliver_to_figures()


def answers_of_duckdb(folder):
    return {
        question.code: [[str(value) for value in row] for row in asked(folder, question.sql)[1]]
        for question in QUESTIONS
    }


def test_duckdb_and_postgresql_answer_alike(cast, tmp_path):
    live(cast, 6)
    export_warehouse(tmp_path)
    answers = answers_of_duckdb(tmp_path)
    assert answers == answers_of_postgresql()
    assert {row[0] for row in answers["finished-by-agency-and-month"]} == {"H14.31"}
    assert sum(int(row[3]) for row in answers["finished-by-agency-and-month"]) == 3


def test_what_came_later_is_added_and_nothing_twice(cast, tmp_path):
    live(cast, 2)
    first = export_warehouse(tmp_path)
    again = export_warehouse(tmp_path)
    assert first.rows["events"] > 0
    assert set(again.rows.values()) == {0}
    live(cast, 2, since=MONDAY + timedelta(days=1))
    export_warehouse(tmp_path, span=3)
    assert answers_of_duckdb(tmp_path) == answers_of_postgresql()


@pytest.mark.parametrize("table", ["events", "facts"])
def test_a_run_that_was_cut_off_before_its_mark_is_taken_up_and_counts_nothing_twice(cast, tmp_path, table):
    live(cast, 2)
    with held(tmp_path):
        add_part(tmp_path, table, copied(table, digest_key(), after=0, upto=newest(table)), after=0)
    assert not (tmp_path / MARKS).exists()
    live(cast, 4, since=MONDAY + timedelta(days=2))
    export_warehouse(tmp_path)
    assert answers_of_duckdb(tmp_path) == answers_of_postgresql()


def test_a_run_that_was_cut_off_while_writing_leaves_nothing_that_is_read(cast, tmp_path):
    live(cast, 2)
    export_warehouse(tmp_path)

    def broken():
        yield from list(copied("facts", digest_key(), after=0, upto=newest("facts")))[:1]
        raise ConnectionError

    with held(tmp_path), pytest.raises(ConnectionError):
        add_part(tmp_path, "facts", broken(), after=newest("facts"))
    assert answers_of_duckdb(tmp_path) == answers_of_postgresql()
    export_warehouse(tmp_path)
    assert answers_of_duckdb(tmp_path) == answers_of_postgresql()


def test_nobody_is_named_and_no_dossier_can_be_looked_up(cast, tmp_path):
    live(cast, 2)
    export_warehouse(tmp_path)
    for table in ("events", "facts"):
        names, rows = asked(tmp_path, f"SELECT * FROM {table}")
        text = str(rows)
        assert "actor" not in names
        for word in ("Triệu Thị Mai", "004190000123", "chuyen.vien", "tiep.nhan", "H14.31-"):
            assert word not in text
    together = "SELECT count(DISTINCT f.dossier) FROM facts f JOIN events e ON e.dossier = f.dossier"
    assert asked(tmp_path, together)[1] == [(2,)]


def test_an_empty_house_has_an_empty_warehouse(db, tmp_path):
    assert set(export_warehouse(tmp_path).rows.values()) == {0}
    assert asked(tmp_path, "SELECT count(*) FROM facts")[1] == [(0,)]


def test_only_one_writes_at_a_time(db, tmp_path):
    with held(tmp_path), pytest.raises(WarehouseBusy, match="đang có lần xuất khác"):
        export_warehouse(tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", '{"house": "another", "upto": {}}', '{"house": null}'])
def test_the_folder_of_another_house_is_refused(db, tmp_path, content):
    (tmp_path / MARKS).write_text(content)
    with pytest.raises(WarehouseForeign, match="không phải kho của hệ thống này"):
        export_warehouse(tmp_path)
    assert (tmp_path / MARKS).read_text() == content


@pytest.mark.parametrize("sql", ["SELEC 1", "SELECT * FROM nothing", "SELECT * FROM read_text('/etc/hostname')"])
def test_a_faulty_question_is_refused_in_words_and_reads_nothing_else(db, tmp_path, sql):
    export_warehouse(tmp_path)
    with pytest.raises(QuestionFaulty, match="không chạy được"):
        asked(tmp_path, sql)


def test_the_commands_say_what_they_did(cast, tmp_path):
    live(cast, 2)
    said = StringIO()
    call_command("export_warehouse", str(tmp_path), stdout=said)
    assert "biến động số liệu mới" in said.getvalue()
    said = StringIO()
    call_command("ask_warehouse", str(tmp_path), "received-by-channel", stdout=said)
    assert said.getvalue().startswith("channel,received\r\nonline,2")
    said = StringIO()
    call_command("ask_warehouse", str(tmp_path), stdout=said)
    assert "received-by-channel" in said.getvalue()
    (tmp_path / MARKS).write_text(json.dumps({"house": "x", "upto": {}}))
    with pytest.raises(CommandError, match="không phải kho"):
        call_command("export_warehouse", str(tmp_path))
