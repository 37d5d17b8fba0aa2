"""Writing one line of a task's life, under its lock and with its digest."""

from datetime import date, datetime

from motcua.kernel.files.models import StoredFile
from motcua.oversight.assignments.models import Assignment, Entry
from motcua.oversight.assignments.rules.entries import Said
from motcua.oversight.assignments.rules.life import Move
from motcua.oversight.assignments.rules.sealing import covered, digest_of


def told(
    assignment: Assignment, move: Move, *, officer: str, agency_code: str, at: datetime, was_due_on: date,
    before: Entry | None, said: Said | None = None, file: StoredFile | None = None, handed_in_on: date | None = None,
    was_lead: str = "",
) -> Entry:  # fmt: skip
    """The line that tells the move, not yet saved; `assignment` is as after it."""
    said = said or Said()
    entry = Entry(
        assignment=assignment,
        number=before.number + 1 if before else 1,
        move=move,
        at=at,
        username=officer,
        agency_code=agency_code,
        note=said.note,
        percent=said.percent,
        state=assignment.state,
        round_number=assignment.round_number,
        due_on=assignment.due_on,
        was_due_on=was_due_on,
        lead_code=assignment.lead_code if was_lead else "",
        was_lead_code=was_lead,
        handed_in_on=handed_in_on,
        document_number=said.document_number,
        document_on=said.document_on,
        file=file,
    )
    entry.digest = digest_of(covered(entry, assignment.code), before.digest if before else "")
    return entry


def locked(assignment: Assignment) -> tuple[Assignment, Entry | None]:
    """The task under its lock, as it is now, and its last line."""
    row = Assignment.objects.select_for_update(no_key=True, of=("self",)).get(pk=assignment.pk)
    return row, row.entries.order_by("-number").first()
