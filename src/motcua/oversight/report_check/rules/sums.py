"""Whether parts add up to their whole, and shares of one whole to a hundred."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort
from motcua.oversight.report_check.rules.lexicon import (
    GROWTH,
    are_laws,
    family_of,
    is_whole,
    labels_of,
    may_be_part,
    thing_in,
)
from motcua.oversight.report_check.rules.lists import Breakdown, Opener, Part
from motcua.oversight.report_check.rules.remarks import Claim, ClaimKind, Kind, Problem, plain

_NEAR, _NEAR_OF_MANY, _NEAR_OF_MORE, _MANY = Decimal("0.02"), Decimal("0.05"), Decimal("0.07"), 3
_PAIR, _HUNDRED, _JOIN, _TELLING = 2, 100, 60, 1000
_SLIP, _LEAST_SLIP = Decimal("0.12"), 5
_TOTAL = re.compile(
    r"(?<!\w)(?:tổng cộng|tổng số|cộng lại|cộng|tất cả|tổng)(?: [^,.;0-9]{0,40})?(?: là| có|:)?\s*(?:là |có )?$"
)
_RAISED = re.compile(r"(?<!\w)(?:nâng|đưa) tổng (?:số)?[^,.;0-9]{0,70} lên(?: thành)?\s*$")
_ALL_OF = re.compile(
    r"(?<!\w)(?:tính chung|cộng chung|gộp lại|tổng cộng|tổng số|tổng|cả|của)\s+(?:cả\s+)?"
    r"([2-9]|1[0-9]|hai|ba|bốn|năm|sáu)\s[^,.;:0-9]{2,50}$"
)
_COUNTED = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6}
_LEFT = re.compile(r"[,;.(]\s*(?:hiện |số )?còn(?: lại| thiếu)?(?: là| có)?\s*:?\s*$")
_NO_REST = re.compile(r"(?<!\w)(?:tiếp nhận|kỳ trước|chuyển (?:sang|qua)|tăng|giảm|so với|từ|trong đó|gồm)(?!\w)|[(\n]")
_TELLS = re.compile(r"(?<!\w)(?:được|đã|bị|đang|hết|phải|cần)(?!\w)")
_IN_ALL = re.compile(r"(?:cộng|cộng lại|tất cả)(?: là| có|:)?\s*$")


class Sums:
    """Claims and problems of the sums in a text."""

    def __init__(self, masked: str) -> None:
        self.masked = masked
        self.claims: list[Claim] = []
        self.problems: list[Problem] = []

    def check(self, found: Breakdown) -> None:
        """One whole with its parts."""
        parts = _own(found)
        found.parts = parts or found.parts[:1]
        if len(parts) < _PAIR or _is_hedged(found, parts):
            return
        if any(_adds_up(found.whole, parts[:number]) for number in self._ends(found, parts)):
            self._claim(found, parts)
            return
        for listed in (self._before_semicolon(parts), parts):
            reason = _why_wrong(found, listed) if len(listed) >= _PAIR else ""
            if reason:
                self._claim(found, listed)
                self._say(found, listed, reason)
                return

    def _ends(self, found: Breakdown, parts: list[Part]) -> Iterator[int]:
        """How many parts the list may have: all, or those before a «;» or before words that tell of something else."""
        yield len(parts)
        for number in range(_PAIR, len(parts)):
            following = parts[number]
            gap = self.masked[parts[number - 1].figure.end : following.figure.start]
            if found.opener is not Opener.BRACKET and (";" in gap or _TELLS.search(following.after)):
                yield number

    def _before_semicolon(self, parts: list[Part]) -> list[Part]:
        """«520 thuộc, 40 không thuộc thẩm quyền; đã trả lời 515»: commas join a list, the «;» after them ends it."""
        for number in range(_PAIR, len(parts)):
            gaps = [self.masked[parts[at - 1].figure.end : parts[at].figure.start] for at in range(1, number + 1)]
            if ";" in gaps[-1]:
                return [] if any(";" in gap for gap in gaps[:-1]) else parts[:number]
        return []

    def _claim(self, found: Breakdown, parts: list[Part]) -> None:
        stated = plain(found.whole.amount)
        self.claims.append(Claim(ClaimKind.SUM, found.start, parts[-1].end, stated, plain(_sum(parts))))

    def _say(self, found: Breakdown, parts: list[Part], reason: str) -> None:
        total, whole = _sum(parts), found.whole.amount
        words = " + ".join(plain(part.figure.amount) for part in parts)
        parameters = {
            "stated": plain(whole),
            "computed": plain(total),
            "sum": words,
            "difference": plain(abs(total - whole)),
        }
        self.problems.append(
            Problem(Kind.SUM, found.start, parts[-1].end, plain(whole), plain(total), reason, parameters)
        )

    def check_total_after(self, block: Block) -> None:
        """«01 nghị quyết và 23 quyết định, tổng cộng 24 văn bản»."""
        for at, figure in enumerate(block.figures):
            lead = self.masked[max(block.start, figure.start - 90) : figure.start]
            if not at or not figure.is_exact_count:
                continue
            found = _TOTAL.search(lead[-60:])
            if numbered := _ALL_OF.search(lead):
                self._of_all(block, at, numbered)
            elif found and _is_joined(self.masked, block.figures[at - 1], found, figure):
                self._after(figure, _run_before(self.masked, block.figures[:at]))
            elif _RAISED.search(lead):
                self._after(figure, _run_before(self.masked, block.figures[:at]), is_near=True)

    def _of_all(self, block: Block, at: int, numbered: re.Match[str]) -> None:
        """«phường A 120 hồ sơ, phường B 80 hồ sơ; tính chung 2 phường tiếp nhận 200 hồ sơ»."""
        figure, said = block.figures[at], numbered[1]
        begin = figure.start - len(numbered.string) + numbered.start()
        parts = _run_before(self.masked, [one for one in block.figures[:at] if one.start < begin])
        number = int(said) if said.isdigit() else _COUNTED[said]
        is_near = bool(parts) and not GROWTH.search(self.masked[parts[0].start : figure.start])
        parts = parts[-number:]
        if len(parts) == number and is_near and len(self.masked[parts[-1].end : begin]) < _JOIN / 2:
            self._after(figure, parts, is_near=True)

    def check_rest(self, block: Block) -> None:
        """«25.318 tài khoản; 23.420 tài khoản hoạt động, còn 1.898 tài khoản»; only a slip of typing is said."""
        counts = [figure for figure in block.figures if figure.sort is Sort.COUNT]
        for whole, part, rest in zip(counts, counts[1:], counts[2:], strict=False):
            lead = self.masked[max(block.start, rest.start - 24) : rest.start]
            between = self.masked[whole.start : rest.start]
            named = self.masked[max(block.start, whole.start - 40) : whole.start]
            if not _LEFT.search(lead) or _NO_REST.search(between) or not _are_one_thing(named, whole, part, rest):
                continue
            meant = whole.amount - part.amount
            is_told = "thiếu" in lead or is_slip(whole.amount, [part.amount, rest.amount])
            if is_told:
                self.claims.append(Claim(ClaimKind.SUM, whole.start, rest.end, plain(rest.amount), plain(meant)))
            if rest.amount != meant > 0 and is_told:
                parameters = {
                    "stated": plain(rest.amount),
                    "computed": plain(meant),
                    "sum": f"{plain(whole.amount)} - {plain(part.amount)}",
                    "difference": plain(abs(rest.amount - meant)),
                }
                place = (whole.start, rest.end)
                stated, computed = plain(rest.amount), plain(meant)
                self.problems.append(Problem(Kind.SUM, *place, stated, computed, remarks.WRONG_SUM, parameters))

    def _after(self, whole: Figure, parts: list[Figure], *, is_near: bool = False) -> None:
        """`is_near`: the words leave open that the total counts more, but it comes so close that it does not."""
        if len(parts) < _PAIR:
            return
        total = sum((part.amount for part in parts), Decimal(0))
        same = [may_be_part(part.thing, whole.thing) for part in parts]
        amounts = [part.amount for part in parts]
        is_certain = all(same) and is_slip(whole.amount, amounts) if is_near else _is_all(self.masked, parts, whole)
        self.claims.append(Claim(ClaimKind.SUM, parts[0].start, whole.end, plain(whole.amount), plain(total)))
        if total != whole.amount and is_certain:
            words = " + ".join(plain(part.amount) for part in parts)
            parameters = {
                "stated": plain(whole.amount),
                "computed": plain(total),
                "sum": words,
                "difference": plain(abs(total - whole.amount)),
            }
            stated, computed = plain(whole.amount), plain(total)
            place = (parts[0].start, whole.end)
            self.problems.append(Problem(Kind.SUM, *place, stated, computed, remarks.WRONG_SUM, parameters))


def _are_one_thing(lead: str, whole: Figure, part: Figure, rest: Figure) -> bool:
    figures = (whole, part, rest)
    if whole.thing is None:
        whole = replace(whole, thing=thing_in(lead))
    is_exact = all(figure.is_exact_count and figure.scale == whole.scale for figure in figures)
    is_named = whole.thing is not None and whole.thing in {part.thing, rest.thing}
    return is_exact and is_named and all(may_be_part(one.thing, whole.thing) is not False for one in (part, rest))


def _is_all(masked: str, parts: list[Figure], whole: Figure) -> bool:
    """Whether the words say that these parts are all: «tổng cộng», or each part another kind of the whole."""
    same = [may_be_part(part.thing, whole.thing) for part in parts]
    if _IN_ALL.search(masked[max(0, whole.start - 24) : whole.start]):
        return False not in same
    leads = [masked[max(0, part.start - 40) : part.start] for part in parts]
    labels = [labels_of(re.split(r"[;.]" if ";" in lead else r"[,.]", lead)[-1]) for lead in leads]
    if (family := family_of(labels)) and is_whole(*family):
        return False not in same
    return all(same) and len({part.thing for part in parts}) == len(parts)


def _is_joined(masked: str, last: Figure, found: re.Match[str], figure: Figure) -> bool:
    gap = masked[last.end : figure.start - (len(found.string) - found.start())]
    return "\n" not in gap and len(gap) < _JOIN and gap.rstrip().endswith((",", "(", "-", ";", "=", ".")) is True


def _run_before(masked: str, listed: list[Figure]) -> list[Figure]:
    """The counts right before, joined by commas and «và»."""
    run: list[Figure] = []
    for figure in reversed(listed):
        if masked[figure.start - 1 : figure.start] == "/":
            continue  # of «12/15 sở» only the twelve are added
        gap = masked[figure.end : run[0].start].rstrip(" :") if run else ""
        if not figure.is_exact_count or len(gap) > _JOIN or re.search(r"[.:()\n]", gap):
            break
        run.insert(0, figure)
    return run


def _own(found: Breakdown) -> list[Part]:
    """The parts that count the same sort of thing as the whole; the list ends at the first that does not."""
    parts = []
    for part in found.parts:
        is_part = may_be_part(part.thing, found.thing)
        if is_part is False or part.figure.sort is not Sort.COUNT or part.figure.scale != found.whole.scale:
            break
        parts.append(part)
    return parts


def _is_hedged(found: Breakdown, parts: list[Part]) -> bool:
    figures = [found.whole, *(part.figure for part in parts)]
    return any(figure.hedge is not Hedge.EXACT for figure in figures)


def _sum(parts: list[Part]) -> Decimal:
    return sum((part.figure.amount for part in parts), Decimal(0))


def _adds_up(whole: Figure, parts: list[Part]) -> bool:
    """Whether they do in some reading: «1,315» as either number, «đúng hạn» with «trước hạn» in it."""
    figures = [part.figure for part in parts]
    for reading in (0, 1):
        amounts = [figure.amounts[min(reading, len(figure.amounts) - 1)] for figure in figures]
        wanted = whole.amounts[min(reading, len(whole.amounts) - 1)]
        places = max(figure.places for figure in [whole, *figures])
        slack = (
            Decimal(len(parts) + 1) * Decimal(1).scaleb(-places) / 2 * whole.scale
            if places and not reading
            else Decimal(0)
        )
        if abs(sum(amounts) - wanted) <= slack:
            return True
        labels = [part.labels.get("timing") for part in parts]
        if "early" in labels and "on time" in labels and sum(amounts) - amounts[labels.index("early")] == wanted:
            return True
    return False


def _why_wrong(found: Breakdown, parts: list[Part]) -> str:
    """Why a sum that does not add up is certainly wrong; empty when the list may be open or overlap."""
    total, whole = _sum(parts), found.whole.amount
    if found.is_sample or _are_shares_right(found, parts):
        return ""
    family = family_of([part.labels for part in parts])
    things = [part.thing for part in parts]
    have_laws = are_laws(things) and found.thing is not None and found.thing.is_general
    is_of_open = family is not None and family[0] == "service" and _is_procedure(found)
    is_closed = (family is not None and is_whole(*family) and not is_of_open) or have_laws
    is_exclusive = is_closed or family is not None or _are_other_things(parts)
    is_certain = all(may_be_part(part.thing, found.thing) is not False for part in parts)
    if found.opener in {Opener.MADE_OF, Opener.BRACKET, Opener.COLON} and is_certain and _fit(found, parts):
        is_closed = is_closed or is_exclusive or (_are_parallel(parts) and not _may_overlap(parts))
    is_enumerated = found.opener is Opener.NAMED and found.has_colon and len(parts) >= _MANY and is_certain
    if is_enumerated and _are_parallel(parts) and not _may_overlap(parts):
        is_closed = is_closed or is_slip(whole, [part.figure.amount for part in parts])
    if is_closed:
        return remarks.WRONG_SUM
    if is_exclusive and total > whole and _fit(found, parts):
        return remarks.PARTS_ABOVE_WHOLE
    return remarks.WRONG_SUM if _is_mistake(found, parts) and not _may_overlap(parts) else ""


def _is_procedure(found: Breakdown) -> bool:
    """Procedures, unlike services, may be offered neither wholly nor partly online."""
    return found.thing is not None and found.thing.group == "procedure" and found.opener is Opener.OF_WHICH


def _are_shares_right(found: Breakdown, parts: list[Part]) -> bool:
    """Whether every part says its share of the whole rightly, and the shares are no hundred: there is a rest unsaid."""
    shares = [part.shares[0] for part in parts if len(part.shares) == 1]
    if len(shares) < len(parts) or not found.whole.value:
        return False
    is_right = all(
        abs(part.figure.amount / found.whole.amount * _HUNDRED - share.value) <= Decimal(1).scaleb(-share.places)
        for part, share in zip(parts, shares, strict=True)
    )
    return is_right and sum(share.value for share in shares) < _HUNDRED - 1


def _fit(found: Breakdown, parts: list[Part]) -> bool:
    """Whether the words allow a sum: a part of a thing that is not named must not dwarf its whole."""
    known = all(may_be_part(part.thing, found.thing) for part in parts)
    return known or _sum(parts) <= found.whole.amount * 2


def _are_other_things(parts: list[Part]) -> bool:
    """Whether each part counts something of its own: nghị quyết, quyết định."""
    names = [part.thing.name for part in parts if part.thing]
    return len(names) == len(parts) == len(set(names)) and not any(
        part.thing.is_general for part in parts if part.thing
    )


def _are_parallel(parts: list[Part]) -> bool:
    """Whether all parts are said in the same way: the category before each count, or after each."""
    leads = {bool(part.before.strip(" :-+*•\n")) for part in parts}
    return len(leads) == 1


def _may_overlap(parts: list[Part]) -> bool:
    """Whether two parts are told apart by different things: «trực tuyến» and «đúng hạn» are no two halves."""
    if all(part.thing is not None and part.thing.group in {"score", "money"} for part in parts):
        return False  # a point or a đồng is given once
    named = [set(part.labels) for part in parts if part.labels]
    return any(not one & other for one, other in combinations(named[:8], 2))


def _is_mistake(found: Breakdown, parts: list[Part]) -> bool:
    """Whether an open list misses its whole by so little that a figure must be mistyped."""
    whole, total = found.whole.amount, _sum(parts)
    if len(parts) < _PAIR or (found.opener is Opener.NAMED and len(parts) < _MANY):
        return False
    limit = _NEAR if len(parts) < _MANY else _NEAR_OF_MANY if len(parts) == _MANY else _NEAR_OF_MORE
    return abs(total - whole) <= whole * limit and _is_typing(whole, total, parts)


def _is_typing(whole: Decimal, total: Decimal, parts: list[Part]) -> bool:
    """Whether one figure, mistyped in one place, explains the difference."""
    difference = total - whole
    wanted = [(whole, total), *((part.figure.amount, part.figure.amount - difference) for part in parts)]
    return any(meant >= 0 and alike(plain(said), plain(meant)) for said, meant in wanted)


def is_mistyped(whole: Decimal, parts: list[Decimal]) -> bool:
    """Whether one figure of a sum, mistyped in one place, explains the difference, and hardly chance does."""
    difference = sum(parts) - whole
    wanted = [(whole, whole + difference), *((part, part - difference) for part in parts)]
    is_telling = max(whole, sum(parts)) >= _TELLING
    return is_telling and any(meant >= 0 and alike(plain(said), plain(meant)) for said, meant in wanted)


def is_slip(whole: Decimal, parts: list[Decimal]) -> bool:
    """Whether parts that should be all miss their whole by little, or by one figure mistyped."""
    difference = abs(sum(parts) - whole)
    return difference <= max(whole * _SLIP, min(Decimal(_LEAST_SLIP), whole / 4)) or is_mistyped(whole, parts)


def alike(said: str, meant: str) -> bool:
    """Whether two numbers differ by one digit, or by two that changed places."""
    if len(said) != len(meant):
        return False
    differing = [number for number, (one, other) in enumerate(zip(said, meant, strict=True)) if one != other]
    return len(differing) <= 1 or (len(differing) == _PAIR and sorted(said) == sorted(meant))
