"""A whole house of its own in a folder, as `motcua run` starts it, for tests that kill processes or measure them."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from motcua.roof.postgres import EmbeddedPostgres

REPOSITORY = Path(__file__).resolve().parents[1]
_MOTCUA = [sys.executable, "-m", "motcua.roof.cli"]


def wait_until(is_so: Callable[[], object], *, seconds: float = 60, what: Callable[[], str] = str) -> None:
    """Ask again until the answer is yes; fails with what `what` says after `seconds`."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what()}")
        time.sleep(0.05)  # house: honest-test - between two looks at another process; the answer ends the wait


@contextmanager
def new_home() -> Iterator[Path]:
    """A folder that PostgreSQL's account may enter; pytest's own are closed to it, and closed again by every run."""
    with TemporaryDirectory(prefix="motcua-house-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _is_ours(process: psutil.Process) -> bool:
    """Not a PostgreSQL that is just being started: it belongs to nobody once it runs, and outlives us."""
    try:
        return process.name() not in {"postgres", "pg_ctl"}
    except psutil.Error:
        return False


class House:
    """One home folder and the supervisor that runs in it; without DATABASE_URL, so PostgreSQL is the embedded one."""

    def __init__(self, home: Path, *, dossiers: int = 0, settings: Mapping[str, str] | None = None) -> None:
        self.home = home
        self.output = home / "output.txt"
        self.server = EmbeddedPostgres(home)
        self.supervisor: subprocess.Popen[bytes] | None = None
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("DATABASE_URL", "MOTCUA_", "DJANGO_"))
        } | {"MOTCUA_HOME": str(home), "MOTCUA_SAMPLE": str(dossiers), "PYTHONPATH": str(REPOSITORY / "src")}
        self.environment |= settings or {}

    def start(self, *, seconds: float = 120) -> None:
        """Start everything and wait until the address stands in the output."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self.output.open("wb") as output:
            self.supervisor = subprocess.Popen(
                [*_MOTCUA, "run"], cwd=self.home, env=self.environment, stdout=output, stderr=subprocess.STDOUT
            )
        wait_until(lambda: self.address or self.supervisor.poll() is not None, seconds=seconds, what=self.said)
        assert self.address, self.said()

    def is_running(self) -> bool:
        """Whether its supervisor lives."""
        return self.supervisor is not None and self.supervisor.poll() is None

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Another `motcua` command in the same home."""
        return subprocess.run(
            [*_MOTCUA, *words], cwd=self.home, env=self.environment, capture_output=True, text=True, check=False
        )

    def said(self) -> str:
        """What it and PostgreSQL printed since its start."""
        texts = [path.read_text(errors="replace") for path in (self.output, self.server.log) if path.exists()]
        return "\n".join(text[-6000:] for text in texts)

    @property
    def address(self) -> str | None:
        """Where the pages are; None until they answer."""
        text = self.output.read_text(errors="replace") if self.output.exists() else ""
        found = re.search(r"http://127\.0\.0\.1:\d+", text)
        return found.group() if found else None

    def processes(self) -> list[psutil.Process]:
        """Supervisor, web, its servers and worker; PostgreSQL apart."""
        if not self.is_running():
            return []
        supervisor = psutil.Process(self.supervisor.pid)
        return [supervisor, *(child for child in supervisor.children(recursive=True) if _is_ours(child))]

    def process(self, name: str) -> psutil.Process | None:
        """The child of the supervisor that `ps` shows as ``motcua-<name>``."""
        for child in self.processes()[1:]:
            with suppress(psutil.Error):  # it may end while it is looked at
                if child.name() == f"motcua-{name}" and child.ppid() == self.supervisor.pid:
                    return child
        return None

    def answers(self) -> bool:
        """Whether a page comes back."""
        from urllib.error import HTTPError, URLError
        from urllib.request import urlopen

        try:
            urlopen(self.address, timeout=10).close()
        except HTTPError as error:
            return error.code < 500
        except (URLError, OSError):
            return False
        return True

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        """Ctrl-C, and wait for the end; its exit code."""
        self.supervisor.send_signal(number)
        return self.supervisor.wait(timeout=60)

    def clear(self) -> None:
        """End whatever still runs, PostgreSQL included."""
        for process in self.processes():
            process.kill()
        self.server.stop()
