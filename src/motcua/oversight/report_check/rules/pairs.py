"""Two counts that are read as one share: «662/1315», «120 hồ sơ/125 hồ sơ», «120 trên tổng số 125»."""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction

from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort

_SLASH = re.compile(r"\s?/\s?")
_WORDED = re.compile(
    r"(?:\s+[^\s0-9,;:().\n|]+){0,6}?\s*(?:/\s*(?:tổng\s+)?(?:số\s+)?|"
    r"(?<!\w)(?:trên|trong)\s+tổng(?:\s+số)?\s+|(?<!\w)trong\s+số\s+)"
)
_OF_TOTAL = re.compile(r"(?:\s+[^\s0-9,;:().\n|]+){0,14}?\s+(?:trên|trong)\s+tổng(?:\s+số)?\s+")
_OUT_OF = re.compile(r"(?:\s+[^\s0-9,;:().\n|]+){0,3}?\s+trên\s+")
_RANK_BEFORE = re.compile(r"(?:xếp|hạng|thứ|vị trí|đứng|top|bậc)\s*(?:thứ|hạng|vị trí|thứ hạng)?\s*$")
_NOT_SHARE_AFTER = re.compile(r"\s*(?:điểm|giờ|km|ha|m2|ngày|tuần|tháng|năm)(?!\w)")
_MOST_SHARE, _LONGEST_BETWEEN = 5, 120
_ROUND_THE_CLOCK = {(24, 7), (24, 24)}


@dataclass(frozen=True, slots=True)
class Pair:
    """A numerator, a denominator and their share; a rank or a score is no share."""

    numerator: Figure
    denominator: Figure

    @property
    def start(self) -> int:
        return self.numerator.start

    @property
    def end(self) -> int:
        return self.denominator.end

    @property
    def share(self) -> Fraction:
        return Fraction(self.numerator.amount) / Fraction(self.denominator.amount)

    @property
    def shares(self) -> list[Fraction]:
        """All that it may mean, as «1,315» may be two numbers; what is no share is not meant."""
        tops, bottoms = self.numerator.amounts, self.denominator.amounts
        meant = [Fraction(top) / Fraction(bottom) for top in tops for bottom in bottoms if bottom]
        return [share for share in meant if share <= _MOST_SHARE] or meant


def pairs_of(masked: str, blocks: list[Block]) -> list[Pair]:
    """All shares of the text."""
    pairs = []
    for block in blocks:
        figures, at = block.figures, 0
        while at + 1 < len(figures):
            found = _pair(masked, figures[at], figures[at + 1])
            if found:
                pairs.append(found)
            at += 2 if found else 1
    return pairs


def _pair(masked: str, top: Figure, bottom: Figure) -> Pair | None:
    if top.sort is not Sort.COUNT or bottom.sort is not Sort.COUNT or not bottom.value:
        return None
    between = masked[top.end : bottom.start]
    if len(between) > _LONGEST_BETWEEN:
        return None
    if top.thing and "," in top.thing.name:
        between = between.replace(top.thing.name, top.thing.name.replace(",", ""), 1)
    is_slashed = _SLASH.fullmatch(between) is not None
    is_worded = (_WORDED.fullmatch(between) or _OF_TOTAL.fullmatch(between)) is not None
    is_out_of = _OUT_OF.fullmatch(between) is not None and top.value < bottom.value and bottom.hedge is Hedge.OVER
    if not (is_slashed or is_worded or is_out_of) or Hedge.RANGE in (top.hedge, bottom.hedge):
        return None
    is_chain = masked[top.start - 1 : top.start] == "/" or masked[bottom.end : bottom.end + 1] == "/"
    is_rank = _RANK_BEFORE.search(masked[max(0, top.start - 24) : top.start])
    if is_chain or is_rank or (int(top.value), int(bottom.value)) in _ROUND_THE_CLOCK:
        return None
    if top.scale == 1 < bottom.scale and is_slashed:
        top = replace(top, scale=bottom.scale)
    return None if _NOT_SHARE_AFTER.match(masked, bottom.end) else Pair(top, bottom)


class Pairs:
    """Pairs by the place of their figures."""

    def __init__(self, pairs: list[Pair]) -> None:
        self.all = pairs
        self._starts = [pair.start for pair in pairs]
        self.by_numerator = {pair.numerator.start: pair for pair in pairs}
        self.denominators = {pair.denominator.start for pair in pairs}

    def between(self, start: int, end: int) -> list[Pair]:
        return self.all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
