"""Changes recomputed: «từ 1.200 lên 1.500 hồ sơ, tăng 25%»; «1.500 hồ sơ, tăng 300 so với … (1.200 hồ sơ)»."""

import re
from decimal import Decimal
from fractions import Fraction

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block, beside
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort
from motcua.oversight.report_check.rules.lexicon import may_be_part
from motcua.oversight.report_check.rules.remarks import Claim, ClaimKind, Kind, Problem, percent, plain
from motcua.oversight.report_check.rules.remarks import said as printed
from motcua.oversight.report_check.rules.verdicts import Verdict, judge

_FROM = re.compile(r"(?<!\w)từ(?: mức| con số| chỗ)?\s*$")
_TO = re.compile(r"[^.;]{0,80}?(?<!\w)(?:lên|xuống|còn|đến|thành)(?!\w)[^.;]{0,30}")
_CHANGE = re.compile(
    r"[^.;]{0,70}?(?<!\w)(tăng|giảm|gấp|vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn)(?: thêm)?\s*"
    r"(?:là |được |tới |đến |khoảng )?"
)
_NEXT_YEAR = re.compile(
    r"[^.;0-9]{1,60}? thì [^.;0-9]{0,70}?(?:là|lên|đạt|có|tới|còn) (?:\w+ )?|"
    r"[^.;0-9]{1,30}, (?:đến |sang )?năm 20[0-9]{2} (?:có |là |đạt |đã \w+ )?"
)
_NEXT_SHARE = re.compile(
    r"\s*[;,] (?:đến |sang )?năm (?:20[0-9]{2}|nay) (?:là |đạt |có |chiếm |tăng lên |giảm còn |"
    r"đã lên |lên |đã đạt |đã là |còn )"
)
_CHANGED = re.compile(r"(?<!\w)(?:tăng|giảm)(?: thêm)?\s*$")
_BRACKETED = re.compile(r"[(][^()]{0,200}[)]")
_BACK = re.compile(
    r"[^.;]{0,60}?(?<!\w)so với[^.;]{0,80}?(?:\(|là |đạt |có |(?:chỉ tiêu|mục tiêu|mức|kế hoạch)(?: giao| đề ra)? )\s*"
    r"(?:là |đạt |có |được |giao )?"
    r"|\s*(?:so với )?(?:chỉ tiêu|mục tiêu)[^.;,()0-9]{0,40}[ (]"
)
_ALSO = re.compile(r"[^.;()\d]{0,40}?(?:\(|,|tương đương|tương ứng|hay|tức)[^.;()\d]{0,30}")


_BESIDE = 60
_DOWN = {"giảm", "thấp hơn", "ít hơn"}
_THUS = re.compile(r"[^.;()\d]{0,30}[)]?,? ?(?:tương đương|tương ứng|hay|tức|bằng)?(?: với)? (?:tăng|giảm) ")
_CLOSED = re.compile(r"[)][^(]*?\w+\s+\w+\s+\w+\s+\w+")
"""A bracket closed and words of another subject behind it."""


class Growth:
    """Claims and problems of changes."""

    def __init__(self, masked: str) -> None:
        self.masked = masked
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []
        self._weighed: set[int] = set()

    def check(self, block: Block) -> None:
        figures = block.figures
        self._forwards(block)
        for change, before, after in zip(figures, figures[1:], figures[2:], strict=False):
            lead = self.masked[max(block.start, change.start - 12) : change.start]
            said = re.search(r"(tăng|giảm)\s*(?:thêm\s*)?$", lead)
            gap = self.masked[change.end : before.start]
            is_beside = len(gap) < _BESIDE and not re.search(r"[;)]", gap) and change.start not in self._weighed
            if said and is_beside and self._is_from_to(block, before, after):
                self._weigh(before, after, change, said[1])

    def _forwards(self, block: Block) -> None:
        figures = block.figures
        for at in range(len(figures) - 2):
            before, after, change = figures[at : at + 3]
            is_pair = self._is_from_to(block, before, after) or self._are_years(before, after)
            if is_pair and (self._has_own(block, at + 2) or _CLOSED.search(self.masked[after.end : change.start])):
                continue
            if is_pair and (word := self._word(after, change)):
                self._weigh(before, after, change, word)
                also = figures[at + 3 : at + 4]
                if also and _ALSO.fullmatch(self.masked[change.end : also[0].start]):
                    self._weigh(before, after, also[0], word)
            else:
                self._backwards(block, at + 1)

    def _has_own(self, block: Block, at: int) -> bool:
        """Whether the change is told of the two figures that follow: «tăng 40% (từ 85 lên 119)»."""
        following = block.figures[at + 1 : at + 3]
        gap = self.masked[block.figures[at].end : following[0].start] if following else ""
        return len(following) > 1 and re.fullmatch(r"\s*[(,]?\s*từ\s*", gap) is not None

    def _is_from_to(self, block: Block, before: Figure, after: Figure) -> bool:
        lead = self.masked[max(block.start, before.start - 20) : before.start]
        return bool(_FROM.search(lead) and _TO.fullmatch(self.masked[before.end : after.start]))

    def _are_years(self, before: Figure, after: Figure) -> bool:
        """«Năm 2022 có 45 sáng kiến, năm 2023 có 54 sáng kiến, tăng 20%»."""
        gap = self.masked[before.end : after.start]
        if before.sort is after.sort is Sort.PERCENT:
            return _NEXT_SHARE.fullmatch(gap) is not None
        is_same = before.thing is not None and before.thing == after.thing
        return is_same and _NEXT_YEAR.fullmatch(self.masked[before.end : after.start]) is not None

    def _word(self, after: Figure, change: Figure) -> str:
        gap = _BRACKETED.sub(" ", self.masked[after.end : change.start])
        found = _CHANGE.fullmatch(gap)
        return found[1] if found else ""

    def _backwards(self, block: Block, at: int) -> None:
        """«B, tăng D (Z%) so với … (A)»: the newer figure first, perhaps with its parts in brackets."""
        after, change = self._newer(block, at), block.figures[at]
        word = self._word(after, change) if after else ""
        if after is None or not word or _CHANGED.search(self.masked[max(block.start, after.start - 16) : after.start]):
            return
        changes, rest = [change], block.figures[at + 1 : at + 4]
        if len(rest) > 1 and _ALSO.fullmatch(self.masked[change.end : rest[0].start]):
            changes, rest = [change, rest[0]], rest[1:]
        if rest and _BACK.fullmatch(self.masked[changes[-1].end : rest[0].start]):
            also = rest[1:2] if _THUS.fullmatch(self._between(rest)) else []
            for one in [*changes, *also]:
                self._weigh(rest[0], self._meant(block.figures[:at], rest[0], one, word) or after, one, word)

    def _between(self, figures: list[Figure]) -> str:
        return self.masked[figures[0].end : figures[1].start] if len(figures) > 1 else ""

    def _newer(self, block: Block, at: int) -> Figure | None:
        """The figure that has changed: of «X, tăng 22% so với … (Y) và tăng 61% so với … (Z)» it is X both times."""
        while (found := beside(self.masked, block, at)) and at:
            lead = self.masked[max(block.start, found.start - 16) : found.start]
            at = block.figures.index(found)
            if not _CHANGED.search(lead) or at == 0:
                return found
        return None

    def _meant(self, earlier: list[Figure], before: Figure, change: Figure, word: str) -> Figure | None:
        """The nearest figure of which the change is right: «1,8 triệu đồng, cao nhất 3,2 triệu đồng, tăng 20% …»."""
        for figure in reversed(earlier):
            is_alike = figure.sort is before.sort and figure.scale == before.scale and before.value
            outcome = _outcome(before, figure, change, word) if is_alike else None
            if outcome and outcome[0]:
                return figure
        return None

    def _weigh(self, before: Figure, after: Figure, change: Figure, word: str) -> None:
        is_alike = before.sort is after.sort and may_be_part(after.thing, before.thing) is not False
        if not is_alike or before.sort not in {Sort.COUNT, Sort.PERCENT} or not before.value:
            return
        is_of_scale = change.sort is not Sort.COUNT or before.scale in {change.scale, 1}
        if Hedge.NEAR in {before.hedge, after.hedge, change.hedge} or not is_of_scale:
            return
        outcome = _outcome(before, after, change, word)
        if outcome is None:
            return
        is_right, computed = outcome
        self._weighed.add(change.start)
        start = min(before.start, after.start, change.start)
        end = max(before.end, after.end, change.end)
        stated = self.masked[change.start : change.end].replace(" ", "")
        self.claims.append(Claim(ClaimKind.CHANGE, start, end, stated, computed))
        if not is_right:
            share = abs(Fraction(after.amount) - Fraction(before.amount)) / Fraction(before.amount)
            parameters = {
                "stated": f"{word} {stated}",
                "before": plain(before.amount),
                "after": plain(after.amount),
                "computed": computed,
            }
            kind = Kind.SUM if change.sort in {Sort.COUNT, Sort.POINTS} else Kind.RATIO
            if change.sort is Sort.PERCENT and judge(share, change) is Verdict.CUT_OFF:
                kind = Kind.PRECISION
            self.problems.append(Problem(kind, start, end, stated, computed, remarks.WRONG_CHANGE, parameters))


def _outcome(before: Figure, after: Figure, change: Figure, word: str) -> tuple[bool, str] | None:
    """Whether the change is what the two figures give, and what they give; None when it is no such change."""
    difference = abs(after.amount - before.amount)
    if change.sort is Sort.TIMES:
        times = Fraction(after.amount) / Fraction(before.amount)
        return _close(times, change), printed(times, change.places)
    is_rank = change.thing is not None and change.thing.group == "rank"  # a better rank is a smaller number
    is_other_way = (word in _DOWN) == (after.amount > before.amount) and difference > 0 and not is_rank
    if before.sort is Sort.PERCENT:
        if change.sort not in {Sort.PERCENT, Sort.POINTS}:
            return None
        share = Fraction(difference) / Fraction(before.amount)
        is_relative = change.sort is Sort.PERCENT and judge(share, change) is not Verdict.WRONG
        return (not is_other_way and (difference == change.value or is_relative)), f"{plain(difference)} điểm phần trăm"
    if change.sort is Sort.PERCENT:
        share = Fraction(difference) / Fraction(before.amount)
        is_exact = change.places > 0 and before.scale == after.scale == 1
        right = {Verdict.RIGHT} if is_exact else {Verdict.RIGHT, Verdict.CUT_OFF}
        return (not is_other_way and judge(share, change) in right), percent(share, change.places)
    if change.sort is not Sort.COUNT or may_be_part(change.thing, before.thing) is False:
        return None
    slack = Decimal(1).scaleb(-change.places) * change.scale if change.scale > 1 or change.places else 0
    return (not is_other_way and abs(difference - change.amount) <= slack), plain(difference)


def _close(exact: Fraction, stated: Figure) -> bool:
    unit = Fraction(1, 10**stated.places)
    if stated.hedge is Hedge.OVER:
        return exact >= Fraction(stated.value) - unit
    return abs(exact - Fraction(stated.value)) < unit
