"""A proposal can be tried on any agency's calendar before it is saved."""

import pytest

from motcua.registry.worktime.public import DayChange, DayKind, WhatMoves, calendar_of, declare_day
from motcua.registry.worktime.rules.calendar import OFFICE_DAY
from motcua.registry.worktime.tests.factories import day, moment

pytestmark = pytest.mark.django_db
AT = moment("02/11/2026 08:00")
TUESDAY, SATURDAY = day("17/11/2026"), day("21/11/2026")
SWAP = (
    DayChange(TUESDAY, DayKind.SWAP_OFF, "Nghỉ hoán đổi", swapped_on=SATURDAY),
    DayChange(SATURDAY, DayKind.SWAP_WORKED, "Làm bù", swapped_on=TUESDAY),
)


def proposed(scope="H14", changes=SWAP):
    return WhatMoves(scope, changes, AT)


def test_a_proposal_holds_for_its_scope_only_and_saves_nothing():
    question = proposed()
    inside, outside = question.calendar_of("H14.05"), question.calendar_of("H21")
    assert (inside.shifts_on(TUESDAY), inside.shifts_on(SATURDAY)) == ((), OFFICE_DAY)
    assert outside.shifts_on(TUESDAY) == OFFICE_DAY
    assert calendar_of("H14.05").shifts_on(TUESDAY) == OFFICE_DAY
    assert question.first_day == TUESDAY


def test_agencies_share_the_proposed_calendar_and_keep_their_own_where_nothing_changes():
    question = proposed()
    calendar_of("H21")
    assert question.calendar_of("H14.05") is question.calendar_of("H14.31")
    assert question.calendar_of("H21") is calendar_of("H21")


def test_a_proposal_stands_above_what_was_declared_before():
    declare_day(DayChange(TUESDAY, DayKind.CLOSURE, "Bão"), scope="H14", actor="tester", at=AT)
    withdrawn = proposed(changes=(DayChange(TUESDAY, DayKind.WITHDRAWN, "Bão tan"),))
    assert withdrawn.calendar_of("H14").shifts_on(TUESDAY) == OFFICE_DAY
    assert calendar_of("H14").shifts_on(TUESDAY) == ()
