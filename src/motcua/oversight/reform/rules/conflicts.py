"""Targets that do not go together: found by plain rules over the words and figures of a plan. Plain Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from motcua.kernel.texts.fold import fold
from motcua.oversight.reform.rules.judging import BASED, FROM_ABOVE, FROM_BELOW, PERCENT, SILENT, Exact, Limit
from motcua.oversight.reform.rules.remarks import (
    BELOW_PARENT,
    DISJOINT,
    HALVES_TURNED,
    MISSES_MANY,
    MISSES_PARENT,
    MISSES_SOME,
    NO_BASE,
    NO_MEASURE,
    OVER_WHOLE,
    PART_ABOVE,
    PARTS_OFF,
    SAME_RATIO,
    STATED_OFF,
    UNDEFINED,
    UNDEFINED_ELIGIBLE,
)
from motcua.oversight.reform.rules.saying import limits_words
from motcua.oversight.reform.rules.words import Comparator, Half, MeasureKind, Weight

EXCLUSIVE = (
    (("dung han",), ("truoc han",)),
    (("dung han",), ("qua han", "tre han", "tre hen")),
    (("truoc han",), ("qua han", "tre han", "tre hen")),
    (("toan trinh",), ("mot phan",)),
)
"""Shares of one whole that exclude each other, unless a target says that one takes the other in."""
INCLUDES = ("truoc han va dung han", "truoc, dung han", "truoc han, dung han", "ke ca truoc han", "gom ca truoc han",
            "bao gom truoc han", "dung han va truoc han")  # fmt: skip
INCLUDING_INDICATORS = frozenset({"on_time_rate", "on_time_rate_with_open"})
"""Live rates that count early returns as on time."""
NARROWER = (
    (("toan trinh",), ("truc tuyen",)),
    (("hoan toan truc tuyen", "tron tren mang", "toan trinh tren mang"), ("truc tuyen",)),
)
"""A share over the same whole that is a part of another."""
SUBJECTS = (
    "ho so cong viec",
    "ho so",
    "thu tuc",
    "tthc",
    "dich vu",
    "van ban",
    "chu ky so",
    "nhiem vu",
    "don vi su nghiep",
)
COUNTED = frozenset({MeasureKind.INDICATOR, MeasureKind.MODULE})
"""Those whose denominator is defined where they are counted."""
ELIGIBLE = ("du dieu kien", "trong so do", "thuoc dien", "dap ung yeu cau")


@dataclass(frozen=True)
class Told:
    """A target as the rules want it."""

    code: str
    name: str
    unit: str
    limits: tuple[Limit, ...]
    year: int | None = None
    level: str = ""
    agency: str = ""
    scope: str = ""
    denominator: str = ""
    measure: MeasureKind = MeasureKind.NONE
    measure_code: str = ""
    whole_code: str = ""
    parent_code: str = ""
    pair: str = ""
    components: str = ""
    base_year: int | None = None
    base_words: str = ""
    is_promise: bool = True

    @property
    def words(self) -> str:
        return limits_words(self.limits, self.unit)

    @property
    def folded(self) -> str:
        return fold(f"{self.name} {self.scope}")


@dataclass(frozen=True)
class Clash:
    """What was found, with the words to say it."""

    kind: str
    weight: Weight
    codes: tuple[str, ...]
    text: str
    parameters: dict[str, object]


def clashes(targets: Iterable[Told], parents: Iterable[Told] = (), *, parent_plan: str = "") -> list[Clash]:
    """Everything within a plan, and against the targets of its parent for the same years."""
    told = [target for target in targets if target.is_promise]
    found = [clash for target in told for clash in _alone(target)]
    for first, second in combinations(told, 2):
        found += _together(first, second)
    found += _sums(told)
    found += _against_parent(told, list(parents), parent_plan)
    return sorted(found, key=lambda clash: clash.weight is not Weight.STOPS)


def span(target: Told, half: Half | None = None) -> tuple[Exact, bool, Exact, bool]:
    """The figures that keep a target: from, whether open there, to, whether open there; None where without end."""
    floors: list[tuple[Fraction, bool]] = []
    ceilings: list[tuple[Fraction, bool]] = []
    for limit in target.limits:
        if limit.half is Half.STRIVE and half is None and len(target.limits) > 1:
            continue
        low, high = _ends(limit)
        floors += [low] if low else []
        ceilings += [high] if high else []
    floor: tuple[Exact, bool] = max(floors) if floors else (None, False)
    roof: tuple[Exact, bool] = min(ceilings, key=lambda end: (end[0], not end[1])) if ceilings else (None, False)
    return *floor, *roof


def _ends(limit: Limit) -> tuple[tuple[Fraction, bool] | None, tuple[Fraction, bool] | None]:
    if limit.value is None or limit.comparator in SILENT:
        return None, None
    if limit.comparator in FROM_BELOW:
        return (limit.value, limit.comparator is Comparator.ABOVE), None
    if limit.comparator in FROM_ABOVE:
        return None, (limit.value, limit.comparator is Comparator.BELOW)
    if limit.comparator is Comparator.EXACTLY:
        return (limit.value, False), (limit.value, False)
    if limit.upper is not None:
        return (limit.value, False), (limit.upper, False)
    return None, None


def _alone(target: Told) -> Iterator[Clash]:
    """What is wrong with one target by itself."""
    if _halves_turned(target):
        yield _clash("halves_turned", Weight.STOPS, HALVES_TURNED, target)
    is_open = target.unit == PERCENT and target.measure not in COUNTED and not target.denominator
    is_share = is_open and not any(limit.comparator in BASED for limit in target.limits)
    if is_share and any(word in target.folded for word in ELIGIBLE):
        yield _clash("eligible_undefined", Weight.WARNS, UNDEFINED_ELIGIBLE, target)
    elif is_share and target.limits and target.limits[0].value is not None:
        yield _clash("denominator_undefined", Weight.WARNS, UNDEFINED, target)
    if target.measure is MeasureKind.NONE:
        yield _clash("no_measure", Weight.WARNS, NO_MEASURE, target)
    if any(limit.comparator in BASED for limit in target.limits) and not target.base_year and not target.base_words:
        yield _clash("no_base", Weight.STOPS, NO_BASE, target)
    stated = parts_stated(target.components)
    if stated and target.limits and target.limits[0].value is not None and stated != target.limits[0].value:
        yield _clash("parts_do_not_sum", Weight.STOPS, STATED_OFF, target, sum=_shown(stated))


def _halves_turned(target: Told) -> bool:
    halves = {limit.half: limit for limit in target.limits if limit.value is not None}
    floor, strive = halves.get(Half.MINIMUM) or halves.get(Half.ONLY), halves.get(Half.STRIVE)
    if floor is None or strive is None or floor.value is None or strive.value is None:
        return False
    if floor.comparator in FROM_ABOVE:
        return strive.value > floor.value
    return floor.comparator in FROM_BELOW and strive.value < floor.value


def _together(first: Told, second: Told) -> Iterator[Clash]:
    """What is wrong with two targets of one year."""
    if not _same_ground(first, second):
        return
    if _same_quantity(first, second):
        weight, text = _same(first, second)
        if text:
            yield _clash("cannot_both_hold", weight, text, first, second)
    elif _is_over_whole(first, second):
        yield _clash("cannot_both_hold", Weight.STOPS, OVER_WHOLE, first, second)
    else:
        for narrow, wide in ((first, second), (second, first)):
            if _is_part_above(narrow, wide):
                yield _clash("part_above_whole", Weight.WARNS, PART_ABOVE, narrow, wide)


def _same_ground(first: Told, second: Told) -> bool:
    """One year, one level, one agency, one unit: else two figures never meet."""
    years = {year for year in (first.year, second.year) if year}
    return (
        len(years) <= 1
        and first.unit == second.unit
        and fold(first.level) == fold(second.level)
        and first.agency == second.agency
    )


def _same_quantity(first: Told, second: Told) -> bool:
    if first.measure is MeasureKind.INDICATOR and second.measure is MeasureKind.INDICATOR:
        return first.measure_code == second.measure_code and fold(first.scope) == fold(second.scope)
    return fold(first.name) == fold(second.name) and fold(first.scope) == fold(second.scope)


def _same(first: Told, second: Told) -> tuple[Weight, str]:
    if _is_disjoint(first, second):
        return Weight.STOPS, DISJOINT
    if {limit.value for limit in first.limits} != {limit.value for limit in second.limits}:
        return Weight.STOPS, SAME_RATIO
    return Weight.WARNS, SAME_RATIO


def _is_disjoint(first: Told, second: Told) -> bool:
    for one, other in ((span(first), span(second)), (span(second), span(first))):
        low, is_low_open, _high, _open = one
        _low, _low_open, high, is_high_open = other
        if low is not None and high is not None and (low > high or (low == high and (is_low_open or is_high_open))):
            return True
    return False


def _is_over_whole(first: Told, second: Told) -> bool:
    """Shares of one whole that exclude each other and together are promised to be more than all."""
    if first.unit != PERCENT or not _speaks_of_same(first, second):
        return False
    lows = span(first)[0], span(second)[0]
    if lows[0] is None or lows[1] is None:
        return False
    if lows[0] + lows[1] <= _ALL and not (lows[0] + lows[1] == _ALL and (span(first)[1] or span(second)[1])):
        return False
    apart = any(
        (_only(first, one, other) and _only(second, other, one))
        or (_only(first, other, one) and _only(second, one, other))
        for one, other in EXCLUSIVE
    )
    return apart and not (_takes_in(first) or _takes_in(second))


def _is_part_above(narrow: Told, wide: Told) -> bool:
    if narrow.unit != PERCENT or not _speaks_of_same(narrow, wide) or (narrow.denominator and wide.denominator):
        return False
    low, bar = span(narrow)[0], span(wide)[0]
    if low is None or bar is None or low <= bar:
        return False
    return any(_has(narrow, one) and _has(wide, other) and not _has(wide, one) for one, other in NARROWER)


def _speaks_of_same(first: Told, second: Told) -> bool:
    """Whether both are of dossiers, of procedures, of papers …: the first such word that each names."""
    subjects = [next((word for word in SUBJECTS if word in one.folded), one.code) for one in (first, second)]
    return subjects[0] == subjects[1]


def _takes_in(target: Told) -> bool:
    """Whether it says that early counts as on time."""
    is_live = target.measure is MeasureKind.INDICATOR and target.measure_code in INCLUDING_INDICATORS
    said = fold(f"{target.name} {target.scope} {target.denominator}")
    return is_live or any(words in said for words in INCLUDES)


def _has(target: Told, words: tuple[str, ...]) -> bool:
    name = fold(target.name)
    return any(word in name for word in words)


def _only(target: Told, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether it speaks of the one and not of the other."""
    return _has(target, words) and not _has(target, others)


def _sums(told: list[Told]) -> Iterator[Clash]:
    """Parts of a whole that do not add up to it: amounts only, for shares have wholes of their own."""
    by_code = {target.code: target for target in told}
    parts: dict[str, list[Told]] = {}
    for target in told:
        if target.whole_code in by_code:
            parts.setdefault(target.whole_code, []).append(target)
    for code, found in parts.items():
        whole = by_code[code]
        values = [span(part)[0] for part in found]
        total = span(whole)[0]
        if whole.unit == PERCENT or total is None or None in values:
            continue
        added = sum((value for value in values if value is not None), start=Fraction(0))
        is_exact = any(limit.comparator is Comparator.EXACTLY for limit in whole.limits)
        if (is_exact and added != total) or added < total:
            yield Clash("parts_do_not_sum", Weight.STOPS, (code, *(part.code for part in found)), PARTS_OFF,
                        {"first": whole.name, "sum": _shown(added), "one": whole.words})  # fmt: skip


def parts_stated(words: str) -> Exact:
    """What «9 nghị quyết + 35 quyết định» comes to; None where it is no sum."""
    pieces = [piece.strip().split(" ")[0] for piece in words.split("+")]
    if len(pieces) < 2 or not all(piece.isdecimal() for piece in pieces):  # noqa: PLR2004 - a sum
        return None
    return Fraction(sum(int(piece) for piece in pieces))


def _against_parent(told: list[Told], parents: list[Told], plan: str) -> Iterator[Clash]:
    serving: dict[str, list[Told]] = {}
    for target in told:
        serving.setdefault(target.parent_code, []).append(target)
    years = {target.year for target in told if target.year}
    for parent in parents:
        if not parent.is_promise:
            continue
        for target in serving.get(parent.code, []):
            if _is_below(target, parent):
                yield _clash("below_parent", Weight.WARNS, BELOW_PARENT, target, parent)
    due = [one for one in parents if one.is_promise and (one.year is None or not years or one.year in years)]
    yield from _missed([one for one in due if one.code not in serving], plan)


def _missed(missing: list[Told], plan: str) -> Iterator[Clash]:
    """One remark, however many targets of the parent nothing serves."""
    if not missing:
        return
    first = missing[0]
    names = "; ".join(f"«{one.name}»" for one in missing[:_NAMED])
    parameters = {"second": first.name, "other": first.words, "plan": plan, "count": len(missing), "names": names}
    text = MISSES_PARENT if len(missing) == 1 else MISSES_SOME if len(missing) <= _NAMED else MISSES_MANY
    yield Clash("misses_parent_target", Weight.WARNS, tuple(one.code for one in missing), text, parameters)


def _is_below(target: Told, parent: Told) -> bool:
    if target.unit != parent.unit or (target.year and parent.year and target.year < parent.year):
        return False
    low, _open, high, _high_open = span(target)
    bar, _bar_open, roof, _roof_open = span(parent)
    return (bar is not None and low is not None and low < bar) or (
        roof is not None and bar is None and high is not None and high > roof
    )


def _clash(kind: str, weight: Weight, text: str, first: Told, second: Told | None = None, **more: object) -> Clash:
    parameters: dict[str, object] = {"first": first.name, "one": first.words, "year": first.year or "", **more}
    if second is not None:
        parameters |= {"second": second.name, "other": second.words}
    return Clash(kind, weight, (first.code, *([second.code] if second else [])), text, parameters)


def _shown(value: Fraction) -> str:
    return f"{value.numerator:,}".replace(",", ".") if value.denominator == 1 else f"{float(value):g}".replace(".", ",")


_ALL = Fraction(100)
_NAMED = 4
