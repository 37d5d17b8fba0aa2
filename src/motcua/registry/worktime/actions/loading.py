"""Loading the published national calendar, again and again without harm."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.kernel import clock
from motcua.kernel.events.store import record_many
from motcua.kernel.turns import take_turn_at
from motcua.registry.worktime.actions.days import columns_of, day_changed
from motcua.registry.worktime.adapters.published import YEARS, Published, published_days
from motcua.registry.worktime.models import DayOverride
from motcua.registry.worktime.queries.calendars import day_change, renew_edition
from motcua.registry.worktime.rules.calendar import FIRST_DAY, DayChange, DayKind
from motcua.registry.worktime.rules.inheritance import NATION


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many published days there are, and how many rows the load wrote."""

    days: int
    written: int


@transaction.atomic(durable=True)
def load_calendar(*, actor: str, at: datetime) -> Loaded:
    """Bring the national days up to what is published; a second run writes nothing.

    What the very first load brings counts as known from the calendar's beginning, or from the day its source tells;
    what a later load brings is known from then on, so that old deadlines can be derived as they were. A day that an
    officer declared for the nation is left alone. A published day that is published no more is withdrawn.
    """
    published = published_days()
    take_turn_at(DayOverride)
    held = _held()
    is_first = not held
    wanted = {row.change.day: row for row in published if not _is_declared(held.get(row.change.day))}
    fresh = [row for day, row in wanted.items() if day not in held or day_change(held[day]) != row.change]
    fresh += [_withdrawal(row) for day, row in held.items() if _is_gone(day, row, wanted)]
    DayOverride.objects.bulk_create(
        [
            DayOverride(
                **columns_of(row.change),
                scope=NATION,
                is_published=True,
                known_at=_first_known(row.known_on) if is_first else at,
                declared_by=actor,
            )
            for row in fresh
        ]
    )
    if fresh:
        renew_edition()
        record_many(day_changed(row.change, scope=NATION, actor=actor, at=at) for row in fresh)
    return Loaded(len(published), len(fresh))


def _held() -> dict[date, DayOverride]:
    """The latest known word on each day, for the nation."""
    return {row.day: row for row in DayOverride.objects.filter(scope=NATION).order_by("known_at")}


def _is_declared(row: DayOverride | None) -> bool:
    return row is not None and not row.is_published


def _is_gone(day: date, row: DayOverride, wanted: dict[date, Published]) -> bool:
    is_ours = row.is_published and row.kind != DayKind.WITHDRAWN and day.year in YEARS
    return is_ours and day not in wanted


def _withdrawal(row: DayOverride) -> Published:
    return Published(DayChange(row.day, DayKind.WITHDRAWN, row.name), None)


def _first_known(known_on: date | None) -> datetime:
    return clock.at(known_on or FIRST_DAY)
