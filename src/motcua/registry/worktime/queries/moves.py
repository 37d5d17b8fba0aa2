"""What a change of a calendar or a rule would move, asked of the floors above before it is saved."""

from dataclasses import dataclass, field
from datetime import date, datetime

from motcua.kernel.questions import Question
from motcua.registry.worktime.queries.calendars import MadeOf, calendar_as_if, policy_as_if, policy_for
from motcua.registry.worktime.rules.calendar import Calendar, DayChange
from motcua.registry.worktime.rules.inheritance import Decision, DeclaredPolicy, DeclaredWeek, Purpose
from motcua.registry.worktime.rules.terms import Policy


@dataclass(frozen=True)
class Moved:
    """How many open dates would come later, and how many earlier."""

    later: int
    earlier: int


@dataclass(frozen=True)
class WhatMoves(Question[Moved]):
    """Days, hours or a policy proposed for `scope` (an agency and all below it; "" for all): which dates would move?

    Whoever answers derives each open date that lies on or after `first_day` again with `calendar_of(agency_code)` and
    `policy_for(procedure_code, on)`, as if the proposal had been declared at `at`, and writes nothing.
    """

    scope: str
    changes: tuple[DayChange, ...]
    at: datetime
    week: DeclaredWeek | None = None
    policy: DeclaredPolicy | None = None
    _made: dict[MadeOf, Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)
    _kept: dict[tuple[str, str], Calendar] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def first_day(self) -> date:
        """No date before it can move."""
        begins = [one.valid_from for one in (self.week, self.policy) if one is not None]
        return min([*begins, *(change.day for change in self.changes)])

    @property
    def procedure_code(self) -> str:
        """The procedure whose dates can move; "" for all."""
        return self.policy.procedure_code if self.policy else ""

    def calendar_of(self, agency_code: str, *, purpose: Purpose | str = Purpose.PROCESSING) -> Calendar:
        """The agency's calendar as it would be; agencies that nothing distinguishes share one."""
        key = agency_code, str(purpose)
        if key not in self._kept:
            proposed = tuple(Decision(self.scope, change, self.at) for change in self.changes)
            self._kept[key] = calendar_as_if(agency_code, proposed, self._made, purpose=purpose, week=self.week)
        return self._kept[key]

    def policy_for(self, procedure_code: str, on: date) -> Policy:
        """How periods that begin on that day would be counted."""
        if self.policy is None:
            return policy_for(procedure_code, on)
        return policy_as_if(procedure_code, on, self.policy)


@dataclass(frozen=True)
class ProcedureNames(Question[dict[str, str]]):
    """The names of procedures by code, unknown ones left out: policies are declared for them."""

    codes: frozenset[str]
