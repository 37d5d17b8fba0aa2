"""The index from our own events: points where facts are told, a plain word where they are not. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from motcua.kernel.texts.labelled import Labelled
from motcua.kernel.texts.mark import mark
from motcua.oversight.service_index.rules.figures import half_up
from motcua.oversight.service_index.rules.scoring import Status, score_item
from motcua.oversight.service_index.rules.sheet import Item, Sheet


class Standing(Labelled):
    """What can be said of an item now."""

    SCORED = "scored", mark("có điểm")
    UNTOLD = "untold", mark("chưa có dữ liệu")
    NOTHING = "nothing", mark("chưa phát sinh")
    NO_FORMULA = "no_formula", mark("chưa biết công thức")
    NOT_APPLICABLE = "not_applicable", mark("không áp dụng, Cổng cho điểm tối đa")
    SHOWN_ONLY = "shown_only", mark("chỉ để theo dõi")


@dataclass(frozen=True, slots=True)
class Counts:
    """What an indicator came to."""

    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class LiveItem:
    """An item with what events say of it; `counts` are shown even where nobody knows what they score."""

    item: Item
    standing: Standing
    counts: Counts | None = None
    points: Decimal | None = None

    @property
    def is_whole(self) -> bool:
        """Whether it counts towards the total: parts of a group do not."""
        return not self.item.part_of and bool(self.item.top)


@dataclass(frozen=True, slots=True)
class LiveIndex:
    """A sheet scored from events; `points` of `spoken`, as no more than those can be spoken of yet."""

    sheet: Sheet
    items: tuple[LiveItem, ...]

    @property
    def points(self) -> Decimal:
        """The sum of the items that have points."""
        return sum((one.points for one in self.items if one.is_whole and one.points is not None), Decimal())

    @property
    def spoken(self) -> Decimal:
        """The top of those items."""
        tops = (one.item.top or Decimal() for one in self.items if one.is_whole and one.points is not None)
        return sum(tops, Decimal())


def live_index(sheet: Sheet, counts: Mapping[str, Counts], *, level: str) -> LiveIndex:
    """Every item of a sheet; `counts` by indicator, without those that no event tells. `level`: '' is the province."""
    return LiveIndex(sheet, tuple(_live(sheet, item, counts, level) for item in sheet.items))


def _live(sheet: Sheet, item: Item, counts: Mapping[str, Counts], level: str) -> LiveItem:
    if level == "commune" and "commune" not in item.scope:
        return LiveItem(item, Standing.NOT_APPLICABLE, points=item.top)
    if item.formula is not None and not item.formula.parts:
        return LiveItem(item, Standing.SHOWN_ONLY)
    found = counts.get(item.live)
    if found is None:
        return LiveItem(item, Standing.UNTOLD)
    if found.denominator <= 0:
        return LiveItem(item, Standing.NOTHING, found)
    above = min(max(found.numerator, 0), found.denominator)
    scored = score_item(sheet, item.code, {"numerator": above, "denominator": found.denominator})
    if scored.status is not Status.SCORED:
        return LiveItem(item, Standing.NO_FORMULA, found)
    return LiveItem(item, Standing.SCORED, found, scored.points)


def at_years_end(counts: Mapping[str, Counts], *, progress: str, open_in_time: int) -> dict[str, Counts]:
    """The year so far and what is open: who can still be in time will be so as often as those before; late stays late.

    Other shares stay as they are: nothing open says more of them.
    """
    ahead = dict(counts)
    so_far = counts.get(progress)
    if so_far is not None and so_far.denominator > 0 and open_in_time > 0:
        in_time = Fraction(so_far.numerator, so_far.denominator) * open_in_time
        ahead[progress] = Counts(so_far.numerator + int(half_up(in_time, 0)), so_far.denominator + open_in_time)
    return ahead


def needed(sheet: Sheet) -> tuple[str, ...]:
    """The indicators that a sheet's items are counted by."""
    return tuple(dict.fromkeys(item.live for item in sheet.items if item.live))


def difference(live: Decimal | None, published: Decimal | None) -> Decimal | None:
    """Published less ours; None unless there are both."""
    return None if live is None or published is None else published - live


def total_of(values: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None of nothing."""
    known = [value for value in values if value is not None]
    return sum(known, Decimal()) if known else None
