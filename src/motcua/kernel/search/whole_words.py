"""Whole words of a folded column, found by an index of words: for columns of which millions of rows are alike.

    GinIndex(WordsOf("search_key"), name="…_search")

The trigrams of Vietnamese names stand in most rows; a word does not. Who mistypes a word is helped by a vocabulary: the
words that the column is known to hold.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from motcua.kernel.search.words import one_slip
from motcua.kernel.texts.fold import fold

_LONGEST_QUERY, _MOST_WORDS, _MOST_ALIKE = 120, 8, 12
_LEAST_LIKENESS = 0.45
Row = TypeVar("Row", bound=Model)


class WordsOf(Func):
    """The words of a folded column as an array; the blank is written into the SQL, so that the index is recognised."""

    function = "string_to_array"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = ArrayField(TextField())


@dataclass(frozen=True)
class Reading:
    """What may have been meant: rows that hold all of `words`, and one at least of each group of `one_of`."""

    words: Collection[str]
    one_of: Collection[Collection[str]] = ()

    @property
    def condition(self) -> Q:
        """On the array of a row's words."""
        groups = (Q(words_of__overlap=list(group)) for group in self.one_of)
        return Q(*groups, **({"words_of__contains": list(self.words)} if self.words else {}))


def words_in(text: str) -> list[str]:
    """What was typed, as words to look for."""
    return list(dict.fromkeys(fold(text)[:_LONGEST_QUERY].split()))[:_MOST_WORDS]


def fitting(rows: QuerySet[Row], readings: Iterable[Reading], *, column: str = "search_key") -> QuerySet[Row]:
    """The rows that one of the readings fits (there is at least one), by the index."""
    known: Any = rows.alias(words_of=WordsOf(column))
    return known.filter(reduce(or_, (reading.condition for reading in readings)))


def reading_through(rows: QuerySet[Row], readings: Iterable[Reading], *, column: str = "search_key") -> QuerySet[Row]:
    """The same without the index: for a few thousand rows that are read in an order of their own."""
    padded: Any = rows.alias(padded=Concat(Value(" "), F(column), Value(" "), output_field=TextField()))
    return padded.filter(reduce(or_, map(_in_padded, readings)))


def _in_padded(reading: Reading) -> Q:
    groups = (reduce(or_, map(_stands_there, group)) for group in reading.one_of)
    return Q(*map(_stands_there, reading.words), *groups)


def _stands_there(word: str) -> Q:
    return Q(padded__contains=f" {word} ")


def set_right(words: Collection[str], vocabulary: Collection[str]) -> list[Reading]:
    """Readings with words of letters replaced by some that are spelled alike: those nobody knows, else one at a time.

    Words with figures in them must be right as they are.
    """
    spelled = [word for word in words if word.isalpha()]
    wrong = [[word for word in spelled if word not in vocabulary]]
    if not wrong[0]:
        wrong = [[word] for word in spelled]
    readings = [
        Reading([word for word in words if word not in replaced], [_alike(word, vocabulary) for word in replaced])
        for replaced in wrong
    ]
    return [reading for reading in readings if reading.one_of and all(reading.one_of)]


def _alike(word: str, vocabulary: Iterable[str]) -> list[str]:
    """Known words one slip away, then those with the most trigrams in common."""
    likeness = {known: one_slip(word, known) or _likeness(word, known) for known in vocabulary if known != word}
    near = [known for known in likeness if likeness[known] >= _LEAST_LIKENESS]
    return sorted(near, key=lambda known: (-likeness[known], known))[:_MOST_ALIKE]


def _likeness(one: str, other: str) -> float:
    """As pg_trgm counts it: trigrams in both by trigrams in either."""
    mine, theirs = _trigrams(one), _trigrams(other)
    return len(mine & theirs) / len(mine | theirs)


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}
