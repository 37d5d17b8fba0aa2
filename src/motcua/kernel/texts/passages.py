"""Cuts the law's long paragraphs into passages that can be read on a phone: steps, lists, short paragraphs."""

import re
from dataclasses import dataclass
from itertools import groupby

_STEP = re.compile(r"^[\s\-+*•]*(?:\d+(?:\.\d+)*\.?\s*)?(bước\s+\d+(?:\.\d+)?)\s*[:.)]?\s*", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-–+*•]\s*(?=\S)")
_INNER_STEP = re.compile(r"(?<=[.;:\n])\s*(?=[-+*•]?\s*Bước\s+\d+(?:\.\d+)?\s*[:.)])", re.IGNORECASE)
_INNER_ITEM = re.compile(r"(?<=[.;:,])\s+(?=[-–+•]\s*\S)")
_INNER_LETTER = re.compile(r"(?<=[.;:])\s+(?=(?:[a-zđ]|\d{1,2}|\((?:[ivx]+|\d{1,2}|[a-zđ])\))[).]\s+\S)")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[^\W\da-z_])")
_LONG = 420


@dataclass(frozen=True, slots=True)
class Passage:
    """`kind`: "step" (a heading of one line), "list" (items) or "text" (paragraphs)."""

    kind: str
    texts: tuple[str, ...]


def passages(text: str) -> list[Passage]:
    """The text in passages, every word kept in its order."""
    pieces = [piece for line in text.split("\n") for piece in _cut(line.strip()) if piece[1]]
    return [
        Passage(kind, tuple(text for _, text in group)) for kind, group in groupby(pieces, key=lambda piece: piece[0])
    ]


def _cut(line: str) -> list[tuple[str, str]]:
    """(kind, text) of the pieces of one line."""
    pieces: list[tuple[str, str]] = []
    for part in _INNER_STEP.split(line):
        step = _STEP.match(part)
        if step:
            pieces.append(("step", step[1].capitalize()))
            part = part[step.end() :]  # noqa: PLW2901 - what follows the heading
        for piece in _INNER_ITEM.split(part) if len(part) > _LONG or step else [part]:
            pieces += _item_or_text(piece)
    return pieces


def _item_or_text(piece: str) -> list[tuple[str, str]]:
    item = _ITEM.match(piece)
    if item:
        return [("list", piece[item.end() :].strip())]
    lettered = _INNER_LETTER.split(piece) if len(piece) > _LONG else [piece]
    return [("text", short) for part in lettered for short in _shortened(part.strip())]


def _shortened(text: str) -> list[str]:
    """Paragraphs of a few sentences each; a sentence is never cut."""
    if len(text) <= _LONG:
        return [text]
    short: list[str] = []
    for sentence in _SENTENCE.split(text):
        if short and len(short[-1]) + len(sentence) <= _LONG:
            short[-1] += f" {sentence}"
        else:
            short.append(sentence)
    return short
