"""Figures counted the long way: every event of every dossier read again for every question. Knows nothing of ours."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from motcua.registry.worktime.public import Purpose, answer_due_at, calendar_of, standing

INSTANT = timedelta(microseconds=1)


@dataclass
class Stood:
    """A dossier at a moment."""

    agency: str = ""
    channel: str = ""
    desk: str = ""
    owed_from: datetime | None = None
    submitted: datetime | None = None
    accepted: datetime | None = None
    ended: datetime | None = None
    gone: datetime | None = None
    gone_how: str = ""
    due: datetime | None = None
    pauses: list = field(default_factory=list)
    again: int = 0
    apologised: bool = False
    outcome: str = ""
    digest: str = ""
    result: bool = False
    returned: tuple | None = None
    fee: bool = False
    given: dict = field(default_factory=dict)
    at_start: dict = field(default_factory=dict)

    @property
    def open(self):
        return bool(self.accepted and not self.ended and not self.gone)

    @property
    def paused(self):
        return self.pauses[-1] if self.pauses and self.pauses[-1][2] is None else None


def exported(rows):
    """Events as a file would hold them, by dossier."""
    by_dossier = defaultdict(list)
    for row in rows:
        by_dossier[row.subject].append(
            {"n": row.position, "kind": row.kind.removeprefix("dossiers."), "at": row.at, "known": row.recorded_at,
             "agency": row.agency_code, "actor": row.actor, **row.payload}
        )  # fmt: skip
    for events in by_dossier.values():
        events.sort(key=lambda one: (one["at"], one["n"]))
    return by_dossier


def stood(events, before):
    """Replay what happened before the moment."""
    dossier = Stood()
    for event in events:
        if event["at"] < before:
            step(dossier, event)
    return dossier


def step(dossier, event):  # noqa: C901, PLR0912, PLR0915 - as plain as can be
    kind = event["kind"]
    due = datetime.fromisoformat(event["due_at"]) if event.get("due_at") else None
    if kind in {"supplement_provided", "fee_confirmed", "clock_resumed"} or (kind == "resolved" and dossier.open):
        if dossier.paused:
            dossier.pauses[-1][2] = event["at"]
        if dossier.open:
            dossier.due = due
    if (kind == "submitted" and not dossier.submitted and event["channel"] == "online") or (
        kind == "supplement_provided" and dossier.channel == "online"
    ):
        dossier.owed_from = event["at"]
    if kind in {"submitted", "supplement_provided"} and not (kind == "submitted" and dossier.submitted):
        for paper in event["papers"]:
            was = dossier.given.get(paper["number"], (False, False))
            has = bool(paper["files"])
            dossier.given[paper["number"]] = (was[0] or has or paper["originals"] + paper["copies"] > 0, was[1] or has)
    if kind == "submitted" and not dossier.submitted:
        dossier.submitted, dossier.agency, dossier.channel = event["at"], event["agency"], event["channel"]
        dossier.fee = event["fee_amount"] > 0
        dossier.desk = event["receiving_agency_code"]
    elif kind == "accepted" and not dossier.accepted and not dossier.gone:
        dossier.accepted, dossier.agency, dossier.channel, dossier.due = (
            event["at"], event["agency"], event["channel"], due)  # fmt: skip
        dossier.at_start, dossier.pauses = dict(dossier.given), []
        dossier.fee_at_start = dossier.fee
    elif kind == "not_accepted" and not dossier.accepted and not dossier.gone:
        dossier.gone, dossier.gone_how = event["at"], "refused_receipt"
    elif kind == "supplement_requested":
        dossier.owed_from = None
        dossier.again += event["number"] > 1
        if dossier.open and not event["is_before_acceptance"] and not dossier.paused:
            dossier.pauses.append(["supplement", event["at"], None])
    elif kind == "fee_demanded" and dossier.open and not dossier.paused:
        dossier.pauses.append(["financial_duty", event["at"], None])
    elif kind == "clock_paused" and dossier.open and not dossier.paused:
        dossier.pauses.append([event["ground"], event["at"], None])
    elif kind in {"forwarded", "due_date_moved"} and dossier.open:
        dossier.due = due
    elif kind == "transferred":
        dossier.agency = event["agency"]
    elif kind == "extended":
        dossier.apologised = True
    elif kind == "reopened":
        dossier.result = False
    elif kind == "returned" and not dossier.returned:
        dossier.returned = (event["at"], event["method"])
    elif kind == "withdrawn" and not dossier.gone and not dossier.ended:
        dossier.gone, dossier.gone_how = event["at"], "withdrawn" if dossier.accepted else "withdrawn_early"
    elif kind == "stopped" and dossier.open:
        dossier.gone, dossier.gone_how = event["at"], "stopped"
    elif kind == "resolved" and dossier.accepted:
        dossier.result = True
        if dossier.open:
            dossier.ended, dossier.outcome, dossier.digest = event["at"], event["outcome"], event["result_digest"]
            dossier.apologised_at_end, dossier.due_at_end, dossier.again_at_end = (
                dossier.apologised, dossier.due, dossier.again)  # fmt: skip


def count(window, fact, detail, events, from_at, to_at, calendar):
    """(agency, channel, officer) with how much one dossier adds to a count; nobody does a stock."""
    if window in {"opening", "closing"}:
        moment = from_at if window == "opening" else to_at
        dossier = stood(events, moment)
        if holds(dossier, fact, detail, moment, calendar):
            yield (dossier.agency, dossier.channel, ""), 1
        return
    for event in events:
        if from_at <= event["at"] < to_at:
            before, after = stood(events, event["at"]), None
            before = Stood()
            for other in events:
                if other is event:
                    break
                step(before, other)
            after = stood_after(events, event)
            yield from happened(fact, detail, before, after, event, calendar)


def stood_after(events, event):
    dossier = Stood()
    for other in events:
        step(dossier, other)
        if other is event:
            return dossier
    raise AssertionError


def holds(dossier, fact, detail, moment, calendar):
    if fact in {"waiting", "waiting_overdue"}:
        waits = bool(dossier.submitted and not dossier.accepted and not dossier.gone)
        if fact == "waiting" or not waits or dossier.owed_from is None:
            return waits and fact == "waiting"
        due = answer_due_at(calendar_of(dossier.desk, purpose=Purpose.RECEPTION), dossier.owed_from)
        return moment - INSTANT >= due.replace(second=0, microsecond=0) + timedelta(minutes=1)
    if fact == "uncollected":
        return dossier.result and not dossier.returned
    if not dossier.open:
        return False
    if fact == "open":
        return detail in {None, dossier.paused[0] if dossier.paused else "running"}
    found = standing(None, dossier.due, moment - INSTANT, calendar, second_supplements=dossier.again,
                     stopped_from=dossier.paused[1] if dossier.paused else None)  # fmt: skip
    if fact == "undated":
        return found.verdict is None
    return found.is_late and detail in {None, "given" if dossier.apologised else "missing"}


def happened(fact, detail, before, after, event, calendar):  # noqa: C901 - as plain as can be
    who = "" if event["actor"].startswith("account:") else event["actor"]
    kind, here = event["kind"], (after.agency, after.channel, who)
    ends = after.ended and not before.ended
    verdict = None
    if ends:
        found = standing(after.ended, after.due, after.ended, calendar, second_supplements=after.again)
        verdict = str(found.verdict) if found.verdict else "undated"
    starts = after.accepted and not before.accepted
    gives = [has for given, has in after.at_start.values() if given]
    part = "nothing" if not any(gives) else "whole" if all(gives) else "some"
    paused = (
        sum(((end or after.ended) - begin) // timedelta(minutes=1) for _k, begin, end in after.pauses) if ends else 0
    )
    counts = {
        "submitted": (after.submitted and not before.submitted, None),
        "received": (starts, None),
        "digitised": (starts, part),
        "with_fee": (starts and after.fee, None),
        "refused_receipt": (after.gone_how == "refused_receipt" and not before.gone, None),
        "withdrawn_early": (after.gone_how == "withdrawn_early" and not before.gone, None),
        "withdrawn": (after.gone_how == "withdrawn" and not before.gone, None),
        "stopped": (after.gone_how == "stopped" and not before.gone, None),
        "finished": (ends, verdict),
        "finished_late": (ends and verdict == "late", "given" if after.apologised else "missing"),
        "outcome": (ends, after.outcome),
        "electronic_result": (ends and after.digest, None),
        "returned": (after.returned and not before.returned, after.returned and after.returned[1]),
        "reopened": (kind == "reopened", None),
        "corrected": (kind == "corrected", None),
        "extended": (kind == "extended", None),
        "supplement": (kind == "supplement_requested", "again" if event.get("number", 0) > 1 else "first"),
        "fee_at_counter": (kind == "fee_collected", None),
        "fee_paid": (kind in {"fee_confirmed", "fee_collected"}, None),
    }
    moved = kind == "transferred" and before.open and before.agency != after.agency
    if fact in {"moved_in", "moved_out"}:
        if moved:
            yield (here if fact == "moved_in" else (before.agency, before.channel, who)), 1
    elif fact == "handling":
        if ends:
            yield here, max((after.ended - after.accepted) // timedelta(minutes=1) - paused, 0)
    elif fact == "paused_time":
        if ends:
            yield here, paused
    else:
        is_so, which = counts[fact]
        if is_so and detail in {None, which}:
            yield here, 1
