"""Two people and one task: one lead, one line a click, one number each."""

from motcua.oversight.assignments.actions.assigning import give_assignment
from motcua.oversight.assignments.actions.moving import Hand, accept_assignment, report_progress
from motcua.oversight.assignments.errors import ChangedMeanwhile, LedAlready
from motcua.oversight.assignments.models import Assignment
from motcua.oversight.assignments.rules.entries import Said
from motcua.oversight.assignments.rules.life import Move
from motcua.oversight.assignments.tests.factories import (
    COMMUNE,
    DEPARTMENT,
    HOME,
    MARCH,
    draft,
    make_assignment,
    make_move,
    make_office,
)
from tests.races.together import refusals, times, together


def test_the_same_work_given_to_two_leads_at_once_has_one(transactional_db):
    make_office()

    def give(lead):
        return give_assignment(draft(1, lead_code=lead), home=HOME, officer="cai.cach", at=MARCH)

    answers = together(*(lambda lead=lead: give(lead) for lead in (DEPARTMENT, COMMUNE)))
    (refused,) = refusals(answers)
    assert isinstance(refused, LedAlready)
    assert Assignment.objects.count() == 1


def test_tasks_given_at_once_get_numbers_without_gaps(transactional_db):
    make_office()
    answers = together(
        *(lambda number=number: give_assignment(draft(number), home=HOME, officer="cai.cach", at=MARCH)
          for number in range(1, 5))
    )  # fmt: skip
    assert refusals(answers) == []
    assert sorted(Assignment.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_a_double_click_writes_one_line(transactional_db):
    make_office()
    row = make_assignment()
    hand = Hand("tu.phap", 1)
    assert refusals(times(3, lambda: accept_assignment(row, hand=hand, at=MARCH), gate="assignments_assignment")) == []
    assert row.entries.count() == 2


def test_two_people_who_report_on_the_same_page_are_not_mixed_up(transactional_db):
    make_office()
    row = make_move(make_assignment(), Move.ACCEPT, at=MARCH)

    def report(who, percent):
        said = Said(note=f"{who} báo", percent=percent)
        return report_progress(row, said=said, hand=Hand(who, 2), at=MARCH)

    answers = together(lambda: report("tu.phap", 40), lambda: report("cai.cach", 50))
    (refused,) = refusals(answers)
    assert isinstance(refused, ChangedMeanwhile)
    assert row.entries.count() == 3
