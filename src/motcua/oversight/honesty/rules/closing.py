"""The last working days before a reporting period begins anew. Plain Python."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

_MOST_DAYS_OFF = 15


def closing_days(
    shifts_on: Callable[[date], Collection[object]], year: int, *, first_days: Collection[int], last: int
) -> frozenset[date]:
    """The `last` working days before each `first_days` of the months of `year` and of the January after."""
    begins = [date(year + month // 12, month % 12 + 1, day) for month in range(13) for day in first_days]
    return frozenset(day for begin in begins for day in _worked_before(begin, shifts_on, last))


def _worked_before(begin: date, shifts_on: Callable[[date], Collection[object]], last: int) -> list[date]:
    days = (begin - timedelta(days=back) for back in range(1, last + _MOST_DAYS_OFF))
    return [day for day in days if shifts_on(day)][:last]
