"""Folding movements into sums of days: what is below the mark is in the sums, what is above it is read by itself.

Days are summed as they come. Larger blocks are made when they lie wholly in the past – «closed» – and from then on kept
up like days: so what happens today is added once a family, and not to every block around it.
"""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from motcua.oversight.insight.models import BlockSum, FoldMark
from motcua.oversight.insight.queries.outflow import settled_movement
from motcua.oversight.insight.rules.folds import FAMILIES, SHIFT, SPANS, number_of

BATCH = 4_000_000
_WHOLE_TABLES, _AS_PLANNED = "SET LOCAL enable_nestloop = off", "SET LOCAL enable_nestloop = on"
"""The planner takes the sums of a batch for a handful of rows and would go through all of them for each."""
_TOLD_APART = {"agency": "agency_code", "field": "field_name", "procedure": "procedure_code"}
_BINS = """
INSERT INTO insight_bin (family, agency_code, field_name, procedure_code, level, channel, origin)
SELECT {family}, {columns}, c.level, c.channel, c.origin
FROM insight_cut c WHERE c.id IN (SELECT m.cut_id FROM insight_movement m WHERE {within})
ON CONFLICT DO NOTHING
"""
_HOMES = """
SELECT c.id AS cut_id, b.id AS bin_id, b.family FROM insight_cut c
JOIN insight_bin b ON (b.family, b.agency_code, b.field_name, b.procedure_code, b.level, b.channel, b.origin)
                    = ({family}, {columns}, c.level, c.channel, c.origin)
WHERE c.id IN (SELECT cut_id FROM moved)
"""
_LARGER = """
SELECT family, {span}, block >> {bits}, bin_id, fact, detail, sum(amount)::bigint FROM days
WHERE block < ({closed} >> {bits}) << {bits} GROUP BY 1, 3, 4, 5, 6
"""
_SUMS = """
WITH moved AS MATERIALIZED (
    SELECT m.cut_id, (m.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - DATE '2000-01-01' AS day, m.fact, m.detail,
           sum(m.amount)::bigint AS amount
    FROM insight_movement m WHERE {within} GROUP BY 1, 2, 3, 4 HAVING sum(m.amount) <> 0),
homes AS MATERIALIZED ({homes}),
days AS MATERIALIZED (
    SELECT h.family, 0 AS span, m.day AS block, h.bin_id, m.fact, m.detail, sum(m.amount)::bigint AS amount
    FROM moved m JOIN homes h ON h.cut_id = m.cut_id GROUP BY 1, 3, 4, 5, 6),
sums AS (SELECT * FROM days UNION ALL {larger})
"""
_ADD = """
INSERT INTO insight_blocksum AS kept (family, span, block, bin_id, fact, detail, amount)
SELECT family, span, block, bin_id, fact, detail, {sign} * amount FROM sums
WHERE amount <> 0 ORDER BY family, span, block, bin_id
ON CONFLICT (family, span, block, bin_id, fact, detail) DO UPDATE SET amount = kept.amount + excluded.amount
"""
_DIFFERING = """
SELECT count(*) FROM sums
FULL JOIN insight_blocksum AS kept USING (family, span, block, bin_id, fact, detail)
WHERE coalesce(sums.amount, 0) <> coalesce(kept.amount, 0)
"""
_CLOSE = """
INSERT INTO insight_blocksum (family, span, block, bin_id, fact, detail, amount)
SELECT family, %s, block >> %s, bin_id, fact, detail, sum(amount) FROM insight_blocksum
WHERE family = ANY(%s) AND span = %s AND block >= %s AND block < %s
GROUP BY 1, 3, 4, 5, 6 HAVING sum(amount) <> 0
"""


def fold_movements(at: datetime, *, batch: int = BATCH) -> int:
    """Fold what has settled, batch by batch, each a transaction of its own, and close the days before `at`.

    Answers how many numbers the mark went on.
    """
    settled, went = settled_movement(), 0
    while (step := _fold_next(settled, batch)) > 0:
        went += step
    _close(number_of(at))
    return went


@transaction.atomic(durable=True)
def refold() -> None:
    """Make every sum up to the mark anew; readers see the old ones until then."""
    mark = lock_mark()
    BlockSum.objects.all().delete()
    _add("m.id <= %s", [mark.upto], mark.closed)


def lock_mark() -> FoldMark:
    """The mark's row, so that nobody folds meanwhile; in an open transaction."""
    FoldMark.objects.bulk_create([FoldMark()], ignore_conflicts=True)
    return FoldMark.objects.select_for_update(no_key=True, of=("self",)).get()


def unfold_dossier(subject: str, mark: FoldMark) -> None:
    """Take a dossier's movements out of the sums, before they are made anew; the mark is locked."""
    statement = _sums("m.subject = %s AND m.id <= %s", mark.closed) + _ADD.format(sign=-1)
    with connection.cursor() as cursor:
        cursor.execute(statement, [subject, mark.upto])


@transaction.atomic(durable=True)
def differing_sums() -> int:
    """How many folded sums are not what their movements come to; nobody folds meanwhile."""
    mark = lock_mark()
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE_TABLES)
        cursor.execute(_sums("m.id <= %s", mark.closed) + _DIFFERING, [mark.upto])
        found = int(cursor.fetchone()[0])
        cursor.execute(_AS_PLANNED)
    return found


@transaction.atomic(durable=True)
def _fold_next(settled: int, batch: int) -> int:
    mark = lock_mark()
    upto = min(settled, mark.upto + batch)
    if upto <= mark.upto:
        return 0
    _add("m.id > %s AND m.id <= %s", [mark.upto, upto], mark.closed)
    step, mark.upto = upto - mark.upto, upto
    mark.save(update_fields=["upto"])
    return step


@transaction.atomic(durable=True)
def _close(day: int) -> None:
    """Make the larger blocks that have come to lie before a day, each of those one size smaller."""
    mark = lock_mark()
    if day <= mark.closed:
        return
    with connection.cursor() as cursor:
        for span in SPANS[1:]:
            begin, end = (one >> SHIFT * span << SHIFT for one in (mark.closed, day))
            if begin < end:
                cursor.execute(_CLOSE, [span, SHIFT, list(FAMILIES), span - 1, begin, end])
    mark.closed = day
    mark.save(update_fields=["closed"])


def _add(within: str, values: list[Any], closed: int) -> None:
    """Add the sums of these movements; bins that are new are made first."""
    with connection.cursor() as cursor:
        for family, known in FAMILIES.items():
            cursor.execute(_BINS.format(family=family, columns=_columns(known), within=within), values)
        cursor.execute(_WHOLE_TABLES)
        cursor.execute(_sums(within, closed) + _ADD.format(sign=1), values)
        cursor.execute(_AS_PLANNED)


def _sums(within: str, closed: int) -> str:
    homes = " UNION ALL ".join(
        _HOMES.format(family=family, columns=_columns(known)) for family, known in FAMILIES.items()
    )
    larger = " UNION ALL ".join(_LARGER.format(span=span, bits=SHIFT * span, closed=closed) for span in SPANS[1:])
    return _SUMS.format(within=within, homes=homes, larger=larger)


def _columns(known: frozenset[str]) -> str:
    return ", ".join(f"c.{column}" if name in known else "''" for name, column in _TOLD_APART.items())
