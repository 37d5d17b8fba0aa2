"""A fact to tell of, and a mail server that really listens."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from uuid import UUID

from aiosmtpd.controller import Controller

from motcua.capabilities.notifications.public import Recipient
from motcua.kernel import clock
from motcua.kernel.events.declare import Event, event

AT = datetime(2026, 11, 23, 9, 0, tzinfo=clock.LOCAL)
MAI = Recipient(username="mai", email="mai@example.vn", phone="0912345678", name="Hoàng Thị Mai")
TEMPLATE = "notifications/specimen.txt"
CONTEXT = {"headline": "Hồ sơ H14-1 & <H14-2> đã được tiếp nhận", "path": "/ho-so/H14-1"}


@event("notifications.test_happened", history_only=True)
class Happened(Event):
    """What tests tell of."""


def happened(number: int = 1, at: datetime = AT) -> Happened:
    """One fact, always with the same id for the same number."""
    return Happened(id=UUID(int=number), subject="H14-1", agency_code="H14.31", at=at, actor="binh")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Mailbox:
    """What the server took; `answer` is what it says to a letter. It knows no «nobody@…»."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd calls it so
        if address.startswith("nobody@"):
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd calls it so
        if self.answer.startswith("250"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@contextmanager
def mail_server(port: int) -> Iterator[Mailbox]:
    """A real SMTP server on `port`."""
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()
