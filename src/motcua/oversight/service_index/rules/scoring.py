"""The points of an item from its published figures, and how they compare with the published points. Plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from motcua.kernel.texts.mark import mark
from motcua.oversight.service_index.errors import FigureNotUsable, NothingKnown
from motcua.oversight.service_index.rules.figures import (
    NEGATIVE,
    Figures,
    check_pair,
    contradiction,
    count,
    half_up,
    is_given,
    optional,
    ratio,
    shown,
)
from motcua.oversight.service_index.rules.sheet import Empty, Formula, Item, Part, Sheet

UNKNOWN_ITEM = mark("phiếu «{sheet}» không có mục «{code}»")
TWO_TIMES = mark("mục được ghi {times} lần, không rõ lấy số nào")
NEVER_SEEN = mark("mẫu số bằng 0: chưa thấy Cổng chấm trường hợp này bao giờ")
NO_FORMULA = mark("chưa biết công thức")
NOT_SCORED = mark("mục chỉ để theo dõi, không chấm điểm")
NO_CASES = mark("không phát sinh: mẫu số bằng 0, Cổng cũng không công bố tỷ lệ")
ABOVE_TOP = mark(
    "công thức cho {points} điểm, quá điểm tối đa {top}: nằm ngoài số liệu mà công thức đã được kiểm chứng"
)
OTHER_TOP = mark("tệp ghi điểm tối đa {given}, phiếu «{sheet}» là {top}")
PUBLISHED_UNUSABLE = mark("điểm công bố không dùng được: {why}")
RATIO_ONLY = mark("chỉ có tỷ lệ {ratio} %, không có tử số và mẫu số để kiểm lại")
HALF_A_PAIR = mark("thiếu «{field}»; điểm tính theo tỷ lệ công bố {ratio} %")
SMALL_RATIO = mark("tỷ lệ được hiểu là {ratio} phần trăm, không phải phần của 1")
NO_TOTAL = mark("có mục chưa chấm được, nên không so điểm tổng")


class Status(StrEnum):
    """What came of an item."""

    SCORED = "scored"
    UNKNOWN = "unknown"
    EMPTY = "empty"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class PartScore:
    """One ratio and its points."""

    name: str
    numerator: int | None
    denominator: int | None
    points: Decimal


@dataclass(frozen=True, slots=True)
class Scored:
    """An item of a unit: its points, or in `words` why there are none; and the published points beside them."""

    code: str
    status: Status
    item: Item | None = None
    parts: tuple[PartScore, ...] = ()
    points: Decimal | None = None
    published: Decimal | None = None
    words: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Published less computed; None unless there are both."""
        return None if self.points is None or self.published is None else self.published - self.points

    @property
    def agrees(self) -> bool | None:
        """Whether the published points are the computed ones; None where there is nothing to compare."""
        return None if self.difference is None else self.difference == 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What could be read of an item: parts with points, remarks, and whether something given is wrong."""

    parts: tuple[PartScore, ...]
    words: tuple[str, ...] = ()
    is_faulty: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """A published total beside the sum of the points of its items; `points` None if one of them has none."""

    codes: tuple[str, ...]
    points: Decimal | None
    published: Decimal
    word: str = ""

    @property
    def difference(self) -> Decimal | None:
        """Published less computed."""
        return None if self.points is None else self.published - self.points


def score_item(sheet: Sheet, code: str, figures: Figures, *, times: int = 1) -> Scored:
    """Score one item of one unit, whatever its figures are; `times`: how often the unit names it."""
    item = sheet.item(code)
    if item is None:
        return Scored(code, Status.UNKNOWN, words=(UNKNOWN_ITEM.format(sheet=sheet.code, code=code),))
    if times > 1:
        return Scored(item.code, Status.FAULT, item, words=(TWO_TIMES.format(times=times),))
    return _with_published(_computed(sheet, item, figures), sheet, item, figures)


def total_of(scores: Sequence[Scored], published: Decimal, decimals: int) -> Total:
    """Compare a published total with the sum of its items."""
    codes = tuple(score.code for score in scores)
    if any(score.status in {Status.FAULT, Status.UNKNOWN} for score in scores):
        return Total(codes, None, published, NO_TOTAL)
    points = sum((score.points for score in scores if score.points is not None), Decimal())
    return Total(codes, half_up(Fraction(points), decimals), published)


def _computed(sheet: Sheet, item: Item, figures: Figures) -> Scored:
    if item.formula is None:
        return Scored(item.code, Status.UNKNOWN, item, words=(item.why_unknown or NO_FORMULA,))
    if not item.formula.parts:
        return Scored(item.code, Status.EMPTY, item, words=(NOT_SCORED,))
    try:
        read = _read(item.formula, figures, sheet.decimals)
    except FigureNotUsable as refused:
        return Scored(item.code, Status.FAULT, item, words=(str(refused),))
    except NothingKnown as unknown:
        return Scored(item.code, Status.UNKNOWN, item, words=(str(unknown),))
    if not read.parts:
        return Scored(item.code, Status.EMPTY, item, words=(NO_CASES,))
    points = sum((part.points for part in read.parts), Decimal())
    is_above = item.top is not None and points > item.top
    words = (*read.words, ABOVE_TOP.format(points=shown(points), top=item.top)) if is_above else read.words
    return Scored(item.code, Status.FAULT if read.is_faulty else Status.SCORED, item, read.parts, points, words=words)


def _read(formula: Formula, figures: Figures, decimals: int) -> _Read:
    """The parts that can be scored; a published ratio is of a formula of one part only."""
    published = ratio(figures) if len(formula.parts) == 1 else None
    if published is not None:
        (part,) = formula.parts
        given = [is_given(figures, names) for names in (part.numerator, part.denominator)]
        if formula.is_from_ratio or not all(given):
            return _from_ratio(part, figures, published, decimals, is_half=any(given) and not all(given))
    found = [_from_counts(part, figures, decimals, published) for part in formula.parts]
    words = tuple(word for _part, word in found if word)
    return _Read(tuple(part for part, _word in found if part is not None), words, is_faulty=bool(words))


def _from_counts(
    part: Part, figures: Figures, decimals: int, published: Decimal | None
) -> tuple[PartScore | None, str]:
    """The part by its counts, and what is wrong with the ratio beside them."""
    above, below = count(figures, part.numerator), count(figures, part.denominator)
    check_pair((_used(figures, part.numerator), _used(figures, part.denominator)), above, below)
    share = Fraction(above, below) if below else _share_of_nothing(part, published)
    scored = None if share is None else PartScore(part.name, above, below, _points(part, share, decimals))
    return scored, contradiction(published, above, below)


def _from_ratio(part: Part, figures: Figures, published: Decimal, decimals: int, *, is_half: bool) -> _Read:
    """The part by its published ratio alone: the formulas say the same of ratio and quotient."""
    scored = PartScore(part.name, None, None, _points(part, Fraction(published) / 100, decimals))
    told = shown(published)
    words = [SMALL_RATIO.format(ratio=told)] if 0 < published <= 1 else []
    if is_half:
        missing = part.denominator if is_given(figures, part.numerator) else part.numerator
        return _Read((scored,), (HALF_A_PAIR.format(field=missing[-1], ratio=told), *words), is_faulty=True)
    return _Read((scored,), (RATIO_ONLY.format(ratio=told), *words))


def _share_of_nothing(part: Part, published: Decimal | None) -> Fraction | None:
    """What 0 of 0 counts as."""
    if part.empty is Empty.UNKNOWN:
        raise NothingKnown(NEVER_SEEN)
    if part.empty is Empty.RATIO:
        return None if published is None else Fraction(published) / 100
    return Fraction(part.full_at) / 100 if part.empty is Empty.FULL else Fraction(0)


def _points(part: Part, share: Fraction, decimals: int) -> Decimal:
    points = Fraction(part.points) * share * 100 / Fraction(part.full_at)
    return half_up(min(points, Fraction(part.points)) if part.is_capped else points, decimals)


def _used(figures: Figures, names: tuple[str, ...]) -> str:
    return next(name for name in names if figures.get(name) is not None)


def _with_published(scored: Scored, sheet: Sheet, item: Item, figures: Figures) -> Scored:
    """Put the published points beside the computed ones; what is wrong with them does not undo those."""
    try:
        published, given = _first(figures, "score", "totalScore"), _first(figures, "maxScore", "totalMaxScore")
    except FigureNotUsable as refused:
        status = Status.FAULT if scored.status is Status.SCORED else scored.status
        return replace(scored, status=status, words=(*scored.words, PUBLISHED_UNUSABLE.format(why=refused)))
    words = scored.words
    if given is not None and item.top is not None and given != item.top:
        words = (*words, OTHER_TOP.format(given=shown(given), sheet=sheet.code, top=item.top))
    return replace(scored, published=published, words=words)


def _first(figures: Figures, *names: str) -> Decimal | None:
    field = next((name for name in names if figures.get(name) is not None), "")
    value = optional(figures, field)
    if value is not None and value < 0:
        raise FigureNotUsable(NEGATIVE, field=field, value=shown(value))
    return value
