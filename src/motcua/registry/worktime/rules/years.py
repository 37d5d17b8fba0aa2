"""A year as it is drawn: twelve months of weeks, every day with what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, worked_in

DAYS_A_WEEK = 7


class Look(StrEnum):
    """What a day is on the page."""

    WORKED = "worked"
    REST = "rest"
    HOLIDAY = "holiday"
    SWAP_OFF = "swap_off"
    SWAP_WORKED = "swap_worked"
    CLOSED = "closed"
    PART = "part"


LOOK_LABELS = {
    Look.WORKED: mark("Ngày làm việc"),
    Look.REST: mark("Nghỉ hằng tuần"),
    Look.HOLIDAY: mark("Nghỉ lễ, Tết"),
    Look.SWAP_OFF: mark("Nghỉ hoán đổi"),
    Look.SWAP_WORKED: mark("Làm bù"),
    Look.CLOSED: mark("Đóng cửa theo quyết định"),
    Look.PART: mark("Làm việc một phần ngày"),
}
LOOK_SIGNS = {
    Look.HOLIDAY: "L",
    Look.SWAP_OFF: "H",
    Look.SWAP_WORKED: "B",
    Look.CLOSED: "Đ",
    Look.PART: "½",
}
"""A letter beside the number, so that no day is told by its colour alone."""
_OFF = {DayKind.HOLIDAY: Look.HOLIDAY, DayKind.SWAP_OFF: Look.SWAP_OFF, DayKind.CLOSURE: Look.CLOSED}


@dataclass(frozen=True, slots=True)
class DrawnDay:
    """One cell; `change` is the decision that made it so, if any."""

    day: date
    look: Look
    change: DayChange | None = None

    @property
    def sign(self) -> str:
        """The letter beside the number."""
        return LOOK_SIGNS.get(self.look, "")

    @property
    def label(self) -> str:
        """What the day is, as a marked text."""
        return LOOK_LABELS[self.look]


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; None where a day belongs to another month."""

    first: date
    weeks: tuple[tuple[DrawnDay | None, ...], ...]


def months_of(calendar: Calendar, year: int) -> tuple[Month, ...]:
    """The twelve months of a year on that calendar."""
    return tuple(_month(calendar, date(year, month, 1)) for month in range(1, 13))


def drawn(calendar: Calendar, day: date) -> DrawnDay:
    """What a day is: the narrowest decision about it counts, else its week."""
    changes = calendar.changes_on(day)
    change = changes[-1] if changes else None
    shifts = calendar.shifts_on(day)
    if not shifts:
        return DrawnDay(day, _OFF.get(change.kind, Look.REST) if change else Look.REST, change)
    if change and change.kind is DayKind.SWAP_WORKED:
        return DrawnDay(day, Look.SWAP_WORKED, change)
    is_part = 2 * worked_in(shifts) <= max(map(worked_in, calendar.week_on(day))) or bool(change and change.shut)
    return DrawnDay(day, Look.PART if is_part else Look.WORKED, change)


def _month(calendar: Calendar, first: date) -> Month:
    days = [drawn(calendar, day) for day in _days(first)]
    cells: list[DrawnDay | None] = [None] * first.weekday() + list(days)
    cells += [None] * (-len(cells) % DAYS_A_WEEK)
    return Month(first, tuple(tuple(cells[at : at + DAYS_A_WEEK]) for at in range(0, len(cells), DAYS_A_WEEK)))


def _days(first: date) -> Iterator[date]:
    day = first
    while day.month == first.month:
        yield day
        day += timedelta(days=1)
