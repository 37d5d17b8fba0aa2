"""Open dossiers in batches of their ids, and which of their dates are not what they must be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.casework.dossiers.public import clocks
from motcua.kernel import clock

BATCH = 1000
"""As many as one statement of events takes."""


@dataclass(frozen=True)
class Reach:
    """Which open dossiers a change can touch: of an agency and those below it, of a procedure, due from a day on."""

    agency_code: str = ""
    procedure_code: str = ""
    from_on: date | None = None

    @property
    def condition(self) -> Q:
        """As a condition on dossiers; those without a date are touched by nothing."""
        asked = Q()
        if self.agency_code:
            of_both = ("agency_code", "receiving_agency_code")
            asked &= Q(*((name, self.agency_code) for name in of_both), _connector=Q.OR) | Q(
                *((f"{name}__startswith", f"{self.agency_code}.") for name in of_both), _connector=Q.OR
            )
        if self.procedure_code:
            asked &= Q(procedure_code=self.procedure_code)
        if self.from_on is not None:
            asked &= Q(due_at__gte=clock.at(self.from_on))
        return asked


def next_clocks(reach: Reach, *, after: int, limit: int = BATCH) -> list[clocks.DossierClock]:
    """The clocks of the next open dossiers by id."""
    return clocks.clocks_of(clocks.open_rows().filter(reach.condition, id__gt=after).order_by("id")[:limit])


def all_clocks(reach: Reach = Reach()) -> Iterator[clocks.DossierClock]:
    """The clocks of all open dossiers, batch by batch."""
    after = 0
    while batch := next_clocks(reach, after=after):
        yield from batch
        after = batch[-1].id
