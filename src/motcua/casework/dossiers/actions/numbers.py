"""Numbers are given from their own tables, under a row lock, never twice."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from motcua.casework.dossiers.models import CodeScheme
from motcua.casework.dossiers.rules.codes import DEFAULT_SCHEME, SCHEMES, number_in_day
from motcua.kernel.memory import remembered

_NEXT_OF_DAY = """
INSERT INTO dossiers_daycount AS c (agency_code, day, last) VALUES (%s, %s, 1)
ON CONFLICT (agency_code, day) DO UPDATE SET last = c.last + 1 RETURNING last
"""
_STEP_OVER = """
INSERT INTO dossiers_daycount AS c (agency_code, day, last) VALUES (%s, %s, %s)
ON CONFLICT (agency_code, day) DO UPDATE SET last = greatest(c.last, excluded.last)
"""
_STEP_OVER_ALL = """
INSERT INTO dossiers_daycount AS c (agency_code, day, last)
SELECT * FROM unnest(%s::text[], %s::date[], %s::int[]) ON CONFLICT (agency_code, day)
DO UPDATE SET last = greatest(c.last, excluded.last)
"""
_NEXT_IN_REGISTER = """
INSERT INTO dossiers_registercount AS c (agency_code, year, last) VALUES (%s, %s, 1)
ON CONFLICT (agency_code, year) DO UPDATE SET last = c.last + 1 RETURNING last
"""


def next_code(agency_code: str, day: date) -> str:
    """The agency's next dossier code of the day, in the scheme in force."""
    return SCHEMES[_strategy_on(day)](agency_code, day, _next(_NEXT_OF_DAY, agency_code, day))


def step_over(code: str) -> None:
    """Keep our own count clear of a code that was given elsewhere in the same scheme."""
    if (number := number_in_day(code)) is not None:
        with connection.cursor() as cursor:
            cursor.execute(_STEP_OVER, list(number))


def step_over_all(codes: Iterable[str]) -> None:
    """As `step_over`, for many at once; codes that our count could never reach are passed over."""
    last: dict[tuple[str, date], int] = {}
    for agency, day, number in filter(None, map(number_in_day, codes)):
        last[agency, day] = max(number, last.get((agency, day), 0))
    if last:
        rows = sorted((agency, day, number) for (agency, day), number in last.items())
        with connection.cursor() as cursor:
            cursor.execute(_STEP_OVER_ALL, [list(column) for column in zip(*rows, strict=True)])


def next_register_number(agency_code: str, year: int) -> int:
    """The next number of the agency's register book."""
    return _next(_NEXT_IN_REGISTER, agency_code, year)


def _strategy_on(day: date) -> str:
    in_force = [strategy for valid_from, strategy in _schemes() if valid_from <= day]
    return in_force[-1] if in_force else DEFAULT_SCHEME


@remembered(seconds=60)
def _schemes() -> tuple[tuple[date, str], ...]:
    """Every scheme of codes with its first day: a table that changes once in years."""
    return tuple(CodeScheme.objects.order_by("valid_from").values_list("valid_from", "strategy"))


def _next(statement: str, agency_code: str, period: date | int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, [agency_code, period])
        return int(cursor.fetchone()[0])
