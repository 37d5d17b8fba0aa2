"""Linked procedures (liên thông): several agencies, one after another or side by side, and one date for the applicant.

Every leg has two dates. Its `due_at` is its own: counted from when its agency really had the dossier (until then from
when it can have it), by its own allowance, calendar, policy and stops. Its `promised_at` is its place in the whole: as
if every leg before it used exactly its time – an agency that ends early gives its time to the applicant, and one that
ends late moves no promised date. On the promised line the clock stands still while any leg on the way stands still.
Of several ways the latest counts; the total date is the latest promised one.

If every leg ended by its own date and was handed on at once, the whole is on time; otherwise `Linked.blamed` names the
legs that overran, and the hand-overs that took working time, by how much.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from graphlib import CycleError, TopologicalSorter

from motcua.kernel.texts.mark import mark
from motcua.registry.worktime.errors import LegsNotUsable
from motcua.registry.worktime.rules.calendar import Calendar
from motcua.registry.worktime.rules.clock import Deadline, legal_clock
from motcua.registry.worktime.rules.standing import Standing, standing
from motcua.registry.worktime.rules.terms import DEFAULT, Allowance, Policy, Stop, StopReason

MOST_LEGS = 20


@dataclass(frozen=True)
class Leg:
    """What one agency does: begins when all legs of `after` have ended.

    `received_at`: when its agency really got the dossier, if that was not the moment the last leg before it ended.
    """

    code: str
    allowance: Allowance
    calendar: Calendar
    after: tuple[str, ...] = ()
    policy: Policy = DEFAULT
    stops: tuple[Stop, ...] = ()
    received_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True)
class LegDates:
    """One leg as counted: see the head of this file. `handover_minutes`: working time lost before it was received."""

    code: str
    started_at: datetime | None
    due_at: datetime
    promised_at: datetime
    ended_at: datetime | None
    standing: Standing
    overrun_minutes: int
    handover_minutes: int


@dataclass(frozen=True)
class Blame:
    """Working minutes lost in a leg, or in handing the dossier on to it."""

    code: str
    minutes: int
    is_handover: bool


@dataclass(frozen=True)
class Linked:
    """The whole: its legs in the order of work, its date, how it stands, and who made it late (most first)."""

    legs: tuple[LegDates, ...]
    due_at: datetime
    ended_at: datetime | None
    standing: Standing
    blamed: tuple[Blame, ...]


def linked_clock(legs: Iterable[Leg], *, started_at: datetime, at: datetime) -> Linked:
    """The dates of a linked procedure that began at `started_at`, as it stands at `at`. Raises `LegsNotUsable`."""
    flow = {leg.code: _as_of(leg, at) for leg in _in_order(list(legs))}
    dates: dict[str, LegDates] = {}
    stopped: list[datetime] = []
    for leg in flow.values():
        promised_at, stopped_from = _promised(leg, flow, started_at)
        dates[leg.code] = _dates(leg, flow, dates, promised_at, started_at, at)
        stopped += [stopped_from] if stopped_from else []
    latest = max(dates.values(), key=lambda leg: leg.promised_at)
    ended_at = _last_end(flow.values())
    whole = standing(
        ended_at, latest.promised_at, at, flow[latest.code].calendar, stopped_from=min(stopped, default=None)
    )
    blamed = _blamed(dates.values()) if whole.is_late else []
    return Linked(tuple(dates.values()), latest.promised_at, ended_at, whole, tuple(blamed))


def _as_of(leg: Leg, at: datetime) -> Leg:
    """What was known of it at `at`."""
    received_at, ended_at = (moment if moment and moment <= at else None for moment in (leg.received_at, leg.ended_at))
    return replace(leg, received_at=received_at, ended_at=ended_at)


def _last_end(legs: Iterable[Leg]) -> datetime | None:
    """When the last of them ended; None while one has not."""
    ends = [leg.ended_at for leg in legs]
    return max((end for end in ends if end), default=None) if all(ends) else None


def _in_order(legs: Sequence[Leg]) -> list[Leg]:
    """Each leg after those it waits for; among equals as given."""
    by_code = {leg.code: leg for leg in legs}
    unknown = {code for leg in legs for code in leg.after} - by_code.keys()
    if not 0 < len(legs) <= MOST_LEGS or len(by_code) < len(legs):
        raise LegsNotUsable(reason=mark("phải có từ 1 đến 20 chặng, mỗi chặng một mã."))
    if unknown:
        raise LegsNotUsable(reason=mark("có chặng đứng sau một chặng không tồn tại."))
    try:
        order = TopologicalSorter({leg.code: leg.after for leg in legs}).static_order()
        return [by_code[code] for code in order]
    except CycleError as error:
        raise LegsNotUsable(reason=mark("các chặng chờ nhau thành vòng.")) from error


def _dates(
    leg: Leg,
    flow: Mapping[str, Leg],
    before: Mapping[str, LegDates],
    promised_at: datetime,
    started_at: datetime,
    at: datetime,
) -> LegDates:
    handed_on_at = _last_end(flow[code] for code in leg.after) if leg.after else started_at
    begun_at = (leg.received_at or handed_on_at) if handed_on_at else None
    lost = _worked(leg, handed_on_at, begun_at)
    own = _own(leg, begun_at or max(at, *(before[code].promised_at for code in leg.after)))
    stood = standing(leg.ended_at, own.due_at, at, leg.calendar, stopped_from=own.stopped_from)
    if not lost and not any(_is_time_lost(code, flow, before) for code in leg.after):
        promised_at = max(promised_at, own.due_at)
    overrun = _worked(leg, own.due_at, leg.ended_at or at) if stood.is_late else 0
    return LegDates(leg.code, begun_at, own.due_at, promised_at, leg.ended_at, stood, overrun, lost)


def _own(leg: Leg, begun_at: datetime) -> Deadline:
    return legal_clock(leg.allowance, leg.calendar, started_at=begun_at, stops=leg.stops, policy=leg.policy)


def _ways(leg: Leg, flow: Mapping[str, Leg]) -> Iterator[tuple[Leg, ...]]:
    """Every way through the flow that ends with `leg`."""
    if not leg.after:
        yield (leg,)
    for code in leg.after:
        for way in _ways(flow[code], flow):
            yield (*way, leg)


def _promised(leg: Leg, flow: Mapping[str, Leg], started_at: datetime) -> tuple[datetime, datetime | None]:
    """The latest end of all ways to it, and since when that way stands still."""
    return max((_way_end(way, started_at) for way in _ways(leg, flow)), key=lambda end: end[0])


def _way_end(way: Sequence[Leg], started_at: datetime) -> tuple[datetime, datetime | None]:
    """The end of the way if every leg uses exactly its time; what stops one leg stops all, but restarts no other."""
    ends, stopped_from = started_at, None
    for leg in way:
        others = [replace(stop, reason=StopReason.OTHER_AGENCY) for one in way if one is not leg for stop in one.stops]
        stops = [*leg.stops, *others]
        found = legal_clock(leg.allowance, leg.calendar, started_at=ends, stops=stops, policy=leg.policy)
        ends, stopped_from = found.due_at, stopped_from or found.stopped_from
    return ends, stopped_from


def _is_time_lost(code: str, flow: Mapping[str, Leg], before: Mapping[str, LegDates]) -> bool:
    """Whether that leg, or one it waited for, is unfinished, was late or waited to be received."""
    leg = before[code]
    is_lost = leg.handover_minutes > 0 or leg.ended_at is None or leg.standing.is_late
    return is_lost or any(_is_time_lost(earlier, flow, before) for earlier in flow[code].after)


def _worked(leg: Leg, from_at: datetime | None, to_at: datetime | None) -> int:
    if from_at is None or to_at is None or to_at <= from_at:
        return 0
    return leg.calendar.minutes_between(from_at, to_at)


def _blamed(legs: Iterable[LegDates]) -> list[Blame]:
    lost = [Blame(leg.code, leg.overrun_minutes, is_handover=False) for leg in legs if leg.standing.is_late]
    lost += [Blame(leg.code, leg.handover_minutes, is_handover=True) for leg in legs if leg.handover_minutes]
    return sorted(lost, key=lambda blame: -blame.minutes)
