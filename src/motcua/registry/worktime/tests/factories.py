"""Calendars and moments for tests."""

from datetime import date, datetime
from decimal import Decimal

from motcua.kernel import clock
from motcua.registry.worktime.adapters.published import published_days
from motcua.registry.worktime.rules.calendar import Calendar
from motcua.registry.worktime.rules.terms import Allowance, Stop, StopReason, Unit

SEVEN_AND_A_HALF = ((7 * 60 + 30, 11 * 60 + 30), (13 * 60, 16 * 60 + 30))
HOURS_7_30 = (SEVEN_AND_A_HALF,) * 5 + ((), ())


def national_calendar(seasons=()) -> Calendar:
    return Calendar(seasons, [row.change for row in published_days()])


def moment(text: str) -> datetime:
    """«20/11/2026 16:00» on the Vietnamese wall clock."""
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=clock.LOCAL)


def day(text: str) -> date:
    return moment(f"{text} 00:00").date()


def allowed(amount, unit) -> Allowance:
    return Allowance(Decimal(str(amount)), Unit(unit))


def stop(from_text: str, to_text: str | None, reason=StopReason.SUPPLEMENT) -> Stop:
    return Stop(moment(from_text), moment(to_text) if to_text else None, reason)
