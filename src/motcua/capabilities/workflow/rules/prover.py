"""Playing every way through a process once: nothing stands still, nothing is offered twice, everything can end.

A marking is the set of open steps and of parallel gateways' flows that have arrived; data are taken to be anything.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from motcua.capabilities.workflow.errors import Problem
from motcua.capabilities.workflow.rules.model import Flow, Kind, Process
from motcua.kernel.texts.mark import mark

Marking = frozenset[str]
MAX_MARKINGS = 20_000


class _TakenTwice(Exception):
    """A step or an arrival would be there twice."""


class _TooMany(Exception):
    """More markings than are worth looking at."""


@dataclass
class _Game:
    process: Process
    before: dict[Marking, set[Marking]] = field(default_factory=dict)
    waiting: deque[Marking] = field(default_factory=deque)

    def reach(self, marking: Marking, source: Marking | None) -> None:
        if marking not in self.before:
            if len(self.before) == MAX_MARKINGS:
                raise _TooMany
            self.before[marking] = set()
            self.waiting.append(marking)
        if source is not None:
            self.before[marking].add(source)


def path_problems(process: Process) -> list[Problem]:
    """What goes wrong on some way through a process whose shape is right."""
    game = _Game(process)
    try:
        start = process.of_kind(Kind.START)[0]
        for marking in _spread(process, frozenset(), process.leaving(start.id)):
            game.reach(marking, None)
        while game.waiting:
            _play(game, game.waiting.popleft())
    except _TakenTwice as twice:
        return [_twice(process, str(twice))]
    except _TooMany:
        return [Problem("", mark("Quy trình có quá nhiều nhánh song song để kiểm chứng; hãy tách nhỏ."))]
    return list(_stuck(game)) or list(_endless(game))


def longest_hours(process: Process) -> Decimal:
    """Working hours of the heaviest way from start to end without flows that lead back; parallel branches overlap."""
    known: dict[str, Decimal] = {}

    def weight(node: str, above: frozenset[str]) -> Decimal:
        if node not in known:
            ahead = [weight(to, above | {node}) for to in _targets(process, node) if to not in above | {node}]
            known[node] = (process.nodes[node].allowance_hours or Decimal(0)) + max(ahead, default=Decimal(0))
        return known[node]

    return weight(process.of_kind(Kind.START)[0].id, frozenset())


def _targets(process: Process, node: str) -> list[str]:
    return [flow.target for flow in process.leaving(node)]


def _play(game: _Game, marking: Marking) -> None:
    for place in marking:
        if place in game.process.nodes:
            for after in _spread(game.process, marking - {place}, game.process.leaving(place)):
                game.reach(after, marking)


def _spread(process: Process, marking: Marking, flows: tuple[Flow, ...]) -> set[Marking]:
    """All markings that tokens on `flows` may lead to before people act again."""
    found, seen, waiting = set[Marking](), set[tuple[Marking, tuple[Flow, ...]]](), [(marking, flows)]
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        if len(seen) > MAX_MARKINGS:
            raise _TooMany
        if state[1]:
            waiting.extend(_moved(process, *state))
        else:
            found.add(state[0])
    return found


def _moved(process: Process, marking: Marking, flows: tuple[Flow, ...]) -> list[tuple[Marking, tuple[Flow, ...]]]:
    flow, rest = flows[0], flows[1:]
    node = process.nodes[flow.target]
    if node.kind == Kind.CHOICE:
        return [(marking, (way, *rest)) for way in process.leaving(node.id)]
    if node.kind == Kind.STEP:
        return [(_with(marking, node.id), rest)]
    if node.kind == Kind.PARALLEL:
        after, ways = _joined(process, marking, flow)
        return [(after, (*ways, *rest))]
    return [(marking, rest)]


def _joined(process: Process, marking: Marking, flow: Flow) -> tuple[Marking, tuple[Flow, ...]]:
    arrived = _with(marking, flow.id)
    needed = {each.id for each in process.arriving(flow.target)}
    if needed <= arrived:
        return arrived - needed, process.leaving(flow.target)
    return arrived, ()


def _with(marking: Marking, place: str) -> Marking:
    if place in marking:
        raise _TakenTwice(place)
    return marking | {place}


def _twice(process: Process, place: str) -> Problem:
    if place in process.nodes:
        text = mark("Bước {element} có thể được mở hai lần cùng lúc; hãy gộp các nhánh bằng cổng song song trước nó.")
        return Problem(place, text, {"element": process.nodes[place].shown})
    join = process.nodes[process.flows[place].target]
    text = mark("Một nhánh có thể tới cổng {element} hai lần trước khi các nhánh kia tới.")
    return Problem(join.id, text, {"element": join.shown})


def _stuck(game: _Game) -> Iterator[Problem]:
    reported = set[str]()
    for marking in game.before:
        if marking and not marking & set(game.process.nodes):
            join = game.process.nodes[game.process.flows[min(marking)].target]
            if join.id not in reported:
                reported.add(join.id)
                text = mark("Cổng {element} có thể chờ mãi một nhánh không bao giờ tới.")
                yield Problem(join.id, text, {"element": join.shown})


def _endless(game: _Game) -> Iterator[Problem]:
    """Markings from which the end cannot be reached."""
    done = frozenset[str]()
    waiting, ending = [done], set[Marking]()
    while waiting:
        marking = waiting.pop()
        if marking not in ending:
            ending.add(marking)
            waiting.extend(game.before.get(marking, ()))
    lost = next((marking for marking in game.before if marking not in ending), None)
    if lost is not None:
        steps = ", ".join(game.process.nodes[place].shown for place in sorted(lost) if place in game.process.nodes)
        yield Problem("", mark("Khi đang mở {steps}, quy trình không còn cách nào kết thúc."), {"steps": steps})
