"""Figures told level by level: «cấp tỉnh tiếp nhận …, giải quyết …; cấp huyện …; cấp xã …; toàn tỉnh tiếp nhận …»."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.figures import Figure
from motcua.oversight.report_check.rules.lexicon import GROWTH, may_be_part
from motcua.oversight.report_check.rules.pairs import Pairs
from motcua.oversight.report_check.rules.remarks import Claim, ClaimKind, Kind, Problem, plain
from motcua.oversight.report_check.rules.sums import is_slip

_LEVEL = re.compile(
    r"(?<!\w)(?:(?P<province>cấp tỉnh|cấp thành phố|khối sở|các sở, (?:ban, )?ngành)|"
    r"(?P<district>cấp huyện|khối huyện)|(?P<commune>cấp xã|khối xã)|(?P<all>tổng số|tổng cộng|"
    r"toàn tỉnh|toàn thành phố|tính chung|cả (?:ba|hai|3|2) cấp))(?!\w)"
)
_DONE = re.compile(
    r"(?<!\w)(?:(?P<received>tiếp nhận)|(?P<late>trễ hạn|quá hạn)|(?P<timely>đúng hạn)|(?P<pending>đang)|"
    r"(?P<handled>giải quyết|xử lý|trả kết quả)|(?P<online>trực tuyến)|(?P<scanned>số h[oó][áa])|"
    r"(?P<held>tổ chức))(?!\w)"
)
_AFTER_COUNT = re.compile(r"[0-9] (?:[^\W\d]+ ){0,4}$")
"""«11 tổ cấp huyện»: the level is said of the count before it."""
_LONGEST, _REACH = 320, 60
_MOST_LEVELS = 3


@dataclass(slots=True)
class Told:
    """What is told of one level: its figures by what was done; `start` is where the level is named."""

    level: str
    start: int
    figures: dict[str, Figure]


def level_sums(masked: str, blocks: list[Block], pairs: Pairs, told: list[Claim]) -> Iterator[Problem]:
    """Sums over the levels that miss their total by a slip; `told` are the sums that are weighed already."""
    weighed = {claim.start for claim in told if claim.kind is ClaimKind.SUM}
    run = list(_told(masked, blocks, pairs))
    for at in range(len(run)):
        for number in (_MOST_LEVELS, _MOST_LEVELS - 1):
            parts = run[at : at + number]
            names = [one.level for one in parts]
            if {"all", ""} & set(names) or len(set(names)) < number or not {"province", "commune"} <= set(names):
                continue
            near = [*run[max(0, at - 1) : at], *run[at + number : at + number + 1]]
            for whole in near:
                if whole.level == "all" and _are_near([whole, *parts]):
                    yield from _weighed(whole, parts, weighed)
            break


def _told(masked: str, blocks: list[Block], pairs: Pairs) -> Iterator[Told]:
    figures = [figure for block in blocks for figure in block.figures]
    starts = [figure.start for figure in figures]
    mentions = list(_LEVEL.finditer(masked))
    begin = 0
    for at, found in enumerate(mentions):
        following = mentions[at + 1] if at + 1 < len(mentions) else None
        begin = begin or found.end()
        stop = min(following.start() if following else len(masked), found.end() + _LONGEST)
        inside = figures[bisect_left(starts, found.end()) : bisect_left(starts, stop)]
        if not inside and following and following.lastgroup == found.lastgroup and following.start() == stop:
            continue
        is_of_count = _AFTER_COUNT.search(masked[max(0, found.start() - 30) : found.start()])
        one = Told("" if is_of_count else found.lastgroup or "", found.start(), {})
        for figure in inside:
            _take(masked, figure, begin, pairs, one)
        begin = 0
        if one.figures:
            yield one


def _take(masked: str, figure: Figure, begin: int, pairs: Pairs, one: Told) -> None:
    lead = masked[max(begin, figure.start - _REACH) : figure.start]
    lead = re.split(r"[0-9]|[;.]", lead)[-1]
    if not figure.is_exact_count or GROWTH.search(lead) or figure.start in pairs.denominators:
        return
    done = list(_DONE.finditer(lead))
    name = done[-1].lastgroup if done else (figure.thing.group if figure.thing else None)
    if name:
        one.figures.setdefault(str(name), figure)


def _are_near(tolds: list[Told]) -> bool:
    places = sorted(one.start for one in tolds)
    return places[-1] - places[0] < _LONGEST * len(tolds)


def _weighed(whole: Told, parts: list[Told], weighed: set[int]) -> Iterator[Problem]:
    for name, total in whole.figures.items():
        listed = [one.figures[name] for one in parts if name in one.figures]
        amounts = [one.amount for one in listed]
        if len(listed) < len(parts) or total.start in weighed or sum(amounts) == total.amount:
            continue
        is_alike = all(may_be_part(one.thing, total.thing) is not False and one.scale == total.scale for one in listed)
        if is_alike and max(amounts) < total.amount and is_slip(total.amount, amounts):
            yield _problem(total, listed, sum(amounts, Decimal(0)))


def _problem(whole: Figure, parts: list[Figure], total: Decimal) -> Problem:
    stated, computed = plain(whole.amount), plain(total)
    words = " + ".join(plain(part.amount) for part in parts)
    difference = plain(abs(total - whole.amount))
    parameters = {"stated": stated, "computed": computed, "sum": words, "difference": difference}
    return Problem(Kind.SUM, whole.start, whole.end, stated, computed, remarks.WRONG_SUM, parameters)
