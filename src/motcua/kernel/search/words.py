"""An index in memory over a few thousand names: rare words count more, neighbours together more still (BM25),
slips of the finger are forgiven. Everything in it is folded (no marks, lower case). Plain Python.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import log

from motcua.kernel.texts.fold import fold

_WORD = re.compile(r"[a-z0-9]+")
_SATURATION, _LENGTH_SHARE = 1.2, 0.5
_PAIR_WEIGHT, _FIELD_WEIGHT, _FIX_WEIGHT = 0.8, 0.3, 0.7
_LONGEST_QUERY, _MOST_WORDS, _MOST_ENDINGS, _SHORTEST_FIX = 300, 40, 12, 4
_NEAR_BEST = 0.3


@dataclass(frozen=True, slots=True)
class Text:
    """One text to be found: its own words, and words that only help."""

    name: str
    field: str = ""


class WordIndex:
    """Texts are known by their place in the order given.

    `idle`: words that say nothing; `reword`: turns a folded query into (what stays of it, words to look for besides).
    """

    def __init__(
        self,
        texts: Iterable[Text],
        *,
        idle: Collection[str] = (),
        reword: Callable[[str], tuple[str, str]] = lambda folded: (folded, ""),
    ) -> None:
        self._idle, self._reword = frozenset(idle), reword
        features = [_features(text) for text in texts]
        sizes = [sum(counts.values()) for counts in features]
        mean = sum(sizes) / len(sizes) if sizes else 1.0
        posted: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, counts in enumerate(features):
            damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * sizes[place] / mean)
            for word, count in counts.items():
                posted[word].append((place, count * (_SATURATION + 1) / (count + damping)))
        self._postings = {word: _posting(word, rows, len(features)) for word, rows in posted.items()}
        self._words = sorted(word for word in posted if " " not in word)

    def search(self, text: str, *, among: Collection[int] | None = None, limit: int = 20) -> list[int]:
        """Places of the best texts, best first; none if no word is known."""
        scores: defaultdict[int, float] = defaultdict(float)
        for word, weight in self._wanted(text):
            places, values = self._postings.get(word, ((), ()))
            for place, value in zip(places, values, strict=True):
                scores[place] += weight * value
        if among is not None:
            scores = defaultdict(float, ((place, score) for place, score in scores.items() if place in among))
        best = max(scores.values(), default=0.0)
        near = [(place, score) for place, score in scores.items() if score >= best * _NEAR_BEST]
        return [place for place, _ in sorted(near, key=lambda hit: (-hit[1], hit[0]))[:limit]]

    def _wanted(self, text: str) -> Iterator[tuple[str, float]]:
        """Words and pairs to look up with their weights: as said, reworded, corrected, completed."""
        said, official = self._reword(fold(text)[:_LONGEST_QUERY])
        words = _WORD.findall(said)[:_MOST_WORDS]
        weights: dict[str, float] = {}
        as_said = [self._known(word, is_last=place == len(words)) for place, word in enumerate(words, start=1)]
        for line in (as_said, [(word,) for word in official.split()]):
            for options in line:
                for word in options:
                    if word not in self._idle or len(words) == 1:
                        weights.setdefault(word, 1.0 if word == options[0] else _FIX_WEIGHT)
            pairs = (f"{one} {other}" for before, after in pairwise(line) for one in before for other in after)
            weights.update(dict.fromkeys(pairs, 1.0))
        yield from weights.items()

    def _known(self, word: str, *, is_last: bool) -> tuple[str, ...]:
        """The word if some text has it; else how it may go on (the last one), else words one slip away."""
        if word in self._postings and not (is_last and len(word) == 1):
            return (word,)
        if is_last and (longer := self._beginning(word)):
            return longer
        if len(word) < _SHORTEST_FIX or not word.isalpha():
            return (word,)
        return tuple(known for known in self._words if one_slip(word, known))[:_MOST_ENDINGS] or (word,)

    def _beginning(self, start: str) -> tuple[str, ...]:
        longer = [word for word in self._words if word.startswith(start)]
        return tuple(sorted(longer, key=lambda word: -len(self._postings[word][0]))[:_MOST_ENDINGS])


def _features(text: Text) -> dict[str, float]:
    words = _WORD.findall(text.name)
    counts: defaultdict[str, float] = defaultdict(float)
    for feature in (*words, *(f"{one} {other}" for one, other in pairwise(words))):
        counts[feature] += 1
    for word in _WORD.findall(text.field):
        counts[word] += _FIELD_WEIGHT
    return counts


def _posting(word: str, rows: list[tuple[int, float]], total: int) -> tuple["array[int]", "array[float]"]:
    rarity = log(1 + (total - len(rows) + 0.5) / (len(rows) + 0.5)) * (_PAIR_WEIGHT if " " in word else 1)
    return array("I", (place for place, _ in rows)), array("f", (value * rarity for _, value in rows))


def one_slip(word: str, known: str) -> bool:
    """Whether one letter added, left out, changed or swapped with its neighbour makes `known` of `word`."""
    longer, shorter = (word, known) if len(word) >= len(known) else (known, word)
    if len(longer) - len(shorter) > 1 or (word[0] != known[0] and word[-1] != known[-1]):
        return False
    same = next((i for i, (one, other) in enumerate(zip(longer, shorter, strict=False)) if one != other), len(shorter))
    if len(longer) > len(shorter):
        return longer[same + 1 :] == shorter[same:]
    tail = slice(same + 2, None)
    is_swapped = longer[same : same + 2] == shorter[same : same + 2][::-1] and longer[tail] == shorter[tail]
    return longer[same + 1 :] == shorter[same + 1 :] or is_swapped
