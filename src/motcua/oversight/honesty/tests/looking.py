"""A made-up year looked at by the rules, without a database."""

import tomllib
from decimal import Decimal
from pathlib import Path

from motcua.oversight.honesty.rules.alerts import Alert, alerts_in, by_agency_and_month
from motcua.oversight.honesty.rules.closing import closing_days
from motcua.oversight.honesty.rules.past import past_of
from motcua.oversight.honesty.rules.patterns import NEEDED, Limits, Pattern
from motcua.oversight.honesty.rules.seen import Seen, seen_of
from motcua.oversight.honesty.rules.signs import Around
from motcua.oversight.honesty.tests.years import CALENDAR, END, YEAR, Case, Year
from motcua.registry.worktime.public import standing

DEFINITIONS = Path(__file__).resolve().parent.parent / "definitions" / "patterns.toml"
ROWS = tomllib.loads(DEFINITIONS.read_text(encoding="utf-8"))["pattern"]
LIMITS = {
    Pattern(row["code"]): Limits(
        Pattern(row["code"]), {name: Decimal(str(row[name])) for name in NEEDED[Pattern(row["code"])]}
    )
    for row in ROWS
}


def seen(case: Case) -> Seen | None:
    """As it is kept: retold from its events, with the official verdict."""
    past = past_of(enumerate(case.events()), CALENDAR.minutes_between)
    found = standing(past.ended_at, past.due_at, END, CALENDAR, second_supplements=past.supplements_again)
    return seen_of(past, CALENDAR.minutes_between, is_on_time=past.ending == "result" and not found.is_late)


def looked_at(year: Year) -> tuple[list[Alert], list[Seen]]:
    """All alerts of a year, and all that was seen."""
    pairs = [(case, one) for case in year.cases if (one := seen(case))]
    last = LIMITS[Pattern.CLOSED_IN_BULK].whole("closing_days")
    groups = by_agency_and_month(one for _case, one in pairs)
    around = Around(
        now=END,
        closing_days=closing_days(CALENDAR.shifts_on, YEAR, first_days=(1, 15), last=last),
        successors=successors(pairs),
        hands_over_told={(one.agency_code, one.is_imported) for _case, one in pairs if one.returned_at},
    )
    alerts = [
        alert
        for (agency, month), group in groups.items()
        if month.year == YEAR
        for alert in alerts_in(agency, month, group, LIMITS, around)
    ]
    return alerts, [one for _case, one in pairs]


def successors(pairs: list[tuple[Case, Seen]]) -> dict[str, Seen]:
    """Found the slow way: the next dossier of the same person, procedure and agency."""
    found = {}
    for case, one in pairs:
        if one.ending in {"withdrawn", "stopped"}:
            same = [other for again, other in pairs if (again.person, again.procedure) == (case.person, case.procedure)]
            later = [other for other in same if other.submitted_at >= one.ended_at]
            if later:
                found[one.subject] = min(later, key=lambda other: other.submitted_at)
    return found
