"""What was said about the days of a year, and when it became known."""

from dataclasses import dataclass
from datetime import datetime

from motcua.kernel import clock
from motcua.registry.worktime.models import DayOverride
from motcua.registry.worktime.queries.calendars import day_change
from motcua.registry.worktime.rules.calendar import DAY_KIND_LABELS, FIRST_DAY, DayChange
from motcua.registry.worktime.rules.inheritance import lineage


@dataclass(frozen=True)
class Said:
    """One word about a day; `is_held`: no later word of the same scope has taken its place."""

    change: DayChange
    scope: str
    known_at: datetime
    by: str
    is_published: bool
    is_held: bool

    @property
    def label(self) -> str:
        """What the day was made, as a marked text."""
        return DAY_KIND_LABELS[self.change.kind]

    @property
    def is_from_the_beginning(self) -> bool:
        """Loaded with the first calendar, for which nobody knows since when it was known."""
        return clock.local(self.known_at).date() == FIRST_DAY


def said_about(agency_code: str, year: int, *, known_at: datetime | None = None) -> list[Said]:
    """All that was said for the agency or those above it about days of `year`, the latest day and word first."""
    rows = DayOverride.objects.filter(scope__in=lineage(agency_code), day__year=year).order_by("day", "known_at", "id")
    if known_at is not None:
        rows = rows.filter(known_at__lte=known_at)
    found = list(rows)
    latest = {(row.day, row.scope): row.pk for row in found}
    return [
        Said(
            day_change(row),
            row.scope,
            row.known_at,
            row.declared_by,
            row.is_published,
            latest[row.day, row.scope] == row.pk,
        )
        for row in found
    ]
