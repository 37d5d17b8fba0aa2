"""Letting a year pass: every life is resumed when its moment has come, so numbers are given in the order of the day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heapify, heappop, heappush

from motcua.kernel import clock
from motcua.simulator.actions.lives import Life
from motcua.simulator.actions.world import World
from motcua.simulator.rules.behaviour import Plan

Progress = Callable[[int, int], None]
"""Told how many dossiers have come in, of how many."""


@dataclass(order=True)
class _Turn:
    """A life and the moment of its next move; the number decides between two at the same minute."""

    at: datetime
    number: int
    moments: Iterator[datetime] = field(compare=False)


def let_pass(plans: list[Plan], world: World, *, until: datetime, progress: Progress) -> int:
    """Live all plans up to a moment; what is open then stays open. How many dossiers came in."""
    turns = [_Turn(plan.arrives_at, plan.number, Life(plan, world).run()) for plan in plans]
    turns = [turn for turn in turns if next(turn.moments) <= until]
    heapify(turns)
    known: set[int] = set()
    total = len(turns)
    while turns:
        turn = heappop(turns)
        with clock.frozen(turn.at):
            at = next(turn.moments, None)
        if turn.number not in known:
            known.add(turn.number)
            progress(len(known), total)
        if at is not None and at <= until:
            turn.at = at
            heappush(turns, turn)
    return total
