"""`motcua worker`: what follows from events, and what a clock starts. Any number may run beside each other.

Processes forked from one that has loaded the house: the counter, which tells events to those who keep what people are
looking at, held up by nothing; the relay, which tells everybody else (slips are printed there, letters sent); this one,
which runs the short jobs one after the other; and one for each long job, which ends with it. Jobs yield to all of them
and to the pages where the processor is short.
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

    A relay or counter that ends takes this process with it, even in the middle of a job: the supervisor starts another.
    """
    load()
    stop, jobs = _stop_when_asked(), Jobs()
    relays = [Child(name, partial(run_relay, together=name == "counter")) for name in ("counter", "relay")]
    for relay in relays:
        relay.start()
    signal.signal(signal.SIGCHLD, lambda *_: _end_without(relays, stop))
    os.nice(_YIELDS)
    try:
        run_jobs(jobs, stop)
    finally:
        stop.set()
        _end([*relays, *jobs.children()])


def run_relay(*, together: bool) -> None:
    """The process of the relay, or of the counter."""
    from motcua.kernel.events import listen

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    listen.run_relay(_stop_when_asked(), together=together)


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


def _end_without(relays: list[Child], stop: threading.Event) -> None:
    if not stop.is_set() and not all(relay.lives() for relay in relays):
        raise SystemExit(1)


def _end(children: list[Child]) -> None:
    """Ask them to end; who does not in time is killed by the kernel when this process ends."""
    for child in children:
        child.signal(signal.SIGTERM)
    until = time.monotonic() + _STOP_SECONDS
    while any(child.lives() for child in children) and time.monotonic() < until:
        time.sleep(0.05)
