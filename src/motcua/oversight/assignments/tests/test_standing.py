"""How tasks stand, against an oracle that walks through the lines of each life day by day."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel import clock
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.queries.standings import assignment_counts, standings, summed
from motcua.oversight.assignments.rules.life import Move, State, allowed_moves
from motcua.oversight.assignments.rules.rounds import Periodicity
from motcua.oversight.assignments.rules.standing import Counts, Facts, Standing, standing
from motcua.oversight.assignments.tests.factories import (
    DAY,
    DEPARTMENT,
    JUNE,
    MARCH,
    PLAN,
    done,
    make_assignment,
    make_move,
    make_office,
)

pytestmark = pytest.mark.django_db
GIVEN = [state for state in State if state is not State.PREPARED]
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def told_by_its_lines(row, on):
    """Naïve: read the whole life from the first line on."""
    said = [line for line in row.entries.order_by("number") if clock.local(line.at).date() <= on]
    if not said:
        return None
    kinds = [line.move for line in said]
    stops = [kind for kind in kinds if kind in {"suspend", "resume"}]
    if stops and stops[-1] == "suspend":
        return "suspended"
    late, handed = _products(said)
    if said[-1].move == "accept_product" and said[-1].state == "done":
        return "done_late" if late else "done_on_time"
    if (handed or on) > said[-1].due_on:
        return "overdue"
    if "adjust" in kinds:
        return "adjusted"
    begun = [kind for kind in kinds if kind in {"give", "resume", "accept", "reassign"}]
    return "in_progress" if begun[-1] == "accept" else "not_due"


def _products(said):
    """Whether one that was accepted came late, and the day of the one that waits."""
    late, handed, due = False, None, said[0].due_on
    for line in said:
        if line.move == "submit":
            handed = clock.local(line.at).date()
        elif line.move == "accept_product":
            late, handed = late or handed > due, None
        elif line.move == "send_back":
            handed = None
        due = line.due_on
    return late, handed


@pytest.mark.parametrize("seed", range(6))
def test_it_stands_as_an_independent_reading_of_its_life_says_on_every_day(seed):
    make_office()
    chance, day = Random(seed), MARCH
    periodicity = chance.choice([Periodicity.ONCE, Periodicity.QUARTERLY])
    row = make_assignment(periodicity=periodicity, ends_on=date(2026, chance.randint(4, 12), 20))
    for _ in range(14):
        day += chance.randint(0, 40) * DAY
        moves = allowed_moves(row.life)
        if not moves or day.year > 2026:
            break
        due_on = clock.local(day).date() + chance.randint(1, 60) * DAY
        row = make_move(row, chance.choice(moves), at=day, due_on=due_on if due_on != row.due_on else due_on + DAY)
    for step in range(0, 420, 7):
        on = date(2026, 2, 20) + timedelta(days=step)
        found = standings(Assignment.objects.all(), at=clock.at(on, 23, 59))
        assert (found[row.pk].standing if found else None) == told_by_its_lines(row, on), on


@given(state=st.sampled_from(GIVEN), due=DAYS, on=DAYS, late=st.booleans(),
       adjusted=st.booleans(), handed=DAYS)  # fmt: skip
def test_once_overdue_it_stays_so_as_days_go_by(state, due, on, late, adjusted, handed):
    facts = Facts(state, due, handed if state is State.SUBMITTED else None, late, adjusted)
    stood = [standing(facts, on + timedelta(days=more)) for more in range(3)]
    if Standing.OVERDUE in stood:
        assert set(stood[stood.index(Standing.OVERDUE) :]) == {Standing.OVERDUE}
    assert (state is State.DONE) == (stood[0] in {Standing.DONE_ON_TIME, Standing.DONE_LATE})


@given(st.lists(st.sampled_from(list(Standing))), st.lists(st.sampled_from(list(Standing))))
def test_columns_add_up_and_two_units_merged_keep_their_totals(one, other):
    counts = Counts.of(one)
    assert sum(counts.by_standing.values()) == counts.total == len(one)
    assert summed([counts, Counts.of(other)]) == Counts.of([*one, *other])


def test_a_product_handed_in_on_the_last_day_is_in_time_however_late_it_is_judged():
    make_office()
    row = make_move(make_assignment(), Move.ACCEPT, at=MARCH)
    row = make_move(row, Move.SUBMIT, at=clock.at(JUNE, 23, 59))
    waiting = standings(Assignment.objects.all(), at=clock.at(JUNE + 20 * DAY))
    assert waiting[row.pk].standing is Standing.IN_PROGRESS
    row = make_move(row, Move.ACCEPT_PRODUCT, at=clock.at(JUNE + 30 * DAY))
    assert standings(Assignment.objects.all(), at=clock.at(JUNE + 31 * DAY))[row.pk].standing is Standing.DONE_ON_TIME


def test_a_day_later_is_late():
    make_office()
    row = make_move(make_assignment(), Move.ACCEPT, at=MARCH)
    row = make_move(row, Move.SUBMIT, at=clock.at(JUNE + DAY, 0, 0))
    row = make_move(row, Move.ACCEPT_PRODUCT, at=clock.at(JUNE + DAY, 9))
    assert standings(Assignment.objects.all(), at=clock.at(JUNE + 2 * DAY))[row.pk].standing is Standing.DONE_LATE


def test_counting_takes_as_many_statements_for_one_task_as_for_thirty():
    make_office()
    taken = []
    for number in range(1, 31):
        row = make_assignment(number, lead_code=DEPARTMENT if number % 2 else "H14.31", co_codes=())
        if number % 3 == 0 and number % 2:
            done(row, at=MARCH)
        if number in {1, 30}:
            with CaptureQueriesContext(
                connection,
            ) as queries:
                counts = assignment_counts(plans=[PLAN], agencies=[DEPARTMENT, "H14.31"], at=MARCH + 10 * DAY)
            taken.append(len(queries))
    assert taken[0] == taken[1] <= 3
    assert counts[DEPARTMENT].total == counts["H14.31"].total == 15
    assert counts[DEPARTMENT].done == 5
    assert assignment_counts(plans=["không có"], at=MARCH) == {}
