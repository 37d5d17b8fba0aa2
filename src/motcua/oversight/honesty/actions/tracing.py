"""Keeping the traces up: what the events of a dossier come to, written anew whenever one of them matters."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from motcua.kernel.events.store import placed_history
from motcua.oversight.honesty.models import Trace
from motcua.oversight.honesty.queries.verdicts import is_on_time
from motcua.oversight.honesty.rules.past import KINDS, past_of
from motcua.oversight.honesty.rules.seen import Seen, seen_of
from motcua.registry.worktime.public import calendar_of


@transaction.atomic(durable=True)
def trace_dossier(subject: str, *, at: datetime) -> None:
    """Write what all events of `subject` come to; run twice, at once or late, it says the same.

    The row is locked before the events are read, so that of two runs the later one has read no less.
    """
    Trace.objects.bulk_create([Trace(subject=subject, told_at=at)], ignore_conflicts=True)
    trace = Trace.objects.select_for_update(no_key=True, of=("self",)).get(subject=subject)
    seen = _seen(subject)
    if seen is None:
        return
    for name, value in _columns(seen).items():
        setattr(trace, name, value)
    trace.told_at = at
    trace.save()


def _seen(subject: str) -> Seen | None:
    history = [(placed.position, placed.event) for placed in placed_history(subject, kinds=KINDS)]
    if not history:
        return None
    minutes = calendar_of(history[-1][1].agency_code).minutes_between
    past = past_of(history, minutes)
    return seen_of(past, minutes, is_on_time=is_on_time(past))


def _columns(seen: Seen) -> dict[str, object]:
    columns = asdict(seen)
    stop = columns.pop("stop") or {"kind": "", "at": None, "left_minutes": None, "gained_minutes": None}
    return {**columns, **{f"stop_{name}": value for name, value in stop.items()}}
