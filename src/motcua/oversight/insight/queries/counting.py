"""Counting: formulas turned into one statement over the read tables, for any window, as known at any moment."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import TruncDate

from motcua.kernel import clock
from motcua.oversight.insight.models import Measure, Movement
from motcua.oversight.insight.queries.folded import folded_sums, summands_of
from motcua.oversight.insight.rules.facts import DIMENSIONS
from motcua.oversight.insight.rules.formula import Condition, Count, Formula
from motcua.oversight.insight.rules.periods import Period

GROUPED_BY = {
    "agency": "cut__agency_code",
    "level": "cut__level",
    "field": "cut__field_name",
    "procedure": "cut__procedure_code",
    "channel": "cut__channel",
    "officer": "cut__officer",
    "day": "day",
    "dossier": "subject",
}


@dataclass(frozen=True)
class Window:
    """From one moment to just before another; `known_at` leaves out what was recorded later.

    `known_to` leaves out what events of later positions changed; `since` is only what those changed.
    """

    from_at: datetime
    to_at: datetime
    known_at: datetime | None = None
    known_to: int | None = None
    since: int | None = None


@dataclass(frozen=True)
class Asked:
    """A formula counted in a window, under the conditions of a scope."""

    formula: Formula
    window: Window
    scope: tuple[Condition, ...] = ()


Key = tuple[str, ...]


def window_of(period: Period, *, until: datetime | None = None, known_at: datetime | None = None) -> Window:
    """The days of a period, wholly, or up to `until` where that comes first."""
    from_at, to_at = clock.at(period.first_on), clock.at(period.ends_before)
    return Window(from_at, max(from_at, min(to_at, until)) if until else to_at, known_at)


def counted(
    asked: Mapping[str, Asked],
    *,
    agencies: Collection[str] | None,
    by: Iterable[str] = (),
    where: tuple[str, str] | None = None,
) -> dict[Key, dict[str, int]]:
    """By the values of `by`, what each formula comes to; one statement whatever is asked.

    `agencies` None: every one; `where` narrows to one value of a grouping.

    A formula of facts that nobody tells yet counts as 0 here: ask `Formula.untold` first.
    """
    by = tuple(by)
    if not asked:
        return {} if by else {(): {}}
    sums = folded_sums(summands_of(asked), agencies=agencies, by=by, where=where)
    if sums is None:
        return scanned(asked, agencies=agencies, by=by, where=where)
    return {key: _values(asked, row) for key, row in sums.items()}


def scanned(
    asked: Mapping[str, Asked],
    *,
    agencies: Collection[str] | None,
    by: Iterable[str] = (),
    where: tuple[str, str] | None = None,
) -> dict[Key, dict[str, int]]:
    """The same from the movements themselves: for what is not folded (officers, dossiers), and to prove what is."""
    paths = [GROUPED_BY[name] for name in by]
    rows, totals = summed(asked, agencies, where)
    if not paths:
        return {(): _values(asked, rows.aggregate(**totals))}
    found = rows.values(*paths).annotate(**totals).order_by(*paths)
    return {tuple(str(row[path]) for path in paths): _values(asked, row) for row in found}


def summed(
    asked: Mapping[str, Asked],
    agencies: Collection[str] | None,
    where: tuple[str, str] | None,
    *,
    tallies: Collection[int] | None = None,
) -> tuple["QuerySet[Movement]", dict[str, Sum]]:
    """The rows that matter, and each term's sum under its name; `tallies`: only those of these dossiers.

    Of dossiers that are given all rows are read, by the one index that leads to them: the sums tell them apart.
    """
    rows = _of_windows(asked) if tallies is None else Movement.objects.filter(tally__in=tallies)
    rows = rows.annotate(day=TruncDate("at", tzinfo=clock.LOCAL))
    if agencies is not None:
        rows = rows.filter(cut__agency_code__in=agencies)
    if where is not None:
        rows = rows.filter(**{GROUPED_BY[where[0]]: where[1]})
    totals = {
        name: Sum("amount", filter=condition_of(term.count, one.window, one.scope), default=0)
        for key, one in asked.items()
        for (name, _times), term in zip(terms_of(one, key), one.formula.terms, strict=True)
    }
    return rows, totals


def _of_windows(asked: Mapping[str, Asked]) -> "QuerySet[Movement]":
    facts = {term.count.fact for one in asked.values() for term in one.formula.terms}
    measures = Measure.objects.filter(fact__in=facts)
    rows = Movement.objects.filter(measure__in=measures, at__lt=max(one.window.to_at for one in asked.values()))
    if all(term.count.window == "during" for one in asked.values() for term in one.formula.terms):
        rows = rows.filter(at__gte=min(one.window.from_at for one in asked.values()))
    return rows


def terms_of(asked: Asked, key: str) -> Iterator[tuple[str, int]]:
    """Name and factor of each term's sum."""
    return ((f"{key}_t{number}", term.times) for number, term in enumerate(asked.formula.terms))


def _values(asked: Mapping[str, Asked], row: Mapping[str, int]) -> dict[str, int]:
    return {key: sum(row[name] * times for name, times in terms_of(one, key)) for key, one in asked.items()}


def condition_of(count: Count, window: Window, scope: Iterable[Condition]) -> Q:
    """Which movements a term adds up."""
    condition = Q(fact=count.fact) & _when(count.window, window)
    if window.known_at is not None:
        condition &= Q(recorded_at__lte=window.known_at)
    if window.known_to is not None:
        condition &= Q(position__lte=window.known_to)
    if window.since is not None:
        condition &= Q(position__gt=window.since)
    for one in (*count.conditions, *scope):
        column = f"cut__{one.name}" if one.name in DIMENSIONS else "detail"
        found = Q(**{f"{column}__in": one.values})
        condition &= ~found if one.is_not else found
    return condition


def _when(name: str, window: Window) -> Q:
    if name == "opening":
        return Q(at__lt=window.from_at)
    if name == "closing":
        return Q(at__lt=window.to_at)
    return Q(at__gte=window.from_at, at__lt=window.to_at)
