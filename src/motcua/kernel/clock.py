"""The one place that asks what time it is. Rules and actions are given their moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present moment, aware (UTC)."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """The present day in Vietnam."""
    return local(now()).date()


def local(at: datetime) -> datetime:
    """The same moment on a Vietnamese wall clock."""
    return at.astimezone(LOCAL)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The moment when the wall clock shows `hour`:`minute` on `day`."""
    return datetime.combine(day, time(hour, minute), LOCAL)


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Make `now()` answer `moment`: for tests and the simulator."""
    token = _frozen.set(moment)
    try:
        yield
    finally:
        _frozen.reset(token)
