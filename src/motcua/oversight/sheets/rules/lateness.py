"""Who answers for a dossier and why it is late, read from its events. Plain Python."""

from collections.abc import Iterable, Iterator

from motcua.capabilities.workflow import events as steps
from motcua.casework.dossiers import events as told
from motcua.kernel.events.declare import Event
from motcua.kernel.texts.mark import mark

APPLICANT = "account:"
"""How an event names an applicant, who is no officer."""
CAUSES = {
    "second_supplement": mark("yêu cầu bổ sung từ lần hai"),
    "transferred": mark("chuyển sang cơ quan khác giải quyết"),
    "date_moved": mark("hạn được tính lại sớm hơn"),
    "late_transfer": mark("nhận chuyển đến khi đã quá hạn"),
}


def responsible(history: Iterable[Event]) -> str:
    """The user name of the officer to whom it was given last; of who acted last where it was given to nobody."""
    given, acted = "", ""
    for event in history:
        if isinstance(event, steps.TaskAssigned):
            given = event.username or given
        elif isinstance(event, steps.TaskDone):
            given = next((task["username"] for task in event.offered if task["username"]), given)
        elif not event.actor.startswith(APPLICANT):
            acted = event.actor
    return given or acted


def causes(history: Iterable[Event]) -> Iterator[str]:
    """Keys of `CAUSES` that the events tell of, once each, in their order."""
    return iter(dict.fromkeys(key for event in history if (key := _cause(event))))


def _cause(event: Event) -> str:
    if isinstance(event, told.SupplementRequested):
        return "second_supplement" if event.number > 1 else ""
    if isinstance(event, told.DossierTransferred):
        return "late_transfer" if event.due_at is not None and event.due_at < event.at else "transferred"
    if isinstance(event, told.DueDateMoved) and event.old_due_at is not None and event.due_at < event.old_due_at:
        return "date_moved"
    return ""
