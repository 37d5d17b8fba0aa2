"""What another calendar, period or rule would have made of dossiers that have ended; asked of the floors above."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from motcua.kernel.questions import Question
from motcua.registry.worktime.queries.calendars import MadeOf, calendar_as_if
from motcua.registry.worktime.rules.calendar import Calendar, DayChange
from motcua.registry.worktime.rules.inheritance import Decision
from motcua.registry.worktime.rules.terms import Allowance, Policy


@dataclass(frozen=True)
class Tried:
    """Of one agency: how many were tried, how many dates would move, how many were and would have been on time."""

    agency_code: str
    agency_name: str
    ended: int
    moved: int
    on_time: int
    would_be: int


@dataclass(frozen=True)
class TriedAll:
    """By agency; `is_cut` when only the last of them, `most` in number, were tried."""

    rows: tuple[Tried, ...]
    is_cut: bool


@dataclass(frozen=True)
class WhatIf(Question[TriedAll]):
    """Days, a period and a rule tried on dossiers accepted in ``[from_on, to_on]`` that `user` may see.

    What is None or empty stays as it is in force. Whoever answers compares what is derived today with what would be
    derived with `calendar_of(agency_code)`, and writes nothing.
    """

    user: Any
    from_on: date
    to_on: date
    at: datetime
    procedure_code: str = ""
    change: DayChange | None = None
    scope: str = ""
    allowance: Allowance | None = None
    policy: Policy | None = None
    most: int = 20_000
    _made: dict[MadeOf, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)

    def calendar_of(self, agency_code: str) -> Calendar:
        """The agency's calendar as it would be."""
        proposed = (Decision(self.scope, self.change, self.at),) if self.change else ()
        return calendar_as_if(agency_code, proposed, self._made, purpose="processing")
