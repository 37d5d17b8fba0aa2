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
    life: Life = field(compare=False)
    moments: Iterator[datetime] = field(compare=False)


def let_pass(plans: list[Plan], world: World, *, until: datetime, progress: Progress) -> int:
    """Live all plans up to a moment; what is open then stays open. How many dossiers are new."""
    lives = [Life(plan, world) for plan in plans]
    turns = [_turn(life) for life in lives]
    heapify(turns)
    begun = 0
    while turns and turns[0].at <= until:
        turn = heappop(turns)
        is_first = not turn.life.is_begun
        with clock.frozen(turn.at):
            at = next(turn.moments, None)
        if is_first:
            begun += 1
            progress(begun, len(plans))
        if at is not None:
            turn.at = at
            heappush(turns, turn)
    return sum(life.is_new for life in lives)


def _turn(life: Life) -> _Turn:
    moments = life.run()
    return _Turn(next(moments), life.plan.number, life, moments)
