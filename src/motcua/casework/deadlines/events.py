"""What happens to deadlines. Subjects are dossier codes."""

from datetime import datetime

from motcua.kernel.events.declare import Event, event


@event("deadlines.answer_overdue")
class AnswerOverdue(Event):
    """An online dossier was not answered, or paper not handed over (`waits_for`), by the moment it was due."""

    procedure_code: str
    waits_for: str
    since_at: datetime
    due_at: datetime
