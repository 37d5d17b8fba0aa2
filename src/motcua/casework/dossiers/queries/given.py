"""A date that an older system gave a dossier: a fact, kept until something lawful moves it.

The receipt in the applicant's hand says that date, whatever our own clock would have made of it. It is moved by what
happened after it was taken over, in working time of the agency: a stop puts it off by as much as the clock stood, one
that still stood then wholly, as the older system could not know its end; a day off that became known later by the hours
it takes, a day worked likewise. A date that had passed stays. Policies and periods declared here do not touch it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.registry.worktime.public import Calendar, Stop


@dataclass(frozen=True, slots=True)
class Given:
    """The date, and when it was taken over."""

    due_at: datetime
    at: datetime

    def moved(self, then: Calendar, now: Calendar, stops: Iterable[Stop]) -> datetime:
        """The date as it is: `then` is the calendar as it was known when it was taken over."""
        left = then.minutes_between(self.at, self.due_at)
        stood = _minutes(now, self._later_stops(stops))
        if left < 0 and not stood:
            return self.due_at
        unmoved, moved = then.later(self.at, left), now.later(self.at, left + stood)
        return self.due_at if unmoved == moved else moved

    def _later_stops(self, stops: Iterable[Stop]) -> list[tuple[datetime, datetime]]:
        """Those that ended after it was taken over, from to; what still stands puts nothing off yet."""
        return [(stop.from_at, stop.to_at) for stop in stops if stop.to_at is not None and stop.to_at > self.at]


def _minutes(calendar: Calendar, stretches: Iterable[tuple[datetime, datetime]]) -> int:
    """Working minutes that the stretches cover together."""
    total, reached = 0, None
    for from_at, to_at in sorted(stretches):
        begins = from_at if reached is None or from_at > reached else reached
        total += max(calendar.minutes_between(begins, to_at), 0)
        reached = to_at if reached is None or to_at > reached else reached
    return total
