"""Published versions. They never change, so each is read and built once a server process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from motcua.capabilities.workflow.models import ProcessVersion
from motcua.capabilities.workflow.rules.drawing import Drawing, drawing_of
from motcua.capabilities.workflow.rules.engine import Machine, build
from motcua.capabilities.workflow.rules.examination import Examination, StepView, describe, examine
from motcua.capabilities.workflow.rules.reader import read
from motcua.kernel.memory import kept_by_id, remembered
from motcua.registry.organisation.public import Role


@dataclass(frozen=True)
class ProcessView:
    """A version; figures and `variables` as in `Description`. It was proven when it was published, not again."""

    version_id: int
    code: str
    number: int
    name: str
    valid_from: date
    steps: tuple[StepView, ...]
    variables: tuple[str, ...]
    total_hours: Decimal
    longest_hours: Decimal
    notes: tuple[str, ...]
    machine: Machine = field(repr=False, compare=False)

    def step(self, key: str) -> StepView:
        """The step with this key."""
        return next(step for step in self.steps if step.key == key)


@remembered(seconds=10)
def process_on(code: str, day: date) -> ProcessView | None:
    """The version of a process that holds on `day`; None if there is none."""
    version_id = ProcessVersion.objects.on(day).filter(code=code).values_list("pk", flat=True).first()
    return process_version(version_id) if version_id else None


@kept_by_id(most=512)
def process_version(version_id: int) -> ProcessView:
    """One version by its id; no query from the second time on. Raises `ProcessVersion.DoesNotExist`."""
    row = ProcessVersion.objects.get(pk=version_id)
    process = read(row.bpmn, known_roles()).process
    if process is None:
        raise ValueError(f"Process {row.code} version {row.number} cannot be read.")
    described = describe(process)
    return ProcessView(
        version_id=row.pk,
        code=row.code,
        number=row.number,
        name=row.name,
        valid_from=row.valid_from,
        steps=described.steps,
        variables=described.variables,
        total_hours=described.total_hours,
        longest_hours=described.longest_hours,
        notes=process.notes,
        machine=build(process),
    )


def process_drawing(version_id: int) -> str:
    """The BPMN text as it was published, for a viewer or an export."""
    return ProcessVersion.objects.values_list("bpmn", flat=True).get(pk=version_id)


@kept_by_id(most=128)
def process_picture(version_id: int) -> Drawing | None:
    """Where the version's boxes and arrows stand; None where its file does not draw all of them."""
    bpmn = process_drawing(version_id)
    process = read(bpmn, known_roles()).process
    return drawing_of(bpmn, process) if process else None


def examine_process(bpmn: str) -> Examination:
    """What is wrong in a drawing, what is passed over, and how many hours it takes: before publishing it."""
    return examine(bpmn, known_roles())


def known_roles() -> Mapping[str, str]:
    """Roles that a step may name, with what they are called on lanes."""
    return {role.value: role.label for role in Role}
