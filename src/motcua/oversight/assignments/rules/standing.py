"""How a task stands on a day: derived from what was recorded, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.assignments.rules.life import State


class Standing(Labelled):
    """One of seven, and never two: the columns of a board add up."""

    NOT_DUE = "not_due", mark("Chưa đến hạn")
    IN_PROGRESS = "in_progress", mark("Đang thực hiện")
    ADJUSTED = "adjusted", mark("Đã điều chỉnh thời hạn")
    OVERDUE = "overdue", mark("Quá hạn chưa hoàn thành")
    DONE_ON_TIME = "done_on_time", mark("Hoàn thành đúng hạn")
    DONE_LATE = "done_late", mark("Hoàn thành trễ hạn")
    SUSPENDED = "suspended", mark("Tạm dừng")


DONE = frozenset({Standing.DONE_ON_TIME, Standing.DONE_LATE})
OPEN = (Standing.OVERDUE, Standing.ADJUSTED, Standing.IN_PROGRESS, Standing.NOT_DUE)
TONES = {
    Standing.NOT_DUE: "new",
    Standing.IN_PROGRESS: "working",
    Standing.ADJUSTED: "waiting",
    Standing.OVERDUE: "late",
    Standing.DONE_ON_TIME: "done",
    Standing.DONE_LATE: "waiting",
    Standing.SUSPENDED: "off",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What was last recorded by a moment; `handed_in_on` only while a product waits to be judged.

    `was_late`: a product that was accepted had been handed in after its deadline. `is_adjusted`: a decision moved one.
    """

    state: State
    due_on: date
    handed_in_on: date | None = None
    was_late: bool = False
    is_adjusted: bool = False


def standing(facts: Facts, on: date) -> Standing:
    """A product handed in in time waits in time, however long the supervising unit looks at it."""
    if facts.state is State.SUSPENDED:
        return Standing.SUSPENDED
    if facts.state is State.DONE:
        return Standing.DONE_LATE if facts.was_late else Standing.DONE_ON_TIME
    reached = facts.handed_in_on if facts.state is State.SUBMITTED and facts.handed_in_on else on
    if reached > facts.due_on:
        return Standing.OVERDUE
    if facts.is_adjusted:
        return Standing.ADJUSTED
    return Standing.NOT_DUE if facts.state is State.ASSIGNED else Standing.IN_PROGRESS


@dataclass(frozen=True)
class Counts:
    """Tasks by how they stand; every task in exactly one place."""

    by_standing: dict[Standing, int]

    @classmethod
    def of(cls, standings: Iterable[Standing]) -> "Counts":
        """Counted one by one."""
        counted = dict.fromkeys(Standing, 0)
        for one in standings:
            counted[one] += 1
        return cls(counted)

    @property
    def total(self) -> int:
        """All that was given."""
        return sum(self.by_standing.values())

    @property
    def done(self) -> int:
        """In time and late."""
        return sum(self.by_standing[one] for one in DONE)

    @property
    def overdue(self) -> int:
        """Still to be done though the day has gone by."""
        return self.by_standing[Standing.OVERDUE]
