"""The province without a database: calendars, towns and planners for small tests."""

from datetime import date, datetime

from motcua.kernel import clock
from motcua.registry.worktime.public import Calendar, DayChange, DayKind
from motcua.simulator.queries import content
from motcua.simulator.rules.demand import Arrivals
from motcua.simulator.rules.planning import Planner, Town
from motcua.simulator.rules.residents import Place, Registry

TET = [date(2026, 2, day) for day in range(16, 21)]
UNTIL = clock.at(date(2026, 11, 20), 16)


def calendar() -> Calendar:
    """Office hours with Tết 2026 off."""
    return Calendar(changes=[DayChange(day, DayKind.HOLIDAY, "Tết") for day in TET])


def towns(count: int = 56) -> list[Town]:
    return [
        Town(Place(f"{1273 + number:05}", f"Xã Số {number}", is_ward=False), f"H14.{31 + number}", 10 - number % 7)
        for number in range(count)
    ]


def planner(seed: int = 7, until: datetime = UNTIL) -> Planner:
    first_day = clock.local(until).date().replace(year=until.year - 1)
    return Planner(
        seed,
        services=[procedure.service for procedure in content.procedures()],
        towns=towns(),
        registry=Registry(content.names(), "tỉnh Mẫu"),
        arrivals=Arrivals(content.pattern(), calendar(), first_day, clock.local(until)),
    )
