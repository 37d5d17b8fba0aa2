"""What modules above can count for a target: reform asks, whoever counts answers."""

from dataclasses import dataclass

from motcua.kernel.questions import Question, ask


@dataclass(frozen=True)
class Brought:
    """What another module counted, and where one sees what it is made of."""

    numerator: int
    denominator: int
    url: str


@dataclass(frozen=True)
class MeasuresOffered(Question[dict[str, str]]):
    """What can be counted for a target elsewhere: code → name as it is shown."""


@dataclass(frozen=True)
class MeasureOf(Question[Brought | None]):
    """What such a measure is for an agency and those below it in a year; None: not mine."""

    code: str
    agency_code: str
    year: int


def measures_offered() -> dict[str, str]:
    """All of them."""
    return {code: name for answer in ask(MeasuresOffered()) for code, name in answer.items()}


def measure_of(code: str, *, agency_code: str, year: int) -> Brought | None:
    """The one answer, if anybody knows the measure."""
    return next((answer for answer in ask(MeasureOf(code, agency_code, year)) if answer is not None), None)
