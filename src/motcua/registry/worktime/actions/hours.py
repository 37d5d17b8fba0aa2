"""The hours an agency works."""

from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.db.models import Q

from motcua.kernel.events.store import record
from motcua.kernel.turns import take_turn_at
from motcua.registry.worktime.errors import HoursNotUsable
from motcua.registry.worktime.events import HoursChanged
from motcua.registry.worktime.models import WorkingHours
from motcua.registry.worktime.queries.calendars import declared_shift, renew_edition
from motcua.registry.worktime.rules.calendar import Week
from motcua.registry.worktime.rules.inheritance import DeclaredShift, DeclaredWeek, Purpose, cut_out


@transaction.atomic(durable=True)
def declare_hours(
    agency_code: str,
    week: Week,
    *,
    valid_from: date,
    valid_to: date | None = None,
    purpose: Purpose = Purpose.PROCESSING,
    legal_basis: str = "",
    actor: str,
    at: datetime,
) -> None:
    """State the whole week of an agency ("" for the nation) on days of ``[valid_from, valid_to)``.

    What was declared for those days before is replaced, never edited. Raises `HoursNotUsable`.
    """
    declared = DeclaredWeek(agency_code, purpose, week, valid_from, valid_to, at, legal_basis)
    if not declared.is_usable:
        raise HoursNotUsable
    take_turn_at(WorkingHours)
    left = _replace_earlier(agency_code, purpose, valid_from, valid_to, at)
    WorkingHours.objects.bulk_create([_row(shift, actor, at) for shift in chain(left, declared.shifts)])
    renew_edition()
    record(
        HoursChanged(
            subject=f"calendar:{agency_code or 'VN'}",
            agency_code=agency_code,
            at=at,
            actor=actor,
            purpose=purpose,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )


def _replace_earlier(
    agency_code: str, purpose: Purpose, valid_from: date, valid_to: date | None, at: datetime
) -> list[DeclaredShift]:
    """Mark what overlaps as replaced; what of it stays valid outside the new dates."""
    overlapping = WorkingHours.objects.select_for_update(no_key=True).filter(
        Q(valid_to=None) | Q(valid_to__gt=valid_from), agency_code=agency_code, purpose=purpose, replaced_at=None
    )
    if valid_to is not None:
        overlapping = overlapping.filter(valid_from__lt=valid_to)
    rows = list(overlapping)
    WorkingHours.objects.filter(id__in=[row.id for row in rows]).update(replaced_at=at)
    return [piece for row in rows for piece in cut_out(declared_shift(row), valid_from, valid_to)]


def _row(declared: DeclaredShift, actor: str, at: datetime) -> WorkingHours:
    opens_minute, closes_minute = declared.shift
    return WorkingHours(
        agency_code=declared.agency_code,
        purpose=declared.purpose,
        weekday=declared.weekday,
        opens_minute=opens_minute,
        closes_minute=closes_minute,
        valid_from=declared.valid_from,
        valid_to=declared.valid_to,
        known_at=at,
        legal_basis=declared.legal_basis,
        declared_by=actor,
    )
