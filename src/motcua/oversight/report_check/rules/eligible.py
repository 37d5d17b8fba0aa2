"""Percentages whose whole is never said: «100% of the eligible», a share of a list, a part of we know not what."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.dates import Calendar
from motcua.oversight.report_check.rules.figures import Figure, Sort
from motcua.oversight.report_check.rules.lexicon import may_be_part
from motcua.oversight.report_check.rules.lists import Breakdown, Opener
from motcua.oversight.report_check.rules.pairs import Pair, Pairs
from motcua.oversight.report_check.rules.remarks import Kind, Problem, percent, plain

_AFTER = re.compile(r"[^;.\n0-9%]{0,160}?(?<!không )(?<!chưa )đủ (?:các )?điều kiện")
_LEAD = re.compile(
    r"(?<!không )(?<!chưa )đủ (?:các )?điều kiện[^;.\n0-9%]{0,120}(?:đạt|là|chiếm|bằng|:|=)\s*"
    r"(?:tỷ lệ\s*)?(?:trên\s*|gần\s*)?$"
)
_IN_LIST = re.compile(r"danh mục[^.;\n]{0,60}\ufffc")
_COUNTED = re.compile(r"[^;.\n0-9%,]{0,40}?đủ (?:các )?điều kiện")
_COUNTED_BEFORE = re.compile(r"đủ (?:các )?điều kiện[^;.,\n0-9%]{0,50}(?:là|:|có|gồm)\s*$")
_LISTED = re.compile(r"[^.;\n0-9%()]{0,220}?,?\s(?:gồm|bao gồm)(?: có)?\s*:?\s+([^.;\n0-9%]{3,240})[.;\n]")
_MOST_SHARE, _LONG_TEXT, _MANY_RESULTS = 100, 1500, 3
_DATED = re.compile(r"(?<!đến )(?<!tầm nhìn )năm (?:19|20)[0-9]{2}|[0-9] tháng (?:đầu|cuối)?\s*năm|quý [ivx0-9]")


def undefined(masked: str, blocks: list[Block], pairs: Pairs, settled: set[int]) -> Iterator[Problem]:
    """Shares of «the eligible» when the text never counts the eligible nor names their list."""
    if any(_counts_eligible(masked, figure) for block in blocks for figure in block.figures):
        return
    for block in blocks:
        if _IN_LIST.search(masked, block.start, block.end):
            continue
        for figure in block.figures:
            if figure.sort is Sort.PERCENT and figure.start not in settled:
                place = _eligible_place(masked, block, figure)
                if place:
                    yield _remark(masked, block, figure, place, pairs)


def of_eligible(masked: str, figure: Figure) -> bool:
    """Whether the percentage is said of «the eligible»: then counts of other things do not explain it."""
    return _AFTER.match(masked, figure.end) is not None


def _counts_eligible(masked: str, figure: Figure) -> bool:
    if figure.sort is not Sort.COUNT:
        return False
    lead = masked[max(0, figure.start - 90) : figure.start]
    return _COUNTED.match(masked, figure.end) is not None or _COUNTED_BEFORE.search(lead) is not None


def _eligible_place(masked: str, block: Block, figure: Figure) -> tuple[int, int] | None:
    """From the percentage to the word «điều kiện», whichever comes first."""
    if found := _AFTER.match(masked, figure.end, block.end):
        return figure.start, found.end()
    lead = masked[max(block.start, figure.start - 200) : figure.start]
    if found := _LEAD.search(lead):
        return figure.start - len(lead) + found.start(), figure.end
    return None


def _remark(masked: str, block: Block, figure: Figure, place: tuple[int, int], pairs: Pairs) -> Problem:
    stated = masked[figure.start : figure.end].replace(" ", "")
    around = [pair for pair in pairs.between(block.start, block.end) if pair.start < figure.start]
    same = [pair for pair in around if pair.denominator.amount == around[0].denominator.amount]
    if len(same) > 1 or (same and place[0] - same[-1].end < _LONG_TEXT / 10):
        return _of_counts(stated, same, place)
    return Problem(Kind.UNDEFINED_DENOMINATOR, *place, stated, "", remarks.ELIGIBLE, {"stated": stated})


def _of_counts(stated: str, same: list[Pair], place: tuple[int, int]) -> Problem:
    total = sum((pair.numerator.amount for pair in same), Decimal(0))
    computed = percent(sum((pair.share for pair in same), Fraction(0)), 2)
    words = " + ".join(plain(pair.numerator.amount) for pair in same)
    parameters = {
        "stated": stated,
        "computed": computed,
        "sum": f"{words} = {plain(total)}" if len(same) > 1 else words,
        "denominator": plain(same[0].denominator.amount),
    }
    start = min(same[0].start, place[0])
    return Problem(Kind.UNDEFINED_DENOMINATOR, start, place[1], stated, computed, remarks.ELIGIBLE_OF, parameters)


def listed_shares(masked: str, blocks: list[Block]) -> Iterator[Problem]:
    """«50% cơ sở dữ liệu …, gồm: doanh nghiệp, bảo hiểm, tài chính»: half of how many?"""
    for block in blocks:
        for figure in block.figures:
            if figure.sort is Sort.PERCENT and 0 < figure.value < _MOST_SHARE:
                found = _LISTED.match(masked, figure.end)
                if found and "," in found[1]:
                    stated = masked[figure.start : figure.end].replace(" ", "")
                    count = len(re.split(r",|(?<!\w)và(?!\w)", found[1]))
                    parameters = {"stated": stated, "count": count}
                    place = (figure.start, found.end(1))
                    yield Problem(Kind.UNDEFINED_DENOMINATOR, *place, stated, "", remarks.LISTED_SHARE, parameters)


def unclear_parts(blocks: list[Block], breakdowns: list[Breakdown]) -> Iterator[Problem]:
    """«49 quyết định, trong đó: công bố mới 97 thủ tục; …; 17 quyết định …»: is the 17 one of the 49?"""
    for found in breakdowns:
        foreign = [part for part in found.all_parts if may_be_part(part.thing, found.thing) is False]
        if found.opener is not Opener.OF_WHICH or not foreign or len(foreign) != len(found.all_parts):
            continue
        block = next((one for one in blocks if one.start <= found.start < one.end), None)
        later = [one for one in (block.figures if block else []) if one.start > found.all_parts[-1].figure.start]
        same = [one for one in later if one.thing == found.thing and one.value < found.whole.value]
        if len(same) == 1 and found.thing is not None:
            stated = f"{plain(same[0].amount)} {found.thing.name}"
            whole = f"{plain(found.whole.amount)} {found.thing.name}"
            parameters = {"stated": stated, "whole": whole}
            place = (found.start, same[0].end)
            yield Problem(Kind.UNDEFINED_DENOMINATOR, *place, stated, "", remarks.UNCLEAR_PART, parameters)


def without_period(masked: str, blocks: list[Block], calendar: Calendar) -> Iterator[Problem]:
    """Results of a whole article that does not say when they were true."""
    results = [figure for block in blocks for figure in block.figures if figure.sort is Sort.PERCENT]
    if len(masked) < _LONG_TEXT or len(results) < _MANY_RESULTS or _DATED.search(masked):
        return
    if any(day.is_full or "/" in masked[day.start : day.end] for day in calendar.days):
        return
    first = results[0]
    stated = masked[first.start : first.end]
    yield Problem(Kind.UNDEFINED_DENOMINATOR, first.start, first.end, stated, "", remarks.NO_PERIOD)
