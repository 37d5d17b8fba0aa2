"""Bounds and figures in words, as Vietnamese papers write them. Plain Python; the page translates the marked words."""

from collections.abc import Callable, Iterable
from fractions import Fraction

from motcua.kernel.texts.mark import mark
from motcua.oversight.reform.rules.judging import Exact, Limit
from motcua.oversight.reform.rules.words import Comparator, Half

_SIGNS = {
    Comparator.AT_LEAST: "≥ {value}",
    Comparator.ABOVE: "> {value}",
    Comparator.EXACTLY: "= {value}",
    Comparator.AT_MOST: "≤ {value}",
    Comparator.BELOW: "< {value}",
    Comparator.BETWEEN: "{value} – {upper}",
    Comparator.RANK_AT_MOST: mark("trong nhóm {value} dẫn đầu"),
    Comparator.REDUCE_BY: mark("giảm ≥ {value}"),
    Comparator.INCREASE_BY: mark("tăng ≥ {value}"),
    Comparator.GAIN_BETWEEN: mark("tăng {value} – {upper}"),
    Comparator.ABOVE_BASE: mark("cao hơn năm gốc"),
    Comparator.BELOW_BASE: mark("thấp hơn năm gốc"),
    Comparator.UNSTATED: mark("không nêu mức"),
    Comparator.YES_NO: mark("có"),
    Comparator.ROADMAP: mark("theo lộ trình {steps}"),
    Comparator.NONE: mark("định tính"),
}
STRIVING = mark("phấn đấu {words}")
COMPARATOR_LABELS = {
    Comparator.AT_LEAST: mark("ít nhất (≥)"),
    Comparator.ABOVE: mark("trên (>)"),
    Comparator.EXACTLY: mark("đúng bằng (=)"),
    Comparator.AT_MOST: mark("nhiều nhất (≤)"),
    Comparator.BELOW: mark("dưới (<)"),
    Comparator.BETWEEN: mark("từ … đến …"),
    Comparator.RANK_AT_MOST: mark("thứ hạng trong nhóm … dẫn đầu"),
    Comparator.REDUCE_BY: mark("giảm ít nhất so với năm gốc"),
    Comparator.INCREASE_BY: mark("tăng ít nhất so với năm gốc"),
    Comparator.GAIN_BETWEEN: mark("tăng từ … đến … bậc"),
    Comparator.ABOVE_BASE: mark("cao hơn năm gốc"),
    Comparator.BELOW_BASE: mark("thấp hơn năm gốc"),
    Comparator.UNSTATED: mark("có mức tối thiểu nhưng không nêu"),
    Comparator.YES_NO: mark("có hoặc không"),
    Comparator.ROADMAP: mark("theo lộ trình từng năm"),
    Comparator.NONE: mark("định tính, không có mức"),
}


def plain(value: Exact) -> str:
    """«1.315», «99,38», «0,005»: with a comma and the thousands apart; nothing for None."""
    if value is None:
        return ""
    whole = f"{float(value):.6f}" if value.denominator > 10**6 else f"{_decimal(value)}"
    head, _dot, tail = whole.partition(".")
    tail = tail.rstrip("0")
    sign, digits = ("-", head[1:]) if head.startswith("-") else ("", head)
    apart = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{apart},{tail}" if tail else f"{sign}{apart}"


def limit_words(limit: Limit, unit: str, *, translate: Callable[[str], str] = str) -> str:
    """One bound."""
    said = _SIGNS[limit.comparator]
    shown = _with_unit(limit, unit)
    return (
        translate(said)
        .format(
            value=plain(limit.value) + shown,
            upper=plain(limit.upper) + shown,
            steps="; ".join(f"{year}: {plain(figure)}{shown}" for year, figure in limit.steps),
        )
        .strip()
    )


def limits_words(limits: Iterable[Limit], unit: str, *, translate: Callable[[str], str] = str) -> str:
    """All halves: «≥ 80 %, phấn đấu ≥ 100 %»."""
    said = []
    for limit in limits:
        words = limit_words(limit, unit, translate=translate)
        said.append(translate(STRIVING).format(words=words) if limit.half is Half.STRIVE else words)
    return ", ".join(said)


def _with_unit(limit: Limit, unit: str) -> str:
    is_bare = limit.value is None and not limit.steps
    return "" if is_bare or not unit or limit.comparator is Comparator.RANK_AT_MOST else f" {unit}"


def _decimal(value: Fraction) -> str:
    scaled = value * 10**6
    digits = f"{abs(int(scaled)):07d}"
    return f"{'-' if value < 0 else ''}{digits[:-6]}.{digits[-6:]}"
