"""What an agency's end or split does to its units and people: their rows end, and begin where they go."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from motcua.kernel.events.store import record_many
from motcua.registry.organisation.actions.postings import officer_posted, posting_ended
from motcua.registry.organisation.events import UnitEnded, UnitOpened
from motcua.registry.organisation.models import Posting, Unit
from motcua.registry.organisation.queries import HOLDS_EVER


def leave(code: str, on: date, *, to: str = "", units: Collection[str] | None = None, actor: str, at: datetime) -> None:
    """Units and postings of the agency end on a day; with `to` they begin there. `units`: only these and their people.

    What was to begin later is taken along or, without `to`, never holds.
    """
    left = Unit.objects.filter(_not_over(on), agency_code=code)
    people = Posting.objects.select_for_update(no_key=True).filter(_not_over(on), agency_code=code)
    if units is not None:
        left, people = left.filter(code__in=units), people.filter(unit_code__in=units)
    about: dict[str, Any] = {"at": at, "actor": actor}
    rows, posted = list(left.order_by("pk")), list(people.order_by("pk"))
    ends = [UnitEnded(subject=f"{code}/{row.code}", agency_code=code, on=on, **about) for row in rows]
    record_many([*ends, *(posting_ended(row, max(on, row.valid_from), actor, at) for row in posted)])
    for ending in (left, people):
        _stop(ending, on)
    if to:
        _begin(rows, posted, on, to, actor=actor, at=at)


def _begin(units: list[Unit], posted: list[Posting], on: date, to: str, *, actor: str, at: datetime) -> None:
    """Rows as before at `to`; what stands there already is not made twice."""
    known = set(Unit.objects.filter(_not_over(on), agency_code=to).values_list("code", flat=True))
    opened = [
        Unit(agency_code=to, code=row.code, name=row.name, kind=row.kind, valid_from=max(on, row.valid_from),
             valid_to=row.valid_to)
        for row in units
        if row.code not in known
    ]  # fmt: skip
    Unit.objects.bulk_create(opened)
    about: dict[str, Any] = {"agency_code": to, "at": at, "actor": actor}
    record_many([UnitOpened(subject=f"{to}/{row.code}", valid_from=row.valid_from, **about) for row in opened])
    _post_there([(row, row.unit_code) for row in posted], on, to, actor=actor, at=at)


def leave_unit(code: str, unit_code: str, on: date, *, to_unit: str, actor: str, at: datetime) -> None:
    """The people of a unit go on in another one of the agency, or for the agency as a whole."""
    people = Posting.objects.select_for_update(no_key=True).filter(_not_over(on), agency_code=code, unit_code=unit_code)
    posted = list(people.order_by("pk"))
    record_many([posting_ended(row, max(on, row.valid_from), actor, at) for row in posted])
    _stop(people, on)
    _post_there([(row, to_unit) for row in posted], on, code, actor=actor, at=at)


def _post_there(posted: list[tuple[Posting, str]], on: date, to: str, *, actor: str, at: datetime) -> None:
    """The same roles there, in these units; a role that somebody has there already is not given twice."""
    seen = set(Posting.objects.filter(_not_over(on), agency_code=to).values_list("username", "unit_code", "role"))
    begun = []
    for row, unit_code in posted:
        if (row.username, unit_code, row.role) not in seen:
            seen.add((row.username, unit_code, row.role))
            days = {"valid_from": max(on, row.valid_from), "valid_to": row.valid_to}
            begun.append(Posting(username=row.username, agency_code=to, unit_code=unit_code, role=row.role, **days))
    Posting.objects.bulk_create(begun)
    record_many([officer_posted(row, actor, at) for row in begun])


def _not_over(on: date) -> Q:
    """Rows that hold on the day or begin later; not those that were taken back before they held."""
    return (Q(valid_to__isnull=True) | Q(valid_to__gt=on)) & HOLDS_EVER


def _stop(rows: QuerySet[Unit] | QuerySet[Posting], on: date) -> None:
    rows.filter(valid_from__gt=on).update(valid_to=F("valid_from"))
    rows.filter(valid_from__lte=on).update(valid_to=on)
