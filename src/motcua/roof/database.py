"""The database a command uses: the one DATABASE_URL names, or the embedded one, left as it was found.

Several commands may use one home at a time. Each holds a shared lock while it does; the last one out stops the server,
if a command of ours had started it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from motcua.kernel import environment as env
from motcua.roof.postgres import EmbeddedPostgres

LEAST_VERSION = 15


class DatabaseUnfit(RuntimeError):
    """The database that DATABASE_URL names cannot be used; the text says why and what to do."""


def is_configured() -> bool:
    """Whether the operator named a database of their own."""
    return bool(os.environ.get("DATABASE_URL") or os.environ.get("DATABASE_URL_FILE"))


@contextmanager
def database(*, is_owner: bool = False) -> Iterator[EmbeddedPostgres | None]:
    """Set DATABASE_URL for this process and its children; yields the embedded server when it is used.

    `is_owner` (the supervisor) stops a server that it found running without users, left by a crash; other commands
    leave such a server alone.
    """
    if is_configured():
        yield None
        return
    home = env.path("MOTCUA_HOME", "var")
    home.mkdir(parents=True, exist_ok=True)
    server = EmbeddedPostgres(home)
    users = _enter(server, is_owner=is_owner)
    os.environ["DATABASE_URL"] = server.url()
    try:
        yield server
    finally:
        del os.environ["DATABASE_URL"]
        _leave(server, users)


def revive(server: EmbeddedPostgres) -> None:
    """Start it again after a crash, while other commands may be trying the same."""
    with _gate(server.folder):
        server.start()


def prepare() -> None:
    """Refuse a server that is too old; bring its tables up to date. Django must be set up."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    check_version()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        _begin()


def _begin() -> None:
    """What no province can receive a dossier without."""
    from motcua.casework.dossiers.public import ensure_default_process
    from motcua.kernel import clock

    ensure_default_process(actor="motcua", at=clock.now())


def check_version() -> None:
    """Raise `DatabaseUnfit` unless the server can be reached and is PostgreSQL 15 or later."""
    from django.db import OperationalError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
    except OperationalError as error:
        raise DatabaseUnfit(
            f"Không kết nối được cơ sở dữ liệu (cannot reach the database that DATABASE_URL names): {error}"
        ) from error
    refuse_old(version)


def refuse_old(version: int) -> None:
    """Raise `DatabaseUnfit` for a `server_version_num` (150018 is 15.18) of before our least."""
    if version // 10000 < LEAST_VERSION:
        raise DatabaseUnfit(
            f"Cần PostgreSQL {LEAST_VERSION} trở lên, máy chủ này là {version // 10000} "
            f"(PostgreSQL {LEAST_VERSION} or later is needed; this server is {version // 10000})."
        )


def _enter(server: EmbeddedPostgres, *, is_owner: bool) -> TextIO:
    users = (server.folder / "postgres.users.lock").open("a")
    with _gate(server.folder):
        is_first = _try_alone(users)
        has_started = server.start()
        if has_started or is_owner:
            _ours(server.folder).touch()
        elif is_first:
            _ours(server.folder).unlink(missing_ok=True)
        fcntl.flock(users, fcntl.LOCK_SH)
    return users


def _leave(server: EmbeddedPostgres, users: TextIO) -> None:
    with _gate(server.folder), users:
        if _try_alone(users) and _ours(server.folder).exists():
            server.stop()
            _ours(server.folder).unlink()


def _ours(home: Path) -> Path:
    return home / "postgres.started-by-motcua"


def _try_alone(users: TextIO) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _gate(home: Path) -> Iterator[None]:
    """One at a time comes in or goes out."""
    with (home / "postgres.gate.lock").open("a") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        yield
