"""`motcua worker`: what follows from events, and what a clock starts. Any number may run beside each other."""

import logging
import signal
import threading
from collections.abc import Callable

from motcua.roof.loading import load

JOBS_EVERY_SECONDS = 5
log = logging.getLogger(__name__)


def work() -> None:
    """Run the relay in a thread and due jobs in this one, until SIGTERM or SIGINT; what was begun is finished."""
    load()
    from motcua.kernel.events.listen import run_relay

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    relay = threading.Thread(target=_guarded, args=(run_relay, stop), name="relay")
    relay.start()
    run_jobs(stop)
    relay.join()


def run_jobs(stop: threading.Event) -> None:
    """Look every few seconds for jobs whose turn has come; an unreachable database is tried again."""
    from django.db import Error, close_old_connections

    from motcua.kernel.jobs.schedule import run_due_jobs

    while not stop.is_set():
        try:
            run_due_jobs()
        except Error:
            log.warning("The jobs could not be looked at", exc_info=True)
            close_old_connections()
        stop.wait(JOBS_EVERY_SECONDS)


def _guarded(run_relay: Callable[[threading.Event], None], stop: threading.Event) -> None:
    """A relay that ends takes the worker with it: the supervisor starts a new one."""
    try:
        run_relay(stop)
    finally:
        stop.set()
