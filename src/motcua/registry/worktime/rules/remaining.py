"""How much working time is left, or how far it is overrun."""

from dataclasses import dataclass
from datetime import datetime

from motcua.registry.worktime.rules.calendar import Calendar, day_at, worked_in


@dataclass(frozen=True, slots=True)
class Remaining:
    """Working time between now and the due moment, in the agency's own days."""

    is_late: bool
    days: int
    hours: int
    minutes: int


def remaining(calendar: Calendar, now: datetime, due_at: datetime) -> Remaining:
    """What is left until `due_at`, or by how much it is overrun; whole days of the length worked next."""
    left = calendar.position(due_at) - calendar.position(now)
    day = worked_in(calendar.shifts_on(day_at(calendar.worked_day(calendar.place(now)[0]))))
    days, rest = divmod(abs(left), day)
    return Remaining(now.replace(second=0, microsecond=0) > due_at, days, *divmod(rest, 60))
