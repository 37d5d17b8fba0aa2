"""What the house weighs: how soon `motcua run` shows its pages, its memory when idle, and receipts a second."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from benchmarks.house import ROOT, House, cpu_of, free_port, memory_mb, settle
from benchmarks.load import Browser
from benchmarks.table import Line, loaded
from motcua.casework.dossiers.events import DossierAccepted
from motcua.casework.dossiers.models import Dossier, Slip
from motcua.casework.dossiers.queries.slips import TEMPLATE, slip_data
from motcua.kernel import clock
from motcua.kernel.events.models import EventRecord
from motcua.kernel.printing.pdf import render_pdf
from motcua.simulator.public import load_sample

_LATER_RUNS, _IDLE_SECONDS, _RECEIPTS, _SAMPLE = 3, 10, 200, 40
_PAGES = ("/", "/tra-cuu/", "/dang-nhap/")
_FIRST_RUN_SECONDS = 300


def main(home: House) -> Iterator[Line]:
    """Measure all; yields the lines of the table."""
    yield from _runs()
    yield _receipts(home)


def _runs() -> Iterator[Line]:
    folder = Path(tempfile.mkdtemp(prefix="motcua-bench-run-"))
    folder.chmod(0o755)
    try:
        with loaded() as load, _running(folder, free_port()) as (_pid, first):
            pass
        yield Line("motcua run, first time (200 dossiers lived)", f"{first:.1f} s", load())
        later, cpu, idle, used = [], [], [], []
        with loaded() as load:
            for _turn in range(_LATER_RUNS):
                port = free_port()
                with _running(folder, port) as (pid, took):
                    cpu.append(cpu_of(pid))
                    time.sleep(_IDLE_SECONDS)
                    later.append(took)
                    idle.append(memory_mb(pid))
                    _look_around(port)
                    used.append(memory_mb(pid))
        says = f"{median(later):.1f} s until the pages answer, {median(cpu):.1f} s of CPU"
        yield Line("motcua run, later", says, load())
        says = f"{median(idle):.0f} MB idle, {median(used):.0f} MB after every thread has served pages"
        yield Line("memory of all processes but the database (PSS)", says, load())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(folder: Path, port: int) -> Iterator[tuple[int, float]]:
    """`motcua run` in that folder: the process, and seconds until it said where its pages are."""
    told = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MOTCUA_SECRET_KEY"}}
    told |= {"MOTCUA_HOME": str(folder), "MOTCUA_PORT": str(port), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    began = time.monotonic()
    command = [sys.executable, "-m", "motcua.roof.cli", "run"]
    with subprocess.Popen(
        command, env=told, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        try:
            assert running.stdout is not None
            while "http://" not in (line := running.stdout.readline()):
                if not line or time.monotonic() - began > _FIRST_RUN_SECONDS:
                    raise RuntimeError("motcua run did not come up.")
            yield running.pid, time.monotonic() - began
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=60)


def _look_around(port: int) -> None:
    for _turn in range(20):
        browser = Browser(port)
        for page in _PAGES:
            browser.get(page, "")
        browser.close()


def _receipts(home: House) -> Line:
    """Form 01 as the relay draws it: read from the tables, drawn with its QR code; not stored."""
    accepted = EventRecord.objects.filter(kind=DossierAccepted.kind).order_by("-id")
    if not accepted.exists():
        settle(home)
        load_sample(_SAMPLE, seed=7, until=clock.now(), progress=lambda *_said: None)
    events = list(accepted[:_SAMPLE])
    dossiers = {one.code: one for one in Dossier.objects.filter(code__in=[event.subject for event in events])}
    form, sizes = Slip.Form.RECEIPT, []
    with loaded() as load:
        for turn in range(_RECEIPTS + 1):
            if turn == 1:  # the first one loads the printer
                began, cpu = time.perf_counter(), time.process_time()
            event = events[turn % len(events)]
            data = slip_data(dossiers[event.subject], form, event_key=event.key)
            sizes.append(len(render_pdf(TEMPLATE, data, at=event.at)))
        rate = _RECEIPTS / (time.perf_counter() - began)
        each = 1000 * (time.process_time() - cpu) / _RECEIPTS
    says = f"{rate:.0f}/s in one process ({each:.0f} ms CPU and {median(sizes) / 1024:.0f} KB each)"
    return Line("receipts (form 01) as PDF/A-2b", says, load())
