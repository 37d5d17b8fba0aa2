"""The officers' list: newest first, or most overdue; narrowed by state and by words, in a time that does not grow.

What an officer may see has two parts (`seen_by`), each read in the order of its own index; the page is merged of both.
Words are looked for among the newest first, where frequent ones fill a page at once; rare ones are found by the index
of words. A page is never counted, only asked whether there is a next one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from motcua.casework.dossiers.models import ENDED, Dossier, Word
from motcua.casework.dossiers.queries.funnels import seen_by
from motcua.casework.dossiers.rules.life import State
from motcua.kernel.memory import remembered
from motcua.kernel.search.whole_words import nearest_words, reading_for_words, with_words, words_in

MOST_LISTED = 6000
"""Nobody turns further; he narrows the list."""
_NEWEST = 3000
"""So many of the newest are read for words before the index of words is asked for all."""
Rows = QuerySet[Dossier]
Narrowing = Callable[[Rows], Rows]


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
        return of_state & (Q(due_at__lt=self.overdue_at) & ~Q(state__in=ENDED) if self.overdue_at else Q())

    @property
    def order(self) -> tuple[str, ...]:
        """Most overdue first, else newest first."""
        return ("due_at", "id") if self.overdue_at else ("-submitted_at", "-id")


def list_page(user: Any, wish: Wish, *, offset: int, size: int) -> tuple[list[Dossier], bool]:
    """A page of what the officer may see, and whether there is a next one."""
    until = min(offset + size + 1, MOST_LISTED)
    words = words_in(wish.text)
    found = _with_words(user, wish, words, until) if words else _first(seen_by(user), wish, until)
    return found[offset : offset + size], len(found) > offset + size


def _first(parts: Sequence[Rows], wish: Wish, count: int, narrow: Narrowing = lambda rows: rows) -> list[Dossier]:
    """The first so many of both parts together."""
    one, other = (narrow(part.filter(wish.condition)).order_by(*wish.order)[:count] for part in parts)
    return list(one.union(other).order_by(*wish.order)[:count])


def _with_words(user: Any, wish: Wish, words: list[str], count: int) -> list[Dossier]:
    parts = seen_by(user)
    since = None if wish.overdue_at else _newest_since(parts)
    newest = [part.filter(submitted_at__gte=since) for part in parts] if since else parts
    found = _first(newest, wish, count, lambda rows: reading_for_words(rows, words))
    if len(found) < count and since is not None:
        found = _first(parts, wish, count, lambda rows: with_words(rows, words))
    return found or _nearly(parts, wish, words, count)


def _nearly(parts: Sequence[Rows], wish: Wish, words: list[str], count: int) -> list[Dossier]:
    """Where no dossier has every word: those that have all but one, and in its place one that is spelled alike.

    Words that no dossier has are all set right; words with figures in them must be right as they are.
    """
    alike = nearest_words(words, Word.objects.all())
    unknown = [word for word, others in alike.items() if word not in others]
    for word in unknown if len(unknown) > 1 else alike:
        others = [other for other in alike[word] if other != word]
        ...
    return []


@remembered(seconds=60)
def _since(codes: tuple[str, ...]) -> datetime | None:
    ...
