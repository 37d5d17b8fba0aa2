"""How urgent a task is, in the words of an inbox. Plain Python."""

from datetime import datetime, timedelta

from motcua.kernel import clock
from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark

_SUNDAY = 6


class Urgency(Labelled):
    """The groups of an inbox, in the order they are shown."""

    LATE = "late", mark("Quá hạn")
    TODAY = "today", mark("Hôm nay")
    TOMORROW = "tomorrow", mark("Ngày mai")
    WEEK = "week", mark("Tuần này")
    LATER = "later", mark("Sau tuần này")
    OTHERS = "others", mark("Chờ người khác")


TONES = {Urgency.LATE: "late", Urgency.TODAY: "waiting"}


def urgency_of(due_at: datetime | None, *, is_waiting: bool, at: datetime, is_late: bool = False) -> Urgency:
    """By Vietnamese days; a week ends on Sunday; what waits for somebody else is not late by us.

    `is_late`: it counts as late whatever its date, or has none and must be settled.
    """
    if is_waiting:
        return Urgency.OTHERS
    if is_late:
        return Urgency.LATE
    if due_at is None:
        return Urgency.LATER
    if due_at < at:
        return Urgency.LATE
    today, day = clock.local(at).date(), clock.local(due_at).date()
    if day == today:
        return Urgency.TODAY
    if day == today + timedelta(days=1):
        return Urgency.TOMORROW
    is_this_week = day <= today + timedelta(days=_SUNDAY - today.weekday())
    return Urgency.WEEK if is_this_week else Urgency.LATER


def earliest(*moments: datetime | None) -> datetime | None:
    """The step's limit or the law's, whichever comes first."""
    return min((moment for moment in moments if moment), default=None)
