"""A file of tasks as drafts, and what is wrong with its lines, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from motcua.kernel.ui.wording import translated
from motcua.oversight.assignments.errors import FileNotUsable
from motcua.oversight.assignments.queries.plans import around
from motcua.oversight.assignments.queries.tables import rows_of
from motcua.oversight.assignments.rules.annex import NO_HEADINGS, read_annex
from motcua.oversight.assignments.rules.drafts import Draft
from motcua.oversight.reform.public import PlanView


@dataclass(frozen=True)
class Annex:
    """Drafts with the numbers of their lines, and lines that cannot be read with why."""

    drafts: Sequence[tuple[int, Draft]]
    refused: Sequence[tuple[int, str]]


def annex_of(content: bytes, plan: PlanView) -> Annex:
    """Read the whole file. Raises `FileNotUsable` when nothing of it can be taken."""
    rows = read_annex(rows_of(content), around(plan, year=plan.year_to))
    if rows is None:
        raise FileNotUsable(why=NO_HEADINGS)
    refused = [(row.line, translated(text, told)) for row in rows for text, told in row.faults]
    return Annex([(row.line, row.draft) for row in rows if row.draft], refused)
