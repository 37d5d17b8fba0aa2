"""Ranks recomputed: «xếp thứ 8/63, tăng 5 bậc so với năm 2023 (xếp thứ 13)»; «từ hạng 12 lên hạng 9, tăng 3 bậc»."""

import re
from collections.abc import Iterator

from motcua.oversight.report_check.rules import remarks
from motcua.oversight.report_check.rules.remarks import Kind, Problem

_RANK = (
    r"(?:xếp|hạng|thứ|vị trí|đứng)(?: (?:thứ hạng|hạng|thứ|vị trí|vị thứ)){{0,3}} "
    r"(?P<{name}>[0-9]{{1,3}})(?![0-9%]|[.,][0-9])"
)
_NOW = _RANK.format(name="now")
_THEN = _RANK.format(name="then")
_MOVED = (
    r"(?<!\w)(?P<word>tăng|giảm|tụt|cải thiện|thăng)(?: thêm)?\s+(?P<steps>[0-9]{1,2})\s+(?:bậc|hạng|vị trí|thứ hạng)"
)
_GAP = r"[^.;\n]{0,90}?"
_SHAPES = [
    re.compile(rf"{_NOW}{_GAP}{_MOVED}{_GAP}(?:so với|từ){_GAP}{_THEN}"),
    re.compile(rf"từ\s+{_THEN}{_GAP}(?:lên|xuống)\s+{_NOW}{_GAP}{_MOVED}"),
    re.compile(rf"{_THEN}[^;\n]{{0,120}}?(?:vươn lên|tăng lên|lên|xuống) {_NOW}{_GAP}{_MOVED}"),
    re.compile(rf"{_MOVED}{_GAP}từ\s+{_THEN}{_GAP}(?:lên|xuống)\s+{_NOW}"),
]
_DOWN = {"giảm", "tụt"}


def rank_problems(masked: str) -> Iterator[Problem]:
    """Steps up or down that two ranks do not give; a better rank is a smaller number."""
    for shape in _SHAPES:
        for found in shape.finditer(masked):
            now, then, steps = int(found["now"]), int(found["then"]), int(found["steps"])
            up = then - now
            is_right = up == (-steps if found["word"] in _DOWN else steps)
            if now and then and not is_right:
                stated = f"{found['word']} {steps} bậc"
                computed = f"{'tăng' if up >= 0 else 'giảm'} {abs(up)} bậc"
                parameters = {"stated": stated, "before": then, "after": now, "computed": computed}
                yield Problem(Kind.SUM, found.start(), found.end(), stated, computed, remarks.WRONG_CHANGE, parameters)
