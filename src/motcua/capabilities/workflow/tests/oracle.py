"""BPMN played naïvely, apart from the engine and the prover: tokens lie on flows, and what can move does."""

from collections import Counter
from collections.abc import Mapping

from motcua.capabilities.workflow.rules.model import Kind, Process


class Game:
    """One run; `tokens` counts what lies on each flow."""

    def __init__(self, process: Process, data: Mapping[str, object] | None = None) -> None:
        self.process, self.data = process, dict(data or {})
        self.tokens = Counter[str]()
        start = next(node for node in process.nodes.values() if node.kind == Kind.START)
        self._put(start.id)
        self._settle()

    def open(self) -> list[str]:
        flows = self.process.flows
        at_steps = [flows[key].target for key in self.tokens.elements() if self._kind(flows[key].target) == Kind.STEP]
        return sorted(at_steps)

    def complete(self, step: str, outcome: str) -> None:
        self.data["outcome"] = outcome
        self._take(next(flow.id for flow in self.process.arriving(step) if self.tokens[flow.id]))
        self._put(step)
        self._settle()

    def is_over(self) -> bool:
        return not +self.tokens

    def _settle(self) -> None:
        while any(self._fire(node.id) for node in self.process.nodes.values()):
            pass

    def _fire(self, node: str) -> bool:
        kind, flows = self._kind(node), [flow.id for flow in self.process.arriving(node)]
        if kind in {Kind.STEP, Kind.START}:
            return False
        if kind == Kind.PARALLEL:
            if not all(self.tokens[flow] for flow in flows):
                return False
            for flow in flows:
                self._take(flow)
        else:
            full = next((flow for flow in flows if self.tokens[flow]), None)
            if full is None:
                return False
            self._take(full)
        self._put(node)
        return True

    def _put(self, node: str) -> None:
        flows = self.process.leaving(node)
        if self._kind(node) == Kind.CHOICE:
            default = self.process.nodes[node].default
            chosen = [flow for flow in flows if flow.id != default and self._is_true(flow.condition)]
            flows = tuple(chosen[:1]) or tuple(flow for flow in flows if flow.id == default)
        self.tokens.update(flow.id for flow in flows)

    def _is_true(self, condition: str) -> bool:
        return not condition or bool(eval(condition, {}, dict(self.data)))

    def _take(self, flow: str) -> None:
        self.tokens[flow] -= 1

    def _kind(self, node: str) -> Kind:
        return self.process.nodes[node].kind


def is_sound(process: Process) -> bool:
    """Whether no way of playing opens a step twice, doubles an arrival or gets stuck; every order is tried."""
    start = next(node for node in process.nodes.values() if node.kind == Kind.START)
    first = frozenset(Counter(flow.id for flow in process.leaving(start.id)).items())
    before: dict[Tokens, set[Tokens]] = {first: set()}
    waiting = [first]
    while waiting:
        tokens = waiting.pop()
        if _is_doubled(process, dict(tokens)):
            return False
        for after in _moves(process, Counter(dict(tokens))):
            if after not in before:
                waiting.append(after)
            before.setdefault(after, set()).add(tokens)
        if len(before) > LIMIT:
            raise OverflowError
    ending, waiting = set[Tokens](), [frozenset()]
    while waiting:
        tokens = waiting.pop()
        if tokens in before and tokens not in ending:
            ending.add(tokens)
            waiting.extend(before[tokens])
    return ending == set(before)


Tokens = frozenset[tuple[str, int]]
LIMIT = 4000


def _is_doubled(process: Process, tokens: dict[str, int]) -> bool:
    steps = Counter[str]()
    for key, count in tokens.items():
        target = process.nodes[process.flows[key].target]
        if target.kind == Kind.PARALLEL and count > 1 and len(process.arriving(target.id)) > 1:
            return True  # one that waits for nothing lets each pass
        if target.kind == Kind.STEP:
            steps[target.id] += count
    return any(count > 1 for count in steps.values())


def _moves(process: Process, tokens: Counter[str]) -> list[Tokens]:
    after = []
    for node in process.nodes.values():
        arriving = [flow.id for flow in process.arriving(node.id)]
        leaving = [flow.id for flow in process.leaving(node.id)]
        if node.kind == Kind.PARALLEL:
            takes = [arriving] if arriving and all(tokens[key] for key in arriving) else []
        else:
            takes = [[key] for key in arriving if tokens[key]]
        puts = [[key] for key in leaving] if node.kind == Kind.CHOICE else [leaving]
        for taken in takes:
            for put in puts:
                left = tokens.copy()
                left.subtract(taken)
                left.update(put)
                after.append(frozenset((+left).items()))
    return after
