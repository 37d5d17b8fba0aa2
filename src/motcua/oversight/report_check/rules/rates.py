"""Rates that a text claims of its own agency in a period: what a live indicator can answer."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from motcua.oversight.report_check.rules.clauses import Block
from motcua.oversight.report_check.rules.figures import Figure, Sort
from motcua.oversight.report_check.rules.twice import Said, Twice

_PERIOD = re.compile(
    r"(?P<half>6|sáu) tháng (?P<which>đầu|cuối) năm (?P<hy>20[0-9]{2})|"
    r"(?:9|chín) tháng (?:đầu )?(?:của )?năm (?P<ny>20[0-9]{2})|"
    r"quý (?P<q>i{1,3}|iv|[1-4])(?:/|,? năm | )(?P<qy>20[0-9]{2})|"
    r"tháng (?P<m>1[0-2]|0?[1-9])(?:/| năm )(?P<my>20[0-9]{2})|"
    r"(?<!với )(?<!đến )(?<!\w)năm (?P<y>20[0-9]{2})(?![0-9])"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_HEAD = 700


@dataclass(frozen=True, slots=True)
class Span:
    """So many months of a year, the first counted from 1."""

    year: int
    first_month: int
    months: int

    def is_over(self, today: date) -> bool:
        return (self.year, self.first_month + self.months) <= (today.year, today.month)


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage said of the dossiers of the author's own agency."""

    figure: Figure
    indicator: str
    span: Span
    place: tuple[int, int] = (0, 0)


def rates_of(twice: Twice, low: str, blocks: list[Block]) -> Iterator[Rate]:
    """Results, no aims, of no one level, field or part, in a period that the text names."""
    opening = next((span for span, _ in _spans(low[:_HEAD])), None)
    for number, block in enumerate(blocks):
        for at, figure in enumerate(block.figures):
            said = twice.said(block, number, at) if figure.sort is Sort.PERCENT else None
            indicator = _indicator(said) if said and not said.is_goal and not said.scope else ""
            own = [span for span, _ in _spans(low[block.start : figure.end])]
            span = own[-1] if own else opening
            if indicator and span:
                yield Rate(figure, indicator, span)


def _indicator(said: Said) -> str:
    labels = dict(said.labels)
    if labels.get("timing") in {"on time", "early or on time"} and not said.words & {"tiến", "nhiệm", "văn"}:
        return "on_time_rate"
    if labels.get("payment") == "paid online":
        return "paid_online_rate"
    if labels.get("channel") == "online" and said.words & {"nộp", "nhận", "sơ"} and not said.words & {"dvc", "dịch"}:
        return "online_rate"
    return ""


def _spans(low: str) -> Iterator[tuple[Span, int]]:
    for found in _PERIOD.finditer(low):
        if found["hy"]:
            yield Span(int(found["hy"]), 1 if found["which"] == "đầu" else 7, 6), found.start()
        elif found["ny"]:
            yield Span(int(found["ny"]), 1, 9), found.start()
        elif found["qy"]:
            quarter = _QUARTERS.get(found["q"]) or int(found["q"])
            yield Span(int(found["qy"]), quarter * 3 - 2, 3), found.start()
        elif found["my"]:
            yield Span(int(found["my"]), int(found["m"]), 1), found.start()
        else:
            yield Span(int(found["y"]), 1, 12), found.start()
