"""Taking a file of an index: all or nothing, once."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from motcua.kernel.events.store import record
from motcua.kernel.texts.mark import mark
from motcua.oversight.par_index.errors import FileFaulty, IndexUnknown
from motcua.oversight.par_index.events import IndexImported
from motcua.oversight.par_index.models import IndexEdition, IndexScore
from motcua.oversight.par_index.queries.indices import indices
from motcua.oversight.par_index.rules.index_file import IndexFile, ProvinceYear, read_index_file

MORE = mark("… và {count} lỗi nữa")
_TOLD = 20
_PLACES = Decimal("0.000001")


@dataclass
class Taken:
    """What came in: years that are new, years that were there from the same file, remarks."""

    new: dict[int, int] = field(default_factory=dict)
    known: list[int] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@transaction.atomic(durable=True)
def import_index(
    name: str, content: bytes, *, file_name: str, year: int | None = None, actor: str, at: datetime
) -> Taken:
    """Take an index's file; a second run with the same file writes nothing. Raises `IndexUnknown`, `FileFaulty`."""
    index = indices().get(name.lower())
    if index is None:
        raise IndexUnknown(name=name, known=", ".join(indices()))
    read = read_index_file(index, content, file_name=file_name, year=year)
    if read.faults:
        raise FileFaulty(file=file_name, reasons=told_faults(read.faults))
    return _kept(index.code, read, hashlib.sha256(content).hexdigest(), file_name, actor=actor, at=at)


def told_faults(faults: list[str]) -> str:
    """The first faults, one below the other, and how many more there are."""
    more = [MORE.format(count=len(faults) - _TOLD)] if len(faults) > _TOLD else []
    return "\n".join([*faults[:_TOLD], *more])


def _kept(index: str, read: IndexFile, digest: str, file_name: str, *, actor: str, at: datetime) -> Taken:
    taken = Taken(remarks=read.remarks)
    for year in read.years:
        newest = IndexEdition.objects.filter(index=index, year=year).order_by("-id").first()
        if newest is not None and newest.source == digest:
            taken.known.append(year)
            continue
        edition = IndexEdition.objects.create(
            index=index, year=year, source=digest, file_name=file_name[:200], imported_by=actor, imported_at=at
        )
        rows = [row for row in read.rows if row.year == year]
        IndexScore.objects.bulk_create(score for row in rows for score in _scores(edition, row))
        taken.new[year] = len(rows)
        told: dict[str, Any] = {"year": year, "provinces": len(rows), "digest": digest}
        record(IndexImported(subject=index, agency_code="", at=at, actor=actor, **told))
    return taken


def _scores(edition: IndexEdition, row: ProvinceYear) -> list[IndexScore]:
    return [
        IndexScore(
            edition=edition,
            province=row.province,
            dimension=dimension,
            score=score.quantize(_PLACES),
            rank=row.ranks.get(dimension),
        )
        for dimension, score in row.scores.items()
    ]
