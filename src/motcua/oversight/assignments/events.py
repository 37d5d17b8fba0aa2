"""What happens to assignments. Words, files and who said what stand in rows, found by the number of the entry."""

from datetime import date

from motcua.kernel.events.declare import Event, event


@event("assignments.given", history_only=True)
class AssignmentGiven(Event):
    """A task was laid on the desk of its one lead; `agency_code` is the lead."""

    plan: str
    area: str
    due_on: date


@event("assignments.handed_out")
class AssignmentsHandedOut(Event):
    """So many tasks of a plan (the subject) were given to one agency at once."""

    count: int


@event("assignments.moved")
class AssignmentMoved(Event):
    """A move of its life; `entry` is the number of the line that tells it."""

    move: str
    state: str
    entry: int
    round: int
    due_on: date
    was_due_on: date


@event("assignments.remembered")
class AssignmentRemembered(Event):
    """Its deadline is near (`days_left`), or has gone by (below zero)."""

    days_left: int
    due_on: date
