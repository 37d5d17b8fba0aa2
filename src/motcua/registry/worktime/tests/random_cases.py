"""Random offices and periods, as plain data that every clock of the tests can read."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from motcua.kernel.clock import LOCAL
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, Season
from motcua.registry.worktime.rules.terms import (
    AfterSupplement,
    Allowance,
    FirstDay,
    Policy,
    Stop,
    StopReason,
    Unit,
)

DAY = 1440
DAYS = [
    [(420, 690), (810, 1020)],
    [(450, 690), (780, 990)],
    [(480, 720)],
    [(0, 1440)],
    [(437, 698), (803, 1009), (1080, 1155)],
]
SATURDAYS = [[], [], [(420, 690)]]
AMOUNTS = {
    "working_hour": ["0", "0.25", "1", "4", "7.5", "8", "16", "33.3"],
    "hour": ["0", "1", "8", "24", "48", "71.5"],
    "working_day": ["0", "0.5", "1", "1.5", "2", "3", "0.33", "5", "7", "12", "15"],
    "half_day": ["1", "2", "3", "7"],
    "day": ["0", "0.5", "1", "2", "5", "10", "15", "30"],
    "month": ["0", "0.5", "1", "2", "1.5"],
    "same_day": ["0", "1", "1", "1", "2", "1.5"],
}
LONG_AMOUNTS = {"working_day": ["365", "400"], "day": ["361", "730"], "month": ["12", "24"], "working_hour": ["3000"]}
SHORT, LONG = 220, 1300
"""Days of an office: enough for the longest of either list of amounts."""
RECEIVED_WITHIN = 40


@dataclass(frozen=True)
class RandomOffice:
    """An office as plain data, from `first` on for `days` days."""

    first: date
    days: int
    seasons: list
    changes: dict

    def calendar(self) -> Calendar:
        """As the code under test wants it."""
        seasons = [Season(tuple(tuple(day) for day in week), begins, ends) for begins, ends, week in self.seasons]
        return Calendar(seasons, [_change(day, what) for day, what in self.changes.items()])


@dataclass(frozen=True)
class RandomCase:
    """A period: moments are minutes since the office's first midnight; stops ``(begins, ends or None, reason)``."""

    amount: str
    unit: str
    received: int
    stops: list
    first_day: str
    restarts: bool
    same_day_until: int

    @property
    def kind(self) -> str:
        """Under which heading it is counted."""
        return self.unit + (" with stops" if self.stops else "")

    def allowance(self) -> Allowance:
        return Allowance(Decimal(self.amount), Unit(self.unit))

    def policy(self) -> Policy:
        after = AfterSupplement.RESTARTS if self.restarts else AfterSupplement.RESUMES
        return Policy(FirstDay(self.first_day), after, self.same_day_until)

    def plain_policy(self) -> dict:
        return {"first_day": self.first_day, "restarts": self.restarts, "same_day_until": self.same_day_until}

    def plain_stops(self) -> list:
        return [(begins, ends, reason is StopReason.SUPPLEMENT) for begins, ends, reason in self.stops]


def random_office(chance: random.Random, days: int = SHORT) -> RandomOffice:
    """Seasons that turn, Saturdays worked, days off, swapped and shut in part."""

    def week():
        worked = [chance.choice(DAYS) if chance.random() < 0.5 else DAYS[0] for _ in range(5)]
        return [*worked, chance.choice(SATURDAYS), []]

    first = date(chance.randrange(2014, 2040), chance.choice([1, 2, 6, 11, 12]), chance.randrange(1, 28))
    turn = first + timedelta(days=chance.randrange(40))
    seasons = [(turn, turn + timedelta(days=chance.randrange(1, 60)), week()), (date(2014, 1, 1), None, week())]
    changes = {}
    for _ in range(chance.randrange(20)):
        day = first + timedelta(days=chance.randrange(90))
        from_minute = chance.choice([0, 690, 720, chance.randrange(1300)])
        until = chance.choice([1440, from_minute + chance.randrange(1, 140)])
        changes[day] = chance.choice([("off",), ("as", chance.randrange(5)), ("shut", from_minute, min(until, 1440))])
    return RandomOffice(first, days, seasons, changes)


def random_case(chance: random.Random, amounts: dict = AMOUNTS) -> RandomCase:
    """A period received in the first weeks, with stops before, in, across and after it."""
    unit = chance.choice(list(amounts))
    received = DAY + chance.randrange(RECEIVED_WITHIN * DAY)
    if chance.random() < 0.2:
        received = received // DAY * DAY + chance.choice([420, 690, 810, 900, 901, 1020])
    return RandomCase(
        chance.choice(amounts[unit]),
        unit,
        received,
        _stops(chance, received),
        chance.choice(["exact", "exact", "counted", "not_counted"]),
        chance.random() < 0.3,
        chance.choice([900, 900, 600, 0, 1440, chance.randrange(1440)]),
    )


def _stops(chance, received):
    stops = []
    for _ in range(chance.choice([0, 0, 1, 2, 3])):
        begins = max(received + chance.randrange(-600, 9 * DAY), 0)
        ends = begins + chance.choice([0, 30, 200, 1440, 5000])
        stops.append((begins, ends, chance.choice(list(StopReason))))
    if stops and chance.random() < 0.15:
        begins, _ends, reason = stops.pop()
        stops.append((begins, None, reason))
    return stops


def moment_of(office: RandomOffice, minute: int, second: int = 0) -> datetime:
    """That minute of the office on the Vietnamese wall clock."""
    midnight = datetime(office.first.year, office.first.month, office.first.day, tzinfo=LOCAL)
    return midnight + timedelta(minutes=minute, seconds=second)


def stops_of(office: RandomOffice, case: RandomCase, chance: random.Random) -> list[Stop]:
    """The stops as the code under test wants them, in any order, to the second."""
    stops = [
        Stop(
            moment_of(office, begins, chance.randrange(60) if begins != ends else 0),
            None if ends is None else moment_of(office, ends, chance.randrange(60) if begins != ends else 0),
            reason,
        )
        for begins, ends, reason in case.stops
    ]
    return chance.sample(stops, len(stops))


def exact(amount: str) -> Fraction:
    """The amount as the oracles count with it."""
    return Fraction(amount)


def _change(day, what):
    if what[0] == "as":
        monday = date(2026, 1, 5)
        return DayChange(day, DayKind.SWAP_WORKED, "làm bù", swapped_on=monday + timedelta(days=what[1]))
    shut = (what[1], what[2]) if what[0] == "shut" else None
    return DayChange(day, DayKind.CLOSURE if shut else DayKind.HOLIDAY, "nghỉ", shut=shut)
