"""Matching what was typed against a folded column (``texts.fold.fold``) with a trigram index on it:

    GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="…_search")

and, in the module's first migration, the dependency ``("search", "0001_initial")``.
"""

from functools import reduce
from operator import add, and_
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
    """The rows that hold every word of `text`, or nearly (a slip of the finger), best first; all rows if it is blank.

    With a `limit` the work is bounded: near matches are looked for only when there are too few true ones, and at most
    `CANDIDATES` of each are ranked. A word of one or two letters must begin a word of the column.
    """
    words = list(dict.fromkeys(fold(text)[:_LONGEST_QUERY].split()))[:_MOST_WORDS]
    if not words:
        return queryset if limit is None else queryset[:limit]
    if limit is None:
        found = queryset.filter(_holding(words, column) | _resembling(words, column))
    else:
        found = queryset.filter(pk__in=_candidates(queryset.order_by(), words, column, limit))
    ranked = found.annotate(match_rank=_rank(words, column)).order_by("-match_rank", column, "pk")
    return ranked if limit is None else ranked[:limit]


def _candidates(queryset: QuerySet[Row], words: list[str], column: str, limit: int) -> list[Any]:
    keys = queryset.values_list("pk", flat=True)
    true = list(keys.filter(_holding(words, column))[:CANDIDATES])
    if len(true) >= limit:
        return true
    return true + list(keys.filter(_resembling(words, column))[:CANDIDATES])


def _holding(words: list[str], column: str) -> Q:
    """Every word stands in the column."""
    return reduce(and_, (_holding_word(word, column) for word in words))


def _holding_word(word: str, column: str) -> Q:
    if len(word) <= _SHORT_WORD:  # no trigram lies inside so short a word: only its beginning can be looked up
        return Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"})
    return Q(**{f"{column}__contains": word})


def _resembling(words: list[str], column: str) -> Q:
    """Every word resembles one of the column, or all of them together resemble a part of it."""
    phrase = Q(**{f"{column}__trigram_word_similar": " ".join(words)})
    return phrase | reduce(and_, (Q(**{f"{column}__trigram_word_similar": word}) for word in words))


def _rank(words: list[str], column: str) -> Any:
    """How well each word is found (at most 1 a word), then how little else there is (at most 1)."""
    found = [TrigramWordSimilarity(word, column) for word in words]
    return reduce(add, [*found, TrigramSimilarity(column, " ".join(words))])
