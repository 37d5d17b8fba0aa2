"""Which dossiers bear the sign of a pattern, which they are compared with, and what is left of «on time». Plain Python.

A sign alone is no alert: a lawful stop may fall near the date. `alerts.py` asks whether so many can be chance.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from motcua.kernel.clock import local
from motcua.oversight.honesty.rules.patterns import Limits, Pattern
from motcua.oversight.honesty.rules.seen import Seen, month_of


@dataclass(frozen=True)
class Around:
    """What a month is looked at with: now, the last working days of reporting periods, who sent what again.

    `successors`: by the code of a dossier that ended without a result, the next one of the same person and procedure.
    `hands_over_told`: agencies (with whether it is about imported dossiers) of which any hand-over was ever told.
    """

    now: datetime
    closing_days: Collection[date] = frozenset()
    successors: Mapping[str, Seen] = field(default_factory=dict)
    hands_over_told: Collection[tuple[str, bool]] = frozenset()


@dataclass(frozen=True, slots=True)
class Signed:
    """A dossier with a sign: when it happened, how long in working minutes, and whether it was honestly in time.

    `of_minutes` is what the length is a part of; `other` is another dossier that belongs to it.
    """

    seen: Seen
    at: datetime
    minutes: int
    of_minutes: int
    is_honestly_on_time: bool
    other: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The dossiers of a month with a sign, and how many there are that could have it."""

    signed: tuple[Signed, ...]
    among: int
    usual_run: int = 0


def stopped_near_due(month: date, group: Sequence[Seen], limits: Limits, _around: Around) -> Compared:
    """Among dossiers whose clock stood: those where it stopped at the last moment and saved the date."""
    stood = [(seen, seen.stop) for seen in group if seen.stop is not None and month_of(seen.stop.at) == month]
    signed = []
    for seen, stop in stood:
        if seen.term_minutes <= 0 or stop.left_minutes > limits.share("near_percent") * seen.term_minutes:
            continue
        if seen.is_on_time and stop.gained_minutes is not None and (seen.slack_minutes or 0) < stop.gained_minutes:
            signed.append(Signed(seen, stop.at, stop.left_minutes, seen.term_minutes, is_honestly_on_time=False))
        elif not seen.ending and stop.gained_minutes is None:
            signed.append(Signed(seen, stop.at, stop.left_minutes, seen.term_minutes, is_honestly_on_time=True))
    return Compared(tuple(signed), len(stood))


def sent_again(month: date, group: Sequence[Seen], limits: Limits, around: Around) -> Compared:
    """Among dossiers that ended without a result: those ended near the date or after it, and sent again soon."""
    ended = [seen for seen in group if seen.ending in {"withdrawn", "stopped"} and _ended_in(seen, month)]
    signed = []
    for seen in ended:
        again = around.successors.get(seen.subject)
        near = limits.share("near_percent") * seen.term_minutes
        if again is None or seen.ended_at is None or seen.slack_minutes is None or seen.slack_minutes > near:
            continue
        if timedelta() <= again.submitted_at - seen.ended_at <= timedelta(days=limits.whole("again_days")):
            signed.append(
                Signed(again, seen.ended_at, seen.slack_minutes, seen.term_minutes,
                       is_honestly_on_time=_by(again.ended_at, seen.due_at), other=seen.subject)
            )  # fmt: skip
    return Compared(tuple(signed), len(ended))


def closed_in_bulk(month: date, group: Sequence[Seen], limits: Limits, around: Around) -> Compared:
    """Among results of the month: those closed in one run on the last days, many times the longest of other days."""
    closed = [seen for seen in group if seen.has_result and _ended_in(seen, month)]
    runs = _runs(closed, timedelta(seconds=limits.whole("gap_seconds")))
    at_close = [run for run in runs if _day_ended(run[0]) in around.closing_days]
    usual = max((len(run) for run in runs if _day_ended(run[0]) not in around.closing_days), default=0)
    most = max(limits.whole("times_usual") * usual, limits.whole("least"))
    signed = [
        Signed(seen, seen.ended_at, len(run), usual, is_honestly_on_time=(seen.handed_slack_minutes or -1) >= 0)
        for run in at_close
        if len(run) >= most
        for seen in run
        if seen.ended_at is not None
    ]
    return Compared(tuple(signed), len(closed), usual)


def received_late(month: date, group: Sequence[Seen], limits: Limits, _around: Around) -> Compared:
    """Among dossiers accepted: those that had lain there too long before."""
    accepted = [seen for seen in group if month_of(seen.accepted_at) == month]
    signed = [
        Signed(seen, seen.accepted_at, seen.wait_minutes, limits.whole("allowed_minutes"),
               is_honestly_on_time=(seen.slack_minutes or 0) >= seen.wait_minutes - limits.whole("allowed_minutes"))
        for seen in accepted
        if seen.wait_minutes > limits.whole("late_minutes")
    ]  # fmt: skip
    return Compared(tuple(signed), len(accepted))


def never_handed_over(month: date, group: Sequence[Seen], limits: Limits, around: Around) -> Compared:
    """Among results that are old enough: those that nobody has been given, where hand-overs are told at all."""
    before = around.now - timedelta(days=limits.whole("after_days"))
    old = [
        seen
        for seen in group
        if seen.has_result and _ended_in(seen, month) and seen.ended_at is not None and seen.ended_at < before
        and (seen.agency_code, seen.is_imported) in around.hands_over_told
    ]  # fmt: skip
    signed = [
        Signed(seen, seen.ended_at, (around.now - seen.ended_at).days, limits.whole("after_days"),
               is_honestly_on_time=False)
        for seen in old
        if seen.returned_at is None and seen.ended_at is not None
    ]  # fmt: skip
    return Compared(tuple(signed), len(old))


Look = Callable[[date, Sequence[Seen], Limits, Around], Compared]
LOOKS: dict[Pattern, Look] = {
    Pattern.STOPPED_NEAR_DUE: stopped_near_due,
    Pattern.SENT_AGAIN: sent_again,
    Pattern.CLOSED_IN_BULK: closed_in_bulk,
    Pattern.RECEIVED_LATE: received_late,
    Pattern.NEVER_HANDED_OVER: never_handed_over,
}


def _by(ended_at: datetime | None, due_at: datetime | None) -> bool:
    return ended_at is not None and due_at is not None and ended_at <= due_at


def _ended_in(seen: Seen, month: date) -> bool:
    return seen.ended_at is not None and month_of(seen.ended_at) == month


def _day_ended(seen: Seen) -> date:
    return local(seen.ended_at or seen.accepted_at).date()


def _runs(closed: Sequence[Seen], gap: timedelta) -> list[list[Seen]]:
    """What one person closed without a pause, in order; past midnight it is still of the day it began on."""
    runs: list[list[Seen]] = []
    last: dict[str, Seen] = {}
    for seen in sorted(closed, key=lambda one: (one.closed_by, one.ended_at or one.accepted_at, one.subject)):
        before = last.get(seen.closed_by)
        if before is not None and _apart(before, seen) <= gap:
            runs[-1].append(seen)
        else:
            runs.append([seen])
        last[seen.closed_by] = seen
    return runs


def _apart(before: Seen, seen: Seen) -> timedelta:
    return (seen.ended_at or seen.accepted_at) - (before.ended_at or before.accepted_at)
