"""`motcua worker`: what follows from events, and what a clock starts. Any number may run beside each other.

Three kinds of processes, forked from one that has loaded the house: the relay, which nothing holds up; this one, which
runs the short jobs one after the other; and one for each long job, which ends with it. Jobs yield to the relay and to
the pages where the processor is short. The relay is two threads: one tells those who keep what people are looking at,
the other, which prints slips and sends letters, everybody else. A process for each would take 20 MB more.
"""

import logging
import os
import signal
import threading
import time
from functools import partial
from typing import TYPE_CHECKING

from motcua.roof.children import Child
from motcua.roof.loading import load

if TYPE_CHECKING:
    from motcua.kernel.jobs.schedule import Turn

JOBS_EVERY_SECONDS, LONG_AT_ONCE = 5, 2
_YIELDS = 10
_STOP_SECONDS = 10.0
log = logging.getLogger(__name__)


def work() -> None:
    """Relay and run due jobs until SIGTERM or SIGINT; what the relay and a short job have begun is finished.

    A relay that ends takes this process with it, in the middle of a job even: the supervisor starts a new one.
    """
    load()
    stop, relay, jobs = _stop_when_asked(), Child("relay", run_relay), Jobs()
    relay.start()
    signal.signal(signal.SIGCHLD, lambda *_: _end_without(relay, stop))
    os.nice(_YIELDS)
    try:
        run_jobs(jobs, stop)
    finally:
        stop.set()
        _end([relay, *jobs.children()])


def run_relay() -> None:
    """The relay's process; whichever of its threads ends, it ends."""
    from motcua.kernel.events import listen

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    stop = _stop_when_asked()

    def serve(*, together: bool) -> None:
        try:
            listen.run_relay(stop, together=together)
        finally:
            stop.set()

    keeping = threading.Thread(target=partial(serve, together=True), name="keeping")
    keeping.start()
    serve(together=False)
    keeping.join()


def run_jobs(jobs: "Jobs", stop: threading.Event) -> None:
    """Look every few seconds for jobs whose turn has come; an unreachable database is tried again."""
    from django.db import Error, close_old_connections

    while not stop.is_set():
        try:
            jobs.look()
        except Error:
            log.warning("The jobs could not be looked at", exc_info=True)
            close_old_connections()
        stop.wait(JOBS_EVERY_SECONDS)


class Jobs:
    """The long jobs that run now, each in a process of its own."""

    def __init__(self) -> None:
        self._running: list[tuple[Turn, Child]] = []

    def children(self) -> list[Child]:
        """Their processes."""
        return [child for _turn, child in self._running]

    def look(self) -> None:
        """Run the short jobs that are due, start the long ones for which there is room."""
        from motcua.kernel.jobs.schedule import run_turn, take_due

        self._bury()
        for turn in take_due(is_long=False):
            run_turn(turn)
        if len(self._running) < LONG_AT_ONCE:
            for turn in take_due(is_long=True):
                self._start(turn)
                if len(self._running) >= LONG_AT_ONCE:
                    break

    def _start(self, turn: "Turn") -> None:
        from django.db import connections

        connections.close_all()
        child = Child("job", partial(_do, turn))
        child.start()
        self._running.append((turn, child))

    def _bury(self) -> None:
        from motcua.kernel.jobs.schedule import give_up

        for turn, child in list(self._running):
            if not child.lives():
                self._running.remove((turn, child))
                if child.code:
                    give_up(turn, f"Tiến trình đã dừng với mã {child.code} (its process ended)")


def _do(turn: "Turn") -> None:
    """In the child: it ends when asked, at once; its transaction is undone and its turn comes again."""
    from motcua.kernel.jobs.schedule import run_turn

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    run_turn(turn)


def _stop_when_asked() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _end_without(relay: Child, stop: threading.Event) -> None:
    if not stop.is_set() and not relay.lives():
        raise SystemExit(1)


def _end(children: list[Child]) -> None:
    """Ask them to end; who does not in time is killed by the kernel when this process ends."""
    for child in children:
        child.signal(signal.SIGTERM)
    until = time.monotonic() + _STOP_SECONDS
    while any(child.lives() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
