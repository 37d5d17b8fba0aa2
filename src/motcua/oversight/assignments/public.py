"""The door of assignments: tasks by how they stand, in bulk."""

from motcua.oversight.assignments.queries.listing import Wish, end_of
from motcua.oversight.assignments.queries.objecting import objections_of_tasks, tasks_for_target
from motcua.oversight.assignments.queries.standings import assignment_counts, summed
from motcua.oversight.assignments.rules.rounds import Period, Span, latest_period, period_of
from motcua.oversight.assignments.rules.standing import Counts, Standing

__all__ = [
    "Counts",
    "Period",
    "Span",
    "Standing",
    "Wish",
    "assignment_counts",
    "end_of",
    "latest_period",
    "objections_of_tasks",
    "period_of",
    "summed",
    "tasks_for_target",
]
