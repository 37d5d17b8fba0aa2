"""The SMTP server outside the house: counts letters by Message-ID, and can kill who has just been told «250»."""

import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller


class PostOffice:
    """Every letter by its Message-ID; `texts` keeps what each said."""

    def __init__(self) -> None:
        self.port = _free_port()
        self.came: Counter[str] = Counter()
        self.texts: dict[str, set[bytes]] = {}
        self._kill: Callable[[], None] | None = None
        self._is_marked = False
        self._killed = threading.Event()

    def kill_after_next(self, kill: Callable[[], None], *, seconds: float) -> bool:
        """Call `kill` between the next letter's «250» and its mark; whether a letter came in time."""
        self._killed.clear()
        self._kill = kill
        came = self._killed.wait(seconds)
        self._kill = None
        return came

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        """Take it and say so."""
        letter = message_from_bytes(envelope.content)
        key = letter["Message-ID"]
        self.came[key] += 1
        self.texts.setdefault(key, set()).add(letter.get_payload(decode=True))
        self._is_marked = self._kill is not None
        return "250 OK"

    async def handle_QUIT(self, _server, _session, _envelope):  # noqa: N802 - aiosmtpd's name
        """Whoever says QUIT has read the 250 and has not marked the letter sent: it waits for this answer."""
        if self._is_marked and (kill := self._kill) is not None:
            self._is_marked, self._kill = False, None
            kill()
            self._killed.set()
        return "221 Bye"

    @property
    def repeats(self) -> int:
        """How many letters came more often than once, each repeat counted."""
        return sum(self.came.values()) - len(self.came)


@contextmanager
def open_office() -> Iterator[PostOffice]:
    """It listens at `port` until the end of the block."""
    office = PostOffice()
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
