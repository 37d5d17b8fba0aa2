"""The lines of a task's life, and whether they are as they were written."""

from collections.abc import Sequence

from motcua.oversight.assignments.models import Assignment, Entry
from motcua.oversight.assignments.rules.sealing import covered, is_whole


def entries_of(row: Assignment) -> list[Entry]:
    """Oldest first, with their files."""
    return list(row.entries.select_related("file").order_by("number"))


def is_unaltered(row: Assignment, entries: Sequence[Entry]) -> bool:
    """Whether every line still has its digest."""
    return is_whole([(covered(entry, row.code), entry.digest) for entry in entries])


def entry_of(row: Assignment, number: int) -> Entry:
    """The line that an event speaks of."""
    return row.entries.get(number=number)


def assignment_of(code: str) -> Assignment:
    """The task that an event speaks of."""
    return Assignment.objects.get(code=code)
