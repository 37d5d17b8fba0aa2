"""How counts are folded: as running totals of days, and of 32 days each, and which runs of both make up a span of time.

A run is the difference of two running totals, however long it is: any span of days is at most four runs. What lies in
a part of a day is read movement by movement; where most of the day belongs to the span, the whole day less its rest.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from motcua.kernel import clock

FIRST_DAY = date(2000, 1, 1)
"""Day 0; days before it have negative numbers."""
SPANS = (0, 1)
"""Of which units there are running totals: of days, and of `UNITS` days together."""
SHIFT = 5
UNITS = 1 << SHIFT
"""So many units have their running totals in one row."""
_NOON = 12
LOWEST = -(2**30)
"""Before any day; its number as one of `UNITS` days lies before any such number as well."""
ALWAYS = frozenset({"level", "channel", "origin"})
FAMILIES: dict[int, frozenset[str]] = {
    0: frozenset(),
    2: frozenset({"agency"}),
    1: frozenset({"field"}),
    3: frozenset({"agency", "field"}),
    4: frozenset({"field", "procedure"}),
}
"""What each family of sums tells apart beside `ALWAYS`, the smallest first."""
WITH_AGENCY = 2
"""The family in which every agency that was ever folded is seen."""


class Run(NamedTuple):
    """Units of a size from a first to a last one, both included, and the segment to which they count."""

    span: int
    first: int
    last: int
    segment: int


class Piece(NamedTuple):
    """A part of a day whose movements are added to a segment or, with sign −1, taken from it."""

    from_at: datetime
    to_at: datetime
    segment: int
    sign: int


class Days(NamedTuple):
    """Whole days that runs stand for; movements that are not folded yet count with them. None: since ever."""

    from_at: datetime | None
    to_at: datetime
    segment: int


@dataclass(frozen=True)
class Cover:
    """What segments of time are made of."""

    runs: tuple[Run, ...]
    pieces: tuple[Piece, ...]
    days: tuple[Days, ...]


def family_for(told_apart: Collection[str]) -> int | None:
    """The smallest family that tells these apart; None if none does."""
    wanted = set(told_apart) - ALWAYS
    return next((family for family, known in FAMILIES.items() if wanted <= known), None)


def cover(bounds: Sequence[datetime], wanted: Collection[int], *, closed: int) -> Cover:
    """Segment n lies between the bounds n-1 and n (ascending, each once); segment 0 begins with time itself.

    From the day `closed` on there are only single days; `LOWEST` where every day is to be told apart.
    """
    split = _Split(bounds, frozenset(wanted))
    days = [one for segment in sorted(wanted) if (one := split.days(segment))]
    return Cover(
        tuple(run for one in days for run in _runs(one, closed)),
        tuple(split.pieces()),
        tuple(Days(_midnight(first), clock.at(_day(last)), segment) for first, last, segment in days),
    )


def number_of(at: datetime) -> int:
    """The number of the day on which a moment lies."""
    return (clock.local(at).date() - FIRST_DAY).days


def whole_units(day: int) -> int:
    """The day before which lie only whole larger units, and no other larger unit before `day`."""
    return day // UNITS * UNITS


class _Split:
    """The bounds with the days that they cut in two: each such day goes to one side, its smaller part by pieces."""

    def __init__(self, bounds: Sequence[datetime], wanted: frozenset[int]) -> None:
        self.bounds, self.wanted = bounds, wanted
        self.numbers = [number_of(at) for at in bounds]
        self.cuts = [at != clock.at(_day(number)) for at, number in zip(bounds, self.numbers, strict=True)]
        cut = [number for number, is_cut in zip(self.numbers, self.cuts, strict=True) if is_cut]
        self.crowded = {number for number in cut if cut.count(number) > 1}

    def days(self, segment: int) -> tuple[int | None, int, int] | None:
        """First day and the one after the last of those that runs of the segment stand for."""
        first = None if segment == 0 else self._edge(segment - 1, owner=segment)
        last = self._edge(segment, owner=segment)
        return (first, last, segment) if first is None or first < last else None

    def pieces(self) -> Iterator[Piece]:
        """The parts of days."""
        for index, (at, number) in enumerate(zip(self.bounds, self.numbers, strict=True)):
            if not self.cuts[index]:
                continue
            begin, end = clock.at(_day(number)), clock.at(_day(number + 1))
            if number in self.crowded:
                yield from self._crowded(index, begin, end)
                continue
            owner, other = self._sides(index)
            from_at, to_at = (at, end) if owner == index else (begin, at)
            if owner in self.wanted:
                yield Piece(from_at, to_at, owner, -1)
            if other in self.wanted:
                yield Piece(from_at, to_at, other, 1)

    def _crowded(self, index: int, begin: datetime, end: datetime) -> Iterator[Piece]:
        """Of a day that is cut more than once: the part before a cut, and after the last cut the rest."""
        at, number = self.bounds[index], self.numbers[index]
        if index in self.wanted:
            yield Piece(max([begin, *self.bounds[max(index - 1, 0) : index]]), at, index, 1)
        is_last = index + 1 == len(self.bounds) or self.numbers[index + 1] != number
        if is_last and index + 1 in self.wanted:
            yield Piece(at, end, index + 1, 1)

    def _sides(self, index: int) -> tuple[int, int]:
        """The segment that is given the whole day, and the other: whoever has most of the office's hours."""
        is_late = clock.local(self.bounds[index]).hour >= _NOON
        return (index, index + 1) if is_late else (index + 1, index)

    def _edge(self, index: int, *, owner: int) -> int:
        """The first day after a bound (of the segment that begins there), or the end of those before it."""
        number = self.numbers[index]
        if not self.cuts[index]:
            return number
        begins = owner == index + 1
        if number in self.crowded:
            return number + 1 if begins else number
        is_owned = self._sides(index)[0] == owner
        return number + (is_owned != begins)


def _runs(days: tuple[int | None, int, int], closed: int) -> Iterator[Run]:
    """The larger units that lie within the days, single days at both ends and where none is closed."""
    first, last, segment = LOWEST if days[0] is None else days[0], days[1], days[2]
    closed = whole_units(closed)
    if last > closed:
        yield Run(0, max(first, closed), last - 1, segment)
        last = closed
    begin, end = _ceil(first), whole_units(last)
    if begin < end:
        yield Run(1, begin // UNITS, end // UNITS - 1, segment)
        if end < last:
            yield Run(0, end, last - 1, segment)
        last = begin
    if first < last:
        yield Run(0, first, last - 1, segment)


def _ceil(first: int) -> int:
    return -(-first // UNITS) * UNITS


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number)


def _midnight(number: int | None) -> datetime | None:
    return None if number is None else clock.at(_day(number))
