"""What happens to calendars."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("worktime.day_changed")
class DayChanged(Event):
    """A day was declared off, worked, closed or ordinary again for `subject`'s scope."""

    day: date
    day_kind: str


@event("worktime.hours_changed")
class HoursChanged(Event):
    """An agency's working hours were declared for a stretch of time."""

    purpose: str
    valid_from: date
    valid_to: date | None


@event("worktime.policy_changed")
class PolicyChanged(Event):
    """How periods of a procedure ("" for all) are counted was declared for a stretch of time."""

    procedure_code: str
    valid_from: date
    valid_to: date | None
