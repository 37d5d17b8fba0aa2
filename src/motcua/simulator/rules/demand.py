"""What is asked for, where and when: seasons of the year, days of the week, people of the communes."""

from bisect import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from random import Random
from typing import Generic, Protocol, TypeVar

from motcua.kernel.clock import at

MORNING_SHARE = 0.62
_DAY = timedelta(days=1)
Item = TypeVar("Item")


class Hours(Protocol):
    """An office's hours; ``worktime.Calendar`` is one. A position is the number of minutes worked until then."""

    def position(self, moment: datetime, /) -> int: ...
    def moment(self, position: int, /) -> datetime: ...
    def next_opening(self, moment: datetime, /) -> datetime: ...
    def shifts_on(self, day: date, /) -> tuple[tuple[int, int], ...]: ...


class Weighted(Generic[Item]):
    """Draws items by their weight."""

    def __init__(self, weights: Mapping[Item, float]) -> None:
        self._items: Sequence[Item] = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, random: Random) -> Item:
        """One item."""
        return self._items[min(bisect(self._sums, random.random() * self._sums[-1]), len(self._items) - 1)]


@dataclass(frozen=True)
class Pattern:
    """How demand is spread: by season (twelve months), by weekday (seven), by commune (code → weight)."""

    seasons: Mapping[str, Sequence[float]]
    week: Sequence[float]
    communes: Mapping[str, float]
    other_commune: float

    def commune_weight(self, code: str) -> float:
        """How many people ask there."""
        return self.communes.get(code, self.other_commune)


class Arrivals:
    """Draws the moment when somebody comes, between two days and never while the office is shut."""

    def __init__(self, pattern: Pattern, hours: Hours, first_day: date, last_moment: datetime) -> None:
        self._pattern, self._hours, self._last = pattern, hours, last_moment
        self._days = [first_day + _DAY * number for number in range((last_moment.date() - first_day).days + 1)]
        self._by_season = cache(self._spread)

    def draw(self, random: Random, season: str) -> datetime:
        """An open minute; more in the morning than in the afternoon."""
        day = self._by_season(season).draw(random)
        shifts = self._hours.shifts_on(day)
        opens, closes = shifts[0] if len(shifts) == 1 or random.random() < MORNING_SHARE else shifts[-1]
        minute = opens + int((closes - opens - 1) * random.betavariate(1.3, 1.9))
        moment = at(day) + timedelta(minutes=minute)
        return moment if moment < self._last else before(self._hours, self._last, 1 + random.randrange(240))

    def _spread(self, season: str) -> Weighted[date]:
        months, week = self._pattern.seasons[season], self._pattern.week
        is_worked = self._hours.shifts_on
        return Weighted({day: months[day.month - 1] * week[day.weekday()] for day in self._days if is_worked(day)})


def later(hours: Hours, moment: datetime, minutes: int) -> datetime:
    """The open moment when `minutes` more have been worked."""
    return hours.next_opening(hours.moment(hours.position(moment) + minutes))


def before(hours: Hours, moment: datetime, minutes: int) -> datetime:
    """The open moment from which `minutes` are worked until `moment`."""
    return later(hours, moment, -minutes)


def evenly(index: int, start: float, stride: float) -> float:
    """Number `index` of a sequence that fills [0, 1) without gaps: a share of 1 % is met by 2 of 200, not by luck.

    `stride` is an irrational number; questions that must not depend on each other need strides of their own.
    """
    return (start + index * stride) % 1.0
