"""A text as it is read: composed letters, plain spaces, no unseen signs; every place leads back to the original."""

import re
from itertools import pairwise
from unicodedata import normalize

_SAME_LENGTH = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u202f\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u3000\x0b\x0c", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    | {"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\uff05": "%", "\u2215": "/", "\u2044": "/"}
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
    | dict.fromkeys("•▪●◦■□‣⁃", "•")
)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00]")
_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")
_BULLET = re.compile(r"[-+*•]|\(?[0-9a-zđ]{1,2}[.)]\s")
_ROW = re.compile(r"[|\t]|\S {3,}\S")
_SHORT_LINE, _LONG_LINE = 45, 60
MASK = "\ufffc"
"""Stands for each sign of what has been read already (a date, a document's number)."""


class Surface:
    """`flat` is read instead of `text`; `span` gives the place in `text` of a place in `flat`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        flat = text
        if _UNSEEN.search(text) or normalize("NFC", text) != text:
            flat = self._composed()
        self.flat = _unwrapped(flat.replace("\r\n", " \n").translate(_SAME_LENGTH).replace(MASK, " "))
        lowered = self.flat.lower()
        is_as_long = len(lowered) == len(self.flat)
        self.low = lowered if is_as_long else "".join(map(_lowered, self.flat))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of ``flat[start:end]``; `end` must be after `start`."""
        if self._starts is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def _composed(self) -> str:
        """Letters with their marks made one sign each, unseen signs dropped; remembers where each came from."""
        starts, ends, signs = [], [], []
        for found in _CLUSTER.finditer(self.text):
            for sign in normalize("NFC", found[0]):
                if not _UNSEEN.match(sign):
                    starts.append(found.start())
                    ends.append(found.end())
                    signs.append(sign)
        self._starts, self._ends = starts, ends
        return "".join(signs)


def _unwrapped(flat: str) -> str:
    """Ends of lines that only the width of a page made (PDF), as spaces; of the same length."""
    lines = flat.split("\n")
    ends = ["\n"] * len(lines)
    for number, (line, following) in enumerate(pairwise(lines)):
        if _goes_on(line.rstrip(), following.lstrip()):
            ends[number] = " "
    ends[-1] = ""
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _goes_on(line: str, following: str) -> bool:
    if len(line) < _SHORT_LINE or not following or line[-1] in ".:;!?" or _ROW.search(line) or _BULLET.match(following):
        return False
    if following[0].islower() or following[0].isdigit() or following[0] == "(":
        return True
    return len(line) >= _LONG_LINE and (line[-1].isalpha() or line[-1] == ",") and following[0].isalpha()


def _lowered(sign: str) -> str:
    small = sign.lower()
    return small if len(small) == 1 else sign
