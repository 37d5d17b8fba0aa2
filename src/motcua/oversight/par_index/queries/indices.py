"""Indices as they were imported: the newest edition of each year."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from motcua.oversight.par_index.models import IndexEdition, IndexScore
from motcua.oversight.par_index.rules.indices import TOTAL, Index, read_indices
from motcua.oversight.par_index.rules.ranking import ranked

_FILE = Path(__file__).resolve().parent.parent / "definitions" / "indices.json"


@dataclass(frozen=True)
class Figure:
    """A province in a dimension of a year; `is_ours`: the file gave no rank, it was counted here."""

    province: str
    year: int
    dimension: str
    score: Decimal
    rank: int | None
    of: int
    is_ours: bool
    edition: int


@cache
def indices() -> dict[str, Index]:
    """What our definition file knows."""
    return read_indices(_FILE.read_text(encoding="utf-8"))


def editions(index: str | None = None) -> list[IndexEdition]:
    """The newest edition of each index and year, years ascending: one query."""
    rows = IndexEdition.objects.all() if index is None else IndexEdition.objects.filter(index=index)
    return list(rows.order_by("index", "year", "-id").distinct("index", "year"))


def figures_of(editions: Collection[IndexEdition], *, provinces: Collection[str] | None = None) -> list[Figure]:
    """All scores of editions with their ranks, years ascending; one query. `provinces`: only these are answered."""
    years = {edition.pk: edition.year for edition in editions}
    groups: dict[tuple[int, str], list[IndexScore]] = {}
    for row in IndexScore.objects.filter(edition__in=years):
        groups.setdefault((row.edition_id, row.dimension), []).append(row)
    found = []
    for (edition, dimension), rows in groups.items():
        counted = {place.key: place.rank for place in ranked({row.province: row.score for row in rows})}
        found += [
            Figure(row.province, years[edition], dimension, row.score, row.rank or counted[row.province], len(rows),
                   row.rank is None, edition)
            for row in rows
            if provinces is None or row.province in provinces
        ]  # fmt: skip
    return sorted(found, key=lambda one: (one.year, one.dimension, one.rank or 0, one.province))


def totals_of(figures: Collection[Figure]) -> dict[tuple[str, int], Figure]:
    """Province and year → the whole."""
    return {(one.province, one.year): one for one in figures if one.dimension == TOTAL}
