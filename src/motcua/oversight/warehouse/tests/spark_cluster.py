"""An Apache Spark cluster on the loopback: a master and two workers, each a process of its own, ended with the test."""

import os
import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.running import wait_until

WORKERS = 2


@contextmanager
def cluster(python: Path, folder: Path) -> Iterator[str]:
    """The address of the master, once both workers have joined."""
    home = next((python.parent.parent / "lib").glob("python*/site-packages/pyspark"))
    environment = os.environ | {
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_HOME": str(home),
        "SPARK_WORKER_DIR": str(folder / "work"),
        "SPARK_DAEMON_MEMORY": "256m",
    }
    running = []

    def start(name: str, *words: str) -> Path:
        log = folder / f"{name}.log"
        command = [str(home / "bin" / "spark-class"), *words, "--host", "127.0.0.1", "--webui-port", "0"]
        with log.open("wb") as out:
            running.append(
                subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
            )
        return log

    def said(log: Path) -> str:
        return log.read_text(errors="replace")

    try:
        master = start("master", "org.apache.spark.deploy.master.Master", "--port", "0")
        wait_until(lambda: _address(said(master)), seconds=180, what=lambda: said(master))
        address = _address(said(master))
        for number in range(WORKERS):
            worker = f"worker-{number}"
            start(worker, "org.apache.spark.deploy.worker.Worker", "-c", "1", "-m", "1g", address)
        joined = lambda: said(master).count("Registering worker") >= WORKERS  # noqa: E731
        wait_until(joined, seconds=180, what=lambda: said(master))
        yield address
    finally:
        for process in reversed(running):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _address(text: str) -> str:
    found = re.search(r"spark://127\.0\.0\.1:\d+", text)
    return found.group() if found else ""
