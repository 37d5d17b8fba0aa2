"""Matching what was typed against a folded column (``texts.fold.fold``) with a trigram index on it:

    GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="…_search")

and, in the module's first migration, the dependency ``("search", "0001_initial")``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any, TypeVar

from django.contrib.postgres.search import TrigramSimilarity, TrigramWordSimilarity
from django.db.models import Model, Q, QuerySet

from motcua.kernel.texts.fold import fold

CANDIDATES = 500
"""How many rows are ranked at most when a limit is given: «nguyen» may stand in half a million."""
_LONGEST_QUERY, _MOST_WORDS, _SHORT_WORD = 120, 8, 2
Row = TypeVar("Row", bound=Model)


def matching(
    queryset: QuerySet[Row], text: str, *, column: str = "search_key", limit: int | None = None
) -> QuerySet[Row]:
    """The rows that hold every word of `text`, best first; all rows if it is blank.

    Where none does, those that nearly do (a slip of the finger; words with figures in them must be right). A word of
    one or two letters must begin a word of the column. With a `limit` at most `CANDIDATES` rows are ranked.
    """
    words = list(dict.fromkeys(fold(text)[:_LONGEST_QUERY].split()))[:_MOST_WORDS]
    if not words:
        return queryset if limit is None else queryset[:limit]
    for rung in _ladder(words, column):
        found = _found(queryset, rung, is_bounded=limit is not None)
        if found is not None:
            return found.order_by(rung.rank.desc(), column, "pk")[:limit]
    return queryset.none()


@dataclass(frozen=True)
class _Rung:
    """What to look for, how to rank it, and what to look for instead where that is far too much."""

    condition: Q
    rank: Any
    narrower: Q | None = None


def _ladder(words: list[str], column: str) -> Iterator[_Rung]:
    """Ever looser: all words; all but one; a stretch of text like all of them together."""
    holding = {word: _holding(word, column) for word in words}
    likeness: Any = TrigramSimilarity(column, " ".join(words))
    yield _Rung(reduce(and_, holding.values()), likeness)
    spelled = [word for word in words if word.isalpha()]
    if not spelled:
        return
    phrase = " ".join(spelled)
    likeness += TrigramWordSimilarity(phrase, column)
    others = {word: reduce(and_, (holding[other] for other in words if other != word), Q()) for word in spelled}
    if len(words) > 1:
        alike = (others[word] & _resembling(word, column) for word in spelled)
        yield _Rung(reduce(or_, others.values()), likeness, narrower=reduce(or_, alike))
    figures = reduce(and_, (holding[word] for word in words if word not in spelled), Q())
    yield _Rung(figures & _resembling(phrase, column), likeness)


def _found(queryset: QuerySet[Row], rung: _Rung, *, is_bounded: bool) -> QuerySet[Row] | None:
    if not is_bounded:
        found = queryset.filter(rung.condition)
        return found if found.exists() else None
    keys = _keys(queryset, rung.condition)
    if rung.narrower is not None and len(keys) == CANDIDATES:
        keys = _keys(queryset, rung.narrower) or keys
    return queryset.filter(pk__in=keys) if keys else None


def _keys(queryset: QuerySet[Row], condition: Q) -> list[Any]:
    return list(queryset.filter(condition).order_by().values_list("pk", flat=True)[:CANDIDATES])


def _holding(word: str, column: str) -> Q:
    if len(word) <= _SHORT_WORD:  # no trigram lies inside so short a word: only its beginning can be looked up
        return Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
    return Q(**{f"{column}__contains": word})


def _resembling(text: str, column: str) -> Q:
    """Resembles some stretch of the column, by `pg_trgm.word_similarity_threshold` (set with the connection)."""
    return Q(**{f"{column}__trigram_word_similar": text})
