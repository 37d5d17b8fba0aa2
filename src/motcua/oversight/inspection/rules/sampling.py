"""Drawing a sample that anybody can draw again: the same seed and frame give the same dossiers on every machine.

Algorithm ``sha256-rank/1``. Each unit of the frame gets the rank SHA-256(seed LF stratum LF code), texts as UTF-8 in
composed form; in each stratum the units with the smallest ranks are taken (hexadecimal digits compared as text). No
generator of any language or version is involved. Each subset of a stratum is as likely as another over the seeds.

How many each stratum gives: in proportion to its size, the whole part first, what is left by the largest remainder
(then by the stratum's name); of a sample no smaller than the number of strata, none stays without a dossier.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from motcua.oversight.inspection.errors import FrameFaulty, SizeFaulty

ALGORITHM = "sha256-rank/1"
LARGEST = 200
HEADING = "ma_ho_so;lop"


class Unit(NamedTuple):
    """A dossier of the frame."""

    code: str
    stratum: str


def drawn(frame: Iterable[Unit], *, seed: str, size: int) -> list[Unit]:
    """The sample, by stratum and rank; the whole frame where it is not larger. Raises `SizeFaulty`."""
    if not 1 <= size <= LARGEST:
        raise SizeFaulty(most=LARGEST, fields={"size": SizeFaulty.text.format(most=LARGEST)})
    strata: dict[str, set[str]] = defaultdict(set)
    for unit in frame:
        strata[unit.stratum].add(unit.code)
    parts = allotted({name: len(codes) for name, codes in strata.items()}, size)
    return [
        Unit(code, name)
        for name in sorted(strata)
        for code in sorted(strata[name], key=lambda code: rank(seed, name, code))[: parts[name]]
    ]


def rank(seed: str, stratum: str, code: str) -> tuple[str, str]:
    """What decides; the code stands behind for the sake of order alone."""
    said = normalize("NFC", f"{seed}\n{stratum}\n{code}")
    return hashlib.sha256(said.encode()).hexdigest(), code


def allotted(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    """How many each stratum gives: never more than it has, together `size` or all there are."""
    whole = sum(sizes.values())
    size = min(size, whole)
    least = 1 if size >= len(sizes) else 0
    parts = {name: min(least, count) for name, count in sizes.items()}
    left = size - sum(parts.values())
    room = {name: count - parts[name] for name, count in sizes.items()}
    whole_room = sum(room.values())
    if left and whole_room:
        shares = {name: divmod(left * count, whole_room) for name, count in room.items()}
        for name, (part, _rest) in shares.items():
            parts[name] += part
        still = size - sum(parts.values())
        for name in sorted(shares, key=lambda name: (-shares[name][1], name))[:still]:
            parts[name] += 1
    return parts


def written(frame: Iterable[Unit]) -> str:
    """The frame as a file: one dossier a line, in the order of codes. Its SHA-256 names it."""
    return "".join(f"{line}\n" for line in (HEADING, *(f"{code};{stratum}" for code, stratum in sorted(frame))))


def digest_of(text: str) -> str:
    """The SHA-256 of the file."""
    return hashlib.sha256(text.encode()).hexdigest()


def read(text: str) -> list[Unit]:
    """The frame of a file as `written` gives it. Raises `FrameFaulty` with the line."""
    heading, *lines = text.lstrip("\ufeff").splitlines() or [""]
    if heading.strip() != HEADING:
        raise FrameFaulty(line=1, reason=HEADING)
    found, seen = [], set[str]()
    for number, line in enumerate(lines, start=2):
        code, separator, stratum = line.partition(";")
        if not separator or not code.strip() or code in seen:
            raise FrameFaulty(line=number, reason=line[:80])
        seen.add(code)
        found.append(Unit(code, stratum))
    return found
