"""A command leaves the embedded PostgreSQL as it found it, whoever else uses it."""

import os

import pytest

from motcua.roof import database
from motcua.roof.postgres import EmbeddedPostgres
from tests.running import House, new_home

NOBODY_THERE = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/motcua"}


@pytest.fixture
def server(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with new_home() as home:
        monkeypatch.setenv("MOTCUA_HOME", str(home))
        server = EmbeddedPostgres(home, is_throwaway=True)
        yield server
        server.stop()


def test_a_server_that_was_stopped_is_stopped_again(server):
    with database.database():
        assert server.is_running()
        assert os.environ["DATABASE_URL"] == server.url()
    assert not server.is_running()
    assert "DATABASE_URL" not in os.environ


def test_a_server_that_was_running_is_left_running(server):
    server.start()
    with database.database():
        assert server.is_running()
    assert server.is_running()


def test_the_last_of_several_users_stops_it(server):
    first, second = database.database(), database.database()
    first.__enter__()
    os.environ.pop("DATABASE_URL")
    second.__enter__()
    first.__exit__(None, None, None)
    assert server.is_running()
    os.environ["DATABASE_URL"] = server.url()
    second.__exit__(None, None, None)
    assert not server.is_running()


def test_the_supervisor_stops_a_server_that_a_crash_left_running(server):
    server.start()
    with database.database(is_owner=True):
        assert server.is_running()
    assert not server.is_running()


def test_a_database_of_ones_own_is_used_and_nothing_started(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/motcua")
    monkeypatch.setenv("MOTCUA_HOME", str(tmp_path))
    with database.database() as server:
        assert server is None
        assert os.environ["DATABASE_URL"] == "postgresql://elsewhere/motcua"
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_too_old_is_refused_with_both_numbers():
    with pytest.raises(database.DatabaseUnfit, match=r"15 trở lên, máy chủ này là 14"):
        database.refuse_old(140012)
    database.refuse_old(150018)


def test_a_server_that_cannot_be_reached_is_told_in_words(tmp_path):
    done = House(tmp_path, settings=NOBODY_THERE).command("showmigrations")
    assert done.returncode == 1
    assert "DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr
