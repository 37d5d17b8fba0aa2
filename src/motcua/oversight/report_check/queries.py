"""Reports read: a file as text, a text as claims and problems with their explanations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from motcua.kernel.ui.wording import translated
from motcua.oversight.report_check.adapters.portable import text_of_pdf
from motcua.oversight.report_check.adapters.word import text_of_word
from motcua.oversight.report_check.errors import (
    BROKEN,
    EMPTY,
    NOT_UTF8,
    OLD_WORD,
    TOO_LARGE,
    TOO_LONG,
    UNKNOWN_KIND,
    ReportUnreadable,
)
from motcua.oversight.report_check.rules.known import KnownFigure, differences
from motcua.oversight.report_check.rules.reader import read
from motcua.oversight.report_check.rules.remarks import CERTAIN, Claim, Kind, Problem

MOST_MEGABYTES, MOST_MILLION_SIGNS = 20, 2
_MEGABYTE, _MILLION = 1024 * 1024, 1_000_000
_WORD_OF_OLD = b"\xd0\xcf\x11\xe0"
_TEXTS = {".txt", ".md", ".text", ""}


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem as a reader meets it: its place in the text, its words there, and why it does not follow."""

    problem: Problem
    quote: str
    explanation: str

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


def check_text(text: str, *, today: date, known: Iterable[KnownFigure] = ()) -> CheckedReport:
    """Check a report; `known` are figures of our own that it may speak of. Raises `ReportUnreadable` when too long."""
    if not text.strip():
        raise ReportUnreadable(EMPTY)
    if len(text) > MOST_MILLION_SIGNS * _MILLION:
        raise ReportUnreadable(TOO_LONG, most=MOST_MILLION_SIGNS)
    reading = read(text, today=today)
    problems = sorted(
        [*reading.problems, *differences(text, reading.claims, known)], key=lambda one: (one.start, one.end)
    )
    remarks = [Remark(one, text[one.start : one.end], explained(one)) for one in problems]
    return CheckedReport(text, reading.claims, remarks)


def explained(problem: Problem) -> str:
    """Why it does not follow, in the reader's language."""
    parameters = {name: translated(value) if name == "why" else value for name, value in problem.parameters.items()}
    return translated(problem.reason).format(**_filled(parameters))


def _filled(parameters: dict[str, object]) -> dict[str, object]:
    why = parameters.get("why")
    return parameters | {"why": str(why).format(**parameters)} if why else parameters


def text_of_file(content: bytes, name: str) -> str:
    """The text of a .txt, .docx or .pdf; a text file exactly as it is, sign for sign. Raises `ReportUnreadable`."""
    if len(content) > MOST_MEGABYTES * _MEGABYTE:
        raise ReportUnreadable(TOO_LARGE, name=name, most=MOST_MEGABYTES)
    if content.startswith(_WORD_OF_OLD):
        raise ReportUnreadable(OLD_WORD, name=name)
    ending = PurePath(name).suffix.lower()
    if b"%PDF-" in content[:1024]:
        return text_of_pdf(content, name)
    if content.startswith(b"PK"):
        return text_of_word(content, name)
    if ending in {".pdf", ".docx"}:
        raise ReportUnreadable(BROKEN, name=name)
    if ending not in _TEXTS:
        raise ReportUnreadable(UNKNOWN_KIND, name=name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReportUnreadable(NOT_UTF8, name=name) from error
