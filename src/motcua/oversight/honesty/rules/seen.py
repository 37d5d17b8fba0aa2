"""A dossier's past boiled down to the figures that signs are looked for in. Plain Python."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.kernel.clock import local
from motcua.oversight.honesty.rules.past import Minutes, NearStop, Past, near_stop, slack_minutes, term_minutes


@dataclass(frozen=True, slots=True)
class Seen:
    """One accepted dossier. Lengths in working minutes; `slack` is what was left at the end, negative when late."""

    subject: str
    agency_code: str
    procedure_code: str
    is_imported: bool
    submitted_at: datetime
    accepted_at: datetime
    wait_minutes: int
    term_minutes: int
    due_at: datetime | None
    stop: NearStop | None
    ending: str
    ended_at: datetime | None
    closed_by: str
    is_on_time: bool
    slack_minutes: int | None
    returned_at: datetime | None
    handed_slack_minutes: int | None

    @property
    def has_result(self) -> bool:
        """Whether it counts as finished."""
        return self.ending == "result"


def seen_of(past: Past, minutes: Minutes, *, is_on_time: bool) -> Seen | None:
    """The figures of a past; None while the dossier is not accepted. `is_on_time` is the official verdict."""
    if past.accepted_at is None:
        return None
    return Seen(
        subject=past.subject,
        agency_code=past.agency_code,
        procedure_code=past.procedure_code,
        is_imported=past.is_imported,
        submitted_at=past.submitted_at or past.accepted_at,
        accepted_at=past.accepted_at,
        wait_minutes=past.wait_minutes,
        term_minutes=term_minutes(past, minutes),
        due_at=past.due_at,
        stop=near_stop(past, minutes),
        ending=past.ending,
        ended_at=past.ended_at,
        closed_by=past.closed_by,
        is_on_time=is_on_time,
        slack_minutes=slack_minutes(past, _worked_until(past), minutes),
        returned_at=past.returned_at,
        handed_slack_minutes=slack_minutes(past, past.returned_at, minutes),
    )


def month_of(at: datetime) -> date:
    """The first day of the month that a moment lies in."""
    return local(at).date().replace(day=1)


def _worked_until(past: Past) -> datetime | None:
    """Until when the clock ran: who gave up while papers were awaited had the time that was left then."""
    stop = past.standing_stop
    return stop.from_at if stop is not None and past.ended_at is not None else past.ended_at
