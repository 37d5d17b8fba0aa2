"""What happens to deadlines. Subjects are dossier codes, those of plans `legs:<procedure>`."""

from datetime import date, datetime

from motcua.kernel.events.declare import Event, event


@event("deadlines.answer_overdue")
class AnswerOverdue(Event):
    """An online dossier was not answered, or paper not handed over (`waits_for`), by the moment it was due."""

    procedure_code: str
    waits_for: str
    since_at: datetime
    due_at: datetime


@event("deadlines.legs_declared", history_only=True)
class LegsDeclared(Event):
    """A linked procedure has this plan of legs from a day on."""

    procedure_code: str
    valid_from: date
    legs: int


@event("deadlines.leg_finished", history_only=True)
class LegFinished(Event):
    """The agency of a leg recorded that its part is done."""

    procedure_code: str
    leg: int
    legs: int
