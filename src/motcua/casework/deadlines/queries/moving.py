"""What a proposed calendar would move among open dossiers: clocks that never stood many at once, the others singly."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from itertools import chain

from motcua.casework.deadlines.queries.dates import BATCH, Reach
from motcua.casework.dossiers.public import clocks
from motcua.kernel import clock
from motcua.kernel.questions import answers
from motcua.registry.worktime.public import Allowance, Moved, Policy, Unit, WhatMoves, due_dates

Pair = tuple[datetime, datetime]
"""The stored date and the one that would be."""


@answers(WhatMoves)
def what_moves(asked: WhatMoves) -> Moved:
    """How many stored dates would come later or earlier; nothing is written."""
    reach = Reach(agency_code=asked.scope, procedure_code=asked.procedure_code, from_on=asked.first_day)
    rows = clocks.open_rows().filter(reach.condition)
    later = earlier = 0
    for stored, would_be in chain(_many_at_once(asked, rows), _singly(asked, rows)):
        later += would_be > stored
        earlier += would_be < stored
    return Moved(later, earlier)


def _many_at_once(asked: WhatMoves, rows: clocks.Rows) -> Iterator[Pair]:
    """Grouped by calendar and policy; periods of one length share one `Allowance`, which is what makes it swift."""
    allowance, policy = cache(_allowance), cache(asked.policy_for)
    groups: dict[tuple[str, Policy], list[tuple[Allowance, datetime, datetime]]] = defaultdict(list)
    for agency, procedure, accepted_at, started_at, amount, unit, due_at in clocks.never_stopped(rows).iterator(10_000):
        group = groups[agency, policy(procedure, _day(accepted_at))]
        group.append((allowance(amount, unit), started_at, due_at))
    for (agency, rule), periods in groups.items():
        found = due_dates(asked.calendar_of(agency), [period[:2] for period in periods], policy=rule)
        yield from zip((due_at for _allowance, _start, due_at in periods), found, strict=True)


def _singly(asked: WhatMoves, rows: clocks.Rows) -> Iterator[Pair]:
    others, after = clocks.otherwise(rows), 0
    while batch := clocks.clocks_of(others.filter(id__gt=after)[:BATCH], counting=asked):
        for one in batch:
            would_be = one.derived(asked.calendar_of(one.agency_code))
            if would_be is not None and one.due_at is not None:
                yield one.due_at, would_be
        after = batch[-1].id


def _allowance(amount: Decimal, unit: str) -> Allowance:
    return Allowance(amount, Unit(unit))


def _day(at: datetime) -> date:
    return clock.local(at).date()
