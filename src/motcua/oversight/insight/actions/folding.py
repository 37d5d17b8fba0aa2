"""Folding movements into sums of days: what is below the mark is in the sums, what is above it is read by itself."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from motcua.oversight.insight.models import BlockSum, FoldMark
from motcua.oversight.insight.queries.outflow import settled_movement
from motcua.oversight.insight.rules.folds import FAMILIES, SHIFT, SPANS

BATCH = 2_000_000
_TOLD_APART = {"agency": "agency_code", "field": "field_name", "procedure": "procedure_code"}
_DAYS = """
CREATE TEMP TABLE folding ON COMMIT DROP AS
SELECT m.cut_id, (m.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - DATE '2000-01-01' AS day, m.fact, m.detail,
       sum(m.amount)::bigint AS amount
FROM insight_movement m WHERE {within} GROUP BY 1, 2, 3, 4 HAVING sum(m.amount) <> 0
"""
_BINS = """
INSERT INTO insight_bin (family, agency_code, field_name, procedure_code, level, channel, origin)
SELECT DISTINCT {family}, {columns}, c.level, c.channel, c.origin
FROM insight_cut c WHERE c.id IN (SELECT cut_id FROM folding)
ON CONFLICT DO NOTHING
"""
_SUMS = """
WITH sums_0 AS MATERIALIZED (
    SELECT b.id AS bin_id, f.day AS block, f.fact, f.detail, sum(f.amount)::bigint AS amount
    FROM folding f JOIN insight_cut c ON c.id = f.cut_id
    JOIN insight_bin b ON (b.family, b.agency_code, b.field_name, b.procedure_code, b.level, b.channel, b.origin)
                        = ({family}, {columns}, c.level, c.channel, c.origin)
    GROUP BY 1, 2, 3, 4)
{larger}
"""
_ADD = """
INSERT INTO insight_blocksum AS kept (family, span, block, bin_id, fact, detail, amount)
SELECT {family}, span, block, bin_id, fact, detail, {sign} * amount FROM ({every}) AS one
WHERE amount <> 0 ORDER BY span, block, bin_id
ON CONFLICT (family, span, block, bin_id, fact, detail) DO UPDATE SET amount = kept.amount + excluded.amount
"""
_DIFFERING = """
SELECT count(*) FROM ({every}) AS one
FULL JOIN (SELECT * FROM insight_blocksum WHERE family = {family}) AS kept USING (span, block, bin_id, fact, detail)
WHERE coalesce(one.amount, 0) <> coalesce(kept.amount, 0)
"""
_LARGER = """, sums_{span} AS MATERIALIZED (
    SELECT bin_id, block >> {shift} AS block, fact, detail, sum(amount)::bigint AS amount
    FROM sums_{before} GROUP BY 1, 2, 3, 4)
"""


def fold_movements(*, batch: int = BATCH) -> int:
    """Fold what has settled, batch by batch, each a transaction of its own; how many numbers the mark went on."""
    settled, went = settled_movement(), 0
    while (step := _fold_next(settled, batch)) > 0:
        went += step
    return went


@transaction.atomic(durable=True)
def refold() -> None:
    """Make every sum up to the mark anew; readers see the old ones until then."""
    mark = lock_mark()
    BlockSum.objects.all().delete()
    _add("m.id <= %s", [mark.upto])


def lock_mark() -> FoldMark:
    """The mark's row, so that nobody folds meanwhile; in an open transaction."""
    FoldMark.objects.bulk_create([FoldMark()], ignore_conflicts=True)
    return FoldMark.objects.select_for_update(no_key=True, of=("self",)).get()


def unfold_dossier(subject: str, mark: FoldMark) -> None:
    """Take a dossier's movements out of the sums, before they are made anew; the mark is locked."""
    _add("m.subject = %s AND m.id <= %s", [subject, mark.upto], sign=-1)


@transaction.atomic(durable=True)
def differing_sums() -> int:
    """How many folded sums are not what their movements come to; nobody folds meanwhile."""
    with connection.cursor() as cursor:
        return sum(found for ((found,),) in _of_families(cursor, _DIFFERING, "m.id <= %s", [lock_mark().upto]))


@transaction.atomic(durable=True)
def _fold_next(settled: int, batch: int) -> int:
    mark = lock_mark()
    upto = min(settled, mark.upto + batch)
    if upto <= mark.upto:
        return 0
    _add("m.id > %s AND m.id <= %s", [mark.upto, upto])
    step, mark.upto = upto - mark.upto, upto
    mark.save(update_fields=["upto"])
    return step


def _add(within: str, values: list[Any], *, sign: int = 1) -> None:
    """Add the sums of these movements, or take them away."""
    with connection.cursor() as cursor:
        deque(_of_families(cursor, _ADD, within, values, sign=sign), maxlen=0)


def _of_families(
    cursor: Any, statement: str, within: str, values: list[Any], *, sign: int = 1
) -> Iterator[list[tuple[Any, ...]]]:
    """What a statement answers for each family, given the sums of these movements."""
    larger = "".join(_LARGER.format(span=span, before=span - 1, shift=SHIFT) for span in SPANS[1:])
    every = " UNION ALL ".join(f"SELECT {span} AS span, * FROM sums_{span}" for span in SPANS)  # noqa: S608
    cursor.execute(_DAYS.format(within=within), values)
    cursor.execute("ANALYZE folding")
    for family, known in FAMILIES.items():
        named = {"family": family, "columns": _columns(known), "larger": larger, "every": every, "sign": sign}
        cursor.execute(_BINS.format(**named))
        cursor.execute((_SUMS + statement).format(**named))
        yield cursor.fetchall() if cursor.description else []
    cursor.execute("DROP TABLE folding")


def _columns(known: frozenset[str]) -> str:
    return ", ".join(f"c.{column}" if name in known else "''" for name, column in _TOLD_APART.items())
