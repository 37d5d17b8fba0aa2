"""What a change of the calendar would move, asked of the floors above before it is saved."""

from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.kernel.questions import Question
from motcua.registry.worktime.queries.calendars import MadeOf, calendar_as_if
from motcua.registry.worktime.rules.calendar import Calendar, DayChange
from motcua.registry.worktime.rules.inheritance import Decision, Purpose


@dataclass(frozen=True)
class Moved:
    """How many open dates would come later, and how many earlier."""

    later: int
    earlier: int


@dataclass(frozen=True)
class WhatMoves(Question[Moved]):
    """Days proposed for `scope` (an agency and all below it; "" for all): which open dates would move?

    Whoever answers derives each date that lies on or after `first_day` again with `calendar_of(agency_code)`, the
    calendar as if the proposal had been declared at `at`, and writes nothing.
    """

    scope: str
    changes: tuple[DayChange, ...]
    at: datetime
    _made: dict[MadeOf, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def first_day(self) -> date:
        """No date before it can move."""
        return min(change.day for change in self.changes)

    def calendar_of(self, agency_code: str, *, purpose: Purpose | str = Purpose.PROCESSING) -> Calendar:
        """The agency's calendar as it would be; agencies that nothing distinguishes share one."""
        proposed = tuple(Decision(self.scope, change, self.at) for change in self.changes)
        return calendar_as_if(agency_code, proposed, self._made, purpose=purpose)
