"""A text as claims and problems, with their explanations."""

from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from motcua.kernel.ui.wording import translated
from motcua.oversight.report_check.errors import EMPTY, TOO_LONG, ReportUnreadable
from motcua.oversight.report_check.rules.rates import Rate
from motcua.oversight.report_check.rules.reader import read
from motcua.oversight.report_check.rules.remarks import CERTAIN, Claim, ClaimKind, Kind, Problem

MOST_MILLION_SIGNS, _MILLION = 2, 1_000_000
_RECOMPUTED = {ClaimKind.RATIO, ClaimKind.SUM, ClaimKind.CHANGE}


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem as a reader meets it: its place in the text, its words there, and why it does not follow."""

    problem: Problem
    quote: str
    explanation: str
    link: str = ""
    """Where the live figure is."""

    @property
    def kind(self) -> Kind:
        return self.problem.kind

    @property
    def is_certain(self) -> bool:
        """Whether it is wrong however it is read; otherwise the author has a question to answer."""
        return self.kind in CERTAIN


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """A text with all that it claims and the remarks on it, in order of place."""

    text: str
    claims: list[Claim]
    remarks: list[Remark]
    rates: list[Rate] = field(default_factory=list)

    @property
    def certain(self) -> int:
        """How many remarks say that something is wrong."""
        return sum(remark.is_certain for remark in self.remarks)

    @property
    def doubtful(self) -> int:
        """How many remarks ask for a word more."""
        return len(self.remarks) - self.certain

    @property
    def recomputed(self) -> int:
        """How many claims could be calculated again."""
        return sum(claim.kind in _RECOMPUTED for claim in self.claims)


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A piece of the text: under a remark or not; `begins` are the numbers of the remarks that begin here."""

    text: str
    number: int = 0
    begins: tuple[int, ...] = ()
    is_certain: bool = False


def check_text(text: str, *, today: date) -> CheckedReport:
    """Check a report. Raises `ReportUnreadable` when it is empty or too long."""
    if not text.strip():
        raise ReportUnreadable(EMPTY)
    if len(text) > MOST_MILLION_SIGNS * _MILLION:
        raise ReportUnreadable(TOO_LONG, most=MOST_MILLION_SIGNS)
    reading = read(text, today=today)
    problems = sorted(reading.problems, key=lambda one: (one.start, one.end))
    remarks = [Remark(one, text[one.start : one.end], explained(one)) for one in problems]
    return CheckedReport(text, reading.claims, remarks, reading.rates)


def marked(report: CheckedReport) -> list[MarkedPiece]:
    """The whole text in pieces that no remark begins or ends inside; what is certain shows over what is doubtful."""
    remarks = list(enumerate(report.remarks, 1))
    edges = sorted(
        {0, len(report.text), *(edge for _, one in remarks for edge in (one.problem.start, one.problem.end))}
    )
    pieces = []
    for start, end in pairwise(edges):
        over = [(number, one) for number, one in remarks if one.problem.start <= start and end <= one.problem.end]
        certain = [number for number, one in over if one.is_certain]
        begins = tuple(number for number, one in over if one.problem.start == start)
        number = (certain or [number for number, _ in over] or [0])[0]
        pieces.append(MarkedPiece(report.text[start:end], number, begins, bool(certain)))
    return pieces


def explained(problem: Problem) -> str:
    """Why it does not follow, in the reader's language."""
    parameters = {name: translated(value) if name == "why" else value for name, value in problem.parameters.items()}
    return translated(problem.reason).format(**_filled(parameters))


def _filled(parameters: dict[str, object]) -> dict[str, object]:
    why = parameters.get("why")
    return parameters | {"why": str(why).format(**parameters)} if why else parameters
