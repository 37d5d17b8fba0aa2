"""All that can be said of a drawing before it runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from motcua.capabilities.workflow.errors import Problem
from motcua.capabilities.workflow.rules.expressions import names_in
from motcua.capabilities.workflow.rules.model import OUTCOME, Kind, Outcome, Process
from motcua.capabilities.workflow.rules.outcomes import outcomes_of
from motcua.capabilities.workflow.rules.prover import longest_hours, path_problems
from motcua.capabilities.workflow.rules.reader import read
from motcua.capabilities.workflow.rules.shape import shape_problems


@dataclass(frozen=True)
class StepView:
    """A step as it is drawn; `same_as` is the step whose doer gets it; `allowance_hours` are working hours."""

    key: str
    name: str
    role: str
    unit_code: str
    allowance_hours: Decimal | None
    outcomes: tuple[Outcome, ...]
    moves: tuple[str, ...]
    same_as: str


@dataclass(frozen=True)
class Description:
    """What a process asks of people.

    `total_hours` adds all steps' allowances, `longest_hours` those of the heaviest way without going back;
    `variables` are what its conditions read beside the outcome.
    """

    process: Process
    steps: tuple[StepView, ...]
    variables: tuple[str, ...]
    total_hours: Decimal
    longest_hours: Decimal


@dataclass(frozen=True)
class Examination:
    """The findings on a drawing: what forbids it, what is passed over, and what it is if nothing forbids it."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    description: Description | None = None


def examine(bpmn: str, roles: Mapping[str, str]) -> Examination:
    """Read a drawing and prove it. `roles` are the known roles, code → name."""
    reading = read(bpmn, roles)
    process, problems = reading.process, reading.problems
    if process is None or not reading.is_whole:
        return Examination(problems, process.notes if process else ())
    problems += tuple(shape_problems(process) or path_problems(process))
    return Examination(problems, process.notes, None if problems else describe(process))


def describe(process: Process) -> Description:
    """The steps and figures of a process that was proven once."""
    hours = [step.allowance_hours or Decimal(0) for step in process.of_kind(Kind.STEP)]
    names = {name for flow in process.flows.values() if flow.condition for name in names_in(flow.condition)}
    return Description(
        process=process,
        steps=steps_of(process),
        variables=tuple(sorted(names - {OUTCOME})),
        total_hours=sum(hours, Decimal(0)),
        longest_hours=longest_hours(process),
    )


def steps_of(process: Process) -> tuple[StepView, ...]:
    """The steps in the order of the file."""
    return tuple(
        StepView(
            key=node.id,
            name=node.name,
            role=node.role,
            unit_code=node.unit_code,
            allowance_hours=node.allowance_hours,
            outcomes=outcomes_of(process, node.id),
            moves=node.moves,
            same_as=node.same_as,
        )
        for node in process.of_kind(Kind.STEP)
    )
