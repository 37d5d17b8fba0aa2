"""What a reader says of a text: typed, a doubt with its reason, or absent; never a guess. Plain Python."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from motcua.kernel.texts.labelled import Labelled

Value = TypeVar("Value")


class State(StrEnum):
    """How well a piece of the source was understood."""

    TYPED = "typed"
    DOUBT = "doubt"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Reading(Generic[Value]):
    """`value` is set when typed; in a doubt it is at most a proposal for the person who settles it."""

    state: State
    value: Value | None = None
    reason: Labelled | None = None
    evidence: str = ""

    def doubted(self, reason: Labelled, evidence: str = "") -> "Reading[Value]":
        """The same value, no longer believed."""
        return Reading(State.DOUBT, self.value, reason, evidence)

    @property
    def typed(self) -> Value | None:
        """The value if it may be used as a fact."""
        return self.value if self.state is State.TYPED else None
