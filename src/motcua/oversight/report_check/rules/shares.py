"""Shares of one whole that must be a hundred together: «đúng hạn 95,6%, trễ hạn 4,6%»."""

import re
from collections.abc import Iterator
from decimal import Decimal

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.figures import Figure, Hedge, Sort
from motcua.oversight.report_check.rules.lexicon import GROWTH, PLAN, family_of, is_whole, labels_of
from motcua.oversight.report_check.rules.remarks import Kind, Problem, plain

_PAIR, _HUNDRED = 2, 100


def share_problems(masked: str, block: Block) -> Iterator[Problem]:
    """«đúng hạn 95,6%, trễ hạn 4,6%»: shares of one whole that are not a hundred together."""
    run: list[tuple[Figure, dict[str, str]]] = []
    previous = block.start
    for figure in [*block.figures, None]:
        gap = masked[previous : figure.start] if figure else ""
        if figure is None or figure.sort is not Sort.PERCENT or GROUP_END.search(gap):
            yield from _not_whole(run)
            run = []
        if figure is not None and figure.sort is Sort.PERCENT:
            clause = _clause(masked, block, figure)
            run.append((figure, {} if _ABOUT.search(clause) else labels_of(clause)))
        previous = figure.end if figure else previous


def _clause(masked: str, block: Block, figure: Figure) -> str:
    """The words between the commas around a figure."""
    lead = masked[max(block.start, figure.start - 60) : figure.start]
    after = masked[figure.end : min(block.end, figure.end + 60)]
    begin = max(lead.rfind(sign) for sign in ",;.%") + 1
    stop = re.search(r"[,;.%:\n]|và [^,;.]{0,30}[0-9]", after)
    return f"{lead[begin:]} {after[: stop.start()] if stop else after}"


_SHARED = {"timing", "channel", "satisfaction", "sex", "intake", "payment", "progress", "grade"}
_ABOUT = re.compile(r"(?<!\w)(?:về|đối với|lĩnh vực)(?!\w)")
GROUP_END = re.compile(r"[.()\n]|(?<!\w)(?:so với|tăng|giảm|chỉ tiêu|mục tiêu|kế hoạch|phấn đấu|yêu cầu)(?!\w)")


def _not_whole(run: list[tuple[Figure, dict[str, str]]]) -> Iterator[Problem]:
    figures, labels = [figure for figure, _ in run], [label for _, label in run]
    if len(run) < _PAIR or any(figure.hedge is not Hedge.EXACT for figure in figures):
        return
    family = family_of(labels)
    total = sum((figure.value for figure in figures), Decimal(0))
    early = {"early", "on time"} <= (family[1] if family else set())
    levels = {label["level"] for label in labels if "level" in label}
    is_of_one = family is not None and family[0] in _SHARED and is_whole(*family) and len(levels) <= 1
    if not is_of_one or total == _HUNDRED or early:
        return
    slack = Decimal(len(run)) / 2 * Decimal(1).scaleb(-max(figure.places for figure in figures))
    is_rounded = abs(total - 100) <= slack
    if is_rounded and len(run) > _PAIR:
        return
    kind, reason = (Kind.PRECISION, remarks.SHARES_ROUNDED) if is_rounded else (Kind.SUM, remarks.SHARES_NOT_WHOLE)
    words = " + ".join(f"{plain(figure.value)}%" for figure in figures)
    stated, computed = words, f"{plain(total)}%"
    yield Problem(
        kind, figures[0].start, figures[-1].end, stated, computed, reason, {"sum": words, "computed": computed}
    )


def above_whole(masked: str, block: Block) -> list[Problem]:
    """«chiếm 120%»: a part cannot be more than its whole."""
    problems = []
    for figure in block.figures:
        lead = masked[max(block.start, figure.start - 60) : figure.start]
        is_share = re.search(
            r"(?<!\w)chiếm\s*(?:tỷ lệ|tỉ lệ)?\s*$|"
            r"(?:đúng hạn|hài lòng|trực tuyến|số h[oó][áa]|sipas|par index)[^0-9,;.]{0,30}$",
            lead,
        )
        is_too_much = figure.sort is Sort.PERCENT and figure.value > Decimal(100)
        if is_too_much and is_share and not GROWTH.search(lead) and not PLAN.match(masked, figure.end):
            stated = masked[figure.start : figure.end].replace(" ", "")
            problem = Problem(
                Kind.RATIO, figure.start, figure.end, stated, "≤ 100%", remarks.ABOVE_WHOLE, {"stated": stated}
            )
            problems.append(problem)
    return problems
