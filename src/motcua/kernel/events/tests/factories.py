"""Events of the tests and what they need: declared once, recorded by `happen`."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from threading import Thread

from django.db import connection, transaction

from motcua.kernel import clock
from motcua.kernel.events.declare import Event, event
from motcua.kernel.events.store import record

AT = datetime(2026, 11, 23, 9, 0, tzinfo=clock.LOCAL)


class Colour(StrEnum):
    RED = "red"


@event("events.painted", version=2, history_only=True)
class Painted(Event):
    """Carries one of each kind of value a payload may have."""

    colour: Colour
    on: date
    at_last: datetime | None
    price: Decimal
    amounts: tuple[int, ...]
    codes: frozenset[str]
    is_dry: bool = False


@event("events.rang", history_only=True)
class Rang(Event):
    """The event that relay tests hand over."""

    number: int = 0


def rang(number: int = 0, subject: str = "bell") -> Rang:
    """A ring that was not recorded yet."""
    return Rang(subject=subject, agency_code="H14", at=AT, actor="tester", number=number)


def ring(number: int = 0, subject: str = "bell") -> Rang:
    """A ring, recorded in a transaction of its own."""
    made = rang(number, subject)
    with transaction.atomic():
        record(made)
    return made


def in_thread(work: Callable[[], object]) -> Thread:
    """Start `work` in a thread that closes its own database connection."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    return thread
