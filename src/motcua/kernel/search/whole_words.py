"""Whole words of folded texts, found by keys: for tables of which millions of rows are alike.

A key is a number made of a word and a scope (an agency, a month): a common name stands in most rows of a province, but
only in some of one commune. A word with a number in two parts (a code) is rare by itself and has no scope. The database
makes the keys (``search_keys_of`` of migration 0002) into an array with a GIN index.

Who mistypes a word is helped by a vocabulary: the words that the texts are known to hold.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Func, Model, Q, QuerySet, TextField, Value

from motcua.kernel.search.words import one_slip
from motcua.kernel.texts.fold import fold

_LONGEST_QUERY, _MOST_WORDS, _MOST_ALIKE = 120, 8, 12
_LEAST_LIKENESS = 0.45
_CODE = re.compile("[0-9]-[0-9]")
Row = TypeVar("Row", bound=Model)


class WordsOf(Func):
    """An index of words without scopes, as it was once made (migration 0001 of dossiers); dropped since."""

    function = "string_to_array"
    template = "%(function)s(%(expressions)s, ' ')"
    output_field = ArrayField(TextField())


@dataclass(frozen=True)
class Reading:
    """What may have been meant: rows that hold all of `words`, and one at least of each group of `one_of`."""

    words: Collection[str]
    one_of: Collection[Collection[str]] = ()

    @property
    def is_exact(self) -> bool:
        """Whether a code alone decides."""
        return not self.one_of and all(map(is_code, self.words))

    def condition(self, scope: str, column: str) -> Q:
        """On the array of keys, for rows of a scope."""
        groups = (Q(**{f"{column}__overlap": _keys_in(scope, group)}) for group in self.one_of)
        return Q(*groups, **({f"{column}__contains": _keys_in(scope, self.words)} if self.words else {}))


def is_code(word: str) -> bool:
    """Whether it looks like (the end of) a dossier's code."""
    return _CODE.search(word) is not None


def _keys_in(scope: str, words: Collection[str]) -> Func:
    asked = Value(list(words), output_field=ArrayField(TextField()))
    return Func(Value(scope), asked, function="search_keys_in", output_field=ArrayField(BigIntegerField()))


def words_in(text: str) -> list[str]:
    """What was typed, as words to look for."""
    return list(dict.fromkeys(fold(text)[:_LONGEST_QUERY].split()))[:_MOST_WORDS]


def fitting(readings: Iterable[Reading], scopes: Iterable[str], *, column: str = "keys") -> Q:
    """That one of the readings (there is at least one) fits in one of the scopes."""
    exact = [reading for reading in readings if reading.is_exact]
    scoped = [reading.condition(scope, column) for scope in scopes for reading in readings if not reading.is_exact]
    return reduce(or_, [*(reading.condition("", column) for reading in exact), *scoped])


class _Padded(Func):
    """A column between blanks, so that a word is found whole; empty is not null."""

    template = "(' ' || %(expressions)s || ' ')"
    output_field = TextField()


def reading_through(rows: QuerySet[Row], readings: Iterable[Reading], *, column: str = "search_key") -> QuerySet[Row]:
    """The rows that one of the readings fits, read one by one: for some thousand in an order of their own."""
    padded: Any = rows.alias(padded=_Padded(column))
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
