"""The door of worktime: calendars, the legal clock, and what changes them."""

from motcua.registry.worktime.actions import declare_day, declare_hours, load_calendar
from motcua.registry.worktime.queries.calendars import calendar_known_at, calendar_of
from motcua.registry.worktime.queries.words import allowance_words, line_words, remaining_words
from motcua.registry.worktime.rules.calendar import OFFICE_WEEK, Calendar, DayChange, DayKind
from motcua.registry.worktime.rules.clock import (
    Deadline,
    add_working_minutes,
    is_open,
    legal_clock,
    next_opening,
    working_minutes_between,
)
from motcua.registry.worktime.rules.explanation import Line
from motcua.registry.worktime.rules.inheritance import Purpose
from motcua.registry.worktime.rules.terms import (
    DEFAULT,
    AfterSupplement,
    Allowance,
    FirstDay,
    Policy,
    Stop,
    StopReason,
    Unit,
)

__all__ = [
    "DEFAULT",
    "OFFICE_WEEK",
    "AfterSupplement",
    "Allowance",
    "Calendar",
    "DayChange",
    "DayKind",
    "Deadline",
    "FirstDay",
    "Line",
    "Policy",
    "Purpose",
    "Stop",
    "StopReason",
    "Unit",
    "add_working_minutes",
    "allowance_words",
    "calendar_known_at",
    "calendar_of",
    "declare_day",
    "declare_hours",
    "is_open",
    "legal_clock",
    "line_words",
    "load_calendar",
    "next_opening",
    "remaining_words",
    "working_minutes_between",
]
