"""Whose tasks one sees, and which moves are one's own."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from motcua.kernel.access.rights import agencies_where, covers
from motcua.oversight.assignments.models import Assignment, Entry, SteeringDocument
from motcua.oversight.assignments.permissions import APPRAISE, ASSIGN, CARRY_OUT, SEE
from motcua.oversight.assignments.rules.life import SIDES, Move, Side, State, allowed_moves
from motcua.registry.organisation.public import codes_under


def visible_to(user: Any) -> "QuerySet[Assignment]":
    """What one's agencies lead, help with, judge or have given; drafts only where they were made."""
    codes = list(codes_under(agencies_where(user, SEE)))
    given = Q(agency_code__in=codes)
    taking_part = Q(lead_code__in=codes) | Q(supervisor_code__in=codes) | Q(co_codes__overlap=codes)
    return Assignment.objects.filter(given | (taking_part & ~Q(state=State.PREPARED)))


def assignment_for(user: Any, code: str) -> Assignment:
    """The task, or 404."""
    row = visible_to(user).select_related("document").filter(code=code).first()
    if row is None:
        raise Http404
    return row


def may_make(user: Any, row: Assignment, move: Move) -> bool:
    """The lead's moves are the lead's own officers', no matter who stands above; the others' reach down."""
    side = SIDES[move]
    if side is Side.LEAD:
        return row.lead_code in agencies_where(user, CARRY_OUT)
    if side is Side.SUPERVISOR:
        return covers(agencies_where(user, APPRAISE), row.supervisor_code) and not _is_of_lead(user, row)
    return covers(agencies_where(user, ASSIGN), row.agency_code) and not (
        _is_of_lead(user, row) and row.lead_code != row.agency_code
    )


def moves_of(user: Any, row: Assignment) -> list[Move]:
    """What the person may do with it now."""
    return [move for move in allowed_moves(row.life) if may_make(user, row, move)]


def document_for(user: Any, pk: int) -> SteeringDocument:
    """A steering document of one's agencies or above them, or 404."""
    row = documents_visible_to(user).filter(pk=pk).select_related("file").first()
    if row is None:
        raise Http404
    return row


def documents_visible_to(user: Any) -> "QuerySet[SteeringDocument]":
    """One's own and those of the agencies above, which steer one's work."""
    granted = agencies_where(user, SEE)
    above = {".".join(code.split(".")[:length]) for code in granted for length in range(1, code.count(".") + 1)}
    return SteeringDocument.objects.filter(agency_code__in=[*codes_under(granted), *above])


def file_of(row: Assignment, number: int) -> Entry:
    """The line of the task that brought a file, or 404."""
    entry = row.entries.filter(number=number, file__isnull=False).select_related("file").first()
    if entry is None:
        raise Http404
    return entry


def _is_of_lead(user: Any, row: Assignment) -> bool:
    return row.lead_code in agencies_where(user, CARRY_OUT)
