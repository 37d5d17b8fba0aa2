"""Steering documents, with how many tasks come from each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q

from motcua.oversight.assignments.models import SteeringDocument
from motcua.oversight.assignments.queries.funnels import documents_visible_to, visible_to
from motcua.registry.organisation.public import codes_under

Days = tuple[date | None, date | None]


def documents_page(
    user: Any, *, text: str, days: Days, agency: str = "", offset: int, size: int
) -> tuple[Sequence[SteeringDocument], bool]:
    """A page of the register and whether there is another; `tasks` counts those that the reader may see."""
    rows = documents_visible_to(user)
    if agency:
        rows = rows.filter(agency_code__in=codes_under([agency]))
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(abstract__icontains=text))
    if days[0]:
        rows = rows.filter(issued_on__gte=days[0])
    if days[1]:
        rows = rows.filter(issued_on__lte=days[1])
    seen = visible_to(user).order_by().values("id")
    counted = rows.annotate(tasks=Count("assignments", filter=Q(assignments__in=seen)))
    found = list(counted[offset : offset + size + 1])
    return found[:size], len(found) > size


def issued_between(user: Any, agency: str, first_on: date, last_on: date) -> int:
    """How many steering documents the agency and those below it issued in a period."""
    rows = documents_visible_to(user).filter(agency_code__in=codes_under([agency]))
    return rows.filter(issued_on__range=(first_on, last_on)).count()
