"""Running a process with SpiffWorkflow, one completed step at a time.

The state of a run is its marking: the keys of its open steps and the ids of the flows that have arrived at parallel
gateways still waiting. From it a fresh tree of SpiffWorkflow is built for each step, so that a run needs a few bytes,
does not grow in loops, does not depend on the library's own format, and is not led astray by branches of an earlier
turn (in SpiffWorkflow 3.2 a join that is passed a second time counts arrivals of the first). `advance` is a pure
function of its arguments and therefore remembered: most starts and steps of a province are the same few.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import SimpleBpmnTask
from SpiffWorkflow.bpmn.specs.defaults import ExclusiveGateway, ParallelGateway, UserTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.task import Task as Token
from SpiffWorkflow.util.task import TaskState

from motcua.capabilities.workflow.rules.expressions import Variables, holds, names_in
from motcua.capabilities.workflow.rules.model import OUTCOME, Kind, Process

Marking = tuple[str, ...]
Data = tuple[tuple[str, str | int | bool | None], ...]


class _Near(TaskSpec):
    """Looks one node ahead: the library's full look-ahead doubles at every parallel gateway on the way."""

    def _predict(self, my_task: Token, *_: object, mask: int = TaskState.PREDICTED_MASK) -> None:
        if my_task.has_state(mask):
            self._predict_hook(my_task)

    def _on_ready_hook(self, my_task: Token) -> None:
        self._predict_hook(my_task)


class _Pass(_Near, SimpleBpmnTask): ...


class _Step(_Near, UserTask): ...


class _Choice(_Near, ExclusiveGateway): ...


class _Parallel(_Near, ParallelGateway): ...


_SPECS: dict[Kind, type[Any]] = {
    Kind.START: _Pass,
    Kind.END: _Pass,
    Kind.STEP: _Step,
    Kind.CHOICE: _Choice,
    Kind.PARALLEL: _Parallel,
}


class _Conditions(PythonScriptEngine):
    """Answers conditions only; nothing of a file is ever executed."""

    def __init__(self, variables: Variables) -> None:
        super().__init__()
        self.variables = variables

    def evaluate(self, _task: Token, expression: str, **_: object) -> bool:
        return holds(expression, self.variables)

    def execute(self, *_: object, **__: object) -> bool:
        raise NotImplementedError

    def call_service(self, *_: object, **__: object) -> bool:
        raise NotImplementedError


@dataclass(frozen=True, eq=False)
class Machine:
    """A process ready to run; shared by threads and never changed."""

    process: Process
    spec: Any
    start: str
    reads: frozenset[str]
    """The variables its conditions read, beside the outcome."""
    followed: frozenset[str]
    """The steps whose doer another step is given to."""


def build(process: Process) -> Machine:
    """Make the library's specification of a proven process."""
    spec = BpmnProcessSpec(name=process.id)
    for node in process.nodes.values():
        _SPECS[node.kind](spec, node.id)
    start = process.of_kind(Kind.START)[0].id
    spec.start.connect(spec.task_specs[start])
    for flow in process.flows.values():
        source, target = spec.task_specs[flow.source], spec.task_specs[flow.target]
        if flow.condition:
            source.connect_outgoing_if(flow.condition, target)
        else:
            source.connect(target)
    names = {name for flow in process.flows.values() if flow.condition for name in names_in(flow.condition)}
    followed = {node.same_as for node in process.nodes.values() if node.same_as}
    return Machine(process, spec, start, frozenset(names - {OUTCOME}), frozenset(followed))


@lru_cache(maxsize=20_000)
def advance(machine: Machine, marking: Marking, done: str, data: Data) -> Marking:
    """The marking after the open step `done` (or the start event); empty when the run has ended.

    `data` are the variables, with the outcome. Raises `BranchNotDecided` when a condition cannot be answered.
    """
    workflow = BpmnWorkflow(machine.spec, deserializing=True, script_engine=_Conditions(dict(data)))
    workflow.task_tree = root = Token(workflow, machine.spec.start, state=TaskState.COMPLETED)
    for place in marking:
        if place != done:
            _put_back(machine, root, place)
    token = Token(workflow, machine.spec.task_specs[done], root, state=TaskState.FUTURE)
    token._ready()  # noqa: SLF001 - the library's own way from future to ready
    token.run()
    workflow.do_engine_steps()
    return _marking_of(machine, workflow.tasks.values())


def open_steps(machine: Machine, marking: Marking) -> Marking:
    """The keys of the steps that wait for people."""
    return tuple(place for place in marking if place in machine.process.nodes)


def _put_back(machine: Machine, root: Token, place: str) -> None:
    specs, workflow = machine.spec.task_specs, root.workflow
    if place in machine.process.nodes:
        Token(workflow, specs[place], root, state=TaskState.READY)
        return
    flow = machine.process.flows[place]
    before = Token(workflow, specs[flow.source], root, state=TaskState.COMPLETED)
    Token(workflow, specs[flow.target], before, state=TaskState.WAITING)


def _marking_of(machine: Machine, tokens: Collection[Token]) -> Marking:
    steps = {token.task_spec.name for token in tokens if token.state == TaskState.READY}
    arrivals = [token for token in tokens if isinstance(token.task_spec, _Parallel) and _is_at(token)]
    passed = {token.task_spec.name for token in arrivals if token.state == TaskState.COMPLETED}
    came = {
        flow.id
        for token in arrivals
        if token.task_spec.name not in passed
        for flow in machine.process.arriving(token.task_spec.name)
        if flow.source == token.parent.task_spec.name
    }
    return tuple(sorted(steps | came))


def _is_at(token: Token) -> bool:
    """Reached the gateway; the library cancels all but the latest arrival while the others are still out."""
    return token.has_state(TaskState.WAITING | TaskState.CANCELLED | TaskState.COMPLETED)
