"""The legal clock against what others count working days with: ``python -m benchmarks.clock``.

All ratios are of one run on one machine: deadlines a second of processor time, the best of several rounds in turn.
Each pair is given the same starts, amounts and days off and must give the same dates; ours counts hours besides.
`workalendar` is compared where it is installed.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

import holidays
import numpy as np

from benchmarks.table import Line, loaded
from motcua.kernel.clock import LOCAL
from motcua.registry.worktime.rules.bulk import due_dates, due_days, due_minutes, minutes_of
from motcua.registry.worktime.rules.calendar import Calendar, DayChange, DayKind, day_at, index_of
from motcua.registry.worktime.rules.clock import legal_clock
from motcua.registry.worktime.rules.terms import Allowance, Unit

MANY, FEW, ROUNDS = 200_000, 4_000, 7
FIRST, SPAN = date(2026, 1, 1), 330
TEN = 10
Row = tuple[str, str]


def main(_home: object = None) -> Iterator[Line]:
    """The lines of the table; raises `SystemExit` when two of them disagree."""
    nation = holidays.country_holidays("VN", years=range(2026, 2029), categories=("public",))
    off = [DayChange(day, DayKind.HOLIDAY, name) for day, name in nation.items()]
    made_up = [DayChange(day, DayKind.SWAP_WORKED, "Làm bù") for day in sorted(nation.weekend_workdays)]
    calendar = Calendar(changes=off)
    chance = random.Random(2026)
    days = [FIRST + timedelta(days=chance.randrange(SPAN)) for _ in range(MANY)]
    amounts = [chance.randrange(1, 40) for _ in range(MANY)]
    with loaded() as load:
        for what, figure in [
            *_against_numpy(calendar, nation, days, amounts),
            *_against_day_loops(Calendar(changes=[*off, *made_up]), nation, days, amounts),
            *_after_a_holiday(off, days, amounts),
        ]:
            yield Line(what, figure, load())


def _against_numpy(calendar: Calendar, nation: holidays.HolidayBase, days: list[date], amounts: list[int]) -> list[Row]:
    begun, started = [index_of(day) for day in days], minutes_of([_at_ten(day) for day in days])
    busy = np.busdaycalendar(holidays=np.array(sorted(nation), dtype="datetime64[D]"))
    their_days, their_amounts = np.array(days, dtype="datetime64[D]"), np.array(amounts)
    found = np.busday_offset(their_days, their_amounts, roll="forward", busdaycal=busy)
    if [day_at(index) for index in due_days(calendar, begun, amounts)] != found.tolist():
        raise SystemExit("numpy and the clock disagree")
    whole, to_the_hour, other = _best(
        lambda: due_days(calendar, begun, amounts),
        lambda: due_minutes(calendar, started, amounts),
        lambda: np.busday_offset(their_days, their_amounts, roll="forward", busdaycal=busy),
    )
    return [
        _line("`due_days`, whole days ÷ `numpy.busday_offset`", other / whole, len(days) / whole),
        _line(
            "`due_minutes`, the same to the hour ÷ `numpy.busday_offset`", other / to_the_hour, len(days) / to_the_hour
        ),
    ]


def _against_day_loops(
    calendar: Calendar, nation: holidays.HolidayBase, days: list[date], amounts: list[int]
) -> list[Row]:
    many = _periods(days, amounts)
    few, few_days = many[:FEW], list(zip(days[:FEW], amounts[:FEW], strict=True))

    def singly() -> list[datetime]:
        return [legal_clock(allowance, calendar, started_at=at).due_at for allowance, at in few]

    def by_holidays() -> list[date]:
        return [nation.get_nth_working_day(day, amount) for day, amount in few_days]

    worked = [nation.is_working_day(day) for day, _ in few_days]
    if any(a.date() != b for a, b, is_worked in zip(singly(), by_holidays(), worked, strict=True) if is_worked):
        raise SystemExit("holidays and the clock disagree")
    started = minutes_of([at for _, at in many])
    arrays, bulk, one, other = _best(
        lambda: due_minutes(calendar, started, amounts), lambda: due_dates(calendar, many), singly, by_holidays
    )
    ours = (MANY / arrays, MANY / bulk, FEW / one)
    return _told("holidays", ours, FEW / other) + _against_workalendar(few_days, ours)


def _against_workalendar(few_days: list[tuple[date, int]], ours: tuple[float, float, float]) -> list[Row]:
    try:
        from workalendar.asia import Singapore
    except ImportError:
        return [("day loop of `workalendar`", "not installed")]
    theirs = Singapore()  # it knows no Vietnam: another nation's days off, the same work
    [other] = _best(lambda: [theirs.add_working_days(day, amount) for day, amount in few_days])
    return _told("workalendar", ours, FEW / other)


def _told(name: str, ours: tuple[float, float, float], other: float) -> list[Row]:
    arrays, bulk, one = ours
    return [
        _line(f"`due_minutes`, whole arrays ÷ day loop of `{name}`", arrays / other, arrays),
        _line(f"`due_dates`, moments in and out ÷ day loop of `{name}`", bulk / other, bulk),
        _line(f"`legal_clock` one by one ÷ day loop of `{name}`", one / other, one),
    ]


def _after_a_holiday(off: list[DayChange], days: list[date], amounts: list[int]) -> list[Row]:
    """All open dossiers of a province when a day off is added: both calendars made, every date, and which moved."""
    periods = _periods(days, amounts)
    added = [*off, DayChange(date(2026, 7, 15), DayKind.CLOSURE, "Bão")]

    def moved() -> int:
        before, after = due_dates(Calendar(changes=off), periods), due_dates(Calendar(changes=added), periods)
        return sum(one != other for one, other in zip(before, after, strict=True))

    [seconds] = _best(moved)
    told = f"{seconds:.2f} s for {len(periods):,} twice, of which {moved():,} moved"
    return [("dates before and after a day off is added", told)]


def _periods(days: list[date], amounts: list[int]) -> list[tuple[Allowance, datetime]]:
    allowances = {amount: Allowance(Decimal(amount), Unit.WORKING_DAY) for amount in set(amounts)}
    return [(allowances[amount], _at_ten(day)) for day, amount in zip(days, amounts, strict=True)]


def _best(*runs: Callable[[], object]) -> list[float]:
    """The best time of each, taken in turn."""
    best = [float("inf")] * len(runs)
    for _ in range(ROUNDS):
        for number, run in enumerate(runs):
            began = time.process_time()
            run()
            best[number] = min(best[number], time.process_time() - began)
    return best


def _line(what: str, ratio: float, a_second: float) -> Row:
    return what, f"{ratio:.{2 if ratio < TEN else 0}f} ({a_second:,.0f} a second)"


def _at_ten(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=LOCAL)


if __name__ == "__main__":
    for line in main():
        sys.stdout.write(f"{line}\n")
