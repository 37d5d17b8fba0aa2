"""Reads how deadlines are really written as allowances, by the grammar that the catalogue's import uses too."""

from dataclasses import dataclass

from motcua.kernel.texts.labelled import Labelled
from motcua.registry.descriptions.public import Kind, Stage, read_deadline
from motcua.registry.worktime.rules.terms import GREATEST_AMOUNT, Allowance, Unit


@dataclass(frozen=True, slots=True)
class ReadStage:
    """One stage of a deadline: how long, from what, which step or case, and where its figure stands in the source."""

    allowance: Allowance
    from_event: str | None
    stage: str
    is_conditional: bool
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class AllowanceReading:
    """`stages` of a doubt are at most a proposal; use `typed`."""

    text: str
    kind: Kind
    stages: tuple[ReadStage, ...] = ()
    why: Labelled | None = None
    evidence: str = ""

    @property
    def typed(self) -> tuple[ReadStage, ...]:
        """The stages that may be used as facts, the whole period first when the text states it."""
        return () if self.kind is Kind.DOUBT else self.stages


def read_allowance(text: str, *, beside: str = "") -> AllowanceReading:
    """What a deadline's words say, or a doubt with its reason; `beside` is a note that must not contradict them."""
    reading = read_deadline(text, beside=beside)
    stages = tuple(_stage(stage) for stage in reading.stages if stage.amount <= GREATEST_AMOUNT)
    return AllowanceReading(text, reading.kind, stages, reading.why, reading.evidence)


def as_json(reading: AllowanceReading) -> dict[str, object]:
    """The reading as `motcua read-deadlines` prints it (docs/reading-deadlines.md)."""
    return {
        "text": reading.text,
        "kind": reading.kind.value,
        "allowance": [_stage_json(stage) for stage in reading.typed],
        "doubt": _doubt_words(reading),
    }


def _stage(stage: Stage) -> ReadStage:
    allowance = Allowance(stage.amount, Unit(stage.unit))
    from_event = stage.from_event.value if stage.from_event else None
    return ReadStage(allowance, from_event, stage.stage, stage.is_conditional, stage.span)


def _stage_json(stage: ReadStage) -> dict[str, object]:
    amount = stage.allowance.amount
    return {
        "amount": int(amount) if amount == amount.to_integral_value() else float(amount),
        "unit": stage.allowance.unit.value,
        "from_event": stage.from_event,
        "stage": stage.stage or None,
    }


def _doubt_words(reading: AllowanceReading) -> str | None:
    if reading.why is None:
        return None
    return f"{reading.why.label}: «{reading.evidence}»" if reading.evidence else reading.why.label
