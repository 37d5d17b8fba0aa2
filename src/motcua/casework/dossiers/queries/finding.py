"""The officers' list: newest first, or most overdue; narrowed by state and by words, in a time that does not grow.

What an officer may see has two parts, each read in the order of its own index; a page is merged of both. Words are
looked for among the newest first, where frequent ones fill a page at once; rare ones are found by the index of words. A
list is never counted: a page only knows whether there is a next one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from motcua.casework.dossiers.models import ENDED, ClockStop, Dossier, Word
from motcua.casework.dossiers.queries.funnels import codes_seen, seen_at
from motcua.casework.dossiers.rules.life import State
from motcua.kernel.memory import remembered
from motcua.kernel.search.whole_words import Reading, fitting, reading_through, set_right, words_in

MOST_LISTED = 6000
"""Nobody turns further: he narrows the list."""
_NEWEST, _RARE = 1500, 15
_AS_FOUND = ExpressionWrapper(F("submitted_at") + timedelta(0), output_field=DateTimeField())
"""Newest first, but not by the index of moments: what is rare is found by its words, then put in order."""
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
    found = _with_words(codes, wish, words, count) if words else _first(seen_at(codes), wish, count)
    return found[offset : offset + size], len(found) > offset + size


def _with_words(codes: tuple[str, ...], wish: Wish, words: list[str], count: int) -> list[Dossier]:
    found = _meaning(codes, wish, [Reading(words)], count)
    if found or not (readings := set_right(words, vocabulary())):
        return found
    return _meaning(codes, wish, readings, count)


def _meaning(codes: tuple[str, ...], wish: Wish, readings: list[Reading], count: int) -> list[Dossier]:
    parts, since = seen_at(codes), _newest_since(codes)
    may_be_frequent = all(word in vocabulary() for reading in readings for word in reading.words)
    if since is not None and may_be_frequent and not wish.overdue_at:
        newest = [part.filter(submitted_at__gte=since) for part in parts]
        found = _first(newest, wish, count, lambda rows: reading_through(rows, readings))
        if len(found) == count:
            return found
        if len(found) < _RARE and not wish.state:
            return list(fitting(parts[0] | parts[1], readings).order_by(_AS_FOUND.desc(), "-id")[:count])
    return _first(parts, wish, count, lambda rows: fitting(rows, readings))


def _first(
    parts: Sequence[Rows], wish: Wish, count: int, narrow: Callable[[Rows], Rows] = lambda rows: rows
) -> list[Dossier]:
    """The first so many of both parts together."""
    one, other = (narrow(part.filter(wish.condition)).order_by(*wish.order)[:count] for part in parts)
    return list(one.union(other).order_by(*wish.order)[:count])


@remembered(seconds=60)
def _newest_since(codes: tuple[str, ...]) -> datetime | None:
    """From when the newest few thousand are; None if there are no more than that."""
    handled, _taken_in = seen_at(codes)
    moments = handled.order_by("-submitted_at").values_list("submitted_at", flat=True)
    return next(iter(moments[_NEWEST : _NEWEST + 1]), None)


@remembered(seconds=60)
def vocabulary() -> frozenset[str]:
    """Every word that a dossier is known to hold."""
    return frozenset(Word.objects.values_list("text", flat=True))
