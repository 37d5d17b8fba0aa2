"""Whether a percentage is the quotient of the counts it is said of, at the precision it is printed with."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block, beside
from motcua.oversight.report_check.rules.eligible import of_eligible
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort
from motcua.oversight.report_check.rules.lexicon import GOAL, GROWTH, LINKS, PLAN, labels_of, may_be_part, thing_after
from motcua.oversight.report_check.rules.lists import Breakdown
from motcua.oversight.report_check.rules.pairs import Pair, Pairs
from motcua.oversight.report_check.rules.remarks import Claim, ClaimKind, Kind, Problem, percent, plain
from motcua.oversight.report_check.rules.verdicts import Verdict, is_likely, is_one_slip, judge

_NOUN_THEN_LINKS = re.compile(
    rf"[^,;:().=\n]{{0,160}}?(?:[,:=(\-~≈]|(?<!\w){LINKS}(?!\w)|\s)"
    rf"(?:{LINKS}(?!\w)|[\s,:=(\-~≈]|(?:tỷ|tỉ) lệ(?!\w))*+"
)
_NEW_SUBJECT = re.compile(
    r"[^;.\n]{0,160}?[,;(]\s*(?:với\s+)?((?:tỷ|tỉ) lệ[^,;:().=\n]{0,120}?)"
    r"(?:đạt|là|:|=|chiếm|bằng)?\s*(?:đạt|trên|là)?\s*"
)
_IN_BRACKET = re.compile(
    rf"(?![^(]*(?:(?:tỷ|tỉ) lệ|mức))[^;:.=()\n]{{0,120}}[(](?:{LINKS}(?!\w)|\s|(?:tỷ|tỉ) lệ(?!\w))*+"
)
_THEN_BRACKET = re.compile(r"[^,;:.=()\n]{0,120}[(]")
_WITH_PAIR = re.compile(r"\s*(?:,|=|:|\(|với|tương ứng|tương đương|ứng với|tức là|tức|là|\s)*+")
_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset("tỷ tỉ lệ được số hồ sơ đạt là của và có các tthc giải quyết tiếp nhận đã do".split())  # noqa: SIM905
_OTHER_BASE = re.compile(
    r"[^,;.\n]{0,60}?(?:toàn tỉnh|cả nước|toàn quốc|của ngành|cùng kỳ|so với|dân số|tổng chi|tổng thu)"
)
_WHOLE_IN_BRACKET = re.compile(r"[^,;.()0-9\n]{1,60}[(]\s*(?:tổng số |là )?")
_OF_TOTAL = re.compile(r"\s*(?:so với\s+|trên\s+|trong\s+)?tổng(?!\w)[^,;.()0-9\n]{0,80}")
_BRACKETED = re.compile(r"\s*[(][^()]{0,200}[)]")
_PLANNED = re.compile(r"(?<!\w)(?:giao|kế hoạch|dự toán|chỉ tiêu)[^.;()0-9]{0,30}$")
_OF_ALL = re.compile(r"\s*(?:so với\s+|trên\s+)?(?:tổng\s+)?số(?=\s)")
_OWN_SHARE = re.compile(r"[^,;.()0-9]{0,40}[(][0-9.,]+\s?%")
_REACH = 260


_TIMELY = {"early", "on time", "early or on time"}


class Ratios:
    """Percentages with the shares that may explain them; only what nothing explains is a problem."""

    def __init__(self, masked: str, pairs: Pairs) -> None:
        self.masked = masked
        self.pairs = pairs
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []
        self._settled: set[int] = set()
        self._wholes: set[int] = set()
        self._shared: dict[int, tuple[int, int, int]] = {}
        self._doubts: dict[int, tuple[Figure, Figure, Figure]] = {}

    def check(self, blocks: list[Block], breakdowns: Iterable[Breakdown]) -> None:
        """All percentages of the text."""
        for block in blocks:
            self._in_block(block)
        listed = list(breakdowns)
        for found in listed:
            self._in_breakdown(found)
        starts = [block.start for block in blocks]
        for found in listed:
            self.summaries(blocks[bisect_right(starts, found.start) - 1], found)
        previous: Block | None = None
        for block in blocks:
            is_next = previous is not None and block.paragraph == previous.paragraph
            self._nearby(block, previous if is_next else None)
            previous = block
        for percentage, top, bottom in self._doubts.values():
            if percentage.start not in self._settled:
                self._say(percentage, top, bottom)

    def _in_block(self, block: Block) -> None:
        figures = block.figures
        starts = [figure.start for figure in figures]
        for pair in self.pairs.between(block.start, block.end):
            if pair.numerator.hedge is Hedge.EXACT:
                at = bisect_left(starts, pair.denominator.start)
                self._after(pair, [one for one in figures[at + 1 : at + 3] if one.hedge is not Hedge.OVER][:1])
                self._before(pair, figures[max(0, at - 2) : at - 1])
        for figure in figures:
            if figure.sort is Sort.PERCENT:
                self._explained(figure, block)
        self._of_named_wholes(block)

    def _of_named_wholes(self, block: Block) -> None:
        figures = block.figures
        for at in range(1, len(figures) - 1):
            tops = [beside(self.masked, block, at)]
            if PLAN.match(self.masked, figures[at].end):
                tops += [one for one in figures[max(0, at - 4) : at] if one.scale == figures[at + 1].scale > 1][:1]
            for top in tops:
                if top is not None:
                    self._of_named_whole(top, figures[at], figures[at + 1])

    def _of_named_whole(self, top: Figure, stated: Figure, bottom: Figure) -> None:
        """«5.430 tỷ đồng, bằng 108,6% dự toán (5.000 tỷ đồng)»; «127 hồ sơ, chiếm 0,41% tổng số là 30.976 hồ sơ»."""
        if (top.sort, stated.sort, bottom.sort) != (Sort.COUNT, Sort.PERCENT, Sort.COUNT) or not bottom.value:
            return
        gap, rest = self.masked[top.end : stated.start], self.masked[stated.end : bottom.start]
        is_plan = PLAN.match(rest) is not None and len(gap) < _REACH / 2
        is_in_bracket = (is_plan or _NOUN_THEN_LINKS.fullmatch(gap)) and _WHOLE_IN_BRACKET.fullmatch(rest)
        is_of_total = (_NOUN_THEN_LINKS.fullmatch(gap) or _IN_BRACKET.fullmatch(gap)) and _OF_TOTAL.fullmatch(rest)
        is_part = top.amount <= bottom.amount or PLAN.match(self.masked, stated.end) is not None
        is_said = is_part and (is_in_bracket or is_of_total) and (is_plan or not GROWTH.search(gap + rest))
        is_alike = may_be_part(top.thing, bottom.thing) and top.scale == bottom.scale
        if is_said and is_alike and bottom.start not in self.pairs.by_numerator and top.hedge is Hedge.EXACT:
            self._weigh(stated, top, bottom)

    def _gap(self, top: Figure, stated: Figure) -> str:
        """The words between two figures, without what stands in brackets of its own."""
        gap = _BRACKETED.sub("", self.masked[top.end : stated.start])
        name = top.thing.name if top.thing else ""
        return gap.replace(name, name.replace(",", ""), 1) if "," in name else gap

    def _after(self, pair: Pair, following: list[Figure]) -> None:
        """«662/1315 nhiệm vụ, đạt 50,34%»."""
        if not following or following[0].sort is not Sort.PERCENT:
            return
        stated = following[0]
        gap = self.masked[pair.end : stated.start]
        if len(gap) > _REACH:
            return
        if GROWTH.search(re.split(r"[,;(]", gap)[-1]):
            return
        if _NOUN_THEN_LINKS.fullmatch(gap) or _IN_BRACKET.fullmatch(gap) or self._speaks_of_same(pair, gap):
            self._weigh(stated, pair.numerator, pair.denominator)

    def _speaks_of_same(self, pair: Pair | Figure, gap: str) -> bool:
        """«đúng hạn 1.180/1.200 hồ sơ, tỷ lệ đúng hạn đạt 98,33%»: the new subject has no word of its own."""
        found = _NEW_SUBJECT.fullmatch(gap)
        if not found:
            return False
        words = set(_WORD.findall(found[1])) - _EMPTY_WORDS
        around = set(_WORD.findall(self.masked[max(0, pair.start - 120) : pair.start + len(gap) - len(found[1])]))
        return bool(words) and words <= around

    def _before(self, pair: Pair, preceding: list[Figure]) -> None:
        """«đạt 95,58% (25.628/26.814 hồ sơ)»."""
        if not preceding or preceding[0].sort is not Sort.PERCENT or preceding[0].start in self._settled:
            return
        stated = preceding[0]
        gap = self.masked[stated.end : pair.start]
        if len(gap) <= _REACH and _WITH_PAIR.fullmatch(gap) and not self._has_own(pair):
            self._weigh(stated, pair.numerator, pair.denominator)

    def _has_own(self, pair: Pair) -> bool:
        """Whether a percentage right after the pair is said of it."""
        return (
            re.match(
                r"[^,;.()\n]{0,60}?(?:=|,|đạt|chiếm)\s*(?:đạt|chiếm|tỷ lệ|\s)*[0-9][0-9.,]*\s?%",
                self.masked[pair.end : pair.end + 100],
            )
            is not None
        )

    def _explained(self, stated: Figure, block: Block) -> None:
        """«đúng hạn đạt 99,38% (tổng số 5.695 hồ sơ, trong đó đúng hạn 5.659/5.695 hồ sơ …)»."""
        found = _THEN_BRACKET.match(self.masked, stated.end, min(block.end, stated.end + 130))
        if not found:
            return
        stop = _closing(self.masked, found.end(), block.end)
        inside = self.pairs.between(found.end(), stop)
        if not inside or GROWTH.search(self.masked[stated.end : inside[0].start]):
            return
        exact = [pair for pair in inside if pair.numerator.hedge is Hedge.EXACT]
        lead = labels_of(self.masked[max(block.start, stated.start - 100) : stated.start])
        for pair in exact:
            if any(judge(share, stated) is Verdict.RIGHT for share in pair.shares):
                self._settle(stated, pair.numerator, pair.denominator)
                return
        same = [pair for pair in exact if self._is_named_alike(pair, lead)]
        for pair in same[:1]:
            self._weigh(stated, pair.numerator, pair.denominator)

    def _is_named_alike(self, pair: Pair, lead: dict[str, str]) -> bool:
        begin = max(self.masked.rfind(sign, 0, pair.start) for sign in ";(:%")
        own = labels_of(self.masked[max(begin, pair.start - 80) : pair.start])
        timely = {"on time", "early or on time"}
        if lead.get("timing") in timely:
            return own.get("timing") in timely
        return not lead or own.items() <= lead.items()

    def _in_breakdown(self, found: Breakdown) -> None:
        """«tổng số 26.814 hồ sơ, trong đó đúng hạn 25.628 hồ sơ, chiếm 95,58%»."""
        whole = found.whole
        if whole.hedge is not Hedge.EXACT or not whole.value:
            return
        for part in found.all_parts:
            wrong_thing = may_be_part(part.thing, found.thing) is False
            if part.pair or wrong_thing or part.figure.hedge is not Hedge.EXACT or len(part.shares) != 1:
                continue
            stated = part.shares[0]
            gap = self.masked[part.figure.end : stated.start]
            if (
                len(gap) > _REACH
                or GROWTH.search(gap)
                or self._is_of_plan(stated, gap)
                or _OTHER_BASE.match(self.masked, stated.end)
            ):
                continue
            if part.figure.amount <= whole.amount:
                is_said_of_it = _NOUN_THEN_LINKS.fullmatch(gap) is not None
                self._weigh(stated, part.figure, whole, is_certain=is_said_of_it)

    def _nearby(self, block: Block, previous: Block | None) -> None:
        """«Tiếp nhận 12.450 hồ sơ. Đã giải quyết 12.100 hồ sơ, đạt 97,19%»: any count before may be the whole."""
        counts = [figure for figure in (previous.figures if previous else []) if figure.sort is Sort.COUNT]
        for at, figure in enumerate(block.figures):
            if figure.sort is Sort.COUNT:
                counts.append(figure)
            elif figure.sort is Sort.PERCENT and at and figure.start not in self._settled:
                tops = {one.start: one for one in (block.figures[at - 1], beside(self.masked, block, at)) if one}
                later = [one for one in block.figures[at + 1 :] if one.sort is Sort.COUNT and self._is_total(one)]
                for top in tops.values():
                    self._from_counts(figure, top, [*later[-4:], *counts[-12:]])

    def _is_total(self, figure: Figure) -> bool:
        return "tổng" in self.masked[max(0, figure.start - 24) : figure.start]

    def _from_counts(self, stated: Figure, top: Figure, counts: list[Figure]) -> None:
        if top.sort is not Sort.COUNT or top.start in self.pairs.denominators or stated.hedge is Hedge.RANGE:
            return
        gap = self._gap(top, stated)
        if len(gap) > _REACH or top.hedge is not Hedge.EXACT or GROWTH.search(gap):
            return
        wholes = [one for one in counts if one is not top and one.value and one.amount >= top.amount]
        for whole in reversed(wholes):
            share = Fraction(top.amount) / Fraction(whole.amount)
            if whole.amount != top.amount and judge(share, stated) is Verdict.RIGHT:
                self._settle(stated, top, whole)
                return
        if _NOUN_THEN_LINKS.fullmatch(gap) or self._speaks_of_same(top, gap):
            is_of_plan = self._is_of_plan(stated, gap)
            self._doubt_nearby(stated, top, [one for one in wholes if not is_of_plan or self._is_plan(one, top)])

    def _is_plan(self, whole: Figure, top: Figure) -> bool:
        """«được giao 6.840 tỷ đồng; … giải ngân 4.788 tỷ đồng, đạt 70% kế hoạch»."""
        lead = self.masked[max(0, whole.start - 40) : whole.start]
        return whole.scale == top.scale and _PLANNED.search(lead) is not None

    def _doubt_nearby(self, stated: Figure, top: Figure, wholes: list[Figure]) -> None:
        """Only when the whole is plain: the same thing, just before, and a quotient that comes close."""
        if _OTHER_BASE.match(self.masked, stated.end) or stated.hedge is not Hedge.EXACT:
            return
        for whole in self._likely(stated, top, wholes):
            share = Fraction(top.amount) / Fraction(whole.amount)
            if is_likely(share, stated) or is_one_slip(top, whole, stated):
                self._weigh(stated, top, whole)
                return

    def _likely(self, stated: Figure, top: Figure, wholes: list[Figure]) -> list[Figure]:
        """What the share may be of: the thing that is named after it, the count just before, a whole used already."""
        exact = [one for one in wholes if one.is_exact_count and one.amount != top.amount]
        if named := _OF_ALL.match(self.masked, stated.end):
            thing = thing_after(self.masked, named.end())
            same = [one for one in exact if thing and one.thing and one.thing.group == thing.group]
            return sorted(same, key=lambda one: -one.amount)[:1]
        same = [one for one in exact if may_be_part(top.thing, one.thing) and self._is_near(one, top)]
        used = [one for one in same if one.start in self._wholes]
        return [*same[-1:], *used[-1:], *self._of_siblings(stated, top, exact)]

    def _of_siblings(self, stated: Figure, top: Figure, exact: list[Figure]) -> list[Figure]:
        """«đất đai 41.554 hồ sơ (29%), hộ tịch 34.390 hồ sơ (24%), chứng thực …»: what two others are shares of."""
        if self.masked[stated.start - 1] != "(":
            return []
        near = [one for one in self._shared.values() if abs(one[0] - stated.start) < _REACH and one[1] != stated.start]
        wholes = [whole for _, _, whole in near]
        return [one for one in exact if wholes.count(one.start) > 1 and may_be_part(top.thing, one.thing)][-1:]

    def _is_near(self, whole: Figure, top: Figure) -> bool:
        """Whether the whole stands before the part, in no bracket that is closed between them, and not far off."""
        between = self.masked[whole.end : top.start]
        is_open = between.count(")") <= between.count("(") and not _OWN_SHARE.match(between)
        return (
            is_open
            and bool(between)
            and len(between) <= _REACH
            and between.count(". ") <= 1
            and not GROWTH.search(between)
        )

    def summaries(self, block: Block, found: Breakdown) -> None:
        """«(trước hạn A, đúng hạn B, quá hạn C); tỷ lệ trước và đúng hạn đạt 98,1%»: the share of A + B."""
        if not found.whole.value:
            return
        for figure in block.figures:
            is_after = 0 <= figure.start - found.end <= _REACH and figure.start not in self._doubts
            if figure.sort is not Sort.PERCENT or not is_after or figure.start in self._settled:
                continue
            lead = re.split(r"[;.:()]|[0-9%]", self.masked[max(found.end, figure.start - 120) : figure.start])[-1]
            top = None if GROWTH.search(lead) or GOAL.search(lead) else _told_of(lead, found)
            if top and top.amount <= found.whole.amount:
                share = Fraction(top.amount) / Fraction(found.whole.amount)
                is_timely = labels_of(lead).get("timing") in _TIMELY
                self._weigh(figure, top, found.whole, is_certain=is_timely or is_likely(share, figure))

    def _is_of_plan(self, stated: Figure, gap: str) -> bool:
        return PLAN.match(self.masked, stated.end) is not None and "=" not in gap

    @property
    def settled(self) -> set[int]:
        """The places of percentages that counts explain."""
        return self._settled

    def _weigh(self, stated: Figure, top: Figure, bottom: Figure, *, is_certain: bool = True) -> None:
        pair = Pair(top, bottom)
        if any(judge(share, stated) is Verdict.RIGHT for share in pair.shares):
            self._settle(stated, top, bottom)
        elif is_certain and not of_eligible(self.masked, stated):
            self._doubts.setdefault(stated.start, (stated, top, bottom))

    def _settle(self, stated: Figure, top: Figure, bottom: Figure) -> None:
        if stated.start not in self._settled:
            self._settled.add(stated.start)
            self._wholes.add(bottom.start)
            if self.masked[stated.start - 1] == "(":
                self._shared[stated.start] = (stated.start, stated.start, bottom.start)
            self._claim(stated, top, bottom)

    def _claim(self, stated: Figure, top: Figure, bottom: Figure) -> str:
        start, end = _extent(stated, top, bottom)
        computed = percent(Pair(top, bottom).share, stated.places)
        self.claims.append(Claim(ClaimKind.RATIO, start, end, _shown(self.masked, stated), computed))
        return computed

    def _say(self, stated: Figure, top: Figure, bottom: Figure) -> None:
        share = Pair(top, bottom).share
        computed = self._claim(stated, top, bottom)
        is_cut = judge(share, stated) is Verdict.CUT_OFF
        start, end = _extent(stated, top, bottom)
        parameters = {
            "stated": _shown(self.masked, stated),
            "computed": computed,
            "exact": percent(share, stated.places + 2),
            "numerator": plain(top.amount),
            "denominator": plain(bottom.amount),
        }
        kind, reason = (Kind.PRECISION, remarks.CUT_OFF) if is_cut else (Kind.RATIO, remarks.WRONG_RATIO)
        self.problems.append(Problem(kind, start, end, str(parameters["stated"]), computed, reason, parameters))


def _told_of(lead: str, found: Breakdown) -> Figure | None:
    """The part, or the parts on time together, of which «tỷ lệ …» after a list is said."""
    labels = labels_of(lead)
    parts = [part.figure for part in found.all_parts if part.labels.get("timing") in _TIMELY]
    if labels.get("timing") in _TIMELY:
        late = [part for part in found.all_parts if part.labels.get("timing") == "late"]
        if not parts or not late:
            return None
        return replace(parts[0], end=parts[-1].end, value=sum((one.amount for one in parts), Decimal(0)), scale=1)
    if len(labels) != 1 or not re.search(r"(?:tỷ|tỉ) lệ", lead):
        return None
    same = [part.figure for part in found.all_parts if part.labels.items() == labels.items()]
    return same[0] if len(same) == 1 else None


def _extent(stated: Figure, top: Figure, bottom: Figure) -> tuple[int, int]:
    """The place that shows all three numbers – or the percentage and its numerator, when the whole is far away."""
    figures = [stated, top, bottom]
    start, end = min(figure.start for figure in figures), max(figure.end for figure in figures)
    if end - start > _REACH:
        start, end = min(stated.start, top.start), max(stated.end, top.end)
    return start, end


def _shown(masked: str, figure: Figure) -> str:
    return masked[figure.start : figure.end].replace(" ", "")


def _closing(masked: str, at: int, end: int) -> int:
    """The place of the bracket that closes the one before `at`."""
    depth = 1
    for number in range(at, end):
        depth += (masked[number] == "(") - (masked[number] == ")")
        if depth == 0:
            return number
    return end
