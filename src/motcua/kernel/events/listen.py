"""The worker's loop: relay what is due, then sleep until the database says that something was committed."""

import logging
import threading

import psycopg
from django.db import Error as DatabaseError
from django.db import connection, connections

from motcua.kernel.events.relay import deliver, place_all
from motcua.kernel.events.store import CHANNEL

log = logging.getLogger(__name__)
LONGEST_WAIT_SECONDS = 30.0


def run_relay(stop: threading.Event, *, poll_seconds: float = 1.0, together: bool | None = None) -> None:
    """Relay until `stop` is set, to those whom `deliver(together=)` serves.

    A lost database is waited for, longer and longer; nothing else ends the loop.
    """
    wait = poll_seconds
    while not stop.is_set():
        try:
            with _listening() as ear:
                wait = poll_seconds
                _relay_and_listen(ear, stop, poll_seconds, together)
        except Exception as error:
            is_lost = isinstance(error, psycopg.Error | DatabaseError | OSError)
            log.warning("The relay begins anew in %s s: %s", wait, error, exc_info=not is_lost)
            connections.close_all()
            stop.wait(wait)
            wait = min(wait * 2, LONGEST_WAIT_SECONDS)


def _relay_and_listen(
    ear: "psycopg.Connection[tuple[object, ...]]", stop: threading.Event, poll_seconds: float, together: bool | None
) -> None:
    while not stop.is_set():
        while place_all() + deliver(together=together):
            if stop.is_set():
                return
        for _notice in ear.notifies(timeout=poll_seconds, stop_after=1):
            pass


def _listening() -> "psycopg.Connection[tuple[object, ...]]":
    """A connection of our own that hears NOTIFY, with all that the settings say of reaching the server."""
    known = connection.get_connection_params()
    of_django = ("cursor_factory", "context", "prepare_threshold")
    ear = psycopg.connect(**{name: known[name] for name in known if name not in of_django}, autocommit=True)
    ear.execute(f"LISTEN {CHANNEL}")
    return ear
