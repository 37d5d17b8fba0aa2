"""What contradicts itself without any sum being wrong: one figure given twice, a target missed and called met."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.dates import Calendar, Day
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort
from motcua.oversight.report_check.rules.lexicon import GOAL, labels_of, may_be_part
from motcua.oversight.report_check.rules.lists import Breakdown
from motcua.oversight.report_check.rules.pairs import Pairs
from motcua.oversight.report_check.rules.remarks import Kind, Problem, plain
from motcua.oversight.report_check.rules.sums import alike

_EDGE = re.compile(r"[.;\n()|]|:(?!\s*$)")
_WHOLE = 100
_MET = re.compile(
    r"[^.;%]{0,50}?(?<!\w)(?P<no>chưa |không )?(?:đạt và vượt|vượt|đạt|hoàn thành|cao hơn)\s+(?:so với\s+)?(?:mức\s+)?"
    r"(?:chỉ tiêu|mục tiêu|kế hoạch|yêu cầu)(?P<rest>[^.;%]{0,80})"
)
_AIM_BEFORE = re.compile(r"(?:chỉ tiêu|mục tiêu|kế hoạch)[^.;%]{0,60}$")
_WHOLLY_ONLINE = re.compile(r"hoàn toàn trực tuyến|trực tuyến toàn trình|toàn trình")
_ONLINE = re.compile(r"hồ sơ[^.;]{0,60}trực tuyến")
_BY_YEAR = re.compile(r"(?:đến|năm) (?:năm )?(20[0-9]{2})")
_FULL_OR_PARTIAL = re.compile(r"toàn trình (?:hoặc|và|,) (?:\w+ ){0,4}một phần")


class Conflicts:
    """Finds contradictions between places of one text."""

    def __init__(self, masked: str, flat: str, blocks: list[Block], calendar: Calendar) -> None:
        self.masked = masked
        self.flat = flat
        self.blocks = blocks
        self.calendar = calendar

    def all(self, breakdowns: list[Breakdown], pairs: Pairs) -> Iterator[Problem]:
        yield from self.two_totals(breakdowns, pairs)
        yield from self.two_days()
        for block in self.blocks:
            yield from self.targets(block)
            yield from self.overlaps(block)
        yield from self.narrower()
        yield from self.two_measures()

    def two_totals(self, breakdowns: list[Breakdown], pairs: Pairs) -> Iterator[Problem]:
        """«tổng số 5.695 hồ sơ … 36/5.659»: a quotient of another total than the one given."""
        seen = set()
        for found in breakdowns:
            for part in found.all_parts:
                pair = part.pair
                listed = {one.figure.amount for one in found.all_parts}
                is_part = pair is not None and pair.denominator.amount in listed
                if pair and not is_part and self._is_other_total(found.whole, pair.denominator):
                    seen.add(pair.denominator.start)
                    yield self._other_total(found.whole, pair.denominator)
        for block in self.blocks:
            starts = {figure.start: at for at, figure in enumerate(block.figures)}
            for pair in pairs.between(block.start, block.end):
                at = starts.get(pair.start, 0)
                before = block.figures[at - 1] if at else None
                is_new = pair.denominator.start not in seen
                if (
                    before
                    and is_new
                    and self._may_be_total(before, pairs)
                    and self._is_other_total(before, pair.denominator)
                ):
                    yield self._other_total(before, pair.denominator)

    def _may_be_total(self, figure: Figure, pairs: Pairs) -> bool:
        return figure.is_exact_count and figure.thing is not None and figure.start not in pairs.denominators

    def _is_other_total(self, whole: Figure, denominator: Figure) -> bool:
        if whole.amount == denominator.amount or may_be_part(denominator.thing, whole.thing) is False:
            return False
        return alike(plain(whole.amount), plain(denominator.amount))

    def _other_total(self, whole: Figure, denominator: Figure) -> Problem:
        stated, computed = plain(denominator.amount), plain(whole.amount)
        parameters = {"stated": stated, "computed": computed}
        return Problem(Kind.CONFLICT, whole.start, denominator.end, stated, computed, remarks.TWO_TOTALS, parameters)

    def two_days(self) -> Iterator[Problem]:
        """One document with two days in one year."""
        first: dict[tuple[str, int], Day] = {}
        for paper in self.calendar.papers:
            if "/" not in paper.number:
                continue
            for day in self.calendar.days_between(paper.end, paper.end + 14):
                if day.on is None or not re.fullmatch(r",?\s*(?:ngày|\(ngày)?\s*", self.masked[paper.end : day.start]):
                    continue
                known = first.setdefault((paper.number, day.on.year), day)
                if known.on != day.on:
                    stated, computed = (self.flat[one.start : one.end] for one in (day, known))
                    parameters = {"number": paper.number, "stated": stated, "computed": computed}
                    yield Problem(Kind.CONFLICT, paper.start, day.end, stated, computed, remarks.TWO_DAYS, parameters)

    def targets(self, block: Block) -> Iterator[Problem]:
        """«đạt 92%, vượt chỉ tiêu 95%»."""
        shares = [figure for figure in block.figures if figure.sort is Sort.PERCENT]
        for first, second in pairwise(shares):
            gap = self.masked[first.end : second.start]
            found = _MET.fullmatch(gap)
            if found and not re.search(r"vượt\s*$", gap):
                yield from self._met(first, second, found)
                continue
            lead = self.masked[max(block.start, first.start - 80) : first.start]
            after = _MET.match(self.masked, second.end, block.end)
            if _AIM_BEFORE.search(lead) and after and not re.match(r"[^.;]{0,20}[0-9]", after["rest"]):
                yield from self._met(second, first, after)

    def _met(self, result: Figure, target: Figure, found: re.Match[str]) -> Iterator[Problem]:
        is_met = result.value >= target.value
        if is_met == (not found["no"]) or result.hedge is not Hedge.EXACT or target.hedge is Hedge.UNDER:
            return
        stated, aimed = (self.flat[one.start : one.end] for one in (result, target))
        reason = remarks.MET_TARGET if found["no"] else remarks.MISSED_TARGET
        start, end = min(result.start, target.start), max(result.end, target.end)
        yield Problem(Kind.CONFLICT, start, end, stated, aimed, reason, {"stated": stated, "target": aimed})

    def overlaps(self, block: Block) -> Iterator[Problem]:
        """«trên 95% đúng hạn; 80% trước hạn» cannot be two halves."""
        shares = [figure for figure in block.figures if figure.sort is Sort.PERCENT]
        for first, second in pairwise(shares):
            gap = self.masked[first.end : second.start]
            own, other = labels_of(gap).get("timing"), labels_of(self._tail(block, second)).get("timing")
            if {own, other} != {"on time", "early"} or "trong đó" in gap or first.value + second.value <= _WHOLE:
                continue
            on_time, early = (first, second) if own == "on time" else (second, first)
            stated, computed = (self.flat[one.start : one.end] for one in (on_time, early))
            parameters = {"stated": stated, "computed": computed}
            place = (first.start, second.end)
            yield Problem(Kind.CONFLICT, *place, stated, computed, remarks.OVERLAP, parameters)

    def _tail(self, block: Block, figure: Figure) -> str:
        tail = self.masked[figure.end : min(block.end, figure.end + 120)]
        cut = re.search(r"[.;\n%]|[0-9]", tail)
        return tail[: cut.start()] if cut else tail

    def narrower(self) -> Iterator[Problem]:
        """A share of dossiers done wholly online above the share done online at all, for one year."""
        any_online: dict[str, Figure] = {}
        wholly: dict[str, Figure] = {}
        years = [(found.start(), found[1]) for found in _BY_YEAR.finditer(self.masked)]
        at, year = 0, ""
        shares = [(block, one) for block in self.blocks for one in block.figures if one.sort is Sort.PERCENT]
        for block, figure in shares:
            while at < len(years) and years[at][0] < figure.start:
                at, year = at + 1, years[at][1]
            lead = _after_last_edge(self.masked[max(block.start, figure.start - 140) : figure.start])
            words = f"{lead} {self._tail(block, figure)}"
            if not _ONLINE.search(words) or not GOAL.search(self.masked[max(0, figure.start - 400) : figure.end]):
                continue
            bucket = wholly if _WHOLLY_ONLINE.search(words) else any_online
            bucket.setdefault(year, figure)
        for year, full in wholly.items():
            wide = any_online.get(year)
            if wide and full.value > wide.value:
                stated, computed = (self.flat[one.start : one.end] for one in (wide, full))
                parameters = {"stated": stated, "computed": computed}
                yield Problem(
                    Kind.CONFLICT, full.start, full.end, computed, stated, remarks.NARROWER_LARGER, parameters
                )

    def two_measures(self) -> Iterator[Problem]:
        """100% of the eligible «full or partial», and 100% of the eligible «full»: two targets under one name."""
        wide: dict[Decimal, Figure] = {}
        narrow: dict[Decimal, Figure] = {}
        for block in self.blocks:
            for figure in block.figures:
                tail = self._tail(block, figure) if figure.sort is Sort.PERCENT else ""
                if "đủ điều kiện" not in tail or "toàn trình" not in tail or "hồ sơ" in tail:
                    continue
                (wide if _FULL_OR_PARTIAL.search(tail) else narrow).setdefault(figure.value, figure)
        for value, figure in narrow.items():
            if value in wide:
                stated = self.flat[figure.start : figure.end]
                place = (figure.start, figure.end)
                yield Problem(Kind.CONFLICT, *place, stated, stated, remarks.TWO_MEASURES, {"stated": stated})


def _after_last_edge(lead: str) -> str:
    edge = max((found.end() for found in _EDGE.finditer(lead)), default=0)
    return lead[edge:]
