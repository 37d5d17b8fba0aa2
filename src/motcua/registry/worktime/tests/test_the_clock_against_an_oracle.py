"""Our clock and a naive one agree on random offices, periods and stops."""

import os
import random
import sys
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from motcua.kernel.clock import LOCAL
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, Season
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.terms import Allowance, FirstDay, Policy, Stop, StopReason, Unit
from motcua.registry.worktime.tests import oracle

CASES = int(os.environ.get("MOTCUA_ORACLE_CASES", "600"))
BEGIN = date(2026, 1, 1)
DAYS = [
    [(420, 690), (810, 1020)],
    [(450, 690), (780, 990)],
    [(480, 720)],
    [(0, 1440)],
    [(437, 698), (803, 1009), (1080, 1155)],
]
AMOUNTS = {
    "working_hour": ["0", "0.25", "1", "4", "7.5", "8", "16", "33.3"],
    "hour": ["0", "1", "8", "24", "48", "71.5"],
    "working_day": ["0", "0.5", "1", "1.5", "2", "3", "0.33", "5", "7", "12"],
    "half_day": ["1", "2", "3", "7"],
    "day": ["0", "0.5", "1", "2", "5", "10", "15"],
    "month": ["0", "0.5", "1", "2", "1.5"],
}


def random_office(chance):
    def week():
        days = [chance.choice(DAYS) if chance.random() < 0.5 else DAYS[0] for _ in range(5)]
        return [*days, chance.choice([[], [], [(420, 690)]]), []]

    turn = BEGIN + timedelta(days=chance.randrange(40))
    seasons = [(turn, turn + timedelta(days=chance.randrange(1, 30)), week()), (date(2014, 1, 1), None, week())]
    changes = {}
    for _ in range(chance.randrange(12)):
        day = BEGIN + timedelta(days=chance.randrange(60))
        from_minute = chance.randrange(1300)
        changes[day] = chance.choice(
            [("off",), ("as", chance.randrange(5)), ("shut", from_minute, from_minute + chance.randrange(1, 140))]
        )
    return seasons, changes


def ours(seasons, changes):
    def change(day, what):
        if what[0] == "as":
            monday = date(2026, 1, 5)
            return DayChange(day, DayKind.SWAP_WORKED, "làm bù", swapped_on=monday + timedelta(days=what[1]))
        shut = (what[1], what[2]) if what[0] == "shut" else None
        return DayChange(day, DayKind.CLOSURE if shut else DayKind.HOLIDAY, "nghỉ", shut=shut)

    return Calendar(
        [Season(tuple(tuple(day) for day in week), begins, ends) for begins, ends, week in seasons],
        [change(day, what) for day, what in changes.items()],
    )


def random_stops(chance, received):
    stops = []
    for _ in range(chance.choice([0, 0, 1, 2, 3])):
        begins = received + timedelta(minutes=chance.randrange(-600, 9 * 24 * 60))
        stops.append((begins, begins + timedelta(minutes=chance.choice([0, 30, 200, 1440, 5000]))))
    return stops


def test_our_clock_agrees_with_one_that_walks_minute_by_minute(capsys):
    seed = int(os.environ.get("MOTCUA_ORACLE_SEED", random.randrange(10**9)))
    with capsys.disabled():
        sys.stdout.write(f" oracle seed {seed}, {CASES} cases ")
    chance = random.Random(seed)
    for number in range(CASES):
        seasons, changes = random_office(chance)
        unit = chance.choice(list(AMOUNTS))
        amount = chance.choice(AMOUNTS[unit])
        received = datetime.combine(BEGIN, datetime.min.time()) + timedelta(minutes=chance.randrange(40 * 24 * 60))
        stops = random_stops(chance, received)
        first_day = chance.choice(["exact", "exact", "counted", "not_counted"])
        expected = oracle.due(oracle.Office(seasons, changes), Fraction(amount), unit, received, stops, first_day)
        chance.shuffle(stops)
        found = legal_clock(
            Allowance(Decimal(amount), Unit(unit)),
            ours(seasons, changes),
            started_at=received.replace(tzinfo=LOCAL),
            stops=[Stop(a.replace(tzinfo=LOCAL), b.replace(tzinfo=LOCAL), StopReason.OTHER_GROUND) for a, b in stops],
            policy=Policy(first_day=FirstDay(first_day)),
        )
        told = f"seed {seed} case {number}: {amount} {unit} {first_day} from {received}, stops {stops}"
        assert found.due_at == expected.replace(tzinfo=LOCAL), f"{told}\n{seasons}\n{changes}"
        assert found.lines[-1].day == expected.date()
