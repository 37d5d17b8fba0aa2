"""Sets of criteria as they were loaded."""

from collections.abc import Collection

from motcua.kernel.memory import kept_by_id
from motcua.oversight.par_index.models import CriteriaSet
from motcua.oversight.par_index.rules.criteria import Criteria
from motcua.oversight.par_index.rules.definition import read_criteria


@kept_by_id(most=200)
def criteria_of(set_id: int) -> Criteria:
    """The tree of a set; a loaded set is never edited, so it is read once a process."""
    row = CriteriaSet.objects.get(pk=set_id)
    return read_criteria(row.definition.encode(), row.code)


def sets(levels: Collection[str] | None = None) -> list[CriteriaSet]:
    """All sets, the newest year first."""
    rows = CriteriaSet.objects.all()
    return list(rows if levels is None else rows.filter(level__in=levels))


def set_named(code: str) -> CriteriaSet | None:
    """One of them."""
    return CriteriaSet.objects.filter(code=code).first()
