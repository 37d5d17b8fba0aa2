"""What a run remembers between steps: where it stands, what its conditions read, who did what others follow."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from motcua.capabilities.workflow.rules.engine import Data, Machine, Marking, advance, open_steps
from motcua.capabilities.workflow.rules.expressions import Variables
from motcua.capabilities.workflow.rules.model import OUTCOME


@dataclass(frozen=True)
class State:
    """The state of a run; each move gives a new one."""

    marking: Marking = ()
    data: Variables = field(default_factory=dict)
    who: Mapping[str, str] = field(default_factory=dict)
    """Step → who did it last, for the steps that another step is bound to."""

    @classmethod
    def revived(cls, stored: Mapping[str, Any]) -> Self:
        """The state of a stored run."""
        return cls(tuple(stored.get("at", ())), stored.get("data", {}), stored.get("who", {}))

    def stored(self) -> dict[str, object]:
        """As JSON, without empty parts."""
        parts = {"at": list(self.marking), "data": dict(self.data), "who": dict(self.who)}
        return {name: part for name, part in parts.items() if part}

    def told(self, machine: Machine, data: Variables | None) -> Self:
        """With new values for the variables that the process reads; others are not kept."""
        kept = {name: value for name, value in (data or {}).items() if name in machine.reads}
        return replace(self, data={**self.data, **kept})

    def started(self, machine: Machine) -> Self:
        """After entering the process."""
        return replace(self, marking=advance(machine, (), machine.start, self._values("")))

    def moved(self, machine: Machine, done: str, outcome: str, actor: str) -> Self:
        """After `actor` completed the step `done`."""
        who = {**self.who, done: actor} if done in machine.followed else self.who
        return replace(self, marking=advance(machine, self.marking, done, self._values(outcome)), who=who)

    def newly_open(self, machine: Machine, before: "State", done: str) -> Marking:
        """The steps to offer now: those that were not open before, or are open again."""
        still = set(before.marking) - {done}
        return tuple(key for key in open_steps(machine, self.marking) if key not in still)

    def _values(self, outcome: str) -> Data:
        return (*sorted(self.data.items()), (OUTCOME, outcome))
