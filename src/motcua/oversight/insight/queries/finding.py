"""Which dossiers a number is made of. A page of them needs no sum over all: the latest movements are read first."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import F, Max, Q, QuerySet, Sum

from motcua.kernel import clock
from motcua.oversight.insight.models import Tally
from motcua.oversight.insight.queries.counting import Asked, Window, condition_of, summed, terms_of
from motcua.oversight.insight.queries.folded import COLUMNS, are_few, are_whole
from motcua.oversight.insight.rules.facts import DIMENSIONS
from motcua.oversight.insight.rules.formula import Condition, Term

_LATEST = """
SELECT found.tally_id, found.at FROM insight_measure k CROSS JOIN LATERAL (
    SELECT e.tally_id, e.at FROM insight_entry e WHERE e.measure_id = k.id AND e.at >= %s AND e.at < %s{of_cuts}{still}
    ORDER BY e.at DESC, e.tally_id DESC LIMIT %s) found
WHERE k.fact = %s{details}
"""
_OF_FEW = " AND (e.cut_id IN (SELECT c.id FROM insight_cut c WHERE {conditions})) IS TRUE"
_OF_MANY = " AND EXISTS (SELECT FROM insight_cut c WHERE c.id = e.cut_id AND {conditions})"
"""IS TRUE has the few groups gathered once; otherwise that of each movement is looked up until there are enough."""
_STILL = (
    " AND EXISTS (SELECT FROM insight_tally t WHERE t.id = e.tally_id AND (t.rests_at IS NULL OR t.rests_at >= %s))"
)
_FIRST, _MORE, _MOST, _AT_ONCE = 4, 16, 20_000, 5_000
_LOOKED_BACK, _SOON_SUMMED = timedelta(days=15), 2_000
"""A stock is looked for among the movements of so long; of no more dossiers than these all are summed at once."""
_COLUMN_OF = COLUMNS | {"officer": "officer"}


def dossiers_behind(
    asked: Asked,
    *,
    agencies: Collection[str] | None,
    where: tuple[str, str] | None = None,
    offset: int = 0,
    size: int = 50,
) -> list[tuple[str, int]]:
    """Code and part of each dossier that a number is made of, whose part changed last first."""
    if not size:
        return []
    asked, where = _within_its_day(asked, where)
    found = _of_the_latest(asked, agencies, where, offset + size)
    if found is None:
        found = _of_all(asked, agencies, where, offset + size)
    page = found[offset:]
    codes = dict(Tally.objects.filter(id__in=[tally for tally, _part in page]).values_list("id", "subject"))
    return [(codes[tally], part) for tally, part in page]


def _within_its_day(asked: Asked, where: tuple[str, str] | None) -> tuple[Asked, tuple[str, str] | None]:
    """What happened on one day of a window happened in a shorter window."""
    if where is None or where[0] != "day" or any(term.count.window != "during" for term in asked.formula.terms):
        return asked, where
    window, day = asked.window, date.fromisoformat(where[1])
    from_at, to_at = max(window.from_at, clock.at(day)), min(window.to_at, clock.at(day + timedelta(days=1)))
    return replace(asked, window=replace(window, from_at=from_at, to_at=max(from_at, to_at))), None


def _of_the_latest(
    asked: Asked, agencies: Collection[str] | None, where: tuple[str, str] | None, wanted: int
) -> list[tuple[int, int]] | None:
    """As many as wanted among the movements of latest moments; None where they are not, or not alone, to be trusted."""
    for since in _reaches(asked, agencies, where):
        found = _walked(asked, agencies, where, wanted, since)
        if found is not None:
            return found
    return None


def _reaches(
    asked: Asked, agencies: Collection[str] | None, where: tuple[str, str] | None
) -> Iterator[datetime | None]:
    """From when movements are read, and from when then, if those were too few; None: from the first.

    A day or a dossier is no group of movements. What stands still of few agencies may be anywhere in all the years.
    """
    window, names = asked.window, {term.count.window for term in asked.formula.terms}
    if (window.known_at, window.known_to, window.since) != (None, None, None):
        return
    if where is not None and where[0] not in _COLUMN_OF:
        return
    if names == {"during"}:
        yield None
        return
    are_few_asked = where is not None or are_few(agencies)
    if are_few_asked and not _are_many(_candidates(asked, agencies)):
        return
    yield (window.from_at if names == {"opening"} else window.to_at) - _LOOKED_BACK
    if not are_few_asked:
        yield None


def _are_many(candidates: QuerySet[Tally] | None) -> bool:
    return candidates is None or candidates.order_by()[_SOON_SUMMED : _SOON_SUMMED + 1].exists()


def _walked(
    asked: Asked,
    agencies: Collection[str] | None,
    where: tuple[str, str] | None,
    wanted: int,
    since: datetime | None,
) -> list[tuple[int, int]] | None:
    limit, parts = _FIRST * wanted, dict[int, int]()
    while limit <= _MOST:
        rows = list(_latest(asked, agencies, where, limit, since))
        order = dict.fromkeys(tally for tally, _at in rows)
        new = [tally for tally in order if tally not in parts]
        parts |= dict.fromkeys(new, 0) | {tally: part for _last, tally, part in _parts(asked, agencies, where, new)}
        found = [(tally, parts[tally]) for tally in order if parts[tally]]
        is_all = len(rows) < limit
        if len(found) >= wanted or (is_all and since is None):
            return found[:wanted]
        if is_all:
            return None
        limit *= _MORE
    return None


def _latest(
    asked: Asked, agencies: Collection[str] | None, where: tuple[str, str] | None, limit: int, since: datetime | None
) -> Iterator[tuple[int, datetime]]:
    """Dossier and moment of so many movements, the latest first; a dossier may come again."""
    parts, values = list[str](), list[Any]()
    for term in asked.formula.terms:
        part, given = _latest_of(term, asked, agencies, where, limit, since)
        parts.append(part)
        values += given
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY 2 DESC, 1 DESC LIMIT %s", [*values, limit])
        yield from cursor


def _latest_of(
    term: Term,
    asked: Asked,
    agencies: Collection[str] | None,
    where: tuple[str, str] | None,
    limit: int,
    since: datetime | None,
) -> tuple[str, list[Any]]:
    conditions = (*term.count.conditions, *asked.scope)
    details = [_condition("k.detail", one) for one in conditions if one.name not in DIMENSIONS]
    cuts = [_condition(f"c.{COLUMNS[one.name]}", one) for one in conditions if one.name in DIMENSIONS]
    if agencies is not None and not are_whole(agencies):
        cuts.append(("c.agency_code = ANY(%s)", list(agencies)))
    if where is not None:
        cuts.append((f"c.{_COLUMN_OF[where[0]]} = %s", where[1]))
    template = _OF_FEW if are_few(agencies) else _OF_MANY
    is_stock = {one.count.window for one in asked.formula.terms} in ({"opening"}, {"closing"})
    text = _LATEST.format(
        still=_STILL if is_stock else "",
        of_cuts=template.format(conditions=" AND ".join(one for one, _value in cuts)) if cuts else "",
        details="".join(f" AND {one}" for one, _value in details),
    )
    from_at, to_at = _moments(term.count.window, asked.window, since)
    of_cuts, of_details = ([value for _one, value in some] for some in (cuts, details))
    return text, [from_at, to_at, *of_cuts, *([to_at] if is_stock else []), limit, term.count.fact, *of_details]


def _condition(column: str, one: Condition) -> tuple[str, Any]:
    return f"{column} {'<> ALL' if one.is_not else '= ANY'}(%s)", list(one.values)


def _moments(name: str, window: Window, since: datetime | None) -> tuple[Any, datetime]:
    if name == "during":
        return max(window.from_at, since or window.from_at), window.to_at
    return since or "-infinity", window.from_at if name == "opening" else window.to_at


def _of_all(
    asked: Asked, agencies: Collection[str] | None, where: tuple[str, str] | None, wanted: int
) -> list[tuple[int, int]]:
    """Of those that can be a stock, some thousands at a time."""
    candidates = _candidates(asked, agencies)
    if candidates is None:
        found = _parts(asked, agencies, where, None, most=wanted)
        return [(tally, part) for _last, tally, part in found]
    ids = list(candidates.values_list("id", flat=True))
    some = (ids[first : first + _AT_ONCE] for first in range(0, len(ids), _AT_ONCE))
    found = [one for tallies in some for one in _parts(asked, agencies, where, tallies)]
    return [(tally, part) for _last, tally, part in sorted(found, reverse=True)[:wanted]]


def _parts(
    asked: Asked,
    agencies: Collection[str] | None,
    where: tuple[str, str] | None,
    tallies: Collection[int] | None,
    *,
    most: int | None = None,
) -> list[tuple[datetime, int, int]]:
    """What each dossier (None: every one) adds to the number, if anything: when its part changed last, which, how much.

    In this order, the latest first.
    """
    rows, totals = summed({"n": asked}, agencies, where, tallies=tallies)
    whole = sum((F(name) * times for name, times in terms_of(asked, "n")), start=F("_zero"))
    counts = Q()
    for term in asked.formula.terms:
        counts |= condition_of(term.count, asked.window, asked.scope)
    by_dossier = rows.values("tally_id").annotate(
        _zero=Sum("amount", filter=Q(pk=None), default=0), last=Max("at", filter=counts), **totals
    )  # fmt: skip
    found = by_dossier.annotate(whole=whole).exclude(whole=0).order_by("-last", "-tally_id")
    return list(found.values_list("last", "tally_id", "whole")[:most])


def _candidates(asked: Asked, agencies: Collection[str] | None) -> QuerySet[Tally] | None:
    """The dossiers that can be a stock at the moments asked for; None: any can."""
    alive = _alive(asked)
    if alive is None:
        return None
    return Tally.objects.filter(alive if are_whole(agencies) else alive & Q(agency_code__in=["", *(agencies or ())]))


def _alive(asked: Asked) -> Q | None:
    """Which dossiers can be a stock at the moments asked for; None where what happened counts, or what was known."""
    window = asked.window
    if (window.known_at, window.known_to, window.since) != (None, None, None):
        return None
    moments = {"opening": window.from_at, "closing": window.to_at}
    found = Q()
    for name in {term.count.window for term in asked.formula.terms}:
        if name not in moments:
            return None
        begun = Q(begins_at=None) | Q(begins_at__lt=moments[name])
        found |= begun & (Q(rests_at=None) | Q(rests_at__gte=moments[name]))
    return found
