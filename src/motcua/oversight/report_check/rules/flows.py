"""Counts of one paragraph that must add up though no list is opened: «tiếp nhận 326; đã xử lý 318; đang xử lý 8»."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from sys import maxsize

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.figures import Figure
from motcua.oversight.report_check.rules.lexicon import (
    GROWTH,
    is_whole,
    labels_of,
    may_be_part,
    thing_in,
    without_inner_commas,
)
from motcua.oversight.report_check.rules.pairs import Pairs
from motcua.oversight.report_check.rules.remarks import Claim, ClaimKind, Kind, Problem, plain
from motcua.oversight.report_check.rules.sums import is_slip

_FAMILIES = ("timing", "progress", "intake", "level", "channel", "service", "outcome", "satisfaction", "sex", "passing")
_EDGE = re.compile(r"[,;.:()\n|]")
_BULLET = re.compile(r"\s*(?:[-+*•]|[a-zđ0-9][.)])\s")
_RECEIVED = re.compile(r"tiếp nhận|tổng số|được giao|thụ lý|phát sinh")
_OTHER_TIME = re.compile(r"(?<!\w)(?:cùng kỳ|năm trước|quý trước|tháng trước|lũy kế|luỹ kế|giai đoạn)")
_ALONE = re.compile(r"[^()0-9,;:.]{0,30}[)]")
_OTHERS = re.compile(r"(?<!\w)(?:khác|còn lại)\s*[(]$")
_ASIDE = re.compile(r"(?<!\w)(?:trong đó|gồm|riêng|có)(?!\w)")
_LATER = {"intake", "progress"}
_REACH, _MOST_ITEMS, _MOST_OVER = 70, 60, 4


@dataclass(frozen=True, slots=True)
class Item:
    """A count and what its own words say of it."""

    figure: Figure
    labels: dict[str, str]
    words: str
    depth: int

    @property
    def is_received(self) -> bool:
        return _RECEIVED.search(self.words) is not None


class Flows:
    """Claims and problems of counts that a paragraph tells one after another."""

    def __init__(self, masked: str, pairs: Pairs, told: list[Claim]) -> None:
        self.masked = masked
        self.plain = without_inner_commas(masked)
        self.pairs = pairs
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []
        self._told = sorted((claim.start, claim.end) for claim in told if claim.kind is ClaimKind.SUM)

    def check(self, blocks: list[Block]) -> None:
        for group in self._groups(blocks):
            items = [item for block in group for item in self._items(block)]
            if len(items) > _MOST_ITEMS:
                continue
            found: dict[tuple[int, ...], list[tuple[Item, list[Item]]]] = {}
            for at, whole in enumerate(items):
                for parts in self._parts(whole, items[at + 1 :]):
                    found.setdefault(tuple(part.figure.start for part in parts), []).append((whole, parts))
            for whole, parts in _in_brackets(self.plain, items):
                found.setdefault(tuple(part.figure.start for part in parts), []).append((whole, parts))
            for wholes in found.values():
                self._weigh(wholes[::-1])

    def _groups(self, blocks: list[Block]) -> Iterator[list[Block]]:
        """A paragraph, or a line with the bullets under it."""
        group: list[Block] = []
        for block in blocks:
            is_same = group and block.paragraph == group[-1].paragraph
            is_listed = group and _BULLET.match(self.masked, block.start) and block.start - group[-1].end <= 1
            if group and not (is_same or is_listed):
                yield group
                group = []
            group.append(block)
        if group:
            yield group

    def _items(self, block: Block) -> Iterator[Item]:
        previous = block.start
        for at, figure in enumerate(block.figures):
            following = block.figures[at + 1].start if at + 1 < len(block.figures) else block.end
            is_part_of_pair = figure.start in self.pairs.denominators
            if figure.is_exact_count and not is_part_of_pair:
                before = _last(self.plain[max(previous, figure.start - _REACH) : figure.start])
                after = _first(self.plain[figure.end : min(following, figure.end + _REACH)])
                if not (GROWTH.search(before) or _OTHER_TIME.search(before)):
                    lead = self.masked[block.start : figure.start]
                    labels = labels_of(before) | labels_of(after)
                    yield Item(figure, labels, f"{before} {after}", lead.count("(") - lead.count(")"))
            previous = figure.end

    def _parts(self, whole: Item, following: list[Item]) -> Iterator[list[Item]]:
        """For each family that the whole is not of: the first item of each category, until a category comes again."""
        for family in _FAMILIES:
            if family in whole.labels:
                continue
            chosen = self._chosen(whole, following, family)
            if len(chosen) > 1 and is_whole(family, set(chosen)):
                parts = list(chosen.values())
                yield [*parts, *self._more(following, parts[-1], whole)]

    def _chosen(self, whole: Item, following: list[Item], family: str) -> dict[str, Item]:
        chosen: dict[str, Item] = {}
        for item in (one for one in following if self._is_of(one, whole)):
            label = item.labels.get(family)
            if label is None:
                if item.is_received and item.depth <= whole.depth:
                    break
            elif not self._is_deeper(item, chosen, family):
                if label in chosen:
                    break
                chosen[label] = item
        return chosen

    def _more(self, following: list[Item], last: Item, whole: Item) -> Iterator[Item]:
        """«…, đang thực hiện 35 nhiệm vụ, chậm tiến độ 3 nhiệm vụ»: what goes on with words that we do not know."""
        for item in following[following.index(last) + 1 :]:
            gap = self.plain[last.figure.end : item.figure.start]
            if (
                item.depth != last.depth
                or item.labels.keys() - _LATER
                or item.is_received
                or not self._is_of(item, whole)
            ):
                return
            if len(gap) > _REACH or re.search(r"[.:\n]", gap) or _ASIDE.search(gap):
                return
            yield item
            last = item

    def _is_of(self, item: Item, whole: Item) -> bool:
        """Whether both count one thing of one level."""
        one, other = item.labels.get("level"), whole.labels.get("level")
        is_level = one == other or other is None
        thing = item.figure.thing or thing_in(item.words)
        own = whole.figure.thing or thing_in(whole.words)
        return is_level and item.figure.scale == whole.figure.scale and may_be_part(thing, own) is True

    def _is_deeper(self, item: Item, chosen: dict[str, Item], family: str) -> bool:
        """A bracket after a part tells of that part; the overdue among the pending are told apart from the late."""
        is_inner = bool(chosen) and item.depth > min(part.depth for part in chosen.values())
        is_pending = family == "timing" and item.labels.get("progress") == "doing"
        return is_inner or is_pending

    def _weigh(self, wholes: list[tuple[Item, list[Item]]]) -> None:
        """The nearest whole counts, unless the parts make up another one."""
        parts = wholes[0][1]
        end = max(part.figure.end for part in parts)
        if any(self._is_told(part.figure.start) for part in parts[1:]):
            return
        total = sum((part.figure.amount for part in parts), Decimal(0))
        early = next((part.figure.amount for part in parts if part.labels.get("timing") == "early"), None)
        totals = {total} | ({total - early} if early is not None else set())
        totals |= {sum((one.figure.amount for one in parts[:number]), Decimal(0)) for number in range(2, len(parts))}
        for whole, _ in wholes:
            if whole.figure.amount in totals:
                self.claims.append(self._claim(whole, end, total))
                return
        most = max(part.figure.amount for part in parts)
        whole = next((one for one, _ in wholes if one.figure.amount > most), wholes[0][0])
        if is_slip(whole.figure.amount, [part.figure.amount for part in parts]):
            self.claims.append(self._claim(whole, end, total))
            self.problems.append(_problem(whole.figure, parts, total, end))

    def _is_told(self, place: int) -> bool:
        at = bisect_right(self._told, (place, maxsize))
        return any(start <= place < stop for start, stop in self._told[max(0, at - _MOST_OVER) : at])

    def _claim(self, whole: Item, end: int, total: Decimal) -> Claim:
        return Claim(ClaimKind.SUM, whole.figure.start, end, plain(whole.figure.amount), plain(total))


def _in_brackets(masked: str, items: list[Item]) -> Iterator[tuple[Item, list[Item]]]:
    """«767 hồ sơ trễ hạn … đất đai (612 hồ sơ), hộ tịch (58 hồ sơ) và các lĩnh vực khác (97 hồ sơ)»."""
    run: list[Item] = []
    for item in items:
        is_alone = masked[item.figure.start - 1] == "(" and _ALONE.match(masked, item.figure.end)
        gap = masked[run[-1].figure.end : item.figure.start] if run else ""
        run = [*run, item] if is_alone and not re.search(r"[.;:\n]|trong đó", gap) else [item] if is_alone else []
        if len(run) > 1 and _OTHERS.search(gap):
            begin = items.index(run[0])
            yield from ((whole, list(run)) for whole in items[max(0, begin - 3) : begin] if whole.depth < item.depth)


def _problem(whole: Figure, parts: list[Item], total: Decimal, end: int) -> Problem:
    stated, computed = plain(whole.amount), plain(total)
    parameters = {
        "stated": stated,
        "computed": computed,
        "sum": " + ".join(plain(part.figure.amount) for part in parts),
        "difference": plain(abs(total - whole.amount)),
    }
    return Problem(Kind.SUM, whole.start, end, stated, computed, remarks.WRONG_SUM, parameters)


def _last(words: str) -> str:
    return _EDGE.split(words.rstrip(" :"))[-1]


def _first(words: str) -> str:
    return _EDGE.split(words, maxsplit=1)[0]
