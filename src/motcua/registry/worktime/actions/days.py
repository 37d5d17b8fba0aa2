"""What a decision makes of a day."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.turns import take_turn_at
from motcua.registry.worktime.events import DayChanged
from motcua.registry.worktime.models import DayOverride
from motcua.registry.worktime.queries.calendars import renew_edition
from motcua.registry.worktime.rules.calendar import DayChange
from motcua.registry.worktime.rules.inheritance import check_change


@transaction.atomic(durable=True)
def declare_day(change: DayChange, *, scope: str = "", actor: str, at: datetime) -> None:
    """Say what `scope` (an agency and all below it; "" for the nation) does on a day; the latest word holds.

    `DayKind.WITHDRAWN` takes the scope's earlier word back. Raises `DayChangeNotUsable`.
    """
    _declare([change], scope, actor, at)


@transaction.atomic(durable=True)
def declare_days(changes: Sequence[DayChange], *, scope: str, actor: str, at: datetime) -> None:
    """Say all of it or nothing: a day off and the day worked for it belong together. Raises `DayChangeNotUsable`."""
    _declare(changes, scope, actor, at)


def _declare(changes: Sequence[DayChange], scope: str, actor: str, at: datetime) -> None:
    take_turn_at(DayOverride)
    for change in changes:
        check_change(change)
        DayOverride.objects.create(**columns_of(change), scope=scope, known_at=at, declared_by=actor)
    renew_edition()
    for change in changes:
        record(day_changed(change, scope=scope, actor=actor, at=at))


def columns_of(change: DayChange) -> dict[str, object]:
    """The columns of `DayOverride` that repeat `change`."""
    shut_from, shut_to = change.shut or (None, None)
    return {
        "day": change.day,
        "kind": change.kind,
        "name": change.name,
        "legal_basis": change.legal_basis,
        "swapped_on": change.swapped_on,
        "shut_from_minute": shut_from,
        "shut_to_minute": shut_to,
        "is_provisional": change.is_provisional,
    }


def day_changed(change: DayChange, *, scope: str, actor: str, at: datetime) -> DayChanged:
    """The event that says so."""
    subject = f"calendar:{scope or 'VN'}"
    return DayChanged(subject=subject, agency_code=scope, at=at, actor=actor, day=change.day, day_kind=change.kind)
