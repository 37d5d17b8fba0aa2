"""A process as we understand it: steps of people, exclusive and parallel gateways, and the flows between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from motcua.kernel.texts.mark import mark

OUTCOME = "outcome"
"""The variable that holds the outcome of the step just completed."""
DONE = "done"
"""The outcome of a step that offers only one and gives it no name."""
DONE_LABEL = mark("Hoàn thành")


class Kind(StrEnum):
    """What a node does."""

    START = "start"
    END = "end"
    STEP = "step"
    CHOICE = "choice"
    PARALLEL = "parallel"


@dataclass(frozen=True)
class Outcome:
    """One way of completing a step."""

    code: str
    label: str


@dataclass(frozen=True)
class Flow:
    """An arrow; `outcome` names codes that lead along it beside those in its condition."""

    id: str
    name: str
    source: str
    target: str
    condition: str = ""
    outcome: tuple[str, ...] = ()


@dataclass(frozen=True)
class Node:
    """A box or diamond; the fields from `role` on are for steps, `default` (a flow's id) for choices.

    `allowance_hours` are working hours; `same_as` is the step whose doer gets this one; `moves` are names that the
    case understands and the workflow does not.
    """

    id: str
    name: str
    kind: Kind
    default: str = ""
    role: str = ""
    unit_code: str = ""
    allowance_hours: Decimal | None = None
    moves: tuple[str, ...] = ()
    same_as: str = ""

    @property
    def shown(self) -> str:
        """How a message names the element."""
        return f"«{self.name}» ({self.id})" if self.name and self.name != self.id else f"«{self.id}»"


@dataclass(frozen=True)
class Process:
    """What one file says, in the order of the file."""

    id: str
    name: str
    nodes: Mapping[str, Node]
    flows: Mapping[str, Flow]
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def _leaving(self) -> Mapping[str, tuple[Flow, ...]]:
        return {key: tuple(flow for flow in self.flows.values() if flow.source == key) for key in self.nodes}

    @cached_property
    def _arriving(self) -> Mapping[str, tuple[Flow, ...]]:
        return {key: tuple(flow for flow in self.flows.values() if flow.target == key) for key in self.nodes}

    def leaving(self, node: str) -> tuple[Flow, ...]:
        """The flows out of a node."""
        return self._leaving[node]

    def arriving(self, node: str) -> tuple[Flow, ...]:
        """The flows into a node."""
        return self._arriving[node]

    def of_kind(self, kind: Kind) -> list[Node]:
        """All nodes of one kind."""
        return [node for node in self.nodes.values() if node.kind == kind]
