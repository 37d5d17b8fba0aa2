"""A text in blocks (a sentence, or a lead with the lines listed under it) and a block in pieces."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from motcua.oversight.report_check.rules.figures import Figure, Sort

_SENTENCE = re.compile(r"[.!?…]+[\"”’»)]*[ \t]+(?=[A-ZĐÀ-ỸƯƠ\"“«(0-9])")
_CONTINUES = re.compile(
    r"\s*(?:trong đó|trong số đó|trong số này|trong số trên|bao gồm|gồm|cụ thể|chia ra|tổng cộng)(?!\w)"
)
_BULLET = re.compile(r"\s*([-+*•o]|\(?[0-9]{1,2}[.)]|\(?[a-zđ][.)])\s")
_LEAD_END = re.compile(r"(?::|trong đó|gồm|cụ thể|lần lượt là)\s*$")
_ABBREVIATED = re.compile(r"(?:^|\s)(?:tp|tx|tt|p|q|ths|ts|gs|bs|[0-9]{1,2})\.$")
_MARK = re.compile(
    r"(?P<open>[(\[])|(?P<close>[)\]])|(?P<sep>[,;:\n|])|"
    r"(?<!\w)(?P<opener>trong đó|trong số (?:đó|này|trên)|bao gồm cả|bao gồm|gồm có|gồm|chia ra|chia thành|phân ra|"
    r"cụ thể là|cụ thể|cơ cấu|lần lượt (?:là|đạt)|lần lượt|tương ứng là)(?!\w)|(?<!\w)(?P<and>và|cùng|với)(?!\w)"
)
_LONGEST_LIST, _FARTHEST = 60, 8
_MOST_FIGURES = 150
"""No sentence has more; a longer run of numbers is no prose, and is read in pieces."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A figure or a sign of structure; `depth` counts the brackets around it."""

    kind: str
    start: int
    end: int
    depth: int
    figure: Figure | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What is read together: its place, its figures in order."""

    start: int
    end: int
    figures: list[Figure]
    paragraph: int


def blocks_of(flat: str, masked: str, figures: list[Figure]) -> list[Block]:
    """The text cut into blocks; names (years, ordinals) are no figures of a block."""
    counted = [figure for figure in figures if figure.sort is not Sort.LABEL]
    starts = [figure.start for figure in counted]
    blocks = []
    for paragraph, start, end in _spans(flat, masked):
        inside = counted[bisect_left(starts, start) : bisect_left(starts, end)]
        for first in range(0, len(inside), _MOST_FIGURES):
            chosen = inside[first : first + _MOST_FIGURES]
            begin = chosen[0].start if first else start
            stop = inside[first + _MOST_FIGURES].start if first + _MOST_FIGURES < len(inside) else end
            blocks.append(Block(begin, stop, chosen, paragraph))
    return blocks


def _spans(flat: str, masked: str) -> Iterator[tuple[int, int, int]]:
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]+", flat)]
    at = 0
    while at < len(lines):
        start, end = lines[at]
        sentences = _sentences(flat, masked, start, end)
        yield from ((at, *sentence) for sentence in sentences[:-1])
        first, last = sentences[-1]
        stop = _list_under(masked, lines, at)
        if stop == at + 1 and stop < len(lines) and _CONTINUES.match(masked, lines[stop][0]):
            stop = _list_under(masked, lines, stop)
        yield at, first, max(last, lines[stop - 1][1])
        at = stop


def _sentences(flat: str, masked: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts, begin = [], start
    for found in _SENTENCE.finditer(flat, start, end):
        if _ABBREVIATED.search(masked[max(start, found.start() - 6) : found.start() + 1]):
            continue
        if not _CONTINUES.match(masked, found.end()):
            cuts.append((begin, found.end()))
            begin = found.end()
    return [*cuts, (begin, end)]


def _list_under(masked: str, lines: list[tuple[int, int]], at: int) -> int:
    """The number of the line after the list that the line `at` leads; ``at + 1`` if it leads none."""
    start, end = lines[at]
    following = at + 1
    if not _LEAD_END.search(masked[max(start, end - 40) : end]):
        return following
    own = _BULLET.match(masked, start)
    first = _BULLET.match(masked, lines[following][0]) if following < len(lines) else None
    if first is None:
        return following
    sign = _shape(first[1])
    if own is not None and _shape(own[1]) == sign:
        return following
    while following < len(lines) and following - at < _LONGEST_LIST:
        bullet = _BULLET.match(masked, lines[following][0])
        if bullet is None or _shape(bullet[1]) != sign:
            break
        following += 1
    return following


def _shape(bullet: str) -> str:
    """Bullets of one list look alike: «1.» and «2.», «a)» and «b)»."""
    return re.sub(r"[0-9]+", "1", re.sub(r"[a-zđ]", "a", bullet))


def pieces_of(masked: str, block: Block) -> list[Piece]:
    """Figures and signs of structure of a block, in order, with their depth in brackets."""
    pieces, depth, nth = [], 0, 0
    figures = block.figures
    for found in [*_MARK.finditer(masked, block.start, block.end), None]:
        at = found.start() if found else block.end
        while nth < len(figures) and figures[nth].start < at:
            figure = figures[nth]
            pieces.append(Piece("figure", figure.start, figure.end, depth, figure))
            nth += 1
        if found is None or (pieces and found.start() < pieces[-1].end):
            continue
        kind = found.lastgroup or ""
        depth += kind == "open"
        pieces.append(Piece(kind, found.start(), found.end(), depth, text=found[0]))
        depth = max(0, depth - (kind == "close"))
    return pieces


def beside(masked: str, block: Block, at: int) -> Figure | None:
    """The last figure before the one numbered `at` that stands in no closed bracket: «65 xã (54, 11), giảm 76»."""
    start = block.figures[at].start
    for figure in reversed(block.figures[max(0, at - _FARTHEST) : at]):
        between = masked[figure.end : start]
        if between.count(")") <= between.count("("):
            return figure
    return None
