"""A house of its own for a benchmark: PostgreSQL that counts statements, and the processes as they are started.

Everything listens on 127.0.0.1 and ends with the benchmark.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from motcua.roof.postgres import EmbeddedPostgres

ROOT = Path(__file__).resolve().parent.parent
READY_SECONDS = 60
_TICKS = os.sysconf("SC_CLK_TCK")
_COUNTED = (
    "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query !~* '^(begin|commit|.* for key share of x)'"
)
_SPENT = """
SELECT coalesce(sum(total_plan_time + total_exec_time), 0), coalesce(sum(shared_blks_hit + shared_blks_read), 0)
FROM pg_stat_statements
WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND query NOT LIKE '%pg_stat_statements%'
"""


@dataclass(frozen=True)
class House:
    """A folder, its database, and what its processes are told."""

    home: Path
    server: EmbeddedPostgres
    database: str = "motcua"

    @property
    def url(self) -> str:
        return self.server.url(self.database)

    def copy(self, database: str) -> "House":
        """The same house with a database of its own, a copy of this one as it is now."""
        from django.db import connections

        connections.close_all()
        with psycopg.connect(self.server.url("postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE "{self.database}"')
        return replace(self, database=database)

    def spent(self) -> tuple[float, int]:
        """Milliseconds that the server planned and executed for this database, and pages of 8 kB it looked at."""
        ((milliseconds, pages),) = self.sql(_SPENT)
        return float(str(milliseconds)), int(str(pages))

    def sql(self, statement: str, parameters: Mapping[str, object] | None = None) -> list[tuple[object, ...]]:
        """One statement, committed."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    def statements(self) -> int:
        """How many the server was sent since it began counting, BEGIN and COMMIT apart."""
        return int(str(self.sql(_COUNTED)[0][0]))

    def cpu_seconds(self, *processes: "subprocess.Popen[bytes]") -> float:
        """What these and the database, with all their children, have used."""
        return cpu_of(*(process.pid for process in processes), self.server.pid())


@contextmanager
def house(*, keep: str = "") -> Iterator[House]:
    """A house with empty tables; with `keep`, a name, it stays for later runs."""
    home = Path(tempfile.gettempdir(), keep) if keep else Path(tempfile.mkdtemp(prefix="motcua-bench-"))
    home.mkdir(mode=0o755, exist_ok=True)
    home.chmod(0o755)
    server = EmbeddedPostgres(home)
    server.start()
    _go_first(os.getpid(), server.pid())
    try:
        _count_statements(server)
        os.environ |= {"MOTCUA_HOME": str(home), "DATABASE_URL": server.url(), "MOTCUA_SECRET_KEY": "benchmarks"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "motcua.roof.settings"
        import django

        django.setup()
        from motcua.roof import database

        database.prepare()
        yield House(home, server)
    finally:
        from django.db import connections

        connections.close_all()
        server.stop()
        if not keep:
            shutil.rmtree(home, ignore_errors=True)


def settle(house: House) -> None:
    """The sample province, without dossiers; what is there stays."""
    from motcua.kernel import clock
    from motcua.simulator.actions.settle import settle as settle_province

    settle_province(at=clock.now())
    house.sql("VACUUM ANALYZE")


@contextmanager
def web(house: House, *, settings: str = "motcua.roof.settings") -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """The pages as `motcua web` serves them; answers the port when they are there."""
    port = free_port()
    with process(house, "web", MOTCUA_PORT=str(port), DJANGO_SETTINGS_MODULE=settings) as running:
        _await(port, running)
        yield port, running


@contextmanager
def process(house: House, command: str, **environment: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`motcua COMMAND`, ended at the end."""
    told = (
        os.environ
        | {"MOTCUA_LOG": "CRITICAL", "DATABASE_URL": house.url, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
        | environment
    )
    running = subprocess.Popen([sys.executable, "-m", "motcua.roof.cli", command], env=told, cwd=ROOT)
    try:
        yield running
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(timeout=30)


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory_mb(*pids: int) -> float:
    """Proportional set size of these processes and their children."""
    kilobytes = 0
    for pid in _family(*pids):
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            continue
        kilobytes += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return kilobytes / 1024


def cpu_of(*pids: int) -> float:
    """User and system seconds of living processes and of children that have ended."""
    return sum(sum(map(int, _stat(pid)[11:15])) for pid in _family(*pids)) / _TICKS


def _family(*pids: int) -> set[int]:
    parents = {int(entry.name): int(_stat(int(entry.name))[1]) for entry in Path("/proc").iterdir() if _lives(entry)}
    family = set(pids)
    while grown := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= grown
    return family


def _lives(entry: Path) -> bool:
    return entry.name.isdigit() and bool(_stat(int(entry.name))[2:])


def _stat(pid: int) -> list[str]:
    """The fields after the name: state, parent, …, at 11 to 14 the ticks."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return ["X", "0"]


def _await(port: int, running: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline and running.poll() is None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as web:
                web.sendall(b"HEAD / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                if web.recv(12):
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The web process on port {port} does not answer.")


def _go_first(*pids: int) -> None:
    """With MOTCUA_BENCH_NICE=-10 others wait for us: Linux shares time between sessions, `nice` counts within one."""
    if nice := os.environ.get("MOTCUA_BENCH_NICE"):
        for pid in pids:
            Path(f"/proc/{pid}/autogroup").write_text(nice)


def _count_statements(server: EmbeddedPostgres) -> None:
    """pg_stat_statements must be loaded with the server."""
    with psycopg.connect(server.url(), autocommit=True) as connection:
        (loaded,) = connection.execute("SHOW shared_preload_libraries").fetchone() or ("",)
        if "pg_stat_statements" not in loaded:
            connection.execute("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
    if "pg_stat_statements" not in loaded:
        server.stop()
        server.start()
        _go_first(server.pid())
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        connection.execute("ALTER SYSTEM SET pg_stat_statements.track_planning = on")
        connection.execute("SELECT pg_reload_conf()")
