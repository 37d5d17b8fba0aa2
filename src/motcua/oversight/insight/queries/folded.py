"""Sums for formulas from running totals, with movements of parts of days and those not folded yet: one statement.

What is counted is split at the bounds of all windows; a stock is everything before a moment. «As known then» is
everything less what became known later. All parts are read in one snapshot, so that folding meanwhile changes nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from motcua.kernel.memory import remembered
from motcua.oversight.insight.models import Bin, FoldMark
from motcua.oversight.insight.rules.facts import DIMENSIONS
from motcua.oversight.insight.rules.folds import LOWEST, SHIFT, UNITS, WITH_AGENCY, Cover, cover, family_for
from motcua.oversight.insight.rules.formula import Condition, Count

COLUMNS = {
    "agency": "agency_code",
    "field": "field_name",
    "procedure": "procedure_code",
    "level": "level",
    "channel": "channel",
    "origin": "origin",
}
"""What folded sums tell apart, and in which column of bins and cuts."""
_DAY_OF = "(m.at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date - DATE '2000-01-01'"
_ASKED = """ FROM (
    SELECT r.*, block FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[]) AS r (span, first, last, segment),
    unnest(ARRAY(SELECT generate_series(greatest(r.first >> {shift}, coalesce((
        SELECT min(block) FROM insight_blocksum WHERE family = 0 AND span = r.span), {never})),
        r.last >> {shift}))) AS block) k"""
"""Row by row of running totals, from the first there is; what is told apart by nothing knows."""
_FEW_BINS = (
    " CROSS JOIN (SELECT * FROM insight_bin b WHERE b.family = %s{narrowed} OFFSET 0) b CROSS JOIN LATERAL {runs}"
)
_ALL_BINS = " CROSS JOIN LATERAL {runs} JOIN insight_bin b ON b.id = s.bin_id{narrowed}"
_RUNS = """(
    SELECT s.bin_id, s.measure_id, {columns} AS amount FROM insight_blocksum s{units}
    WHERE s.family = %s AND s.span = k.span AND s.block = k.block{of_bin}
      AND s.measure_id = ANY (ARRAY(SELECT id FROM insight_measure WHERE fact = ANY(%s))){within}
    OFFSET 0) s"""
_CUTS = " CROSS JOIN LATERAL (SELECT * FROM insight_cut c WHERE c.id = g.cut_id{narrowed} OFFSET 0) c"
"""OFFSET 0 keeps the order in which tables are read, however few rows the planner thinks there are."""
_FEW = 3
_DIFFERENCE = (
    f"coalesce(s.sums[width_bucket(least(k.last - (s.block << {SHIFT}), {UNITS - 1})::smallint, s.units)], 0)"
    f" - coalesce(s.sums[width_bucket(greatest(k.first - 1 - (s.block << {SHIFT}), -1)::smallint, s.units)], 0)"
)
_DAY = f"(s.block << {SHIFT}) + u.unit"
_AS_A_WHOLE = {"columns": _DIFFERENCE, "units": "", "within": ""}
_BY_DAY = {
    "columns": f"{_DAY} AS day, u.upto - u.before",
    "units": ", unnest(s.units, s.sums, 0::bigint || s.sums) AS u (unit, upto, before)",
    "within": f" AND {_DAY} BETWEEN k.first AND k.last",
}
_KNOWN_SECONDS = 10.0


class Known(NamedTuple):
    """Which movements a term leaves out: those recorded later, or of later positions; `since`: all but those."""

    at: datetime | None = None
    to: int | None = None
    since: int | None = None


class Summand(NamedTuple):
    """A term under its name: a count in a window from one moment to another, under the conditions of a scope."""

    name: str
    counts: Count
    scope: tuple[Condition, ...]
    from_at: datetime
    to_at: datetime
    known: Known

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Those of the count and those of the scope."""
        return (*self.counts.conditions, *self.scope)


Sums = dict[tuple[str, ...], dict[str, int]]


def folded_sums(
    summands: Sequence[Summand],
    *,
    agencies: Collection[str] | None,
    by: Sequence[str],
    where: tuple[str, str] | None,
) -> Sums | None:
    """By the values of `by`, each summand under its name; None if it asks for what is not folded."""
    found = _Question(summands, agencies, by, where)
    if found.family is None:
        return None
    rows, is_whole = found.answer()
    if not is_whole:  # an agency that is not asked for was folded a moment ago
        _agencies_seen.forget()
        return folded_sums(summands, agencies=agencies, by=by, where=where)
    return rows


@remembered(seconds=_KNOWN_SECONDS)
def _agencies_seen() -> frozenset[str]:
    return frozenset(Bin.objects.filter(family=WITH_AGENCY).values_list("agency_code", flat=True))


def are_whole(agencies: Collection[str] | None) -> bool:
    """Whether these are all that anything is counted of; a new one may be missed for some seconds."""
    return agencies is None or _agencies_seen() <= set(agencies)


def are_few(agencies: Collection[str] | None) -> bool:
    """Whether these are so few that each is looked up for itself."""
    return agencies is not None and len(agencies) * _FEW < len(_agencies_seen())


@remembered(seconds=_KNOWN_SECONDS)
def _surely_folded() -> tuple[int, int]:
    """The fold's mark as it was a moment ago: it never goes back, and lets PostgreSQL see how short the tail is."""
    return FoldMark.objects.values_list("upto", "closed").first() or (0, LOWEST)


@dataclass
class _Sql:
    """A statement in the making."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, text: str, *values: Any) -> None:
        """One more part with its values."""
        self.parts.append(text)
        self.values.extend(values)


class _Question:
    """What is asked, and the statement for it."""

    def __init__(
        self,
        summands: Sequence[Summand],
        agencies: Collection[str] | None,
        by: Sequence[str],
        where: tuple[str, str] | None,
    ) -> None:
        self.summands, self.by, self.where = summands, by, where
        self.agencies = None if agencies is None else sorted(set(agencies))
        self.bounds = sorted({at for one in summands for at in (one.from_at, one.to_at)})
        self.facts = sorted({one.counts.fact for one in summands})
        self.kinds = list(dict.fromkeys([Known(), *(one.known for one in summands)]))
        conditions = {each.name for one in summands for each in one.conditions if each.name in DIMENSIONS}
        self.shown = sorted({*by, *conditions} - {"day"})
        self.family = self._family()

    def answer(self) -> tuple[Sums, bool]:
        """The sums, and whether every agency in a pooled family was one of those asked for."""
        sql = self._statement()
        with connection.cursor() as cursor:
            cursor.execute("".join(sql.parts), sql.values)
            rows = cursor.fetchall()
        keys = len(self.by)
        found = {
            tuple(map(str, row[:keys])): {
                one.name: value for one, value in zip(self.summands, row[keys + 1 :], strict=True)
            }
            for row in rows
        }
        return found, all(row[keys] for row in rows)

    def _family(self) -> int | None:
        asked = {*self.by, *self.shown, *([self.where[0]] if self.where else [])}
        by_day = "day" in asked
        if by_day and (self.where or any(one.counts.window != "during" for one in self.summands)):
            return None
        if not asked - {"day"} <= COLUMNS.keys():
            return None
        if not are_whole(self.agencies):
            asked.add("agency")
        return family_for(asked - {"day"})

    @property
    def _is_pooled(self) -> bool:
        """Whether the family adds up all agencies, where only these are asked for."""
        return self.agencies is not None and self.family in {0, 1, 4}

    def _wanted(self) -> set[int]:
        return {segment for one in self.summands if one.known.since is None for segment in self._span(one)}

    def _span(self, one: Summand) -> range:
        """The segments of a summand."""
        begin, end = self.bounds.index(one.from_at) + 1, self.bounds.index(one.to_at) + 1
        return {"opening": range(begin), "closing": range(end)}.get(one.counts.window, range(begin, end))

    def _statement(self) -> _Sql:
        closed = LOWEST if "day" in self.by else _surely_folded()[1]
        covered = cover(self.bounds, self._wanted(), closed=closed)
        sql = _Sql()
        branches = [*self._runs(covered), *self._tail(covered), *self._pieces(covered), *self._otherwise_known()]
        if not branches:
            branches = [self._nothing()]
        sql.add("WITH parts AS (")
        for number, branch in enumerate(branches):
            sql.add(" UNION ALL " if number else "")
            sql.add("".join(branch.parts), *branch.values)
        sql.add(") SELECT ")
        for name in self.by:
            sql.add("(DATE '2000-01-01' + day)::text, " if name == "day" else f"{COLUMNS[name]}, ")
        if self._is_pooled:
            sql.add(
                "NOT EXISTS (SELECT FROM insight_bin WHERE family = %s AND agency_code <> ALL(%s))",
                WITH_AGENCY,
                self.agencies,
            )
        else:
            sql.add("true")
        for one in self.summands:
            sql.add(", ")
            self._add_sum(sql, one)
        keys = ", ".join("day" if name == "day" else COLUMNS[name] for name in self.by)
        sql.add(f" FROM parts GROUP BY {keys} ORDER BY {keys}" if keys else " FROM parts")
        return sql

    def _add_sum(self, sql: _Sql, one: Summand) -> None:
        span, number = self._span(one), self.kinds.index(one.known)
        known = [number] if one.known.since is not None else sorted({0, number})
        sql.add(
            "coalesce(sum(amount) FILTER (WHERE known = ANY(%s) AND segment >= %s AND segment < %s AND fact = %s",
            known,
            span.start,
            span.stop,
            one.counts.fact,
        )
        for each in one.conditions:
            column = COLUMNS[each.name] if each.name in DIMENSIONS else "detail"
            sql.add(f" AND {column} {'<> ALL' if each.is_not else '= ANY'}(%s)", list(each.values))
        sql.add("), 0)::bigint")

    def _columns(self, table: str, day: str) -> str:
        named = "".join(f", {table}.{COLUMNS[name]}" for name in self.shown)
        return named + (f", {day} AS day" if "day" in self.by else "")

    def _narrowed(self, table: str, *, pooled: bool) -> _Sql:
        """Only the agencies asked for, only the row of a form."""
        sql = _Sql()
        if self.agencies is not None and not pooled:
            sql.add(f" AND {table}.agency_code = ANY(%s)", self.agencies)
        if self.where:
            sql.add(f" AND {table}.{COLUMNS[self.where[0]]} = %s", self.where[1])
        return sql

    def _runs(self, covered: Cover) -> Iterator[_Sql]:
        if not covered.runs:
            return
        spans, firsts, lasts, segments = (list(one) for one in zip(*covered.runs, strict=True))
        narrowed = self._narrowed("b", pooled=self._is_pooled)
        sql = _Sql()
        sql.add(f"SELECT 0 AS known, g.segment, f.fact, f.detail{self._columns('g', 'g.day')}, g.amount")
        sql.add(" FROM (")
        sql.add(f"SELECT k.segment, s.measure_id{self._columns('b', 's.day')}, sum(s.amount) AS amount")
        sql.add(_ASKED.format(shift=SHIFT, never=-LOWEST), spans, firsts, lasts, segments)
        how = _BY_DAY if "day" in self.by else _AS_A_WHOLE
        if self._has_few_bins:
            runs = _RUNS.format(**how, of_bin=" AND s.bin_id = b.id")
            given = [self.family, *narrowed.values, self.family, self.facts]
            sql.add(_FEW_BINS.format(narrowed="".join(narrowed.parts), runs=runs), *given)
        else:
            given = [self.family, self.facts, *narrowed.values]
            sql.add(_ALL_BINS.format(narrowed="".join(narrowed.parts), runs=_RUNS.format(**how, of_bin="")), *given)
        sql.add(f" GROUP BY {self._grouped('b', 's.day', 'k.segment, s.measure_id')}")
        sql.add(") AS g JOIN insight_measure f ON f.id = g.measure_id")
        yield sql

    @property
    def _has_few_bins(self) -> bool:
        """Whether single bins are looked up rather than those of a whole family."""
        if self.agencies is None or self._is_pooled:
            return bool(self.where)
        return bool(self.where) or are_few(self.agencies)

    def _grouped(self, table: str, day: str, begin: str) -> str:
        named = "".join(f", {table}.{COLUMNS[name]}" for name in self.shown)
        return begin + named + (f", {day}" if "day" in self.by else "")

    def _tail(self, covered: Cover) -> Iterator[_Sql]:
        """What the fold has not reached, of the days that runs stand for."""
        if not covered.days:
            return
        froms = ["-infinity" if one.from_at is None else one.from_at.isoformat() for one in covered.days]
        tos, segments = [one.to_at.isoformat() for one in covered.days], [one.segment for one in covered.days]
        within = _Sql()
        within.add(
            " JOIN unnest(%s::timestamptz[], %s::timestamptz[], %s::int[]) AS v (from_at, to_at, segment)"
            " ON m.at >= v.from_at AND m.at < v.to_at WHERE m.id > %s"
            " AND m.id > (SELECT coalesce(max(upto), 0) FROM insight_foldmark)",
            froms,
            tos,
            segments,
            _surely_folded()[0],
        )
        yield self._movements(0, "v.segment", 1, within)

    def _pieces(self, covered: Cover) -> Iterator[_Sql]:
        for piece in covered.pieces:
            within = _Sql()
            within.add(" WHERE m.at >= %s AND m.at < %s", piece.from_at, piece.to_at)
            yield self._movements(0, str(piece.segment), piece.sign, within)

    def _otherwise_known(self) -> Iterator[_Sql]:
        """For each kind of knowledge: what became known too late is taken away; what became known since is all."""
        for number, known in enumerate(self.kinds):
            if known == Known():
                continue
            within = _Sql()
            within.add(" WHERE m.at < %s", self.bounds[-1])
            sign = 1 if known.since is not None else -1
            if known.since is not None:
                within.add(" AND m.position > %s", known.since)
            self._add_known(within, known, is_left_out=known.since is None)
            bounds = [at.isoformat() for at in self.bounds]
            yield self._movements(number, "width_bucket(m.at, %s::timestamptz[])", sign, within, bounds)

    def _add_known(self, within: _Sql, known: Known, *, is_left_out: bool) -> None:
        sign = ">" if is_left_out else "<="
        limits = [("recorded_at", known.at), ("position", known.to)]
        given = [(column, value) for column, value in limits if value is not None]
        if given:
            between = " OR " if is_left_out else " AND "
            within.add(
                " AND (" + between.join(f"m.{column} {sign} %s" for column, _value in given) + ")",
                *(value for _column, value in given),
            )

    def _movements(self, known: int, segment: str, sign: int, within: _Sql, *more: Any) -> _Sql:
        """Movements gathered by cut before the cuts are looked at."""
        narrowed = self._narrowed("c", pooled=False)
        by_day = f", {_DAY_OF} AS day" if "day" in self.by else ""
        sql = _Sql()
        sql.add(f"SELECT {known} AS known, g.segment, g.fact, g.detail{self._columns('c', 'g.day')}, ")
        sql.add(
            f"{sign} * sum(g.amount) AS amount FROM (SELECT m.cut_id, {segment} AS segment, m.fact, m.detail", *more
        )
        sql.add(f"{by_day}, sum(m.amount) AS amount FROM insight_movement m")
        sql.add("".join(within.parts), *within.values)
        sql.add(" AND m.measure_id IN (SELECT id FROM insight_measure WHERE fact = ANY(%s))", self.facts)
        sql.add(f" GROUP BY {'1, 2, 3, 4, 5' if by_day else '1, 2, 3, 4'}) g")
        sql.add(_CUTS.format(narrowed="".join(narrowed.parts)), *narrowed.values)
        sql.add(f" GROUP BY {self._grouped('c', 'g.day', 'g.segment, g.fact, g.detail')}")
        return sql

    def _nothing(self) -> _Sql:
        """Where no window has any length."""
        named = "".join(f", ''::text AS {COLUMNS[name]}" for name in self.shown)
        day = ", 0 AS day" if "day" in self.by else ""
        sql = _Sql()
        sql.add(
            "SELECT 0 AS known, 0 AS segment, ''::text AS fact, ''::text AS detail"
            f"{named}{day}, 0 AS amount WHERE false"
        )
        return sql


def summands_of(asked: Mapping[str, Any]) -> list[Summand]:
    """Every term of what is asked, named `key_tN`."""
    return [
        Summand(
            f"{key}_t{number}",
            term.count,
            one.scope,
            one.window.from_at,
            max(one.window.from_at, one.window.to_at),
            Known(one.window.known_at, one.window.known_to, one.window.since),
        )
        for key, one in asked.items()
        for number, term in enumerate(one.formula.terms)
    ]
