"""Traces as the rules want them, and what surrounds them."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from motcua.casework.dossiers.public import applicant_keys
from motcua.kernel import clock
from motcua.oversight.honesty.models import Trace
from motcua.oversight.honesty.rules.closing import closing_days
from motcua.oversight.honesty.rules.past import NearStop
from motcua.oversight.honesty.rules.patterns import Limits, Pattern
from motcua.oversight.honesty.rules.seen import Seen
from motcua.oversight.honesty.rules.signs import Around
from motcua.oversight.insight.public import period_rules_on
from motcua.registry.worktime.public import calendar_of

_SAME = (
    "subject", "agency_code", "procedure_code", "is_imported", "submitted_at", "accepted_at", "wait_minutes",
    "term_minutes", "due_at", "ending", "ended_at", "closed_by", "is_on_time", "slack_minutes", "returned_at",
    "handed_slack_minutes",
)  # fmt: skip


def seen_at(agency_code: str, *, since: datetime) -> list[Seen]:
    """What was seen of the dossiers that the agency accepted since a moment."""
    rows = Trace.objects.filter(agency_code=agency_code, accepted_at__gte=since)
    return [_seen(row) for row in rows.iterator(chunk_size=2000)]


def agencies_told(since: datetime | None) -> list[str]:
    """The agencies of which something was written since a moment; None: all."""
    rows = Trace.objects.exclude(accepted_at=None)
    if since is not None:
        rows = rows.filter(told_at__gte=since)
    return sorted(set(rows.order_by().values_list("agency_code", flat=True).distinct()))


def around(agency_code: str, all_seen: Collection[Seen], limits: Mapping[Pattern, Limits], now: datetime) -> Around:
    """What the months of one agency are looked at with."""
    years = {clock.local(seen.ended_at).year for seen in all_seen if seen.ended_at}
    last = limits[Pattern.CLOSED_IN_BULK].whole("closing_days") if Pattern.CLOSED_IN_BULK in limits else 0
    return Around(
        now=now,
        closing_days=_closing_days(agency_code, years, last),
        successors=_successors(all_seen),
        hands_over_told={(seen.agency_code, seen.is_imported) for seen in all_seen if seen.returned_at},
    )


def _closing_days(agency_code: str, years: Iterable[int], last: int) -> frozenset[date]:
    shifts_on = calendar_of(agency_code).shifts_on
    days: set[date] = set()
    for year in years:
        begins = {rule.reckoning.first_day for rule in period_rules_on(date(year, 12, 31)).values()}
        days |= closing_days(shifts_on, year, first_days=begins or {1}, last=last)
    return frozenset(days)


def _successors(all_seen: Collection[Seen]) -> dict[str, Seen]:
    """Of each dossier that ended without a result, the next one of the same applicant and procedure.

    Who applied is asked of the dossiers and compared here; it is kept nowhere.
    """
    given_up = [seen for seen in all_seen if seen.ending in {"withdrawn", "stopped"}]
    procedures = {seen.procedure_code for seen in given_up}
    others = [seen for seen in all_seen if seen.procedure_code in procedures] if given_up else []
    keys = applicant_keys([seen.subject for seen in others])
    later: dict[tuple[str, str], list[Seen]] = {}
    for seen in sorted(others, key=lambda one: (one.submitted_at, one.subject)):
        if seen.subject in keys:
            later.setdefault((keys[seen.subject], seen.procedure_code), []).append(seen)
    found = {}
    for seen in given_up:
        same = later.get((keys.get(seen.subject, ""), seen.procedure_code), [])
        again = next((one for one in same if seen.ended_at is not None and one.submitted_at >= seen.ended_at), None)
        if again is not None:
            found[seen.subject] = again
    return found


def _seen(row: Trace) -> Seen:
    stop = None
    if row.stop_at is not None and row.stop_left_minutes is not None:
        stop = NearStop(row.stop_kind, row.stop_at, row.stop_left_minutes, row.stop_gained_minutes)
    return Seen(**{name: getattr(row, name) for name in _SAME}, stop=stop)
