"""The door of worktime: calendars, clock, changes, questions."""  # house: door-size - questions and answers

from motcua.registry.worktime.actions import declare_day, declare_hours, declare_policy, load_calendar
from motcua.registry.worktime.queries.calendars import calendar_of, policy_for
from motcua.registry.worktime.queries.moves import Moved, ProcedureNames, WhatMoves
from motcua.registry.worktime.queries.what_if import Tried, TriedAll, WhatIf
from motcua.registry.worktime.queries.words import allowance_words, line_words, remaining_words
from motcua.registry.worktime.rules.bulk import due_dates
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind
from motcua.registry.worktime.rules.clock import (
    answer_due_at,
    forward_due_at,
    legal_clock,
)
from motcua.registry.worktime.rules.inheritance import Purpose
from motcua.registry.worktime.rules.linked import Leg, linked_clock
from motcua.registry.worktime.rules.reading import read_allowance
from motcua.registry.worktime.rules.standing import Verdict, standing
from motcua.registry.worktime.rules.terms import Allowance, Policy, Stop, StopReason, Unit

__all__ = [
    "Allowance",
    "Calendar",
    "DayChange",
    "DayKind",
    "Leg",
    "Moved",
    "Policy",
    "ProcedureNames",
    "Purpose",
    "Stop",
    "StopReason",
    "Tried",
    "TriedAll",
    "Unit",
    "Verdict",
    "WhatIf",
    "WhatMoves",
    "allowance_words",
    "answer_due_at",
    "calendar_of",
    "declare_day",
    "declare_hours",
    "declare_policy",
    "due_dates",
    "forward_due_at",
    "legal_clock",
    "line_words",
    "linked_clock",
    "load_calendar",
    "policy_for",
    "read_allowance",
    "remaining_words",
    "standing",
]
