"""The officers' list: newest first, or most overdue; narrowed by state and by words, in a time that does not grow.

What an officer of an agency may see has two parts, each read in the order of its own index; a page is merged of both.
Words are looked for among the newest first, where frequent ones fill a page at once; rarer ones are found by their keys
(``kernel.search.whole_words``): in the agency, or, by those who see many agencies, month by month backwards until the
page is full. A list is never counted: a page only knows whether there is a next one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, Max, Min, OuterRef, Q, QuerySet

from motcua.casework.dossiers.models import ENDED, ClockStop, Dossier, Sought, Word
from motcua.casework.dossiers.queries.funnels import codes_seen, seen_at
from motcua.casework.dossiers.rules.life import State
from motcua.kernel.memory import remembered
from motcua.kernel.search.whole_words import Reading, fitting, is_code, reading_through, set_right, words_in

MOST_LISTED = 6000
"""Nobody turns further: he narrows the list."""
_FEW_AGENCIES = 4
_NEWEST, _NEWEST_OF_FEW = 1500, 600
_FIRST_MONTHS, _GROWTH = 2, 2
"""How many months are looked at first – the next and this one –, and how much further back each time."""
_AS_FOUND = {
    f"{name}_as_found": ExpressionWrapper(F(name) + timedelta(0), output_field=DateTimeField())
    for name in ("submitted_at", "due_at")
}
"""Put in order, but not by an index in that order: what is rare is found by its keys first."""
_RUNNING = ~Q(state__in=ENDED) & ~Q(Exists(ClockStop.objects.filter(dossier=OuterRef("pk"), to_at=None)))
"""Nobody is late while the law lets the clock stand."""
Rows = QuerySet[Dossier]


@dataclass(frozen=True)
class Wish:
    """What the list is narrowed to: words or a code, a state, lateness at a moment."""

    text: str = ""
    state: str = ""
    overdue_at: datetime | None = None

    @property
    def condition(self) -> Q:
        """State and lateness as a condition."""
        of_state = Q(state=self.state) if self.state in set(State) else Q()
        return of_state & (Q(due_at__lt=self.overdue_at) & _RUNNING if self.overdue_at else Q())

    @property
    def order(self) -> tuple[str, ...]:
        """Most overdue first, else newest first."""
        return ("due_at", "id") if self.overdue_at else ("-submitted_at", "-id")


def list_page(user: Any, wish: Wish, *, offset: int, size: int) -> tuple[list[Dossier], bool]:
    """A page of what the officer may see, and whether there is a next one."""
    codes, count = codes_seen(user), min(offset + size + 1, MOST_LISTED)
    words = words_in(wish.text)
    found = _with_words(codes, wish, words, count) if words else _first(_parts(codes), wish, count)
    return found[offset : offset + size], len(found) > offset + size


def _with_words(codes: tuple[str, ...], wish: Wish, words: list[str], count: int) -> list[Dossier]:
    found = _meaning(codes, wish, [Reading(words)], count)
    if found or not (readings := set_right(words, vocabulary())):
        return found
    return _meaning(codes, wish, readings, count)


def _meaning(codes: tuple[str, ...], wish: Wish, readings: list[Reading], count: int) -> list[Dossier]:
    may_be_frequent, since = all(map(_may_be_frequent, readings)), _newest_since(codes)
    if since is not None and may_be_frequent and not wish.overdue_at:
        newest = [part.filter(submitted_at__gte=since) for part in _parts(codes)]
        found = _first(newest, wish, count, lambda rows: reading_through(rows, readings))
        if len(found) == count:
            return found
    is_whole = wish.overdue_at is not None or not may_be_frequent
    return _by_keys(codes, wish, readings, count, is_whole=is_whole)


def _may_be_frequent(reading: Reading) -> bool:
    """Whether its words may stand in many dossiers: no code, and none that nobody knows."""
    return not any(is_code(word) or (word.isalpha() and word not in vocabulary()) for word in reading.words)


def _by_keys(
    codes: tuple[str, ...], wish: Wish, readings: list[Reading], count: int, *, is_whole: bool
) -> list[Dossier]:
    """Those whose keys fit; of several stretches of time each is older than all before it."""
    handled, taken_in = seen_at(codes)
    visible = (handled | taken_in).filter(wish.condition).alias(**_AS_FOUND)
    order = [f"{sign}{name}_as_found" for sign, name in [("", "due_at") if wish.overdue_at else ("-", "submitted_at")]]
    found: list[Dossier] = []
    for scopes in _stretches(codes, is_whole=is_whole):
        fit = Sought.objects.filter(fitting(readings, scopes))
        rows = visible.filter(pk__in=fit.values("dossier_id")).order_by(*order, wish.order[-1])
        found += rows[: count - len(found)]
        if len(found) == count:
            break
    return found


def _stretches(codes: tuple[str, ...], *, is_whole: bool) -> Iterator[list[str]]:
    """Where to look, one stretch after the other: few agencies at once, many by the months of submission."""
    if len(codes) <= _FEW_AGENCIES:
        yield [f"@{code}" for code in codes]
        return
    months, size = _months(), _FIRST_MONTHS
    while months:
        size = len(months) if is_whole else size
        yield [f"#{month}" for month in months[:size]]
        months, size = months[size:], size * _GROWTH


@remembered(seconds=60)
def _months() -> tuple[str, ...]:
    """The months in which dossiers came in, newest first, as keys name them, and the one to come."""
    moments = Dossier.objects.aggregate(first=Min("submitted_at"), last=Max("submitted_at"))
    if moments["first"] is None:
        return ()
    first, last = (moments[name].astimezone(UTC) for name in ("first", "last"))
    numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month + 1)
    return tuple(f"{number // 12 % 100:02}{number % 12 + 1:02}" for number in reversed(numbers))


def _parts(codes: tuple[str, ...]) -> list[Rows]:
    """What may be seen, as it is best listed: few agencies by indexes of theirs, many are most there are."""
    handled, taken_in = seen_at(codes)
    return [handled, taken_in] if len(codes) <= _FEW_AGENCIES else [handled | taken_in]


def _first(
    parts: Sequence[Rows], wish: Wish, count: int, narrow: Callable[[Rows], Rows] = lambda rows: rows
) -> list[Dossier]:
    """The first so many of all parts together."""
    first, *others = (narrow(part.filter(wish.condition)).order_by(*wish.order)[:count] for part in parts)
    return list(first.union(*others).order_by(*wish.order)[:count] if others else first)


@remembered(seconds=60)
def _newest_since(codes: tuple[str, ...]) -> datetime | None:
    """From when the newest few thousand are; None if there are no more than that."""
    handled, _taken_in = seen_at(codes)
    moments = handled.order_by("-submitted_at").values_list("submitted_at", flat=True)
    most = _NEWEST_OF_FEW if len(codes) <= _FEW_AGENCIES else _NEWEST
    return next(iter(moments[most : most + 1]), None)


@remembered(seconds=60)
def vocabulary() -> frozenset[str]:
    """Every word that a dossier is known to hold."""
    return frozenset(Word.objects.values_list("text", flat=True))
