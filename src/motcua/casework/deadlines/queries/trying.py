"""What another calendar, period or rule would have made of dossiers that have ended. Nothing is written."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from motcua.casework.deadlines.queries.dates import BATCH
from motcua.casework.dossiers.public import clocks
from motcua.kernel.questions import answers
from motcua.registry.organisation.public import agency_names
from motcua.registry.worktime.public import Tried, TriedAll, WhatIf


@answers(WhatIf)
def what_if(asked: WhatIf) -> TriedAll:
    """By agency, most moved first; dossiers without a date are not counted."""
    numbers: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    looked = 0
    for one in _ended(asked):
        looked += 1
        if (found := _tried(one, asked)) is not None:
            counts = numbers[one.agency_code]
            for index, value in enumerate((1, *found)):
                counts[index] += value
    names = agency_names(set(numbers))
    rows = [Tried(code, names.get(code, code), *counts) for code, counts in numbers.items()]
    return TriedAll(tuple(sorted(rows, key=lambda row: (-row.moved, row.agency_code))), is_cut=looked >= asked.most)


def _ended(asked: WhatIf) -> Iterator[clocks.DossierClock]:
    rows = clocks.resolved_rows(asked.user, asked.from_on, asked.to_on, procedure_code=asked.procedure_code)
    held: list[object] = []
    for row in rows[: asked.most].iterator(chunk_size=BATCH):
        held.append(row)
        if len(held) == BATCH:
            yield from clocks.clocks_of(held)  # type: ignore[arg-type]
            held = []
    yield from clocks.clocks_of(held)  # type: ignore[arg-type]


def _tried(one: clocks.DossierClock, asked: WhatIf) -> tuple[int, int, int] | None:
    """Whether its date would move, whether it was and would have been on time; None if nothing can be derived."""
    changed = replace(one, allowance=asked.allowance or one.allowance, policy=asked.policy or one.policy)
    now, then = one.derived(), changed.derived(asked.calendar_of(one.agency_code))
    if now is None or then is None:
        return None
    was, would_be = (replace(one, due_at=due_at).standing(asked.at) for due_at in (now, then))
    return int(now != then), int(not was.is_late), int(not would_be.is_late)
