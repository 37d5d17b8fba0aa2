"""Folding movements into running totals: what is below the mark is in them, what is above it is read by itself.

Days are summed as they come. Larger units are made when they lie wholly in the past – «closed» – and from then on kept
up like days: so what happens today is added once a family, and not to every unit around it.
"""

from collections.abc import Collection
from datetime import datetime
from random import SystemRandom
from typing import Any

from django.db import connection, transaction

from motcua.oversight.insight.models import BlockSum, FoldMark
from motcua.oversight.insight.queries.outflow import settled_movement
from motcua.oversight.insight.rules.folds import FAMILIES, LOWEST, SHIFT, UNITS, number_of, whole_units

BATCH = 8_000_000
_MANY = 100_000
_PRIME = 2**31 - 1
_WHOLE_TABLES = "SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '128MB'"
_AS_PLANNED = "SET LOCAL enable_nestloop = on; SET LOCAL work_mem TO DEFAULT"
"""A batch of millions that came since tables were last analysed is taken for a handful of rows."""
_TOLD_APART = {"agency": "agency_code", "field": "field_name", "procedure": "procedure_code"}
_NEW_CUTS = """
SELECT array_agg(cut_id) FROM (SELECT DISTINCT m.cut_id FROM insight_movement m WHERE {within}) AS met
WHERE NOT EXISTS (SELECT FROM insight_home h WHERE h.cut_id = met.cut_id)
"""
_BINS = """
INSERT INTO insight_bin (family, agency_code, field_name, procedure_code, level, channel, origin)
SELECT DISTINCT {bin} FROM unnest(%s::bigint[]) AS new (id) JOIN insight_cut c ON c.id = new.id ON CONFLICT DO NOTHING
"""
_HOMES = """
INSERT INTO insight_home (cut_id, bins)
SELECT c.id, ARRAY[{homes}] FROM unnest(%s::bigint[]) AS new (id) JOIN insight_cut c ON c.id = new.id
"""
_HOME = """(
SELECT id FROM insight_bin
WHERE (family, agency_code, field_name, procedure_code, level, channel, origin) = ({bin}))
"""
_SUMS = """
WITH days AS MATERIALIZED (
    SELECT CASE {families} END AS family, coalesce({bins}) AS bin_id, day, measure_id,
           {sign} * sum(amount)::bigint AS amount
    FROM (
        SELECT {homes}, (m.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - DATE '2000-01-01' AS day, m.measure_id, m.amount
        FROM insight_movement m JOIN insight_home h ON h.cut_id = m.cut_id WHERE {within}
    ) AS moved GROUP BY GROUPING SETS ({sets}) HAVING sum(amount) <> 0),
added AS (
    SELECT family, 0 AS span, day >> {shift} AS block, bin_id, measure_id, day & {rest} AS unit, amount FROM days
    UNION ALL
    SELECT family, 1, day >> {shift} >> {shift}, bin_id, measure_id, day >> {shift} & {rest}, sum(amount)::bigint
    FROM days WHERE day < {closed} GROUP BY 1, 3, 4, 5, 6)
"""
_CLOSED = """
WITH added AS (
    SELECT family, 1 AS span, block >> {shift} AS block, bin_id, measure_id, block & {rest} AS unit,
           sums[cardinality(sums)] AS amount
    FROM insight_blocksum WHERE family = ANY(%s) AND span = 0 AND block >= %s AND block < %s)
"""
_ADD = """
INSERT INTO insight_blocksum AS kept (family, span, block, measure_id, bin_id, units, sums)
SELECT family, span, block, measure_id, bin_id, array_agg(unit::smallint), array_agg(come_to) FROM (
    SELECT *, (sum(amount) OVER (
               PARTITION BY family, span, block, measure_id, bin_id ORDER BY unit))::bigint AS come_to
    FROM added ORDER BY family, span, block, measure_id, bin_id, unit) AS running
GROUP BY family, span, block, measure_id, bin_id ORDER BY family, span, block, measure_id, bin_id
ON CONFLICT (family, span, block, measure_id, bin_id) DO UPDATE SET (units, sums) = (
    SELECT array_agg(unit ORDER BY unit), array_agg(
        coalesce(kept.sums[width_bucket(unit, kept.units)], 0)
        + coalesce(excluded.sums[width_bucket(unit, excluded.units)], 0) ORDER BY unit)
    FROM (SELECT DISTINCT unnest(kept.units || excluded.units) AS unit) AS both_units)
"""
_COMPARED = """
SELECT (moved - kept) %% {prime} <> 0 FROM (
    SELECT coalesce(sum(
        m.amount %% {prime} * weight %% {prime} * {measure} %% {prime}
        * (({day} + CASE WHEN day < {closed} THEN {larger} ELSE 0 END) %% {prime}) %% {prime}), 0) AS moved
    FROM (SELECT *, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - DATE '2000-01-01' AS day FROM insight_entry) AS m
    JOIN (SELECT cut_id, sum({bin})::bigint %% {prime} AS weight FROM insight_home, unnest(bins) AS bin_id
          GROUP BY cut_id) AS h ON h.cut_id = m.cut_id
    WHERE m.id <= %(upto)s) AS all_moved, (
    SELECT coalesce(sum(
        (upto - before) %% {prime} * {bin} %% {prime} * {measure} %% {prime} * {unit} %% {prime}), 0) AS kept
    FROM insight_blocksum k, unnest(k.units, k.sums, 0::bigint || k.sums) AS u (unit, upto, before)
    WHERE u.unit IS NOT NULL) AS all_kept
"""
"""Both sides added up with a drawn number for each bin, measure and unit: sums that differ anywhere agree with a chance
of three in two thousand million."""
_DIFFERING = """
SELECT count(*) FROM added FULL JOIN (
    SELECT family, span, block, measure_id, bin_id, u.unit, u.upto - u.before AS amount
    FROM insight_blocksum k, unnest(k.units, k.sums, 0::bigint || k.sums) AS u (unit, upto, before)
    WHERE u.unit IS NOT NULL) AS kept USING (family, span, block, measure_id, bin_id, unit)
WHERE coalesce(added.amount, 0) <> coalesce(kept.amount, 0)
"""


def fold_movements(at: datetime, *, batch: int = BATCH) -> int:
    """Fold what has settled, batch by batch, each a transaction of its own, and close the days before `at`.

    Answers how many numbers the mark went on.
    """
    settled, went = settled_movement(), 0
    mark = FoldMark.objects.first() or FoldMark()
    while mark.upto + went < settled and (step := _fold_next(settled, batch)) > 0:
        went += step
    if whole_units(number_of(at)) > mark.closed:
        _close(number_of(at))
    return went


@transaction.atomic(durable=True)
def refold(*, batch: int = BATCH) -> None:
    """Make every sum up to the mark anew, batch by batch; readers see the old ones until all are made."""
    mark = lock_mark()
    BlockSum.objects.all().delete()
    for first in range(0, mark.upto, batch):
        _add(first, min(first + batch, mark.upto), closed=LOWEST)
    _add_larger(LOWEST, mark.closed)


def lock_mark() -> FoldMark:
    """The mark's row, so that nobody folds meanwhile; in an open transaction."""
    kept = FoldMark.objects.select_for_update(no_key=True, of=("self",))
    if (mark := kept.first()) is None:
        FoldMark.objects.bulk_create([FoldMark()], ignore_conflicts=True)
        mark = kept.get()
    return mark


def unfold_entries(entries: Collection[int], mark: FoldMark) -> None:
    """Take entries out of the sums before they go; the mark is locked."""
    statement = _sums("m.id = ANY(%s) AND m.id <= %s", mark.closed, sign=-1) + _ADD
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(entries), mark.upto])


@transaction.atomic(durable=True)
def differing_sums() -> int:
    """How many folded sums are not what their movements come to; nobody folds meanwhile.

    They are counted one by one only where all of them together differ.
    """
    mark = lock_mark()
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE_TABLES)
        cursor.execute(_compared(mark.closed), {"upto": mark.upto, "seed": SystemRandom().randrange(2**62)})
        found = 0
        if cursor.fetchone()[0]:
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
    _add(mark.upto, upto, closed=mark.closed)
    step, mark.upto = upto - mark.upto, upto
    mark.save(update_fields=["upto"])
    return step


@transaction.atomic(durable=True)
def _close(day: int) -> None:
    """Make the larger units that have come to lie before a day."""
    mark = lock_mark()
    if day <= mark.closed:
        return
    _add_larger(mark.closed, day)
    mark.closed = day
    mark.save(update_fields=["closed"])


def _add_larger(from_day: int, to_day: int) -> None:
    """Each row of larger units by itself; sums of nothing told apart tell where they begin."""
    begin, end = whole_units(from_day) >> SHIFT, whole_units(to_day) >> SHIFT
    first = BlockSum.objects.filter(family=0, span=0).order_by("block").values_list("block", flat=True).first()
    if first is None:
        return
    statement = _CLOSED.format(shift=SHIFT, rest=UNITS - 1) + _ADD
    with connection.cursor() as cursor:
        for block in range(max(begin, first) >> SHIFT, ((end - 1) >> SHIFT) + 1):
            cursor.execute(statement, [list(FAMILIES), max(begin, block << SHIFT), min(end, (block + 1) << SHIFT)])


def _add(after: int, upto: int, *, closed: int) -> None:
    """Add the sums of these movements; bins that are new are made first."""
    within, values = "m.id > %s AND m.id <= %s", [after, upto]
    with connection.cursor() as cursor:
        if is_large := upto - after > _MANY:
            cursor.execute(_WHOLE_TABLES)
        _make_homes(cursor, within, values)
        cursor.execute(_sums(within, closed) + _ADD, values)
        if is_large:
            cursor.execute(_AS_PLANNED)


def _make_homes(cursor: Any, within: str, values: list[Any]) -> None:
    cursor.execute(_NEW_CUTS.format(within=within), values)
    (new,) = cursor.fetchone()
    if not new:
        return
    bins = [f"{family}, {_columns(known)}, c.level, c.channel, c.origin" for family, known in FAMILIES.items()]
    for each in bins:
        cursor.execute(_BINS.format(bin=each), [new])
    cursor.execute(_HOMES.format(homes=", ".join(_HOME.format(bin=each) for each in bins)), [new])


def _sums(within: str, closed: int, *, sign: int = 1) -> str:
    bins = [f"bin_{family}" for family in FAMILIES]
    return _SUMS.format(
        within=within,
        sign=sign,
        bins=", ".join(bins),
        families=" ".join(f"WHEN bin_{family} IS NOT NULL THEN {family}" for family in FAMILIES),
        homes=", ".join(f"h.bins[{number}] AS {name}" for number, name in enumerate(bins, start=1)),
        sets=", ".join(f"({name}, day, measure_id)" for name in bins),
        shift=SHIFT,
        rest=UNITS - 1,
        closed=whole_units(closed),
    )


def _compared(closed: int) -> str:
    """Units of days and larger ones, measures and bins each have drawn numbers of their own."""
    drawn = "(hashint8extended({}, %(seed)s + {}) & {})"
    return _COMPARED.format(
        prime=_PRIME,
        closed=whole_units(closed),
        bin=drawn.format("bin_id", 0, _PRIME),
        measure=drawn.format("measure_id", 1, _PRIME),
        day=drawn.format("day", 2, _PRIME),
        larger=drawn.format(f"day >> {SHIFT}", 3, _PRIME),
        unit=drawn.format(f"(block << {SHIFT}) + unit", "2 + span", _PRIME),
    )


def _columns(known: frozenset[str]) -> str:
    return ", ".join(f"c.{column}" if name in known else "''" for name, column in _TOLD_APART.items())
